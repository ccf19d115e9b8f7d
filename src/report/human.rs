//! Pictures of the sources: one for each finding, with every place of every file involved.

use std::borrow::Cow;
use std::io::{self, Write};

use codespan_reporting::diagnostic::{Diagnostic as Picture, Label, LabelStyle, Severity};
use codespan_reporting::files::Error;
use codespan_reporting::term::termcolor::Ansi;
use codespan_reporting::term::{Config, emit_to_io_write, emit_to_write_style};

use super::excerpt::Excerpts;
use super::fold::Fold;
use super::locate::Locator;
use super::{one_line, shown};
use crate::base::visible;
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

/// So many places are drawn; a sentence that stands at forty controls would fill four screens.
const PLACES: usize = 8;

/// Writes a picture of each finding, and an empty line after each.
pub(super) fn write(findings: &[Diagnostic], sources: &Sources, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let config = Config { tab_width: 2, ..Config::default() };
    let mut locator = Locator::new(sources);
    let (chosen, left_out) = shown(findings);
    let fold = Fold::of(chosen);
    for finding in fold.drawn.iter().copied() {
        let drawn = first_places(finding);
        let excerpts = Excerpts::of(&drawn, sources, &mut locator);
        let picture = picture(&drawn, &excerpts);
        let drawn = if colour {
            emit_to_write_style(&mut Ansi::new(&mut *out), &config, &excerpts, &picture)
        } else {
            emit_to_io_write(out, &config, &excerpts, &picture)
        };
        drawn.map_err(|error| match error {
            Error::Io(error) => error,
            other => io::Error::other(other),
        })?;
    }
    fold.write_rest(sources, out)?;
    if left_out > 0 {
        writeln!(out, "and {left_out} more\n")?;
    }
    Ok(())
}

fn picture(finding: &Diagnostic, excerpts: &Excerpts) -> Picture<usize> {
    let labels = excerpts.labels.iter().map(|label| {
        let style = if label.primary { LabelStyle::Primary } else { LabelStyle::Secondary };
        Label::new(style, label.excerpt, label.range.clone()).with_message(&label.message)
    });
    Picture {
        severity: if finding.is_error() { Severity::Error } else { Severity::Warning },
        code: Some(finding.code.slug.to_string()),
        message: one_line(&finding.message),
        labels: labels.collect(),
        notes: notes(finding),
    }
}

/// The finding with the places that are drawn; what is left out is counted.
fn first_places(finding: &Diagnostic) -> Cow<'_, Diagnostic> {
    let more = finding.labels.len().saturating_sub(PLACES);
    if more < 2 {
        return Cow::Borrowed(finding);
    }
    let mut drawn = finding.clone();
    drawn.labels.sort_by_key(|label| !label.primary);
    drawn.labels.truncate(PLACES);
    drawn.help.insert(0, format!("and {more} more places, which `--format json` lists"));
    Cow::Owned(drawn)
}

/// Who asks for it, the ways out, and where to read more.
fn notes(finding: &Diagnostic) -> Vec<String> {
    let cite = finding.cite.iter().map(|cite| one_line(cite));
    // a way out may be a piece of source of several lines
    let help = finding.help.iter().map(|help| visible(help).replace("\r\n", "\n").replace('\r', "\n"));
    cite.chain(help).chain([format!("isms explain {}", finding.code.slug)]).collect()
}
