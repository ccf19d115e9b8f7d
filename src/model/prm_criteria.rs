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
    /// The same as a message with places, so that a document can say it in another language; a quoted text has none.
    #[serde(skip)]
    #[schemars(skip)]
    pub message: Option<(&'static str, Vec<(&'static str, String)>)>,
}

fn judge(at: usize, verdict: Verdict, message: &'static str, values: Vec<(&'static str, String)>) -> Judgement {
    let (criterion, asks) = CRITERIA.get(at).copied().unwrap_or_default();
    let says = values.iter().fold(message.to_string(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value));
    Judgement { criterion, asks, verdict, says, message: Some((message, values)) }
}

fn declared(at: usize, text: Option<&String>) -> Judgement {
    match text {
        Some(text) => {
            let says = text.split_whitespace().collect::<Vec<_>>().join(" ");
            Judgement { says, message: None, ..judge(at, Verdict::Declared, "", Vec::new()) }
        }
        None => judge(at, Verdict::Open, "Not stated.", Vec::new()),
    }
}

/// Values for the places of a message.
fn counts<const N: usize>(values: [(&'static str, usize); N]) -> Vec<(&'static str, String)> {
    values.into_iter().map(|(name, value)| (name, value.to_string())).collect()
}

/// The message for all of something, or the one for a part of it.
fn part(number: usize, all: usize, whole: &'static str, part: &'static str) -> (&'static str, Vec<(&'static str, String)>) {
    (if number == all { whole } else { part }, counts([("number", number), ("all", all)]))
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
    let profiles = part(
        complete,
        processes.len(),
        "A purpose and at least one result: all {all} profiles.",
        "A purpose and at least one result: {number} of {all} profiles.",
    );
    let entries = part(
        known,
        artifacts.len(),
        "Each result is read as a work product with one name: all {all} entries.",
        "Each result is read as a work product with one name: {number} of {all} entries.",
    );
    vec![
        declared(0, declares.and_then(|one| one.domain.as_ref())),
        declared(1, declares.and_then(|one| one.context.as_ref())),
        judge(2, if complete == processes.len() { Verdict::Met } else { Verdict::Open }, profiles.0, profiles.1),
        judge(
            3,
            Verdict::Declared,
            "The document says that this was checked when the results were chosen. What the tables show: results that no profile receives, and parts that are expected and not promised, each listed in the audit of the model.",
            Vec::new(),
        ),
        judge(4, Verdict::Declared, "No profile names a level; which level a process needs is decided in tailoring.", Vec::new()),
        judge(5, if known == artifacts.len() { Verdict::Met } else { Verdict::Open }, entries.0, entries.1),
        judge(
            6,
            if producer + consumer == 0 { Verdict::Met } else { Verdict::Open },
            "{interfaces} interfaces. Both profiles name {both}, only the provider's {producer}, only the receiver's {consumer}: there the description of the other process is not complete.",
            counts([("interfaces", reference.interfaces.len()), ("both", both), ("producer", producer), ("consumer", consumer)]),
        ),
        declared(7, declares.and_then(|one| one.community.as_ref())),
        declared(8, declares.and_then(|one| one.consensus.as_ref())),
        judge(
            9,
            if unique { Verdict::Met } else { Verdict::Open },
            "{processes} processes with {names} names and {tables} tables.",
            counts([("processes", processes.len()), ("names", titles.len()), ("tables", tables.len())]),
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
    let scope = !model.organisation.scope.trim().is_empty();
    let chosen = part(
        decided,
        of_model.len(),
        "Decided: all {all} processes of the model. Which level each needs stands in the section on capability.",
        "Decided: {number} of {all} processes of the model. Which level each needs stands in the section on capability.",
    );
    let described = part(
        complete,
        inside.len(),
        "A purpose and results, from the model or in own words: all {all} processes.",
        "A purpose and results, from the model or in own words: {number} of {all} processes.",
    );
    let left = model.omissions.len();
    let dropping = match (dropped, left) {
        (1, 1) => {
            "Purposes and results are those of the model. Dropped with a reason: {dropped} work product. Left out: {left} process, {reasoned} of them with a reason and an approval."
        }
        (1, _) => {
            "Purposes and results are those of the model. Dropped with a reason: {dropped} work product. Left out: {left} processes, {reasoned} of them with a reason and an approval."
        }
        (_, 1) => {
            "Purposes and results are those of the model. Dropped with a reason: {dropped} work products. Left out: {left} process, {reasoned} of them with a reason and an approval."
        }
        _ => {
            "Purposes and results are those of the model. Dropped with a reason: {dropped} work products. Left out: {left} processes, {reasoned} of them with a reason and an approval."
        }
    };
    let owning = match (top.is_empty(), owners) {
        (true, 1) => "Top management (nobody is named) and {owners} owner of processes. Processes that nobody owns: {unowned}.",
        (true, _) => "Top management (nobody is named) and {owners} owners of processes. Processes that nobody owns: {unowned}.",
        (false, 1) => "Top management ({top}) and {owners} owner of processes. Processes that nobody owns: {unowned}.",
        (false, _) => "Top management ({top}) and {owners} owners of processes. Processes that nobody owns: {unowned}.",
    };
    let mut who = counts([("owners", owners), ("unowned", unowned)]);
    if !top.is_empty() {
        who.push(("top", top.join(", ")));
    }
    vec![
        judge(
            0,
            met(scope),
            if scope { "The domain of the reference model, for the scope of this organisation (see the scope statement)." } else { "No scope is stated." },
            Vec::new(),
        ),
        judge(1, met(decided == of_model.len()), chosen.0, chosen.1),
        judge(2, met(complete == inside.len()), described.0, described.1),
        judge(3, met(reasoned == left), dropping, counts([("dropped", dropped), ("left", left), ("reasoned", reasoned)])),
        judge(4, Verdict::Met, "Levels are stated beside the descriptions and never in them.", Vec::new()),
        judge(5, Verdict::Met, "Each result is a work product of the model, or one that the organisation declares.", Vec::new()),
        match missing {
            0 => judge(
                6,
                Verdict::Met,
                "{interfaces} interfaces are needed; each has a provider, a new source or a reason.",
                counts([("interfaces", set.interfaces.len())]),
            ),
            missing => judge(
                6,
                Verdict::Open,
                "{interfaces} interfaces are needed; {missing} of them have no provider and no reason.",
                counts([("interfaces", set.interfaces.len()), ("missing", missing)]),
            ),
        },
        judge(7, met(unowned == 0 && !top.is_empty()), owning, who),
        match report {
            Some(day) => judge(
                8,
                Verdict::Declared,
                "The tailoring report was approved on {day}; omissions have approvals of their own.",
                vec![("day", day.to_string())],
            ),
            None => judge(8, Verdict::Open, "The tailoring report has no approval yet.", Vec::new()),
        },
        judge(
            9,
            met(titles.len() == all),
            "{processes} processes, each with one identifier; titles that differ: {titles}.",
            counts([("processes", all), ("titles", titles.len())]),
        ),
    ]
}
