//! Findings outward: the same [`Diagnostic`]s for people, for screen readers, for editors and for machines.
//!
//! * takes: findings in reading order, and the sources that they point at
//! * gives: text, written to whatever the caller has open
//! * never does: decide what is wrong, count for the exit code, or print the summary line
//! * where to add: a format is a file here, a variant of [`Format`] and a row of [`FORMATS`]

mod excerpt;
mod human;
mod json;
mod locate;
mod narrated;
mod short;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use crate::base::{is_dangerous, visible};
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

/// How many findings people are shown; machines get all.
pub const MAX_SHOWN: usize = 1_000;

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Pictures of the sources, with every place involved.
    Human,
    /// One line each, for editors and logs.
    Short,
    /// Sentences, for screen readers.
    Narrated,
    /// For machines.
    Json,
}

/// A format: its name, and who writes it.
pub struct Reporter {
    /// Which.
    pub id: Format,
    /// The word on the command line.
    pub name: &'static str,
    /// What it is for.
    pub doc: &'static str,
    write: fn(&[Diagnostic], &Sources, bool, &mut dyn Write) -> io::Result<()>,
}

/// All formats.
pub static FORMATS: &[Reporter] = &[
    Reporter { id: Format::Human, name: "human", doc: "pictures of the sources, with every place involved", write: human::write },
    Reporter { id: Format::Short, name: "short", doc: "one line each, for editors and logs", write: short::write },
    Reporter { id: Format::Narrated, name: "narrated", doc: "sentences, for screen readers", write: narrated::write },
    Reporter { id: Format::Json, name: "json", doc: "everything, for machines", write: json::write },
];

/// Writes findings in a format. Only [`Format::Human`] and [`Format::Short`] know colours.
pub fn write(format: Format, findings: &[Diagnostic], sources: &Sources, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    match FORMATS.iter().find(|reporter| reporter.id == format) {
        Some(reporter) => (reporter.write)(findings, sources, colour, out),
        None => Ok(()),
    }
}

/// The word for how a finding counts.
fn severity(finding: &Diagnostic) -> &'static str {
    if finding.is_error() { "error" } else { "warning" }
}

/// At most [`MAX_SHOWN`] findings in their order, and how many are left out: warnings go before errors do.
fn shown(findings: &[Diagnostic]) -> (Vec<&Diagnostic>, usize) {
    if findings.len() <= MAX_SHOWN {
        return (findings.iter().collect(), 0);
    }
    let mut errors = findings.iter().filter(|finding| finding.is_error()).count().min(MAX_SHOWN);
    let mut others = MAX_SHOWN - errors;
    let mut chosen = Vec::with_capacity(MAX_SHOWN);
    for finding in findings {
        let room = if finding.is_error() { &mut errors } else { &mut others };
        if *room > 0 {
            *room -= 1;
            chosen.push(finding);
        }
    }
    (chosen, findings.len() - MAX_SHOWN)
}

/// A text for one line: what cannot be seen is shown, and no line end gets through.
fn one_line(text: &str) -> String {
    if !text.chars().any(|c| is_dangerous(c) || matches!(c, '\n' | '\r' | '\t')) {
        return text.to_string();
    }
    visible(text).replace("\r\n", " ").replace(['\n', '\r', '\t'], " ")
}
