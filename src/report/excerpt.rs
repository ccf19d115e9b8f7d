//! The lines that a finding points at, fit to be shown: invisible characters visible, long lines cut, one line end.
//!
//! A picture needs a few lines of a file, and what it prints must be safe to print. So each finding gets its own small
//! excerpt of every file involved, with its labels moved to where the text now stands, and the place as it is in the
//! file kept beside it.

use std::collections::BTreeMap;
use std::ops::Range;

use codespan_reporting::files::{Error, Files, Location};

use super::locate::{Locator, boundary};
use super::one_line;
use crate::base::{FileId, LineIndex, Span, visible};
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

/// A line longer than this is cut around what is pointed at.
const MAX_LINE: usize = 400;
/// How much of a cut line stands before that.
const BEFORE: usize = 100;
/// A label over more lines than this is drawn on its first line only.
const MAX_LINES: usize = 6;

/// A label, moved into an excerpt.
pub(super) struct Marked {
    /// Which excerpt.
    pub excerpt: usize,
    /// Where in its text.
    pub range: Range<usize>,
    /// What is there.
    pub message: String,
    /// Whether it is the place to look at first.
    pub primary: bool,
}

/// A line of a file in an excerpt.
#[derive(Default)]
pub(super) struct Line {
    /// Where it stands in the text of the excerpt, without its line end.
    pub range: Range<usize>,
}

/// Some lines of one file.
pub(super) struct Excerpt {
    file: FileId,
    /// The path, on one line.
    pub path: String,
    /// The lines, each with its line end.
    pub text: String,
    /// The lines by their number in the file, from 0.
    pub lines: BTreeMap<usize, Line>,
    location: Location,
}

/// All files that a finding points at, the one to look at first in front.
#[derive(Default)]
pub(super) struct Excerpts {
    /// One for each file.
    pub files: Vec<Excerpt>,
    /// The labels, primary ones in front.
    pub labels: Vec<Marked>,
}

impl Excerpts {
    /// Takes what a finding needs out of the sources.
    pub fn of(finding: &Diagnostic, sources: &Sources, locator: &mut Locator<'_>) -> Self {
        let mut found = Excerpts::default();
        let mut labels: Vec<_> = finding.labels.iter().filter(|label| sources.get(label.place.file).is_some()).collect();
        labels.sort_by_key(|label| !label.primary);
        for label in &labels {
            let file = label.place.file;
            if !found.files.iter().any(|one| one.file == file) {
                let at = locator.position(file, label.place.span.start);
                let location = Location { line_number: at.line, column_number: at.column };
                found.files.push(Excerpt { file, path: one_line(sources.path(file)), text: String::new(), lines: BTreeMap::new(), location });
            }
        }
        for (number, excerpt) in found.files.iter_mut().enumerate() {
            let Some(source) = sources.get(excerpt.file) else { continue };
            let own: Vec<_> = labels.iter().filter(|label| label.place.file == excerpt.file).collect();
            let spans: Vec<Range<usize>> = own.iter().map(|label| drawn(&source.text, &source.lines, label.place.span)).collect();
            let windows = excerpt.fill(&source.text, &source.lines, &spans);
            for (label, span) in own.iter().zip(spans) {
                let start = excerpt.moved(&source.text, &source.lines, &windows, span.start);
                let end = excerpt.moved(&source.text, &source.lines, &windows, span.end).max(start);
                found.labels.push(Marked { excerpt: number, range: start..end, message: one_line(&label.message), primary: label.primary });
            }
        }
        found.labels.sort_by_key(|label| !label.primary);
        found
    }
}

impl Excerpt {
    /// Puts the lines of some spans into the text; gives the part of each line of the file that is shown.
    fn fill(&mut self, text: &str, lines: &LineIndex, spans: &[Range<usize>]) -> BTreeMap<usize, Range<usize>> {
        let mut windows: BTreeMap<usize, Option<usize>> = BTreeMap::new();
        for span in spans {
            let (first, last) = (line_of(lines, span.start), line_of(lines, span.end));
            for line in first..=last {
                let start = if line == first { span.start } else { content(text, lines, line).start };
                let least = windows.entry(line).or_default();
                *least = Some(least.map_or(start, |so_far| so_far.min(start)));
            }
        }
        // a single line between two shown ones is shown too
        let gaps: Vec<usize> = windows.keys().filter(|line| windows.contains_key(&(**line + 2))).map(|line| line + 1).collect();
        for line in gaps {
            windows.entry(line).or_default();
        }
        let mut shown = BTreeMap::new();
        for (line, point) in windows {
            let whole = content(text, lines, line);
            let mut window = whole.clone();
            if whole.len() > MAX_LINE {
                let from = point.unwrap_or(whole.start).saturating_sub(BEFORE).clamp(whole.start, whole.end);
                window = boundary(text, from)..boundary(text, (from + MAX_LINE).min(whole.end));
            }
            let start = self.text.len();
            if window.start > whole.start {
                self.text.push('…');
            }
            self.text.push_str(&visible(text.get(window.clone()).unwrap_or("")));
            if window.end < whole.end {
                self.text.push('…');
            }
            self.lines.insert(line, Line { range: start..self.text.len() });
            self.text.push('\n');
            shown.insert(line, window);
        }
        shown
    }

    /// Where a byte of the file stands in the text.
    fn moved(&self, text: &str, lines: &LineIndex, windows: &BTreeMap<usize, Range<usize>>, offset: usize) -> usize {
        let line = line_of(lines, offset);
        let (Some(window), Some(shown)) = (windows.get(&line), self.lines.get(&line)) else { return 0 };
        let cut = if window.start > content(text, lines, line).start { '…'.len_utf8() } else { 0 };
        let before = text.get(window.start..offset.clamp(window.start, window.end)).unwrap_or("");
        (shown.range.start + cut + visible(before).len()).min(shown.range.end)
    }

    /// The number, from 0, of the line in the file that a byte of the text belongs to.
    pub fn line_at(&self, offset: usize) -> usize {
        self.lines.iter().take_while(|(_, line)| line.range.start <= offset).last().map_or(0, |(number, _)| *number)
    }
}

fn line_of(lines: &LineIndex, offset: usize) -> usize {
    lines.line_of(u32::try_from(offset).unwrap_or(u32::MAX))
}

/// The range of a line without its line end.
fn content(text: &str, lines: &LineIndex, line: usize) -> Range<usize> {
    let start = lines.start_of(line).unwrap_or(text.len()).min(text.len());
    let end = lines.start_of(line + 1).unwrap_or(text.len()).clamp(start, text.len());
    let length = text.get(start..end).map_or(0, |line| line.trim_end_matches(['\n', '\r']).len());
    start..start + length
}

/// The part of a span that is drawn: inside the text, without the line end, and not over a whole page.
fn drawn(text: &str, lines: &LineIndex, span: Span) -> Range<usize> {
    let start = boundary(text, span.start as usize);
    let end = boundary(text, span.end as usize).max(start);
    let (first, mut last) = (line_of(lines, start), line_of(lines, end));
    let first_end = content(text, lines, first).end.max(start);
    if last > first && end == content(text, lines, last).start {
        last -= 1;
    }
    if last - first >= MAX_LINES {
        return start..first_end;
    }
    let last_end = content(text, lines, last).end;
    start.min(first_end)..end.min(last_end).max(start)
}

impl<'a> Files<'a> for Excerpts {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        self.files.get(id).map(|one| one.path.as_str()).ok_or(Error::FileMissing)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        self.files.get(id).map(|one| one.text.as_str()).ok_or(Error::FileMissing)
    }

    fn line_index(&'a self, id: usize, offset: usize) -> Result<usize, Error> {
        self.files.get(id).map(|one| one.line_at(offset)).ok_or(Error::FileMissing)
    }

    fn line_range(&'a self, id: usize, line: usize) -> Result<Range<usize>, Error> {
        let file = self.files.get(id).ok_or(Error::FileMissing)?;
        file.lines.get(&line).map(|line| line.range.clone()).ok_or(Error::LineTooLarge { given: line, max: file.lines.len() })
    }

    /// The head of a picture names the place in the file, whatever was made visible or cut before it.
    fn location(&'a self, id: usize, _offset: usize) -> Result<Location, Error> {
        self.files.get(id).map(|one| one.location).ok_or(Error::FileMissing)
    }
}
