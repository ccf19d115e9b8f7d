//! What changes between two states of a package: not lines, but decisions.
//!
//! * takes: two [`Compilation`]s, judged at the same day
//! * gives: a [`Comparison`]: typed [`Change`]s, each with what stood there, what stands there, and both places
//! * never does: read a file, or decide whether a change is good
//! * where to add: a kind is a row in `kind.rs`; what finds it is a file here and a line in [`compare`]

mod approvals;
mod change;
mod controls;
mod coverage;
mod criteria;
mod declarations;
mod fields;
mod findings;
mod gate;
mod interfaces;
mod kind;
mod lints;
mod organisation;
mod pair;
mod plans;
mod processes;
mod risks;
mod show;
mod signature;
mod texts;

use schemars::JsonSchema;
use serde::Serialize;

pub use change::{Change, Site, Subject};
pub use gate::{Missing, PRESETS, RULES, Rule, choose, missing_approvals};
pub use kind::{Effect, Kind, Topic, Weight};
pub use show::{Audience, Report, json, markdown, notes, schema, text};

use crate::diagnostic::Level;
use crate::model::Day;
use crate::pipeline::Compilation;
use crate::source::World;
use pair::Pair;

/// Two states, and what is decided differently between them.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Comparison {
    /// The state before.
    pub old: Side,
    /// The state after.
    pub new: Side,
    /// The day that both are judged at.
    pub as_of: Day,
    /// What a reader has to know about the comparison itself.
    pub remarks: Vec<String>,
    /// The changes, by field and weight.
    pub changes: Vec<Change>,
    /// The signatures of the new state, judged.
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) signatures: Vec<signature::Signature>,
}

/// One of the two states.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Side {
    /// As the user named it.
    pub label: String,
    /// The commit, where it is one.
    pub commit: Option<String>,
    /// The name and version of the package.
    pub package: String,
    /// SHA-256 over the sources.
    pub digest: String,
    /// How many findings make the check fail.
    pub errors: usize,
    /// How many of them are errors of meaning: what they concern is missing from the model.
    pub unread: usize,
}

impl Side {
    /// A state under the name that the user gave it.
    pub fn of(label: impl Into<String>, commit: Option<String>, compiled: &Compilation) -> Self {
        let info = &compiled.model.package;
        let version = info.version.as_ref().map(|version| format!(" {version}")).unwrap_or_default();
        Side {
            label: label.into(),
            commit,
            package: format!("{}{version}", info.name),
            digest: info.digest.clone(),
            errors: compiled.findings.iter().filter(|finding| finding.is_error()).count(),
            unread: compiled.findings.iter().filter(|finding| finding.level == Level::Error).count(),
        }
    }
}

/// Compares two states of a package.
pub fn compare(old: &Compilation, new: &Compilation, sides: (Side, Side)) -> Comparison {
    compared(Pair::new(old, new), sides)
}

/// The same where the files of both are at hand: then what templates make of policies and documents is compared too.
pub fn compare_in(old: (&Compilation, &dyn World), new: (&Compilation, &dyn World), sides: (Side, Side)) -> Comparison {
    let mut pair = Pair::new(old.0, new.0);
    pair.texts = texts::of((&old.0.model, old.1), (&new.0.model, new.1));
    compared(pair, sides)
}

fn compared(mut pair: Pair<'_>, sides: (Side, Side)) -> Comparison {
    let as_of = pair.new.as_of;
    organisation::changes(&mut pair);
    processes::changes(&mut pair);
    interfaces::changes(&mut pair);
    coverage::changes(&mut pair);
    criteria::changes(&mut pair);
    risks::changes(&mut pair);
    controls::changes(&mut pair);
    declarations::changes(&mut pair);
    plans::changes(&mut pair);
    texts::changes(&mut pair);
    approvals::changes(&mut pair);
    findings::changes(&mut pair);
    lints::changes(&mut pair);
    let (old_side, new_side) = sides;
    let mut remarks = Vec::new();
    for (side, other) in [(&old_side, "new"), (&new_side, "gone")] {
        if side.unread > 0 {
            remarks.push(format!(
                "{} has {}: what they concern could not be read, and may look {other} here although it is not",
                side.label,
                if side.unread == 1 { "1 error of meaning".to_string() } else { format!("{} errors of meaning", side.unread) },
            ));
        }
    }
    if new_side.errors > 0 {
        let many = if new_side.errors == 1 { "1 error".to_string() } else { format!("{} errors", new_side.errors) };
        remarks.push(format!("`isms check` fails for {} with {many}", new_side.label));
    }
    let (changes, signatures) = pair.finish();
    Comparison { old: old_side, new: new_side, as_of, remarks, changes, signatures }
}

impl Comparison {
    /// The changes of one weight.
    pub fn of_weight(&self, weight: Weight) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.weight == weight)
    }
}
