//! Findings outward: the same [`Diagnostic`]s for people, for screen readers, for editors and for machines.
//!
//! * takes: findings in reading order, and the sources that they point at
//! * gives: text, written to whatever the caller has open
//! * never does: decide what is wrong, count for the exit code, or print the summary line
//! * where to add: a format is a file here, a variant of [`Format`] and a row of [`FORMATS`]

mod excerpt;
mod fold;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod locate;
mod markdown;
mod narrated;
mod paths;
mod run;
mod sarif;
mod short;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

pub use paths::Base;
pub use run::Run;

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
    /// Everything, for machines.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// The code quality report of GitLab.
    Gitlab,
    /// Test results.
    Junit,
    /// A table for a job summary or a comment.
    Markdown,
}

/// A format: its name, and who writes it.
pub struct Reporter {
    /// Which.
    pub id: Format,
    /// The word on the command line.
    pub name: &'static str,
    /// What it is for.
    pub doc: &'static str,
    write: fn(&Run<'_>, bool, &mut dyn Write) -> io::Result<()>,
}

/// All formats.
pub static FORMATS: &[Reporter] = &[
    Reporter {
        id: Format::Human,
        name: "human",
        doc: "pictures of the sources, with every place involved",
        write: |run, colour, out| human::write(run.findings, run.sources, colour, out),
    },
    Reporter {
        id: Format::Short,
        name: "short",
        doc: "one line each, for editors and logs",
        write: |run, colour, out| short::write(run.findings, run.sources, colour, out),
    },
    Reporter {
        id: Format::Narrated,
        name: "narrated",
        doc: "sentences, for screen readers",
        write: |run, colour, out| narrated::write(run.findings, run.sources, colour, out),
    },
    Reporter { id: Format::Json, name: "json", doc: "everything, for machines", write: json::write },
    Reporter { id: Format::Sarif, name: "sarif", doc: "SARIF 2.1.0, for code scanning", write: sarif::write },
    Reporter { id: Format::Github, name: "github", doc: "annotations of GitHub Actions", write: github::write },
    Reporter { id: Format::Gitlab, name: "gitlab", doc: "code quality report of GitLab", write: gitlab::write },
    Reporter { id: Format::Junit, name: "junit", doc: "test results in XML, one test for each kind of finding", write: junit::write },
    Reporter { id: Format::Markdown, name: "markdown", doc: "a table, for the summary of a job or a comment", write: markdown::write },
];

/// Writes findings in a format. Only [`Format::Human`] and [`Format::Short`] know colours.
pub fn write(format: Format, findings: &[Diagnostic], sources: &Sources, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    write_run(format, &Run { findings, set_aside: &[], sources, as_of: "", base: Base::default(), path: "" }, colour, out)
}

/// Writes a run in a format, with what was set aside.
pub fn write_run(format: Format, run: &Run<'_>, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    match FORMATS.iter().find(|reporter| reporter.id == format) {
        Some(reporter) => (reporter.write)(run, colour, out),
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
