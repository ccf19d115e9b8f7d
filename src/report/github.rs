//! Annotations of GitHub Actions: workflow commands, one line each, shown at the changed lines of a pull request.
//!
//! GitHub shows ten errors and ten warnings of a step; the rest stands in the log. Nothing of a source can begin a
//! command of its own: every text is escaped as the runner asks for.

use std::io::{self, Write};

use super::locate::Locator;
use super::run::{Run, level, lines};
use crate::base::visible;

/// Writes a workflow command for each finding.
pub(super) fn write(run: &Run<'_>, _colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut locator = Locator::new(run.sources);
    for finding in run.findings {
        let mut properties = Vec::new();
        if let Some(place) = finding.place() {
            let start = locator.position(place.file, place.span.start);
            let end = locator.position(place.file, place.span.end);
            properties.push(format!("file={}", property(&run.base.shown(run.sources.path(place.file)))));
            properties.push(format!("line={},endLine={}", start.line, end.line));
            // columns are refused where an annotation spans lines
            if start.line == end.line {
                properties.push(format!("col={},endColumn={}", start.column, end.column.max(start.column)));
            }
        } else {
            properties.push(format!("file={},line=1", property(&run.base.shown(run.anywhere()))));
        }
        properties.push(format!("title={}", property(finding.code.slug)));
        writeln!(out, "::{} {}::{}", level(finding.level), properties.join(","), data(&lines(finding).join("\n")))?;
    }
    Ok(())
}

/// Escapes the text of a command.
fn data(text: &str) -> String {
    visible(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
