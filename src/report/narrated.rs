//! Sentences, for screen readers and braille: no pictures, every place told with its line and columns.
//!
//! Columns count in the line as it is read out.

use std::fmt;
use std::io::{self, Write};

use miette::{LabeledSpan, MietteError, MietteSpanContents, NarratableReportHandler, Severity, SourceCode, SourceSpan, SpanContents};

use super::excerpt::Excerpts;
use super::fold::Fold;
use super::locate::Locator;
use super::{one_line, shown};
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

/// Writes each finding in sentences, and an empty line after each.
pub(super) fn write(findings: &[Diagnostic], sources: &Sources, _colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let teller = NarratableReportHandler::new().with_context_lines(0);
    let mut locator = Locator::new(sources);
    let (chosen, left_out) = shown(findings);
    let fold = Fold::of(chosen);
    for finding in fold.drawn.iter().copied() {
        let told = Told { finding, pages: Pages(Excerpts::of(finding, sources, &mut locator)) };
        let mut text = String::new();
        teller.render_report(&mut text, &told).map_err(io::Error::other)?;
        writeln!(out, "{text}")?;
    }
    fold.write_rest(sources, out)?;
    if left_out > 0 {
        writeln!(out, "and {left_out} more\n")?;
    }
    Ok(())
}

/// A finding as miette asks for it.
struct Told<'a> {
    finding: &'a Diagnostic,
    pages: Pages,
}

/// The excerpts, one after the other as one text: miette knows one source for each finding.
struct Pages(Excerpts);

impl Pages {
    /// Where an excerpt begins in that text.
    fn base(&self, number: usize) -> usize {
        self.0.files.iter().take(number).map(|one| one.text.len()).sum()
    }
}

impl fmt::Debug for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.finding.code.slug)
    }
}

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&one_line(&self.finding.message))
    }
}

impl std::error::Error for Told<'_> {}

impl miette::Diagnostic for Told<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.finding.code.slug))
    }

    fn severity(&self) -> Option<Severity> {
        Some(if self.finding.is_error() { Severity::Error } else { Severity::Warning })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let mut help: Vec<String> = self.finding.help.iter().map(|help| one_line(&help.split_whitespace().collect::<Vec<_>>().join(" "))).collect();
        help.extend(self.finding.cite.iter().map(|cite| format!("asked for by {}", one_line(cite))));
        (!help.is_empty()).then(|| Box::new(help.join("\ndiagnostic help: ")) as Box<dyn fmt::Display>)
    }

    fn url<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(format!("isms explain {}", self.finding.code.slug)))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.pages)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let labels = self.pages.0.labels.iter().map(|label| {
            let offset = self.pages.base(label.excerpt) + label.range.start;
            LabeledSpan::new(Some(label.message.clone()), offset, label.range.len())
        });
        Some(Box::new(labels))
    }
}

impl SourceCode for Pages {
    fn read_span<'a>(&'a self, span: &SourceSpan, _before: usize, _after: usize) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        for (number, excerpt) in self.0.files.iter().enumerate() {
            let base = self.base(number);
            if span.offset() < base || span.offset() >= base + excerpt.text.len() {
                continue;
            }
            let start = span.offset() - base;
            let (first, last) = (excerpt.line_at(start), excerpt.line_at(start + span.len()));
            let from = excerpt.lines.get(&first).map_or(start, |line| line.range.start);
            let to = excerpt.lines.get(&last).map_or(start, |line| line.range.end);
            // a span over two files is none: miette then tells them one after the other
            let data = excerpt.text.get(from..to).filter(|_| start + span.len() <= excerpt.text.len()).ok_or(MietteError::OutOfBounds)?;
            let whole = SourceSpan::new((base + from).into(), data.len());
            return Ok(Box::new(MietteSpanContents::new_named(excerpt.path.clone(), data.as_bytes(), whole, first, start - from, last - first + 1)));
        }
        Err(MietteError::OutOfBounds)
    }
}
