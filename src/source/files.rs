//! The files of one compilation.

use std::sync::Arc;

use crate::base::{FileId, LineIndex, Place, Position};

/// A file that was read: once, and never again by its path.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path as people write it: relative to the package, with `/`.
    pub path: String,
    /// The text, without a byte order mark.
    pub text: Arc<str>,
    /// Where its lines start.
    pub lines: LineIndex,
    /// Whether it belongs to the embedded library.
    pub library: bool,
}

/// All files of one compilation, library first, in the order of loading.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a file.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>, library: bool) -> FileId {
        let text = text.into();
        self.keep(SourceFile { path: path.into(), lines: LineIndex::new(&text), text, library })
    }

    /// Adds a file that was read before, with the lines that were counted then.
    pub fn keep(&mut self, file: SourceFile) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(file);
        id
    }

    /// The file with this number.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// The text of a file; empty for a number that was never given.
    pub fn text(&self, id: FileId) -> &str {
        self.get(id).map_or("", |file| &file.text)
    }

    /// The path of a file.
    pub fn path(&self, id: FileId) -> &str {
        self.get(id).map_or("?", |file| &file.path)
    }

    /// The text at a place.
    pub fn slice(&self, place: Place) -> &str {
        place.span.of(self.text(place.file))
    }

    /// The position of the first byte of a place.
    pub fn position(&self, file: FileId, offset: u32) -> Position {
        self.get(file).map_or(Position { line: 1, column: 1 }, |file| file.lines.position(&file.text, offset))
    }

    /// All files with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(at, file)| (FileId(u32::try_from(at).unwrap_or(u32::MAX)), file))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
