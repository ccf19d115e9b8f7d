//! One line each, for editors and logs: `path:line:col: error[code]: message`.

use std::io::{self, Write};

use super::locate::Locator;
use super::{one_line, severity, shown};
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

/// Writes findings, one line each.
pub(super) fn write(findings: &[Diagnostic], sources: &Sources, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let (chosen, left_out) = shown(findings);
    let mut locator = Locator::new(sources);
    for finding in chosen {
        if let Some(place) = finding.place() {
            let at = locator.position(place.file, place.span.start);
            write!(out, "{}:{}:{}: ", one_line(sources.path(place.file)), at.line, at.column)?;
        }
        let word = severity(finding);
        let (on, off) = match (colour, finding.is_error()) {
            (false, _) => ("", ""),
            (true, true) => ("\u{1b}[1;31m", "\u{1b}[0m"),
            (true, false) => ("\u{1b}[1;33m", "\u{1b}[0m"),
        };
        writeln!(out, "{on}{word}[{}]{off}: {}", finding.code.slug, one_line(&finding.message))?;
    }
    if left_out > 0 {
        writeln!(out, "and {left_out} more")?;
    }
    Ok(())
}
