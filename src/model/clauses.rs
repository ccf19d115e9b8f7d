//! Which process serves which clause of ISO/IEC 27001, and where its documented information comes from.
//!
//! The profiles of ISO/IEC TS 27022:2021 cite the clauses of ISO/IEC 27001:2013. For a later edition they are
//! carried over by the number that each clause had before: 10.1 and 10.2 changed places, 6.3 is new.

use schemars::JsonSchema;
use serde::Serialize;

use super::documented::{Documented, documented};
use super::{Clause, Model, Reference, ReferenceProcess};

/// A clause that holds requirements itself, and who serves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ClauseCoverage {
    /// The number, in the edition that the organisation follows.
    pub clause: String,
    /// The title.
    pub title: String,
    /// The processes of the reference model that serve it there.
    pub in_model: Vec<ModelService>,
    /// The processes of the organisation that serve it.
    pub served_by: Vec<Service>,
    /// The documented information that it asks for.
    pub documented: Vec<Documented>,
}

/// A process of the reference model whose profile cites a clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ModelService {
    /// The process.
    pub process: String,
    /// The citation behind it: `ISO/IEC TS 27022:2021, Table 13, which cites ISO/IEC 27001:2013, 10.1`.
    pub cite: String,
}

/// A process of the organisation that serves a clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Service {
    /// The process.
    pub process: String,
    /// The processes of the model that it does so for; empty where it says so itself with `clauses`.
    pub through: Vec<String>,
}

impl ClauseCoverage {
    /// Whether the reference model leaves the clause open.
    pub fn is_outside_model(&self) -> bool {
        self.in_model.is_empty()
    }
}

/// Whether a number that somebody cites means a clause: the clause itself, or one that it is a part of.
fn means(cited: &str, clause: &str) -> bool {
    clause == cited || clause.strip_prefix(cited).is_some_and(|rest| rest.starts_with('.'))
}

/// The clauses of ISO/IEC 27001:2013 that a profile cites, without the letters of their items.
pub fn cited_clauses(process: &ReferenceProcess) -> impl Iterator<Item = &str> {
    let of_27001 = process.standards.iter().filter(|one| one.standard.starts_with("ISO/IEC 27001"));
    of_27001.flat_map(|one| one.clauses.iter()).map(|clause| clause.split(' ').next().unwrap_or(clause))
}

/// The processes of the model that serve a clause, and why that is said.
fn in_model(reference: &Reference, clause: &Clause) -> Vec<ModelService> {
    // the edition that the profiles cite has no edition before it
    let is_cited_edition = reference.clauses.iter().all(|one| one.was.is_none());
    let number = if is_cited_edition { Some(clause.number.as_str()) } else { clause.was.as_deref() };
    let Some(number) = number else { return Vec::new() };
    let serving = reference.processes.values().filter(|process| process.is_of_model());
    serving
        .filter_map(|process| {
            let cited = cited_clauses(process).find(|cited| means(cited, number))?;
            let cite = format!("{}, which cites ISO/IEC 27001:2013, {cited}", process.cite());
            Some(ModelService { process: process.head.id.clone(), cite })
        })
        .collect()
}

/// The clauses of the library that hold requirements themselves, each with the processes of the model that serve it.
pub fn model_coverage(reference: &Reference) -> Vec<(&Clause, Vec<ModelService>)> {
    reference.clauses.iter().filter(|clause| clause.leaf).map(|clause| (clause, in_model(reference, clause))).collect()
}

/// The clauses and who serves them. Needs the process set.
pub(super) fn coverage(model: &Model) -> Vec<ClauseCoverage> {
    model_coverage(&model.reference)
        .into_iter()
        .map(|(clause, in_model)| {
            let served_by = model.process_set.processes.values().filter_map(|process| {
                let through: Vec<String> = in_model.iter().map(|one| one.process.clone()).filter(|id| process.realises.contains(id)).collect();
                let says_so = process.tailoring.clauses.iter().any(|cited| means(cited, &clause.number));
                (says_so || !through.is_empty()).then(|| Service { process: process.id.clone(), through })
            });
            let served_by = served_by.collect();
            ClauseCoverage { clause: clause.number.clone(), title: clause.title.clone(), served_by, in_model, documented: documented(model, clause) }
        })
        .collect()
}
