//! The site beside the documents, as data: where the ISMS stands at a glance, the map, what the compiler found.
//!
//! * takes: the model, ready to be written about, and the documents
//! * gives: a [`Site`], typed: every number comes from the model, every text is in the language of the documents
//! * never does: know a page; `render::html` lays out what stands here
//! * where to add: a part of the start page is a field of [`Site`], computed in a file here

mod due;
mod findings;
mod map;
mod readers;
mod state;
#[cfg(test)]
mod tests;

pub use due::{Due, Upcoming};
pub use findings::{Aside, Finding, Findings, Found};
pub use map::{HandOver, Map, Step};
pub use readers::Readers;
pub use state::{Acceptance, Approvals, Controls, Level, Risks, Share, Tailored, Tailoring, Theme};

use super::Document;
use super::build::Build;

/// What the site says beside the documents; it belongs to the index.
#[derive(Debug, Clone)]
pub struct Site {
    /// How far the controls are.
    pub controls: Controls,
    /// Where the risks stand.
    pub risks: Risks,
    /// What is to be done next.
    pub due: Due,
    /// What became of the processes of the model.
    pub tailoring: Tailoring,
    /// Which documents are approved.
    pub approvals: Approvals,
    /// The documents by who asks for them.
    pub readers: Vec<Readers>,
    /// The map of the processes.
    pub map: Map,
    /// What the compiler found; none where nobody told.
    pub findings: Option<Findings>,
    /// Whether the package has a text of its own for the index.
    pub own_text: bool,
}

impl Site {
    /// The site of a model and its documents.
    pub(super) fn of(build: &Build<'_>, documents: &[Document], own_text: bool) -> Self {
        Site {
            controls: state::controls(build),
            risks: state::risks(build),
            due: due::of(build),
            tailoring: state::tailoring(build),
            approvals: state::approvals(build, documents),
            readers: readers::of(documents),
            map: map::of(build),
            findings: None,
            own_text,
        }
    }
}

/// Tells the site what was found.
pub fn tell(documents: &mut [Document], found: &Found<'_>) {
    if let Some(site) = documents.iter_mut().find_map(|document| document.site.as_mut()) {
        site.findings = Some(findings::of(found));
    }
}
