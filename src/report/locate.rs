//! Positions of many findings in one pass over each file.
//!
//! A column is counted from the start of its line, so a file of one long line with a finding in every word would be
//! counted again and again. Findings come in reading order: it is enough to go on from the last place.

use std::collections::BTreeMap;

use crate::base::{FileId, Position};
use crate::source::Sources;

/// Where counting stands in a file.
#[derive(Clone, Copy)]
struct Mark {
    offset: usize,
    position: Position,
}

/// Counts positions, and remembers the last one of each file.
pub(super) struct Locator<'s> {
    sources: &'s Sources,
    last: BTreeMap<FileId, Mark>,
}

impl<'s> Locator<'s> {
    /// Nothing counted yet.
    pub fn new(sources: &'s Sources) -> Self {
        Self { sources, last: BTreeMap::new() }
    }

    /// The position of a byte; the same as [`Sources::position`].
    pub fn position(&mut self, file: FileId, offset: u32) -> Position {
        let Some(source) = self.sources.get(file) else { return Position { line: 1, column: 1 } };
        let at = boundary(&source.text, offset as usize);
        let index = source.lines.line_of(u32::try_from(at).unwrap_or(u32::MAX));
        let start = source.lines.start_of(index).unwrap_or(0).min(at);
        let from = match self.last.get(&file) {
            Some(mark) if mark.position.line == index + 1 && mark.offset <= at => *mark,
            _ => Mark { offset: start, position: Position { line: index + 1, column: 1 } },
        };
        let between = source.text.get(from.offset..at).map_or(0, |part| part.chars().count());
        let position = Position { line: index + 1, column: from.position.column + between };
        self.last.insert(file, Mark { offset: at, position });
        position
    }
}

/// The last start of a character at or before a byte.
pub(super) fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().take(4).find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
