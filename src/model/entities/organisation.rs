//! The organisation, its people, and what is asked of it.

use schemars::JsonSchema;
use serde::Serialize;

use super::Head;
use crate::model::values::{Approval, At, Day, Length, Ref, RefOrText, Review};
use crate::resolve::Node;

/// The organisation and what its ISMS covers (ISO/IEC 27001, 4.1 to 4.3).
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are the words of the vocabulary, which documents them")]
pub struct Organisation {
    #[serde(flatten)]
    pub head: Head,
    pub scope: String,
    pub standard: String,
    pub model: String,
    pub currency: String,
    pub language: String,
    pub employees: Option<i64>,
    pub sector: Option<String>,
    pub address: Option<String>,
    pub units: Vec<Unit>,
    pub sites: Vec<Site>,
    pub facts: Vec<&'static str>,
    pub four_eyes: Vec<&'static str>,
    pub issues: Vec<Issue>,
    pub interfaces: Vec<String>,
    pub excludes: Option<String>,
    pub document_classification: Option<Ref>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) four_eyes_at: Option<crate::base::Place>,
    /// Each fact where it is stated.
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) facts_at: Vec<At<&'static str>>,
}

/// An organisational unit.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Unit {
    #[serde(flatten)]
    pub head: Head,
    pub lead: Option<Ref>,
}

/// A place where people work or data lies.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Site {
    #[serde(flatten)]
    pub head: Head,
    pub address: Option<String>,
    pub purpose: Option<String>,
}

/// An issue that matters for the ISMS (ISO/IEC 27001, 4.1).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Issue {
    pub kind: &'static str,
    pub title: String,
    pub relevant: Option<bool>,
    pub effect: Option<String>,
}

impl Organisation {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        let reference = |word: &str, default: &str| node.one_ref(word).map_or_else(|| default.to_string(), |found| found.id);
        Some(Self {
            head: Head::read(node)?,
            scope: node.text("scope").unwrap_or_default(),
            standard: reference("standard", "iso27001_2022"),
            model: reference("model", "iso27022_2021"),
            currency: node.name("currency").map_or_else(|| "EUR".into(), |at| at.value),
            language: node.choice("language").unwrap_or("en").into(),
            employees: node.int("employees").map(|at| at.value),
            sector: node.text("sector"),
            address: node.text("address"),
            units: node.all("unit").filter_map(|unit| Some(Unit { head: Head::read(unit)?, lead: unit.one_ref("head") })).collect(),
            sites: node
                .all("site")
                .filter_map(|site| Some(Site { head: Head::read(site)?, address: site.text("address"), purpose: site.text("purpose") }))
                .collect(),
            facts: node.choices("facts"),
            facts_at: node.choices_at("facts"),
            four_eyes: node.choices("four_eyes"),
            four_eyes_at: node.get("four_eyes").map(Node::place),
            issues: node
                .all("issue")
                .filter_map(|issue| {
                    Some(Issue { kind: issue.own_word()?, title: issue.title_text(), relevant: issue.flag("relevant"), effect: issue.text("effect") })
                })
                .collect(),
            interfaces: node.texts("interface"),
            excludes: node.text("excludes"),
            document_classification: node.one_ref("document_classification"),
        })
    }
}

/// A role and who holds it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Role {
    #[serde(flatten)]
    pub head: Head,
    pub held_by: Vec<String>,
    pub deputy: Option<At<String>>,
    pub reports_to: Option<Ref>,
    pub unit: Option<Ref>,
    pub top_management: bool,
    pub independent: bool,
    pub competences: Vec<Competence>,
    pub left: Option<At<Day>>,
}

/// What the holder of a role must be able to do (ISO/IEC 27001, 7.2).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Competence {
    pub text: String,
    pub evidence: Option<String>,
    pub every: Option<Length>,
}

impl Role {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            head: Head::read(node)?,
            held_by: node.texts("held_by"),
            deputy: node.text_at("deputy"),
            reports_to: node.one_ref("reports_to"),
            unit: node.one_ref("unit"),
            top_management: node.flag("top_management").unwrap_or(false),
            independent: node.flag("independent").unwrap_or(false),
            competences: node
                .all("competence")
                .filter_map(|one| Some(Competence { text: one.own_text()?, evidence: one.text("evidence"), every: one.length("every").map(|at| at.value) }))
                .collect(),
            left: node.day("left"),
        })
    }
}

/// An interested party (ISO/IEC 27001, 4.2).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Party {
    #[serde(flatten)]
    pub head: Head,
    pub kind: &'static str,
    pub needs: Vec<String>,
    pub clearance: Option<Ref>,
    pub owner: Option<Ref>,
}

impl Party {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            head: Head::read(node)?,
            kind: node.choice("kind").unwrap_or("other"),
            needs: node.texts("needs"),
            clearance: node.one_ref("clearance"),
            owner: node.one_ref("owner"),
        })
    }
}

/// A requirement on information security.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Requirement {
    #[serde(flatten)]
    pub head: Head,
    pub kind: &'static str,
    pub source: Option<String>,
    pub from: Vec<Ref>,
    pub responsible: Option<Ref>,
    pub approved: Option<Approval>,
    pub demands: Vec<Ref>,
    pub retention: Option<At<Length>>,
    pub evidence: Vec<String>,
    pub status: Option<&'static str>,
    pub review: Option<Review>,
}

impl Requirement {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            head: Head::read(node)?,
            kind: node.choice("kind").unwrap_or("internal"),
            source: node.text("source"),
            from: node.refs("from"),
            responsible: node.one_ref("responsible"),
            approved: node.approval(),
            demands: node.refs("demands"),
            retention: node.length("retention"),
            evidence: node.texts("evidence"),
            status: node.choice("status"),
            review: node.review(),
        })
    }
}

/// An information security objective (ISO/IEC 27001, 6.2).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Objective {
    #[serde(flatten)]
    pub head: Head,
    pub measure: Option<RefOrText>,
    pub target: Option<String>,
    pub owner: Option<Ref>,
    pub due: Option<At<Day>>,
    pub resources: Option<String>,
    pub supports: Vec<Ref>,
    pub controls: Vec<Ref>,
    pub status: Option<&'static str>,
    pub evaluated: Option<String>,
}

impl Objective {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            head: Head::read(node)?,
            measure: node.one_ref_or_text("measure"),
            target: node.text("target"),
            owner: node.one_ref("owner"),
            due: node.day("due"),
            resources: node.text("resources"),
            supports: node.refs("supports"),
            controls: node.refs("controls"),
            status: node.choice("status"),
            evaluated: node.text("evaluated"),
        })
    }
}
