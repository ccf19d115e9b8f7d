//! What the standard library declares: the reference model, work products, clauses.

use schemars::JsonSchema;
use serde::Serialize;

use super::Head;
use crate::base::Place;
use crate::model::values::Ref;
use crate::resolve::Node;

/// A process reference model (ISO/IEC 33004).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are the words of the vocabulary, which documents them")]
pub struct ReferenceModel {
    #[serde(flatten)]
    pub head: Head,
    pub edition: String,
    pub domain: Option<String>,
    pub context: Option<String>,
    pub descriptions: Option<String>,
    pub relationships: Option<String>,
    pub community: Option<String>,
    pub consensus: Option<String>,
    pub identification: Option<String>,
}

impl ReferenceModel {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            head: Head::read(node)?,
            edition: node.text("edition").unwrap_or_default(),
            domain: node.text("domain"),
            context: node.text("context"),
            descriptions: node.text("descriptions"),
            relationships: node.text("relationships"),
            community: node.text("community"),
            consensus: node.text("consensus"),
            identification: node.text("identification"),
        })
    }
}

/// A process of the reference model.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct ReferenceProcess {
    #[serde(flatten)]
    pub head: Head,
    pub category: &'static str,
    pub clause: Option<String>,
    pub table: Option<i64>,
    pub figure: Option<i64>,
    pub purpose: Option<String>,
    pub objectives: Vec<String>,
    pub inputs: Vec<ReferenceInput>,
    pub results: Vec<ReferenceResult>,
    pub activities: Vec<Activity>,
    pub references: Vec<String>,
    pub standards: Vec<CitedStandard>,
    pub readings: Vec<String>,
    pub title_de: Option<String>,
}

/// A standard that a profile refers to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct CitedStandard {
    pub standard: String,
    pub clauses: Vec<String>,
}

/// An input of a profile.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct ReferenceInput {
    pub artifacts: Vec<Ref>,
    pub from: Vec<Ref>,
    pub including: Vec<Ref>,
    pub wording: Option<String>,
    pub in_chart: bool,
    pub note: Option<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// A result of a profile.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct ReferenceResult {
    pub artifacts: Vec<Ref>,
    pub to: Vec<Ref>,
    pub including: Vec<Ref>,
    pub wording: Option<String>,
    pub in_chart: bool,
    pub note: Option<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// An activity of a profile.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Activity {
    pub text: String,
    pub steps: Vec<String>,
}

impl ReferenceProcess {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        let standards: Vec<CitedStandard> =
            node.all("reference").filter_map(|one| Some(CitedStandard { standard: one.own_text()?, clauses: one.texts("clauses") })).collect();
        Some(Self {
            head: Head::read(node)?,
            category: node.choice("category").unwrap_or("core"),
            clause: node.clauses("clause").into_iter().next(),
            table: node.int("table").map(|at| at.value),
            figure: node.int("figure").map(|at| at.value),
            purpose: node.text("purpose"),
            objectives: node.texts("objective"),
            inputs: node
                .all("receive")
                .map(|one| ReferenceInput {
                    artifacts: one.own_refs(),
                    from: one.refs("from"),
                    including: one.refs("including"),
                    wording: one.text("wording"),
                    in_chart: one.flag("in_chart").unwrap_or(true),
                    note: one.text("note"),
                    place: one.place(),
                })
                .collect(),
            results: node
                .all("deliver")
                .map(|one| ReferenceResult {
                    artifacts: one.own_refs(),
                    to: one.refs("to"),
                    including: one.refs("including"),
                    wording: one.text("wording"),
                    in_chart: one.flag("in_chart").unwrap_or(true),
                    note: one.text("note"),
                    place: one.place(),
                })
                .collect(),
            activities: node.all("activity").filter_map(|one| Some(Activity { text: one.own_text()?, steps: one.texts("step") })).collect(),
            references: standards
                .iter()
                .map(|one| if one.clauses.is_empty() { one.standard.clone() } else { format!("{}, {}", one.standard, one.clauses.join(", ")) })
                .collect(),
            standards,
            readings: node.texts("reading"),
            title_de: node.text("de"),
        })
    }

    /// Whether it is one of the processes that an organisation decides on.
    pub fn is_of_model(&self) -> bool {
        matches!(self.category, "management" | "core" | "support")
    }

    /// How it is cited: `ISO/IEC TS 27022:2021, Table 5`.
    pub fn cite(&self) -> String {
        match self.table {
            Some(table) => format!("ISO/IEC TS 27022:2021, Table {table}"),
            None => "ISO/IEC TS 27022:2021".into(),
        }
    }
}

/// A work product type.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Artifact {
    #[serde(flatten)]
    pub head: Head,
    pub specialises: Option<Ref>,
    pub parts: Vec<PartOf>,
    pub drops: Vec<DropPart>,
    pub classification: Option<Ref>,
    pub variants: Vec<Variant>,
    pub documented: Option<bool>,
}

/// A part of a work product.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct PartOf {
    pub artifact: Ref,
    pub cite: Option<String>,
}

/// A part of the general work product that a special one does without.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct DropPart {
    pub artifacts: Vec<Ref>,
    pub because: Option<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) whole: Place,
}

/// Another wording for the same work product.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Variant {
    pub wording: String,
    pub cite: Option<String>,
}

impl Artifact {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            head: Head::read(node)?,
            specialises: node.one_ref("specialises"),
            parts: node.all("part").flat_map(|one| one.own_refs().into_iter().map(|artifact| PartOf { artifact, cite: one.text("cite") })).collect(),
            drops: node
                .all("drop")
                .map(|one| DropPart { artifacts: one.own_refs(), because: one.text("because"), place: one.place(), whole: one.at(one.whole) })
                .collect(),
            classification: node.one_ref("classification"),
            variants: node.all("variant").filter_map(|one| Some(Variant { wording: one.own_text()?, cite: one.text("cite") })).collect(),
            documented: node.flag("documented"),
        })
    }
}

/// A clause of a management system standard.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Clause {
    pub number: String,
    pub title: String,
    pub documented: Option<&'static str>,
    pub items: Vec<String>,
    pub cite: Option<String>,
    pub mode: Option<String>,
    pub was: Option<String>,
    pub amended: Option<String>,
    pub leaf: bool,
}

impl Clause {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            number: node.clauses("number").into_iter().next()?,
            title: node.title_text(),
            documented: node.choice("documented"),
            items: node.texts("items"),
            cite: node.text("cite"),
            mode: node.text("mode"),
            was: node.clauses("was").into_iter().next(),
            amended: node.text("amended"),
            leaf: node.flag("leaf").unwrap_or(false),
        })
    }
}
