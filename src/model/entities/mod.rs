//! What an organisation declared, one type for each kind of declaration.
//!
//! The fields are those of the vocabulary, read by word; JSON, templates and checks all see these types.

mod assets;
mod controls;
mod criteria;
mod governance;
mod organisation;
mod policies;
mod processes;
mod programme;
mod reference;
mod risks;
mod suppliers;

pub use assets::Asset;
pub use controls::{CatalogueControl, Control, Evidence, Exclusion, Plan, Task, Theme};
pub use criteria::Level as RiskLevel;
pub use criteria::{Acceptance, Criteria, Row, Scale, Step};
pub use governance::{Allow, Budget, Case, Change, Classification, DocumentControl, Exception, Expect, Fund, Nonconformity, Rule};
pub use organisation::{Competence, Issue, Objective, Organisation, Party, Requirement, Role, Site, Unit};
pub use policies::{HistoryEntry, Parameter, Policy, Section, Setting, SettingValue, Template};
pub use processes::{Adoption, Declassification, Deliver, Drop, Instead, Omission, OwnProcess, Receive, Tailoring, Waiver};
pub use programme::{Audit, Communication, Held, Measure, Observation, Record, Training};
pub use reference::{Activity, Artifact, CitedStandard, Clause, DropPart, PartOf, ReferenceInput, ReferenceModel, ReferenceProcess, ReferenceResult, Variant};
pub use risks::{Accepted, Rating, Risk, ScaleValue, Treatment};
pub use suppliers::{Contract, Supplier};

use schemars::JsonSchema;
use serde::Serialize;

use crate::base::Place;
use crate::resolve::Node;

/// What every declaration has.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Head {
    /// The name.
    pub id: String,
    /// The title in quotes.
    pub title: String,
    /// What it is, in the author's words; Markdown.
    pub description: Option<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

impl Head {
    pub(crate) fn read(node: &Node) -> Option<Head> {
        let id = node.id()?;
        Some(Head { id: id.to_string(), title: node.title_text(), description: node.text("description").or_else(|| node.doc.clone()), place: node.place() })
    }
}
