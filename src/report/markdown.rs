//! A table in Markdown: for the summary of a job, or a comment on a pull request.
//!
//! What sources say is text here and nothing else: no link, no mention of a person, no markup gets through.

use std::io::{self, Write};

use super::locate::Locator;
use super::run::{Run, count};
use super::{one_line, severity};

/// How many findings a table shows: a comment on GitHub holds 65,536 characters.
const MAX_ROWS: usize = 100;

/// Writes a heading, the counts and a table.
pub(super) fn write(run: &Run<'_>, _colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let (errors, warnings) = run.counts();
    let counts = match (errors, warnings) {
        (0, 0) => "nothing to report".to_string(),
        (0, _) => count(warnings, "warning"),
        (_, 0) => count(errors, "error"),
        _ => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
    };
    writeln!(out, "### isms check: {counts}\n")?;
    if !run.findings.is_empty() {
        writeln!(out, "| | Finding | What | Where |\n| --- | --- | --- | --- |")?;
    }
    let mut locator = Locator::new(run.sources);
    // errors first: a table that is cut must not hide them
    let errors = run.findings.iter().filter(|finding| finding.is_error());
    for finding in errors.chain(run.findings.iter().filter(|finding| !finding.is_error())).take(MAX_ROWS) {
        let at = finding.place().map(|place| {
            let at = locator.position(place.file, place.span.start);
            code(&format!("{}:{}", run.base.shown(run.sources.path(place.file)), at.line))
        });
        writeln!(out, "| {} | `{}` | {} | {} |", severity(finding), finding.code.slug, text(&finding.message), at.unwrap_or_default())?;
    }
    if run.findings.len() > MAX_ROWS {
        writeln!(out, "\nand {} more", run.findings.len() - MAX_ROWS)?;
    }
    if !run.set_aside.is_empty() {
        writeln!(out, "\n<details><summary>{} set aside</summary>\n\n| Finding | What | Reason |\n| --- | --- | --- |", count(run.set_aside.len(), "finding"))?;
        for one in run.set_aside.iter().take(MAX_ROWS) {
            writeln!(out, "| `{}` | {} | {} |", one.finding.code.slug, text(&one.finding.message), text(&one.ground.justification()))?;
        }
        if run.set_aside.len() > MAX_ROWS {
            writeln!(out, "\nand {} more", run.set_aside.len() - MAX_ROWS)?;
        }
        writeln!(out, "\n</details>")?;
    }
    writeln!(out, "\nJudged at {}.", run.as_of)
}

/// A message in a cell: names stay code, everything else is plain text.
fn text(message: &str) -> String {
    let message = one_line(message);
    let pieces: Vec<&str> = message.split('`').collect();
    // an odd number of pieces is an even number of back quotes: every second piece is code
    if pieces.len().is_multiple_of(2) {
        return plain(&message);
    }
    let cells = pieces.iter().enumerate().map(|(at, piece)| if at % 2 == 1 { code(piece) } else { plain(piece) });
    cells.collect()
}

fn code(text: &str) -> String {
    let text = one_line(text).replace('`', "'").replace('|', "\\|");
    if text.trim().is_empty() { text } else { format!("`{text}`") }
}

fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '<' | '>' | '@' | '|' | '*' | '_' | '[' | ']' | '`' | '\\' | '~' | '#' => out.push_str(&format!("&#{};", u32::from(c))),
            c => out.push(c),
        }
    }
    // a scheme makes a link without any markup
    out.replace("://", "&#58;//").replace("www.", "www&#46;")
}
