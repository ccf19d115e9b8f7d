//! What a report is made from, and the few sentences that several formats share.

use super::one_line;
use super::paths::Base;
use crate::diagnostic::{Diagnostic, Level, SetAside};
use crate::source::Sources;

/// One run: findings, what was set aside, and the sources that both point at.
pub struct Run<'a> {
    /// The findings that count, in reading order.
    pub findings: &'a [Diagnostic],
    /// The findings that were set aside.
    pub set_aside: &'a [SetAside],
    /// All files.
    pub sources: &'a Sources,
    /// The day that everything was judged at, as `2026-06-30`.
    pub as_of: &'a str,
    /// Where paths start.
    pub base: Base,
    /// The path for a finding that has no place: the folder or file that was checked.
    pub path: &'a str,
}

impl Run<'_> {
    /// Where services are pointed to for a finding that has no place: they want a file and a line, and take no folder.
    pub fn anywhere(&self) -> &str {
        let own = || self.sources.iter().map(|(_, file)| file).filter(|file| !file.library);
        let settings = own().find(|file| file.path.ends_with("isms.toml"));
        let file = settings.or_else(|| own().next()).map(|file| file.path.as_str());
        file.unwrap_or(if self.path.is_empty() || self.path == "." { "isms.toml" } else { self.path })
    }

    /// How many findings make the run fail, and how many do not.
    pub fn counts(&self) -> (usize, usize) {
        let errors = self.findings.iter().filter(|finding| finding.is_error()).count();
        (errors, self.findings.len() - errors)
    }
}

/// The word of a level for services that know few.
pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Error | Level::Deny => "error",
        Level::Warn => "warning",
        Level::Allow => "note",
    }
}

/// A finding in lines: the message, what stands at its place, who asks for it, the ways out.
pub(super) fn lines(finding: &Diagnostic) -> Vec<String> {
    let mut lines = vec![one_line(&finding.message)];
    let label = finding.labels.iter().find(|label| label.primary).map(|label| label.message.as_str());
    lines.extend(label.filter(|text| !text.is_empty()).map(one_line));
    lines.extend(finding.cite.as_deref().map(one_line));
    lines.extend(finding.help.iter().map(|help| format!("- {}", one_line(help))));
    lines
}

/// `1 error`, `2 errors`
pub(super) fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}
