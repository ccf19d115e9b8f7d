//! The documents by who asks for them: an auditor begins elsewhere than somebody who looks for a rule.

use crate::document::{Document, Shelf};

/// A group of documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readers {
    /// Whom it is for; an English message.
    pub title: &'static str,
    /// What they find there; an English message.
    pub about: &'static str,
    /// Where the documents lie, in the order in which they are asked for.
    pub stems: Vec<String>,
    /// Whether titles are enough: these documents have no version of their own.
    pub short: bool,
}

/// What a certification auditor asks for first, in the order of the questions.
const AUDITOR: &[&str] = &[
    "scope_statement",
    "soa",
    "risk_register",
    "risk_treatment_plan",
    "control_implementation_plan",
    "audit_programme",
    "management_review",
    "improvement",
    "clause_sheet",
    "documented_information",
    "tailoring_report",
    "process_handbook",
];
/// What top management decides on.
const MANAGEMENT: &[&str] = &["objectives", "measurement_programme", "resource_plan", "change_requests", "calendar"];
/// What everybody works by; the policies follow.
const EVERYBODY: &[&str] = &["policy_index", "roles", "training_plan", "communication_plan"];

/// The documents in groups; each document stands once, and none is left out.
pub(super) fn of(documents: &[Document]) -> Vec<Readers> {
    let listed = |document: &&Document| matches!(document.shelf, Shelf::Core | Shelf::Registers);
    let named = |ids: &[&str]| -> Vec<String> {
        ids.iter().filter_map(|id| documents.iter().filter(listed).find(|document| document.id == *id)).map(|document| document.stem.clone()).collect()
    };
    let shelf = |shelf: Shelf| documents.iter().filter(move |document| document.shelf == shelf).map(|document| document.stem.clone());
    let known = |document: &&Document| [AUDITOR, MANAGEMENT, EVERYBODY].iter().any(|group| group.contains(&document.id.as_str()));
    let mut everybody = named(EVERYBODY);
    everybody.extend(shelf(Shelf::Policies));
    let rest = documents.iter().filter(listed).filter(|document| !known(document)).map(|document| document.stem.clone()).collect();
    let groups = [
        ("For the auditor, first", "What a certification auditor asks for, in the order of the questions.", named(AUDITOR), false),
        ("For management", "What is decided on and looked at from above.", named(MANAGEMENT), false),
        ("For everybody", "The rules that people work by, and who answers for what.", everybody, false),
        ("Registers, and what goes outside", "The lists behind the decisions, and what customers may see.", rest, false),
        ("Processes", "A profile for each process: purpose, inputs, results, activities.", shelf(Shelf::Processes).collect(), true),
    ];
    groups.into_iter().filter(|(.., stems, _)| !stems.is_empty()).map(|(title, about, stems, short)| Readers { title, about, stems, short }).collect()
}
