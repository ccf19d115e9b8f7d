//! Risk criteria: scales, levels, and who may accept which.

use schemars::JsonSchema;
use serde::Serialize;

use super::Head;
use crate::base::{Decimal, Place};
use crate::model::values::{Approval, At, Length, Ref, Review};
use crate::resolve::{Data, Node};

/// The risk criteria (ISO/IEC 27001, 6.1.2 a).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are the words of the vocabulary, which documents them")]
pub struct Criteria {
    #[serde(flatten)]
    pub head: Head,
    pub likelihood: Scale,
    pub consequences: Vec<Scale>,
    pub consequences_by: &'static str,
    pub score_by: &'static str,
    pub levels: Vec<Level>,
    pub rows: Vec<Row>,
    pub accept: Vec<Acceptance>,
    pub appetite: Option<String>,
    pub responsible: Option<Ref>,
    pub approved: Option<Approval>,
    pub review: Option<Review>,
}

/// A scale from low to high.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Scale {
    #[serde(flatten)]
    pub head: Head,
    pub steps: Vec<Step>,
}

/// A value of a scale.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Step {
    pub value: At<Decimal>,
    pub title: String,
    pub means: Option<String>,
}

/// A level of risk.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Level {
    #[serde(flatten)]
    pub head: Head,
    pub from: Option<At<Decimal>>,
    pub response: Option<String>,
}

/// A row of the matrix.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Row {
    pub likelihood: At<Decimal>,
    pub gives: Vec<At<String>>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// Who may accept a residual risk of one level.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Acceptance {
    pub level: At<String>,
    pub by: Vec<At<String>>,
    pub always: bool,
    pub never: bool,
    pub within: Option<Length>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

fn scale(node: &Node, id: &str) -> Scale {
    let head = Head::read(node).unwrap_or_else(|| Head {
        id: id.into(),
        title: node.title.as_ref().map_or_else(|| "Likelihood".into(), |(title, _)| title.clone()),
        place: node.place(),
        ..Head::default()
    });
    let steps = node.all("step").filter_map(|step| Some(Step { value: step.own_number()?, title: step.title_text(), means: step.text("means") })).collect();
    Scale { head, steps }
}

impl Criteria {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        let rows: Vec<Row> = node
            .all("row")
            .filter_map(|row| {
                let gives = row.get("gives").map(Node::own_names).unwrap_or_default();
                Some(Row { likelihood: row.own_number()?, gives, place: row.place() })
            })
            .collect();
        Some(Self {
            head: Head::read(node)?,
            likelihood: node.get("likelihood").map(|one| scale(one, "likelihood")).unwrap_or_default(),
            consequences: node.all("consequence").map(|one| scale(one, "")).collect(),
            consequences_by: node.choice("consequences_by").unwrap_or("maximum"),
            score_by: node.choice("score_by").unwrap_or(if rows.is_empty() { "product" } else { "matrix" }),
            levels: node
                .all("level")
                .filter_map(|level| {
                    Some(Level { head: Head::read(level)?, from: level.get("from").and_then(Node::own_number), response: level.text("response") })
                })
                .collect(),
            rows,
            accept: node
                .all("accept")
                .filter_map(|accept| {
                    let level = accept.values.iter().find_map(|typed| match &typed.data {
                        Data::Name(name) => Some(At { value: name.clone(), place: accept.at(typed.span) }),
                        _ => None,
                    })?;
                    Some(Acceptance {
                        level,
                        by: accept.get("by").map(Node::own_names).unwrap_or_default(),
                        always: accept.get("always").is_some(),
                        never: accept.get("never").is_some(),
                        within: accept.length("for").map(|at| at.value),
                        place: accept.place(),
                    })
                })
                .collect(),
            appetite: node.text("appetite"),
            responsible: node.one_ref("responsible"),
            approved: node.approval(),
            review: node.review(),
        })
    }
}
