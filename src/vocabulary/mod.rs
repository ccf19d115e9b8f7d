//! The vocabulary: which words exist, what they take and what they mean, as one table.
//!
//! * takes: nothing; it is data
//! * gives: [`TOP`], the declarations, each a tree of [`Spec`]s, to validation, "did you mean", the
//!   formatter, completion and the manual
//! * never does: look at a source text or at the model
//! * where to add: a file for the declaration, one line in the modules below and one in [`TOP`]

mod artifact;
mod asset;
mod budget;
#[allow(missing_docs, reason = "each row of the table documents itself")]
pub mod common;
mod control;
mod criteria;
#[allow(missing_docs, reason = "each row of the table documents itself")]
pub mod governance;
mod measure;
mod objective;
#[allow(missing_docs, reason = "each row of the table documents itself")]
pub mod organisation;
mod party;
mod policy;
mod process;
mod programme;
mod reference;
mod requirement;
mod risk;
mod role;
mod spec;
mod supplier;
mod types;

pub use spec::{Card, Spec, Title};
pub use types::{Namespace, Type};

/// Every declaration, in the order in which the manual tells them.
pub static TOP: &[Spec] = &[
    organisation::SPEC,
    role::SPEC,
    party::SPEC,
    requirement::SPEC,
    objective::SPEC,
    criteria::SPEC,
    asset::SPEC,
    risk::SPEC,
    control::SPEC,
    control::EXCLUDE,
    control::WORDING,
    process::ADOPT,
    process::PROCESS_SPEC,
    process::EXTERNAL,
    process::OMIT,
    process::WAIVE,
    process::DECLASSIFY,
    artifact::SPEC,
    policy::SPEC,
    policy::TEMPLATE,
    supplier::SPEC,
    measure::SPEC,
    programme::AUDIT,
    programme::TRAINING,
    programme::COMMUNICATION,
    programme::RECORD,
    budget::SPEC,
    governance::DOCUMENT,
    governance::CLASSIFICATION_SPEC,
    governance::EXCEPTION,
    governance::NONCONFORMITY,
    governance::CHANGE,
    governance::RULE,
    governance::USE_RULES,
    process::ALLOW_TOP,
    reference::CATALOGUE,
    reference::CLAUSE,
    reference::MODEL,
    reference::PROCESS,
    reference::MAPPING,
];

/// The declaration with this word.
pub fn declaration(word: &str) -> Option<&'static Spec> {
    TOP.iter().find(|spec| spec.word == word)
}

/// The units of time that a duration may have, with the days that each counts.
pub const TIME_UNITS: &[(&str, &str, i64)] =
    &[("day", "days", 1), ("week", "weeks", 7), ("month", "months", 30), ("quarter", "quarters", 91), ("year", "years", 365)];

/// The units that an effort may have, with the hours that each counts.
pub const EFFORT_UNITS: &[(&str, &str, i64)] = &[("hour", "hours", 1), ("day", "days", 8), ("week", "weeks", 40), ("month", "months", 160)];

/// The declarations whose first word this is: `reference` begins `reference model` and `reference process`.
pub fn begins(first: &str) -> Option<&'static Spec> {
    TOP.iter().find(|spec| spec.word == first || spec.word.split(' ').next() == Some(first))
}

/// Whether a word of the language is this, or begins with this, wherever it may stand.
pub fn knows(first: &str) -> bool {
    fn among(specs: &[Spec], first: &str) -> bool {
        specs.iter().any(|spec| spec.word.split(' ').next() == Some(first) || among(spec.members, first))
    }
    among(TOP, first)
}
