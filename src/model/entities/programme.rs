//! What the programmes plan: measurement, audits, training, communication, records.

use schemars::JsonSchema;
use serde::Serialize;

use super::Head;
use crate::base::Decimal;
use crate::model::values::{At, Day, Length, Ref, RefOrText};
use crate::resolve::Node;

/// An indicator (ISO/IEC 27001, 9.1).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are the words of the vocabulary, which documents them")]
pub struct Measure {
    #[serde(flatten)]
    pub head: Head,
    pub kind: &'static str,
    pub of: Vec<Ref>,
    pub target: Option<Decimal>,
    /// `at least`, `at most` or `equal`.
    pub direction: &'static str,
    pub unit: Option<String>,
    pub method: Option<String>,
    pub cadence: Option<Length>,
    pub by: Option<Ref>,
    pub observed: Vec<Observation>,
}

/// A value that was measured.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Observation {
    pub value: Decimal,
    pub unit: Option<String>,
    pub on: Option<Day>,
    pub note: Option<String>,
}

impl Measure {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        let target = node.get("target");
        let exact = target.and_then(Node::own_quantity).map(|found| ("equal", found));
        let bound =
            ["at least", "at most"].into_iter().find_map(|word| target.and_then(|one| one.get(word)).and_then(Node::own_quantity).map(|found| (word, found)));
        let (direction, quantity) = bound.or(exact).map_or(("equal", None), |(word, found)| (word, Some(found)));
        Some(Self {
            head: Head::read(node)?,
            kind: node.choice("kind").unwrap_or("kpi"),
            of: node.refs("of"),
            direction,
            target: quantity.as_ref().map(|(number, _)| *number),
            unit: quantity.and_then(|(_, unit)| unit),
            method: node.text("method"),
            cadence: node.cadence(),
            by: node.one_ref("by"),
            observed: node
                .all("observed")
                .filter_map(|one| {
                    let (value, unit) = one.own_quantity()?;
                    Some(Observation { value, unit, on: one.day("on").map(|at| at.value), note: one.text("note") })
                })
                .collect(),
        })
    }
}

/// An audit of the audit programme (ISO/IEC 27001, 9.2).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Audit {
    #[serde(flatten)]
    pub head: Head,
    pub scope: Vec<RefOrText>,
    pub clauses: Vec<String>,
    pub criteria: Option<String>,
    pub auditor: Option<RefOrText>,
    pub date: Option<At<Day>>,
    pub status: &'static str,
    pub result: Option<String>,
    pub cadence: Option<Length>,
}

impl Audit {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            head: Head::read(node)?,
            scope: node.refs_or_texts("scope"),
            clauses: node.clauses("clauses"),
            criteria: node.text("criteria"),
            auditor: node.one_ref_or_text("auditor"),
            date: node.day("date"),
            status: node.choice("status").unwrap_or("planned"),
            result: node.text("result"),
            cadence: node.cadence(),
        })
    }

    /// Whether it is an internal audit (ISO/IEC 27001, 9.2): the organisation audits itself, through a role or through
    /// somebody whom it asks to. What an interested party does, such as the certification body or a customer, is none.
    pub fn is_internal(&self) -> bool {
        !matches!(&self.auditor, Some(RefOrText::Ref(auditor)) if auditor.group == crate::vocabulary::Namespace::Party)
    }
}

/// A training, education or awareness measure (ISO/IEC 27001, 7.2 and 7.3).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Training {
    #[serde(flatten)]
    pub head: Head,
    pub kind: &'static str,
    pub audience: Vec<RefOrText>,
    pub content: Option<String>,
    pub covers: Vec<Ref>,
    pub owner: Option<Ref>,
    pub cadence: Option<Length>,
    pub held: Vec<Held>,
    pub due: Option<At<Day>>,
}

/// An occasion on which a training was held.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Held {
    pub on: Option<Day>,
    pub evidence: Option<String>,
}

impl Training {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            head: Head::read(node)?,
            kind: node.choice("kind").unwrap_or("awareness"),
            audience: node.refs_or_texts("audience"),
            content: node.text("content"),
            covers: node.refs("covers"),
            owner: node.one_ref("owner"),
            cadence: node.cadence(),
            held: node.all("held").map(|one| Held { on: one.day("on").map(|at| at.value), evidence: one.text("evidence") }).collect(),
            due: node.day("due"),
        })
    }
}

/// An entry of the communication plan (ISO/IEC 27001, 7.4).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Communication {
    #[serde(flatten)]
    pub head: Head,
    pub to: Vec<RefOrText>,
    pub what: String,
    pub channel: Option<String>,
    pub owner: Option<Ref>,
    pub cadence: Option<Length>,
    pub when: Option<String>,
    pub mode: &'static str,
    pub classification: Option<Ref>,
    pub language: Option<String>,
    pub within: Option<Length>,
}

impl Communication {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            head: Head::read(node)?,
            to: node.refs_or_texts("to"),
            what: node.text("what").unwrap_or_default(),
            channel: node.text("channel"),
            owner: node.one_ref("owner"),
            cadence: node.cadence(),
            when: node.text("when"),
            mode: node.choice("mode").unwrap_or("normal"),
            classification: node.one_ref("classification"),
            language: node.text("language"),
            within: node.length("within").map(|at| at.value),
        })
    }
}

/// A kind of record (ISO/IEC 27001, 7.5.3).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Record {
    #[serde(flatten)]
    pub head: Head,
    pub of: Vec<Ref>,
    pub owner: Option<Ref>,
    pub retention: Option<Length>,
    pub retention_rule: Option<String>,
    pub location: Option<String>,
    pub format: Option<String>,
    pub basis: Vec<RefOrText>,
    pub disposal: Option<String>,
    pub shows: Vec<Ref>,
    pub classification: Option<Ref>,
}

impl Record {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            head: Head::read(node)?,
            of: node.refs("of"),
            owner: node.one_ref("owner"),
            retention: node.length("retention").map(|at| at.value),
            retention_rule: node.text("retention_rule"),
            location: node.text("location"),
            format: node.text("format"),
            basis: node.refs_or_texts("basis"),
            disposal: node.text("disposal"),
            shows: node.refs("shows"),
            classification: node.one_ref("classification"),
        })
    }
}
