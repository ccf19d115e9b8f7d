//! The criteria that ISO/IEC 33004 sets for a process reference model, one by one: for the model of the
//! standard, and for what an organisation made of it.
//!
//! What the program can see is judged; what it cannot see is stated as declared, by whom, and no more.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Model, Origin, Reference, State};

/// A criterion: its number in the statement of conformity (ISO/IEC TS 27022:2021, Annex A), and what it asks for.
pub const CRITERIA: [(&str, &str); 10] = [
    ("1", "The domain is declared"),
    ("2", "The context of use is described"),
    ("3 a", "Each process has a purpose and outcomes"),
    ("3 b", "The outcomes are what the purpose needs, and no more"),
    ("3 c", "Descriptions say nothing that belongs to a higher capability level"),
    ("3 d", "An outcome is a work product, a change of state or a constraint that is met"),
    ("4", "The relationships between processes are described"),
    ("5 a", "The community of interest is named"),
    ("5 b", "What was done to reach consensus is documented"),
    ("6", "Each process has one description and one identification"),
];

/// How far a criterion is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The program looked, and it is so.
    Met,
    /// The source says so; the program cannot see whether it is.
    Declared,
    /// Something is missing or contradicts.
    Open,
}

impl Verdict {
    /// The verdict in a word.
    pub const fn word(self) -> &'static str {
        match self {
            Verdict::Met => "met",
            Verdict::Declared => "as declared",
            Verdict::Open => "open",
        }
    }
}

/// A judgement on one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Judgement {
    /// The number.
    pub criterion: &'static str,
    /// What the criterion asks for.
    pub asks: &'static str,
    /// How far it is met.
    pub verdict: Verdict,
    /// What was seen.
    pub says: String,
}

fn judge(at: usize, verdict: Verdict, says: impl Into<String>) -> Judgement {
    let (criterion, asks) = CRITERIA.get(at).copied().unwrap_or_default();
    Judgement { criterion, asks, verdict, says: says.into() }
}

fn declared(at: usize, text: Option<&String>) -> Judgement {
    match text {
        Some(text) => judge(at, Verdict::Declared, text.split_whitespace().collect::<Vec<_>>().join(" ")),
        None => judge(at, Verdict::Open, "Not stated."),
    }
}

fn of(number: usize, all: usize, what: &str) -> String {
    if number == all { format!("all {all} {what}") } else { format!("{number} of {all} {what}") }
}

/// The statement for a reference model of the library or of the package.
pub fn statement_of_model(reference: &Reference, model: &str) -> Vec<Judgement> {
    let declares = reference.models.get(model).or_else(|| reference.models.values().next());
    let processes: Vec<_> = reference.processes.values().filter(|process| process.is_of_model()).collect();
    let complete = processes.iter().filter(|one| one.purpose.is_some() && !one.results.is_empty()).count();
    let count = |side: &[&str]| reference.interfaces.iter().filter(|one| one.declared_by == side).count();
    let (both, producer, consumer) = (count(&["producer", "consumer"]), count(&["producer"]), count(&["consumer"]));
    let mut titles: Vec<&str> = processes.iter().map(|one| one.head.title.as_str()).collect();
    titles.sort_unstable();
    titles.dedup();
    let mut tables: Vec<i64> = processes.iter().filter_map(|one| one.table).collect();
    tables.sort_unstable();
    tables.dedup();
    let unique = titles.len() == processes.len() && tables.len() == processes.len();
    let artifacts: Vec<_> = processes.iter().flat_map(|one| one.results.iter()).flat_map(|one| one.artifacts.iter()).collect();
    let known = artifacts.iter().filter(|one| reference.artifacts.contains_key(&one.id)).count();
    vec![
        declared(0, declares.and_then(|one| one.domain.as_ref())),
        declared(1, declares.and_then(|one| one.context.as_ref())),
        judge(
            2,
            if complete == processes.len() { Verdict::Met } else { Verdict::Open },
            format!("A purpose and at least one result: {}.", of(complete, processes.len(), "profiles")),
        ),
        judge(
            3,
            Verdict::Declared,
            "The document says that this was checked when the results were chosen. What the tables show: results that no profile receives, and parts that are expected and not promised, each listed in the audit of the model.",
        ),
        judge(4, Verdict::Declared, "No profile names a level; which level a process needs is decided in tailoring."),
        judge(
            5,
            if known == artifacts.len() { Verdict::Met } else { Verdict::Open },
            format!("Each result is read as a work product with one name: {}.", of(known, artifacts.len(), "entries")),
        ),
        judge(
            6,
            if producer + consumer == 0 { Verdict::Met } else { Verdict::Open },
            format!(
                "{} interfaces. Both profiles name {both}, only the provider's {producer}, only the receiver's {consumer}: there the description of the other process is not complete.",
                reference.interfaces.len()
            ),
        ),
        declared(7, declares.and_then(|one| one.community.as_ref())),
        declared(8, declares.and_then(|one| one.consensus.as_ref())),
        judge(
            9,
            if unique { Verdict::Met } else { Verdict::Open },
            format!("{} processes with {} names and {} tables.", processes.len(), titles.len(), tables.len()),
        ),
    ]
}

/// The statement for the tailored process set of the organisation.
pub fn statement_of_set(model: &Model) -> Vec<Judgement> {
    let set = &model.process_set;
    let met = |yes: bool| if yes { Verdict::Met } else { Verdict::Open };
    let inside: Vec<_> = set.processes.values().filter(|one| one.origin != Origin::External || !one.realises.is_empty()).collect();
    let has_purpose = |process: &super::ActualProcess| {
        let of_model = process.realises.iter().filter_map(|id| model.reference.processes.get(id)).any(|one| one.purpose.is_some() || !one.is_of_model());
        of_model || model.processes.get(&process.id).is_some_and(|own| own.head.description.is_some())
    };
    let has_results = |process: &super::ActualProcess| !process.realises.is_empty() || !process.tailoring.deliver.is_empty();
    let complete = inside.iter().filter(|one| has_purpose(one) && has_results(one)).count();
    let of_model: Vec<_> = model.reference.processes.values().filter(|process| process.is_of_model()).map(|process| process.head.id.as_str()).collect();
    let realised = |id: &str| set.realised_by.get(id).is_some_and(|by| !by.is_empty());
    let omitted = |id: &str| model.omissions.iter().any(|one| one.process.id == id) || model.adoptions.iter().any(|one| one.process.id == id);
    let decided = of_model.iter().filter(|id| realised(id) || omitted(id)).count();
    let reasoned = model.omissions.iter().filter(|one| one.because.is_some() && one.approved.is_some()).count();
    let dropped: usize = set.processes.values().flat_map(|one| one.tailoring.drop.iter()).map(|drop| drop.artifacts.len()).sum();
    let missing = set.interfaces.iter().filter(|one| matches!(one.state, State::Missing { .. })).count();
    let owners = {
        let mut owners: Vec<&str> = set.processes.values().filter_map(|one| one.tailoring.owner.as_ref()).map(|one| one.id.as_str()).collect();
        owners.sort_unstable();
        owners.dedup();
        owners.len()
    };
    let unowned = inside.iter().filter(|one| one.tailoring.owner.is_none()).count();
    let top: Vec<&str> = model.roles.values().filter(|role| role.top_management).map(|role| role.head.title.as_str()).collect();
    let report = model.documents.get("tailoring_report").and_then(|report| report.approved.as_ref()).and_then(|approved| approved.on);
    let mut titles: Vec<String> = set.processes.values().map(|one| one.title.to_lowercase()).collect();
    let all = titles.len();
    titles.sort_unstable();
    titles.dedup();
    let plural = |number: usize, word: &str| format!("{number} {word}{}", if number == 1 { "" } else { "s" });
    vec![
        judge(
            0,
            met(!model.organisation.scope.trim().is_empty()),
            if model.organisation.scope.trim().is_empty() {
                "No scope is stated.".to_string()
            } else {
                "The domain of the reference model, for the scope of this organisation (see the scope statement).".to_string()
            },
        ),
        judge(
            1,
            met(decided == of_model.len()),
            format!("Decided: {} of the model. Which level each needs stands in the section on capability.", of(decided, of_model.len(), "processes")),
        ),
        judge(2, met(complete == inside.len()), format!("A purpose and results, from the model or in own words: {}.", of(complete, inside.len(), "processes"))),
        judge(
            3,
            met(reasoned == model.omissions.len()),
            format!(
                "Purposes and results are those of the model. Dropped with a reason: {}. Left out: {}, {} of them with a reason and an approval.",
                plural(dropped, "work product"),
                plural(model.omissions.len(), "process").replace("processs", "processes"),
                reasoned
            ),
        ),
        judge(4, Verdict::Met, "Levels are stated beside the descriptions and never in them."),
        judge(5, Verdict::Met, "Each result is a work product of the model, or one that the organisation declares."),
        judge(
            6,
            met(missing == 0),
            match missing {
                0 => format!("{} interfaces are needed; each has a provider, a new source or a reason.", set.interfaces.len()),
                missing => format!("{} interfaces are needed; {missing} of them have no provider and no reason.", set.interfaces.len()),
            },
        ),
        judge(
            7,
            met(unowned == 0 && !top.is_empty()),
            format!(
                "Top management ({}) and {}. Processes that nobody owns: {unowned}.",
                if top.is_empty() { "nobody is named".to_string() } else { top.join(", ") },
                plural(owners, "role").replace("role", "owner") + " of processes"
            ),
        ),
        match report {
            Some(day) => judge(8, Verdict::Declared, format!("The tailoring report was approved on {day}; omissions have approvals of their own.")),
            None => judge(8, Verdict::Open, "The tailoring report has no approval yet."),
        },
        judge(9, met(titles.len() == all), format!("{all} processes, each with one identifier; titles that differ: {}.", titles.len())),
    ]
}
