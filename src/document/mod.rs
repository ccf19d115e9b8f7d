//! What is said: the documents of an ISMS, each as Markdown below a head, with the tables that belong to it.
//!
//! * takes: the [`Model`], and the templates of the package through a [`World`]
//! * gives: [`Document`]s: Markdown that any renderer can show, and typed [`Register`]s
//! * never does: write a file, know a format, or look at a clock
//! * where to add: a file in `documents/` and a template of the same name in `stdlib/templates/documents/`

pub mod approval;
mod beside;
mod build;
pub mod diagrams;
pub mod documents;
mod editions;
mod figure;
mod guard;
pub mod inspect;
pub(crate) mod language;
pub mod links;
mod localise;
mod meta;
pub mod problems;
pub(crate) mod prose;
pub mod registers;
pub mod site;
mod templates;
#[cfg(test)]
pub(crate) mod tests;
pub mod text;
mod views;
pub(crate) mod words;

pub use documents::DOCUMENTS;
pub use figure::Figure;
pub(crate) use guard::refuse;
pub use language::Language;
pub(crate) use localise::level_title;
pub use meta::{Fact, Meta};
pub use registers::{Cell, Column, Kind, Piece, Register, Shown};
pub use site::Site;
pub use templates::{LESS_WORK, at_work_for};

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::model::Model;
use crate::source::World;

/// A document.
#[derive(Debug, Clone)]
pub struct Document {
    /// What it is: `soa`, or the name of a policy or process.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Where it lies in the set, without extension: `soa`, `policies/pol-01`.
    pub stem: String,
    /// Which shelf it stands on.
    pub shelf: Shelf,
    /// The text below the head, in Markdown; links lead to `.md` files.
    pub markdown: String,
    /// The head.
    pub meta: Meta,
    /// The tables that belong to it.
    pub registers: Vec<Register>,
    /// Whether it is written; one that is not wanted is there for links to it.
    pub wanted: bool,
    /// The pictures that belong to it; the text names them as images.
    pub figures: Vec<Figure>,
    /// What the site says beside the documents; on the index only.
    pub site: Option<Box<Site>>,
}

/// The shelves of the set, in the order of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    /// The list of all documents.
    Index,
    /// What a certification auditor asks for first.
    Core,
    /// Policies.
    Policies,
    /// Registers and plans.
    Registers,
    /// Profiles of processes.
    Processes,
}

/// The title of a document by its word in `document`.
pub(crate) fn title_of(word: &str) -> &str {
    documents::DOCUMENTS.iter().find(|(id, _)| *id == word).map_or(word, |(_, title)| title)
}

/// The same for a word that the program itself knows.
fn title_of_listed(word: &'static str) -> &'static str {
    documents::DOCUMENTS.iter().find(|(id, _)| *id == word).map_or(word, |(_, title)| title)
}

/// Whether a document is a list that changes from day to day, without a version and an approval of its own.
pub(crate) fn is_listed_only(word: &str) -> bool {
    matches!(word, "policy_index" | "improvement" | "change_requests" | "calendar" | "clause_sheet" | "documented_information")
}

/// All documents in English. A template that cannot be rendered is a finding, and its document is missing.
pub fn documents(model: &Model, world: &dyn World, findings: &mut Vec<Diagnostic>) -> Vec<Document> {
    documents_in(model, world, Language::english(), findings)
}

/// All documents in a language.
pub fn documents_in(model: &Model, world: &dyn World, language: Language, findings: &mut Vec<Diagnostic>) -> Vec<Document> {
    let changed = approval::changed(model, world).into_keys().collect();
    let (documents, found) = written(model, world, language, changed);
    findings.extend(found);
    documents
}

/// All documents, with those named of which the text is not the one that was approved.
fn written(model: &Model, world: &dyn World, language: Language, changed: BTreeSet<(&'static str, String)>) -> (Vec<Document>, Vec<Diagnostic>) {
    let model = localise::localised(model, &language);
    documents::all(&model, world, language, changed)
}

/// Reports the documents whose text is not the one that was approved.
pub(crate) fn check_approvals(model: &Model, world: &dyn World, findings: &mut Vec<Diagnostic>) {
    let bound = |one: &approval::Approvable<'_>| one.approved.is_some_and(|approved| approved.digest.is_some());
    let all = approval::approvable(model);
    if !all.iter().any(bound) {
        return;
    }
    let changed = approval::changed(model, world);
    for one in all {
        if let (Some(now), Some(approved)) = (changed.get(&(one.kind, one.id.to_string())), one.approved) {
            findings.push(problems::changed_after_approval(&one, approved, now));
        }
    }
}
