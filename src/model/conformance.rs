//! Whether the tailored process set conforms to the reference model: the relation of `docs/conformance.md`.
//!
//! Every interface of the model is judged once for each process that receives it; the rule that was used is named
//! as in that page. The set conforms if every process of the model is decided and no interface is broken.

use schemars::JsonSchema;
use serde::Serialize;

use super::shape::Source;
use super::tailoring::{Interface, State};
use super::{Model, ReferenceInterface};

/// Whether the tailored set conforms to the reference model, and why.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Conformance {
    /// The verdict.
    pub conforms: bool,
    /// What was decided on each process of the model.
    pub decisions: Vec<DecisionOn>,
    /// Every interface of the model, once for each process that receives it.
    pub interfaces: Vec<InterfaceJudgement>,
}

/// What was decided on a process of the model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DecisionOn {
    /// The process of the model.
    pub process: String,
    /// The decision.
    pub decision: Decision,
    /// Who realises it.
    pub by: Vec<String>,
}

/// A decision on a process of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// One process of the set stands for it.
    Realised,
    /// Several processes of the set share it.
    Split,
    /// It is left out, or at maturity 0.
    Omitted,
    /// Nothing was decided.
    Undecided,
    /// It is left out and realised at once.
    Contradictory,
}

/// The verdict on an interface of the model for one receiver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InterfaceJudgement {
    /// The work product.
    pub artifact: String,
    /// The process of the model that delivers it.
    pub from: String,
    /// The process of the model that receives it.
    pub to: String,
    /// The actual receiver; none where the receiver is not there.
    pub receiver: Option<String>,
    /// The verdict.
    pub verdict: Standing,
    /// The rule of `docs/conformance.md` that gives it.
    pub rule: &'static str,
    /// Who delivers it now.
    pub by: Vec<String>,
    /// What breaks it, or the reason of a decision.
    pub why: Option<String>,
    /// The tables behind it.
    pub cite: Vec<String>,
}

/// How an interface of the model fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Whoever realises the provider delivers what fits.
    Realised,
    /// Provider and receiver are one process now.
    Internal,
    /// Somebody else delivers what fits.
    ReSourced,
    /// The receiver does without, with a reason.
    Waived,
    /// The receiver is left out, so nothing is asked.
    Absent,
    /// One end stands for all processes; the model does not say which interfaces that makes.
    Wildcard,
    /// Nobody delivers what fits, and nobody decided to do without.
    Broken,
}

/// Standing, rule, who delivers, and why.
type Judged = (Standing, &'static str, Vec<String>, Option<String>);

impl Conformance {
    /// The interfaces that are broken.
    pub fn broken(&self) -> impl Iterator<Item = &InterfaceJudgement> {
        self.interfaces.iter().filter(|one| one.verdict == Standing::Broken)
    }
}

impl Model {
    /// Judges every interface of the reference model.
    pub fn conforms(&self) -> Conformance {
        let decisions: Vec<DecisionOn> = self.reference.processes.values().filter(|one| one.is_of_model()).map(|one| self.decision_on(&one.head.id)).collect();
        let interfaces: Vec<InterfaceJudgement> = self.reference.interfaces.iter().flat_map(|row| self.judge(row)).collect();
        let decided = decisions.iter().all(|one| !matches!(one.decision, Decision::Undecided | Decision::Contradictory));
        let conforms = decided && interfaces.iter().all(|one| one.verdict != Standing::Broken);
        Conformance { conforms, decisions, interfaces }
    }

    fn decision_on(&self, process: &str) -> DecisionOn {
        let by: Vec<String> = self.process_set.realised_by.get(process).cloned().unwrap_or_default();
        let left_out = self.is_left_out(process);
        let decision = match (by.len(), left_out) {
            (0, true) => Decision::Omitted,
            (0, false) => Decision::Undecided,
            (_, true) => Decision::Contradictory,
            (1, false) => Decision::Realised,
            (_, false) => Decision::Split,
        };
        DecisionOn { process: process.to_string(), decision, by }
    }

    fn is_left_out(&self, process: &str) -> bool {
        let zero = |one: &&super::Adoption| one.process.id == process && one.tailoring.maturity.as_ref().is_some_and(|level| level.value == 0);
        let at_zero = self.adoptions.iter().find(zero).is_some_and(|one| one.tailoring.maturity_target.unwrap_or(0) == 0);
        at_zero || self.omissions.iter().any(|one| one.process.id == process)
    }

    fn judge(&self, row: &ReferenceInterface) -> Vec<InterfaceJudgement> {
        let category = |id: &str| self.reference.processes.get(id).map_or("", |one| one.category);
        let judged = |receiver: Option<&str>, verdict, rule, by: Vec<String>, why: Option<String>| InterfaceJudgement {
            artifact: row.artifact.clone(),
            from: row.from.clone(),
            to: row.to.clone(),
            receiver: receiver.map(str::to_string),
            verdict,
            rule,
            by,
            why,
            cite: row.cite.clone(),
        };
        if category(&row.from) == "wildcard" || category(&row.to) == "wildcard" {
            return vec![judged(None, Standing::Wildcard, "Wild", Vec::new(), None)];
        }
        let receivers: &[String] = self.process_set.realised_by.get(&row.to).map_or(&[], Vec::as_slice);
        if receivers.is_empty() {
            let outside = category(&row.to) == "outside";
            return vec![match outside || self.is_left_out(&row.to) {
                true => judged(None, Standing::Absent, "Absent", Vec::new(), None),
                false => judged(None, Standing::Broken, "none", Vec::new(), Some(format!("nothing was decided on {}", row.to))),
            }];
        }
        if !self.is_taken(row) {
            let why = format!("none of the processes that share {} receives it", row.to);
            return vec![judged(None, Standing::Broken, "none", Vec::new(), Some(why))];
        }
        let of_row = |one: &&Interface| one.from == row.from && one.to == row.to && one.artifact == row.artifact;
        self.process_set
            .interfaces
            .iter()
            .filter(of_row)
            .map(|one| {
                let (verdict, rule, by, why) = self.judge_state(one);
                judged(Some(&one.receiver), verdict, rule, by, why)
            })
            .collect()
    }

    fn judge_state(&self, interface: &Interface) -> Judged {
        let broken = |why: String| -> Judged { (Standing::Broken, "none", Vec::new(), Some(why)) };
        match &interface.state {
            State::Wildcard => (Standing::Wildcard, "Wild", Vec::new(), None),
            State::Internal => (Standing::Internal, "Int", vec![interface.receiver.clone()], None),
            State::Missing { why, .. } => broken(match *why {
                "not delivered" => format!("whoever realises {} does not deliver it", interface.from),
                why => format!("{} is {why}", interface.from),
            }),
            State::Dropped { because: Some(because) } => (Standing::Waived, "Drop", Vec::new(), Some(because.clone())),
            State::Dropped { because: None } => broken("it is dropped without a reason".into()),
            State::Waived { because, until } => match (because, until.filter(|until| *until < self.as_of)) {
                (Some(because), None) => (Standing::Waived, "Waive", Vec::new(), Some(because.clone())),
                (None, _) => self.volunteer(interface).unwrap_or_else(|| broken("it is waived without a reason".into())),
                (Some(_), Some(until)) => self.volunteer(interface).unwrap_or_else(|| broken(format!("the waiver ended on {until}"))),
            },
            State::Provided { by } => match self.shape(interface) {
                // what comes is not what is needed: a waiver or somebody else may still make up for it
                Some(why) => self.waiver(interface).or_else(|| self.volunteer(interface)).unwrap_or_else(|| broken(why)),
                None => (Standing::Realised, "Real", by.clone(), None),
            },
            State::ReSourced { by, .. } => match self.source(by, &interface.artifact) {
                Source::Nobody => broken(format!("the new source {by} is realised by nobody")),
                Source::Other(_) => broken(format!("the new source {by} does not deliver it")),
                Source::Declared | Source::AtItsWord => match self.shape(interface) {
                    Some(why) => broken(why),
                    None => (Standing::ReSourced, "Src", vec![by.clone()], None),
                },
            },
        }
    }

    /// (Waive), where the provider is there and what it delivers does not fit.
    fn waiver(&self, interface: &Interface) -> Option<Judged> {
        let receiver = self.process_set.processes.get(&interface.receiver)?;
        let here = |one: &&super::Waiver| {
            one.artifacts.iter().any(|artifact| artifact.id == interface.artifact)
                && (one.receivers.is_empty() || one.receivers.iter().any(|to| to.id == receiver.id || to.id == interface.to))
                && one.from.as_ref().is_none_or(|from| from.id == interface.from || self.realises(&from.id, &interface.from))
        };
        let holds = |one: &&super::Waiver| one.because.is_some() && one.until.as_ref().is_none_or(|until| until.value >= self.as_of);
        let found = receiver.tailoring.waive.iter().chain(&self.waivers).filter(here).find(holds)?;
        Some((Standing::Waived, "Waive", Vec::new(), found.because.clone()))
    }

    /// (Src), where somebody says without being asked that it delivers this here.
    fn volunteer(&self, interface: &Interface) -> Option<Judged> {
        let row = self.reference_row(interface);
        let needs = row.into_iter().flat_map(|row| row.expects.iter().chain(&row.promises));
        let needs: Vec<&String> = needs.collect();
        let found = self.flows.iter().find(|flow| {
            !flow.of_model
                && flow.to.id == interface.receiver
                && !self.realises(&flow.from.id, &interface.from)
                && self.fits(&flow.artifact, &interface.artifact)
                && needs.iter().all(|part| self.has_part(&flow.artifact, part) || !self.beside(flow, part).is_empty())
        })?;
        Some((Standing::ReSourced, "Src", vec![found.from.id.clone()], None))
    }

    /// What is wrong with the shape of what arrives over an interface.
    fn shape(&self, interface: &Interface) -> Option<String> {
        let here = |one: &&super::Flow| one.of_model && one.to.id == interface.receiver && one.wanted == interface.artifact;
        let over = |one: &&super::Flow| match &interface.state {
            State::Provided { by } => by.contains(&one.from.id),
            State::ReSourced { by, .. } => one.from.id == *by || self.processes_named(by).iter().any(|process| process.id == one.from.id),
            _ => false,
        };
        self.flows.iter().filter(here).filter(over).find_map(|flow| {
            let need = self.lacking(flow).into_iter().next()?;
            Some(format!("{} from {} comes without {}", flow.artifact, flow.from.id, need.part))
        })
    }
}
