//! Controls: those of the catalogue, and what the organisation decided on them.

use schemars::JsonSchema;
use serde::Serialize;

use super::Head;
use crate::base::{Decimal, Place};
use crate::model::values::{Approval, At, Day, Length, Money, Ref, RefOrText, Review};
use crate::resolve::Node;

/// A control of a catalogue.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are the words of the vocabulary, which documents them")]
pub struct CatalogueControl {
    #[serde(flatten)]
    pub head: Head,
    pub theme: String,
    pub objective: Option<String>,
    pub title_de: Option<String>,
    pub variants: Vec<String>,
    pub types: Vec<String>,
    pub properties: Vec<String>,
    pub concepts: Vec<String>,
    pub capabilities: Vec<String>,
    pub domains: Vec<String>,
    pub change: Option<&'static str>,
    /// Facts about an organisation with which it cannot do without the control.
    pub needed_with: Vec<&'static str>,
    /// Facts of which one at least must be true, or the control has nothing to protect.
    pub only_with: Vec<&'static str>,
}

/// A group of controls.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Theme {
    pub id: String,
    pub title: String,
    pub title_de: Option<String>,
}

impl CatalogueControl {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            head: Head::read(node)?,
            theme: node.name("theme").map(|at| at.value).unwrap_or_default(),
            objective: node.name("objective").map(|at| at.value),
            title_de: node.text("de"),
            variants: node.texts("variant"),
            types: node.names("types"),
            properties: node.names("properties"),
            concepts: node.names("concepts"),
            capabilities: node.names("capabilities"),
            domains: node.names("domains"),
            change: node.choice("change"),
            needed_with: node.choices("needed_with"),
            only_with: node.choices("only_with"),
        })
    }
}

/// The decision that a control applies (ISO/IEC 27001, 6.1.3).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Control {
    #[serde(flatten)]
    pub head: Head,
    /// Whether it is one beyond the catalogue.
    pub own: bool,
    pub status: &'static str,
    pub owner: Option<Ref>,
    pub because: Vec<RefOrText>,
    pub baseline: Option<String>,
    pub implementation: Option<String>,
    pub evidence: Vec<Evidence>,
    pub documented_in: Vec<RefOrText>,
    pub performed: &'static str,
    pub performed_by: Vec<Ref>,
    pub funded_by: Option<String>,
    pub applies_to: Vec<RefOrText>,
    pub plan: Option<Plan>,
    pub review: Option<Review>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) status_place: Place,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) funded_place: Option<Place>,
}

/// What shows that a control works.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Evidence {
    pub text: String,
    pub on: Option<Day>,
    /// How often such evidence is made anew.
    pub every: Option<Length>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

impl Evidence {
    fn read(node: &Node) -> Option<Self> {
        Some(Self { text: node.own_text()?, on: node.day("on").map(|at| at.value), every: node.length("every").map(|at| at.value), place: node.place() })
    }
}

/// How a control is put in place (ISO/IEC TS 27022:2021, Table 5).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Plan {
    pub priority: Option<&'static str>,
    pub start: Option<At<Day>>,
    pub due: Option<At<Day>>,
    pub cost: Option<At<Money>>,
    /// In hours.
    pub effort: Option<At<Decimal>>,
    pub by: Option<Ref>,
    pub measure: Option<RefOrText>,
    pub deferred: Option<String>,
    pub tasks: Vec<Task>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// A piece of work.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Task {
    #[serde(flatten)]
    pub head: Head,
    pub by: Option<Ref>,
    pub start: Option<At<Day>>,
    pub due: Option<At<Day>>,
    pub after: Vec<Ref>,
    pub cost: Option<At<Money>>,
    /// In hours.
    pub effort: Option<At<Decimal>>,
    pub funded_by: Option<String>,
    pub controls: Vec<Ref>,
    pub status: &'static str,
    pub done: Option<Day>,
    pub repeats: Option<Length>,
    pub verify: Option<String>,
    pub note: Option<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) funded_place: Option<Place>,
}

impl Task {
    pub(crate) fn read_all(node: &Node) -> Vec<Task> {
        node.all("task").filter_map(Task::read).collect()
    }

    fn read(node: &Node) -> Option<Self> {
        let done = node.get("done").and_then(|one| one.day("on")).map(|at| at.value);
        let funder = node.get("funded").and_then(|one| one.name("by"));
        Some(Self {
            head: Head::read(node)?,
            by: node.one_ref("by"),
            start: node.day("start"),
            due: node.day("due"),
            after: node.refs("after"),
            cost: node.money("cost"),
            effort: node.effort("effort"),
            funded_place: funder.as_ref().map(|at| at.place),
            funded_by: funder.map(|at| at.value),
            controls: node.refs("controls"),
            status: node.choice("status").unwrap_or(if done.is_some() { "done" } else { "open" }),
            done,
            repeats: node.repeated("repeats").and_then(|review| review.every),
            verify: node.text("verify"),
            note: node.text("note"),
        })
    }

    /// Whether there is still something to do.
    pub fn is_open(&self) -> bool {
        matches!(self.status, "open" | "in_progress")
    }
}

impl Control {
    pub(crate) fn read(node: &Node, own: bool, catalogue_title: Option<&str>) -> Option<Self> {
        let mut head = Head::read(node)?;
        if head.title.is_empty() {
            head.title = catalogue_title.unwrap_or_default().to_string();
        }
        let performed = node.get("performed");
        let funder = node.get("funded").and_then(|one| one.name("by"));
        Some(Self {
            head,
            own,
            status: node.choice("status").unwrap_or("not_started"),
            status_place: node.get("status").map_or_else(|| node.place(), Node::place),
            owner: node.one_ref("owner"),
            because: node.refs_or_texts("because"),
            baseline: node.text("baseline"),
            implementation: node.text("implementation"),
            evidence: node.all("evidence").filter_map(Evidence::read).collect(),
            documented_in: node.refs_or_texts("documented_in"),
            performed: performed.and_then(Node::own_word).unwrap_or("own"),
            performed_by: performed.map(|one| one.refs("by")).unwrap_or_default(),
            funded_place: funder.as_ref().map(|at| at.place),
            funded_by: funder.map(|at| at.value),
            applies_to: node.refs_or_texts("applies_to"),
            plan: node.get("plan").map(|plan| Plan {
                priority: plan.choice("priority"),
                start: plan.day("start"),
                due: plan.day("due"),
                cost: plan.money("cost"),
                effort: plan.effort("effort"),
                by: plan.one_ref("by"),
                measure: plan.one_ref_or_text("measure"),
                deferred: plan.text("deferred"),
                tasks: Task::read_all(plan),
                place: plan.place(),
            }),
            review: node.review(),
        })
    }
}

/// The decision that a control of the catalogue does not apply (ISO/IEC 27001, 6.1.3 d).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Exclusion {
    pub id: String,
    pub because: Option<String>,
    pub approved: Option<Approval>,
    pub review: Option<Review>,
    pub owner: Option<Ref>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) header: Place,
}

impl Exclusion {
    pub(crate) fn read_all(node: &Node) -> Vec<Exclusion> {
        node.own_refs()
            .into_iter()
            .map(|reference| Exclusion {
                id: reference.id,
                because: node.text("because"),
                approved: node.approval(),
                review: node.review(),
                owner: node.one_ref("owner"),
                place: reference.place,
                header: node.place(),
            })
            .collect()
    }
}
