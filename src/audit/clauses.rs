//! The clauses that profiles cite, those that none cites, and citations that lead nowhere.

use serde::Serialize;

use crate::model::{Reference, cited_clauses, model_coverage};

/// A clause that holds requirements, and the processes whose profile cites it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClauseFinding {
    /// The number in the edition of today.
    pub clause: String,
    /// The title.
    pub title: String,
    /// The number in the edition that the profiles cite, where there is one.
    pub was: Option<String>,
    /// The processes.
    pub processes: Vec<String>,
    /// The tables.
    pub cite: String,
}

/// A citation of a clause that the standard does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// The process.
    pub process: String,
    /// The standard that its profile cites.
    pub standard: String,
    /// The clause.
    pub clause: String,
    /// The table.
    pub cite: String,
}

/// Clause by clause.
pub(super) fn clauses(reference: &Reference, cited: &Reference) -> Vec<ClauseFinding> {
    model_coverage(reference)
        .into_iter()
        .map(|(clause, serving)| {
            let tables = serving.iter().filter_map(|one| super::table(reference, &one.process));
            ClauseFinding {
                clause: clause.number.clone(),
                title: clause.title.clone(),
                was: clause.was.clone().filter(|was| cited.clauses.iter().any(|one| one.number == *was)),
                cite: super::tables(tables),
                processes: serving.into_iter().map(|one| one.process).collect(),
            }
        })
        .collect()
}

/// Citations of clauses that are not there. ISO/IEC 27003:2017 numbers its clauses 4 to 10 as ISO/IEC 27001:2013 does.
pub(super) fn wrong_citations(reference: &Reference, cited: &Reference) -> Vec<Citation> {
    let known = |clause: &str| cited.clauses.iter().any(|one| one.number == clause);
    let mut found = Vec::new();
    for process in reference.processes.values() {
        let of_27001 = cited_clauses(process).map(|clause| ("ISO/IEC 27001:2013", clause));
        let of_27003 = process.standards.iter().filter(|one| one.standard == "ISO/IEC 27003:2017").flat_map(|one| one.clauses.iter());
        let of_27003 = of_27003.map(|clause| ("ISO/IEC 27003:2017", clause.split(' ').next().unwrap_or(clause)));
        for (standard, clause) in of_27001.chain(of_27003) {
            if clause.starts_with(|c: char| c.is_ascii_digit()) && !known(clause) {
                found.push(Citation { process: process.head.id.clone(), standard: standard.into(), clause: clause.into(), cite: process.cite() });
            }
        }
    }
    found
}
