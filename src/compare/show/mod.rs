//! How a comparison is told: to a reader at a terminal, on a pull request, to machines, and in change notes.

mod json;
mod markdown;
mod notes;
mod text;

pub use json::{Report, json, schema};
pub use markdown::markdown;
pub use notes::{Audience, notes};
pub use text::text;

use super::kind::{Kind, Weight};
use super::{Change, Comparison};
use crate::document::text::one_line;

/// "1 decision", "3 decisions".
pub(super) fn count(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

/// The comparison in one line.
pub(super) fn headline(comparison: &Comparison) -> String {
    let of = |weight| comparison.of_weight(weight).count();
    let (high, medium, low) = (of(Weight::High), of(Weight::Medium), of(Weight::Low));
    match (high + medium, low) {
        (0, 0) => "this change decides nothing".into(),
        (0, low) => format!("this change decides nothing; {} read{} differently", count(low, "detail"), if low == 1 { "s" } else { "" }),
        (decisions, low) => {
            let first = if high > 0 { format!(", {high} to be looked at first") } else { String::new() };
            let details = if low > 0 { format!(", and {}", count(low, "detail")) } else { String::new() };
            format!("this change makes {}{first}{details}", count(decisions, "decision"))
        }
    }
}

/// What hangs on a change, as lines below it: its cause, its reason, its signature, where it stands.
pub(super) fn beneath(change: &Change) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    if let Some(cause) = &change.cause {
        lines.push(("cause", one_line(cause)));
    }
    if let Some(because) = &change.because {
        lines.push(("reason given", format!("“{}”", one_line(because))));
    }
    match (&change.approved, change.kind) {
        (Some(by), Kind::RiskAccepted) => lines.push(("signed", by.clone())),
        (Some(by), kind) if kind != Kind::ApprovalStale && kind != Kind::ApprovalGiven && kind != Kind::DocumentStale => {
            lines.push(("approved", format!("by {by}")))
        }
        (None, Kind::ProcessOmitted | Kind::ControlExcluded | Kind::ExceptionNew | Kind::AllowNew | Kind::CriteriaLoosened) => {
            lines.push(("approved", "by nobody".into()))
        }
        _ => {}
    }
    if !change.certain {
        lines.push(("not certain", "a file of the other state could not be read".into()));
    }
    lines
}

/// The title of what changed, where the sentence does not say it already.
pub(super) fn title(change: &Change) -> Option<&str> {
    let title = change.subject.title.as_str();
    (!title.is_empty() && change.kind != Kind::FindingNew && change.kind != Kind::FindingGone && !change.what.contains(title)).then_some(title)
}

/// Both states by name: `main → working folder`.
pub(super) fn sides(comparison: &Comparison) -> String {
    let one = |side: &super::Side| match &side.commit {
        Some(commit) => format!("{} ({})", side.label, commit.get(..10).unwrap_or(commit)),
        None => side.label.clone(),
    };
    format!("{} → {}", one(&comparison.old), one(&comparison.new))
}
