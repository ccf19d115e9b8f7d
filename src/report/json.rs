//! Everything, for machines. The shape is an interface: fields are added, and never change their meaning.

use std::io::{self, Write};

use serde::Serialize;

use super::locate::Locator;
use super::run::Run;
use super::severity;
use crate::base::{FileId, Place, is_dangerous};
use crate::diagnostic::{Diagnostic, Edit, Fingerprints, Ground};
use crate::source::Sources;

#[derive(Serialize)]
struct Report<'a> {
    diagnostics: Vec<Finding<'a>>,
    set_aside: Vec<Aside<'a>>,
    summary: Summary,
}

/// A finding that does not count, and why.
#[derive(Serialize)]
struct Aside<'a> {
    /// `allow` or `baseline`.
    by: &'static str,
    justification: String,
    #[serde(flatten)]
    finding: Finding<'a>,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    set_aside: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    labels: Vec<Label<'a>>,
    help: &'a [String],
    cite: Option<&'a str>,
    fixes: Vec<Fix<'a>>,
    group: &'a str,
    explain: String,
    /// The declaration it is about.
    subject: Option<&'a str>,
    /// The same for the same finding, wherever its line has moved to.
    fingerprint: String,
}

#[derive(Serialize)]
struct Label<'a> {
    path: &'a str,
    start: Point,
    end: Point,
    message: &'a str,
    primary: bool,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    path: &'a str,
    start: Point,
    end: Point,
    text: &'a str,
}

/// Line and column from 1, columns in characters, the offset in bytes from 0.
#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
    offset: u32,
}

/// Writes all findings as one JSON document.
pub(super) fn write(run: &Run<'_>, _colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut locator = Locator::new(run.sources);
    let mut prints = Fingerprints::default();
    let (errors, warnings) = run.counts();
    let mut read = |finding| read(finding, run.sources, &mut locator, &mut prints);
    let report = Report {
        diagnostics: run.findings.iter().map(&mut read).collect(),
        set_aside: run
            .set_aside
            .iter()
            .map(|one| {
                let by = match one.ground {
                    Ground::Allow { .. } => "allow",
                    Ground::Baseline { .. } => "baseline",
                };
                Aside { by, justification: one.ground.justification(), finding: read(&one.finding) }
            })
            .collect(),
        summary: Summary { errors, warnings, set_aside: run.set_aside.len() },
    };
    let text = serde_json::to_string_pretty(&report).map_err(io::Error::other)?;
    out.write_all(escaped(&text).as_bytes())?;
    out.write_all(b"\n")
}

fn read<'a>(finding: &'a Diagnostic, sources: &'a Sources, locator: &mut Locator<'a>, prints: &mut Fingerprints) -> Finding<'a> {
    // the place to look at first comes first, here as in the pictures
    let (first, others): (Vec<_>, Vec<_>) = finding.labels.iter().partition(|label| label.primary);
    let labels = first.into_iter().chain(others).map(|label| {
        let (path, start, end) = range(label.place, sources, locator);
        Label { path, start, end, message: &label.message, primary: label.primary }
    });
    let labels = labels.collect();
    let fixes =
        finding.fixes.iter().map(|fix| Fix { title: &fix.title, safe: fix.safe, edits: fix.edits.iter().map(|edit| change(edit, sources, locator)).collect() });
    Finding {
        code: finding.code.slug,
        severity: severity(finding),
        message: &finding.message,
        labels,
        help: &finding.help,
        cite: finding.cite.as_deref(),
        fixes: fixes.collect(),
        group: finding.code.group.word(),
        explain: format!("isms explain {}", finding.code.slug),
        subject: finding.subject.as_deref(),
        fingerprint: prints.next(finding),
    }
}

fn change<'a>(edit: &'a Edit, sources: &'a Sources, locator: &mut Locator<'a>) -> Change<'a> {
    let (path, start, end) = range(edit.place, sources, locator);
    Change { path, start, end, text: &edit.text }
}

fn range<'a>(place: Place, sources: &'a Sources, locator: &mut Locator<'a>) -> (&'a str, Point, Point) {
    let mut point = |file: FileId, offset: u32| {
        let at = locator.position(file, offset);
        Point { line: at.line, column: at.column, offset }
    };
    (sources.path(place.file), point(place.file, place.span.start), point(place.file, place.span.end))
}

/// Direction and control characters as `\u202e`: the same JSON, and nothing that drives a terminal.
pub(super) fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        // outside strings JSON has no such character
        if is_dangerous(c) { out.push_str(&format!("\\u{:04x}", u32::from(c))) } else { out.push(c) }
    }
    out
}
