//! The reference model under its own compiler: what the tables of the standard say to each other, and what they do not.
//!
//! * takes: the [`Reference`] of the library
//! * gives: an [`Audit`]: findings as data, each with the tables behind it; [`page()`] tells them in Markdown
//! * never does: judge an organisation, or repair the model
//! * where to add: a field of [`Audit`], a file that fills it, a section in `page.rs`

mod clauses;
mod names;
mod page;
mod parts;
mod results;
mod sides;

pub use clauses::{Citation, ClauseFinding};
pub use names::Renamed;
pub use page::page;
pub use parts::{PartFinding, Whence};
pub use results::{Fate, Outside, Unreceived};
pub use sides::{Side, Why};

use serde::Serialize;

use crate::model::{Judgement, Reference, statement_of_model};

/// What was found.
#[derive(Debug, Clone, Serialize)]
pub struct Audit {
    /// The edition of the model.
    pub edition: String,
    /// What there is to look at.
    pub counts: Counts,
    /// Interfaces that both profiles declare.
    pub both: Vec<Side>,
    /// Interfaces that only the provider's profile declares.
    pub producer_only: Vec<Side>,
    /// Interfaces that only the receiver's profile declares.
    pub consumer_only: Vec<Side>,
    /// Work products that the tables call by more than one name.
    pub renamed: Vec<Renamed>,
    /// Parts that a profile expects in a work product, and that the provider's profile does not promise.
    pub unpromised: Vec<PartFinding>,
    /// Results that no profile names as an input.
    pub unreceived: Vec<Unreceived>,
    /// Processes outside the model that it relies on.
    pub outside: Vec<Outside>,
    /// The clauses of ISO/IEC 27001 and the profiles that cite them.
    pub clauses: Vec<ClauseFinding>,
    /// Citations of clauses that the cited standard does not have.
    pub wrong_citations: Vec<Citation>,
    /// The criteria of ISO/IEC 33004, one by one.
    pub criteria: Vec<Judgement>,
}

/// How much there is.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Counts {
    pub processes: usize,
    pub outside: usize,
    pub artifacts: usize,
    pub interfaces: usize,
    pub both: usize,
    pub producer_only: usize,
    pub consumer_only: usize,
}

/// Holds the model against itself. `cited` is the library with the clauses of the edition that the profiles cite.
pub fn audit(reference: &Reference, cited: &Reference) -> Audit {
    let (both, producer_only, consumer_only) = sides::sides(reference);
    let model = reference.models.values().next();
    let of_model = reference.processes.values().filter(|process| process.is_of_model()).count();
    let outside = results::outside(reference);
    Audit {
        edition: model.map(|one| one.edition.clone()).unwrap_or_default(),
        counts: Counts {
            processes: of_model,
            outside: outside.len(),
            artifacts: reference.artifacts.len(),
            interfaces: reference.interfaces.len(),
            both: both.len(),
            producer_only: producer_only.len(),
            consumer_only: consumer_only.len(),
        },
        renamed: names::renamed(reference),
        unpromised: parts::unpromised(reference),
        unreceived: results::unreceived(reference),
        clauses: clauses::clauses(reference, cited),
        wrong_citations: clauses::wrong_citations(reference, cited),
        criteria: statement_of_model(reference, model.map_or("", |one| one.head.id.as_str())),
        both,
        producer_only,
        consumer_only,
        outside,
    }
}

/// `Table 4`, or what stands in for one.
fn table(reference: &Reference, process: &str) -> Option<i64> {
    reference.processes.get(process).and_then(|one| one.table)
}

/// Tables as they are cited: `Table 4`, `Tables 4 and 11`.
fn tables(numbers: impl IntoIterator<Item = i64>) -> String {
    let mut numbers: Vec<i64> = numbers.into_iter().collect();
    numbers.sort_unstable();
    numbers.dedup();
    let words: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("Tables {} and {last}", rest.join(", ")),
        Some((last, _)) => format!("Table {last}"),
        None => String::new(),
    }
}

/// Whether `Tables 1 and 16` names a table.
fn cites(cite: &str, number: i64) -> bool {
    cite.split(|c: char| !c.is_ascii_digit()).any(|word| word.parse() == Ok(number))
}

fn category<'a>(reference: &'a Reference, process: &str) -> &'a str {
    reference.processes.get(process).map_or("", |one| one.category)
}

#[cfg(test)]
mod tests;
