//! Decisions on the processes of the reference model.

use schemars::JsonSchema;
use serde::Serialize;

use super::Head;
use crate::base::Place;
use crate::model::values::{Approval, At, Day, Length, Ref, RefOrText};
use crate::resolve::Node;

/// What all decisions on a process share.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are the words of the vocabulary, which documents them")]
pub struct Tailoring {
    pub owner: Option<Ref>,
    pub performed_by: Vec<Ref>,
    pub maturity: Option<At<i64>>,
    pub maturity_target: Option<i64>,
    pub cadence: Option<Length>,
    pub clearance: Option<Ref>,
    pub deliver: Vec<Deliver>,
    pub receive: Vec<Receive>,
    pub drop: Vec<Drop>,
    pub instead: Vec<Instead>,
    pub waive: Vec<Waiver>,
    pub controls: Vec<Ref>,
    pub clauses: Vec<String>,
    pub because: Option<String>,
    pub approved: Option<Approval>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) cadence_at: Option<Place>,
}

/// `adopt`: a process of the model as it stands.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Adoption {
    pub process: Ref,
    pub title: Option<String>,
    pub description: Option<String>,
    #[serde(flatten)]
    pub tailoring: Tailoring,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// `process` and `external`: a process of one's own.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct OwnProcess {
    #[serde(flatten)]
    pub head: Head,
    pub external: bool,
    pub of: Option<RefOrText>,
    pub realises: Vec<Ref>,
    #[serde(flatten)]
    pub tailoring: Tailoring,
}

/// `omit`: a process of the model that is left out.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Omission {
    pub process: Ref,
    pub because: Option<String>,
    pub approved: Option<Approval>,
    pub instead: Vec<Instead>,
    pub waive: Vec<Waiver>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// A result that a process hands over.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Deliver {
    pub artifacts: Vec<Ref>,
    pub to: Vec<Ref>,
    pub every: Option<At<Length>>,
    pub because: Option<String>,
    pub classification: Option<Ref>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// An input that a process needs.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Receive {
    pub artifacts: Vec<Ref>,
    pub from: Vec<Ref>,
    pub at_most: Option<At<Length>>,
    pub needs: Vec<Ref>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// An input or result of the model that is done without.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Drop {
    pub artifacts: Vec<Ref>,
    pub from: Vec<Ref>,
    pub to: Vec<Ref>,
    pub because: Option<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// A new source for an input.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Instead {
    pub artifacts: Vec<Ref>,
    pub from: Option<Ref>,
    pub receivers: Vec<Ref>,
    pub because: Option<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// An interface that is set aside.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Waiver {
    pub artifacts: Vec<Ref>,
    pub from: Option<Ref>,
    pub receivers: Vec<Ref>,
    pub because: Option<String>,
    pub until: Option<At<Day>>,
    pub approved: Option<Approval>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

impl Waiver {
    pub(crate) fn read(node: &Node) -> Self {
        Self {
            artifacts: node.own_refs(),
            from: node.one_ref("from"),
            receivers: node.refs("for"),
            because: node.text("because"),
            until: node.day("until"),
            approved: node.approval(),
            place: node.place(),
        }
    }
}

/// `declassify`: a work product that certain receivers may see in a lower class.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Declassification {
    pub artifacts: Vec<Ref>,
    pub to: Option<Ref>,
    pub receivers: Vec<Ref>,
    pub because: Option<String>,
    pub until: Option<At<Day>>,
    pub approved: Option<Approval>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) whole: Place,
}

impl Declassification {
    pub(crate) fn read(node: &Node) -> Self {
        Self {
            artifacts: node.own_refs(),
            to: node.one_ref("to"),
            receivers: node.refs("for"),
            because: node.text("because"),
            until: node.day("until"),
            approved: node.approval(),
            place: node.place(),
            whole: node.at(node.whole),
        }
    }

    /// Whether it holds on this day: it has its reason and its approval, and is not over.
    pub fn holds(&self, day: Day) -> bool {
        self.because.is_some() && self.approved.is_some() && self.until.as_ref().is_none_or(|until| until.value >= day)
    }
}

fn insteads(node: &Node) -> Vec<Instead> {
    node.all("instead")
        .map(|one| Instead {
            artifacts: one.own_refs(),
            from: one.one_ref("from"),
            receivers: one.refs("for"),
            because: one.text("because"),
            place: one.place(),
        })
        .collect()
}

impl Tailoring {
    fn read(node: &Node) -> Self {
        Self {
            owner: node.one_ref("owner"),
            performed_by: node.refs("performed_by"),
            maturity: node.int("maturity"),
            maturity_target: node.get("maturity").and_then(|one| one.int("to")).map(|at| at.value),
            cadence: node.cadence(),
            cadence_at: node.get("cadence").and_then(|one| one.length("every")).map(|at| at.place),
            clearance: node.one_ref("clearance"),
            deliver: node
                .all("deliver")
                .map(|one| Deliver {
                    artifacts: one.own_refs(),
                    to: one.refs("to"),
                    every: one.length("every"),
                    because: one.text("because"),
                    classification: one.one_ref("classification"),
                    place: one.place(),
                })
                .collect(),
            receive: node
                .all("receive")
                .map(|one| Receive {
                    artifacts: one.own_refs(),
                    from: one.refs("from"),
                    at_most: one.length("at most"),
                    needs: one.refs("needs"),
                    place: one.place(),
                })
                .collect(),
            drop: node
                .all("drop")
                .map(|one| Drop { artifacts: one.own_refs(), from: one.refs("from"), to: one.refs("to"), because: one.text("because"), place: one.place() })
                .collect(),
            instead: insteads(node),
            waive: node.all("waive").map(Waiver::read).collect(),
            controls: node.refs("controls"),
            clauses: node.clauses("clauses"),
            because: node.text("because"),
            approved: node.approval(),
        }
    }
}

impl Adoption {
    pub(crate) fn read_all(node: &Node) -> Vec<Adoption> {
        node.own_refs()
            .into_iter()
            .map(|process| Adoption {
                place: if node.values.len() > 1 { process.place } else { node.place() },
                process,
                title: node.title.as_ref().map(|(title, _)| title.clone()),
                description: node.text("description").or_else(|| node.doc.clone()),
                tailoring: Tailoring::read(node),
            })
            .collect()
    }
}

impl OwnProcess {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            head: Head::read(node)?,
            external: node.spec.word == "external",
            of: node.one_ref_or_text("of"),
            realises: node.refs("realises"),
            tailoring: Tailoring::read(node),
        })
    }
}

impl Omission {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            process: node.own_refs().into_iter().next()?,
            because: node.text("because"),
            approved: node.approval(),
            instead: insteads(node),
            waive: node.all("waive").map(Waiver::read).collect(),
            place: node.place(),
        })
    }
}
