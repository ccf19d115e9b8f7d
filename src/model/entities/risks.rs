//! Risks: as declared, and as rated by the criteria.

use schemars::JsonSchema;
use serde::Serialize;

use super::Head;
use super::controls::Task;
use crate::base::{Decimal, Place};
use crate::model::values::{At, Day, Ref, RefOrText, Review};
use crate::resolve::{Data, Node};

/// A risk (ISO/IEC 27001, 6.1.2 and 6.1.3).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are the words of the vocabulary, which documents them")]
pub struct Risk {
    #[serde(flatten)]
    pub head: Head,
    pub assets: Vec<Ref>,
    pub processes: Vec<Ref>,
    pub suppliers: Vec<Ref>,
    pub threat: Option<String>,
    pub vulnerability: Option<String>,
    pub owner: Option<Ref>,
    /// Before treatment.
    pub inherent: Rating,
    /// Today: as declared; else the residual one where all treating controls are implemented; else the inherent one.
    pub current: Rating,
    /// Whether `current` was declared.
    pub current_declared: bool,
    pub treatments: Vec<Treatment>,
    pub existing: Option<String>,
    /// Once the treatment is in place.
    pub residual: Option<Rating>,
    pub accepted: Vec<Accepted>,
    pub status: Option<&'static str>,
    pub identified: Option<Day>,
    pub review: Option<Review>,
    pub tasks: Vec<Task>,
}

/// A rating: what was declared, and the score and level that the criteria give.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Rating {
    pub likelihood: Option<At<Decimal>>,
    pub consequences: Vec<ScaleValue>,
    /// Likelihood and consequence as one number; none where the criteria use a matrix.
    pub score: Option<Decimal>,
    /// The name of the level.
    pub level: Option<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) rank: Option<usize>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// A value on a consequence scale.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct ScaleValue {
    pub scale: Option<String>,
    pub value: At<Decimal>,
}

/// A way of treating a risk.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Treatment {
    pub option: &'static str,
    pub controls: Vec<Ref>,
    pub because: Option<String>,
    pub to: Option<RefOrText>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// An acceptance of the residual risk.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Accepted {
    pub by: Option<Ref>,
    pub on: Option<Day>,
    pub until: Option<At<Day>>,
    pub because: Option<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

fn rating(node: &Node) -> Rating {
    let consequences = node
        .get("consequence")
        .map(|one| {
            one.values
                .iter()
                .filter_map(|typed| match &typed.data {
                    Data::Rating(scale, value) => Some(ScaleValue { scale: scale.clone(), value: At { value: *value, place: one.at(typed.span) } }),
                    _ => None,
                })
                .collect()
        })
        .unwrap_or_default();
    Rating { likelihood: node.get("likelihood").and_then(Node::own_number), consequences, place: node.place(), ..Rating::default() }
}

impl Risk {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        let inherent = rating(node);
        let current = node.get("current").map(rating);
        Some(Self {
            head: Head::read(node)?,
            assets: node.refs("asset"),
            processes: node.refs("process"),
            suppliers: node.refs("supplier"),
            threat: node.text("threat"),
            vulnerability: node.text("vulnerability"),
            owner: node.one_ref("owner"),
            current_declared: current.is_some(),
            current: current.unwrap_or_else(|| inherent.clone()),
            inherent,
            treatments: node
                .all("treat")
                .filter_map(|treat| {
                    Some(Treatment {
                        option: treat.own_word()?,
                        controls: treat.refs("with"),
                        because: treat.text("because"),
                        to: treat.one_ref_or_text("to"),
                        place: treat.place(),
                    })
                })
                .collect(),
            existing: node.text("existing"),
            residual: node.get("residual").map(rating),
            accepted: node
                .all("accepted")
                .map(|one| Accepted {
                    by: one.one_ref("by"),
                    on: one.day("on").map(|at| at.value),
                    until: one.day("until"),
                    because: one.text("because"),
                    place: one.place(),
                })
                .collect(),
            status: node.choice("status"),
            identified: node.day("identified").map(|at| at.value),
            review: node.review(),
            tasks: Task::read_all(node),
        })
    }

    /// The controls that treat it, in the order of the text.
    pub fn controls(&self) -> impl Iterator<Item = &Ref> {
        self.treatments.iter().flat_map(|treatment| treatment.controls.iter())
    }
}
