//! The code quality report of GitLab: a JSON array that merge requests compare with that of the target branch.

use std::io::{self, Write};

use serde::Serialize;

use super::locate::Locator;
use super::run::{Run, lines};
use crate::diagnostic::{Fingerprints, Level};

#[derive(Serialize)]
struct Issue<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    check_name: &'a str,
    description: String,
    content: Content,
    severity: &'static str,
    fingerprint: String,
    location: Location,
}

#[derive(Serialize)]
struct Content {
    body: String,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Writes all findings as one array. What was set aside is not in it: GitLab has no word for that.
pub(super) fn write(run: &Run<'_>, _colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut locator = Locator::new(run.sources);
    let mut prints = Fingerprints::default();
    let issues: Vec<Issue<'_>> = run
        .findings
        .iter()
        .map(|finding| {
            let (path, lines_of) = match finding.place() {
                Some(place) => {
                    let begin = locator.position(place.file, place.span.start).line;
                    let end = locator.position(place.file, place.span.end).line;
                    (run.sources.path(place.file), Lines { begin, end })
                }
                None => (run.anywhere(), Lines { begin: 1, end: 1 }),
            };
            let mut text = lines(finding).into_iter();
            let description = format!("{}: {}", finding.code.slug, text.next().unwrap_or_default());
            Issue {
                kind: "issue",
                check_name: finding.code.slug,
                description,
                content: Content { body: text.collect::<Vec<_>>().join("\n") },
                severity: severity(finding.level),
                fingerprint: prints.next(finding),
                location: Location { path: run.base.shown(path), lines: lines_of },
            }
        })
        .collect();
    let text = serde_json::to_string_pretty(&issues).map_err(io::Error::other)?;
    out.write_all(super::json::escaped(&text).as_bytes())?;
    out.write_all(b"\n")
}

/// The words of GitLab: an error of meaning is critical, a finding that fails the run is major.
fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "critical",
        Level::Deny => "major",
        Level::Warn => "minor",
        Level::Allow => "info",
    }
}
