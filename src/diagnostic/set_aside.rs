//! Findings that were found and do not count, and who answers for that.

use super::Diagnostic;
use crate::base::Place;

/// A finding that is set aside: kept, so that reports can show it with its reason.
#[derive(Debug, Clone)]
pub struct SetAside {
    /// The finding, as it would have been reported.
    pub finding: Diagnostic,
    /// Why it does not count.
    pub ground: Ground,
}

/// Why a finding does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// An `allow` in the sources.
    Allow {
        /// The reason.
        because: String,
        /// The last day on which it holds, as `2026-09-30`.
        until: Option<String>,
        /// Who approved it, and when: `ceo on 2026-01-15`.
        approved: Option<String>,
        /// Where it is said.
        place: Place,
    },
    /// It stands in the baseline: it was there before the day on which new findings began to count.
    Baseline {
        /// The path of the baseline.
        path: String,
    },
}

impl Ground {
    /// The reason in sentences, as an auditor reads it.
    pub fn justification(&self) -> String {
        match self {
            Ground::Allow { because, until, approved, .. } => {
                let mut text = because.trim().to_string();
                if !text.ends_with(['.', '!', '?']) {
                    text.push('.');
                }
                if let Some(until) = until {
                    text.push_str(&format!(" Until {until}."));
                }
                if let Some(approved) = approved {
                    text.push_str(&format!(" Approved by {approved}."));
                }
                text
            }
            Ground::Baseline { path } => format!("It was there when the baseline `{path}` was taken."),
        }
    }
}
