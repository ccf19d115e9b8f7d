//! Where something stands: a file and a range of bytes in it.

use serde::Serialize;

/// A file of the set that is being compiled, by its number in the order of loading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
pub struct FileId(pub u32);

/// A half-open range of byte offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A range of bytes; offsets beyond 4 GiB cannot occur, since files are limited to 8 MiB.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: u32::try_from(start).unwrap_or(u32::MAX), end: u32::try_from(end).unwrap_or(u32::MAX) }
    }

    /// The smallest range that holds both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same range, `by` bytes further on.
    pub fn shifted(self, by: usize) -> Span {
        Span::new(self.start as usize + by, self.end as usize + by)
    }

    /// The same range after `by` bytes before it were put in, or taken out where `by` is negative.
    #[must_use]
    pub fn moved(self, by: i64) -> Span {
        let at = |offset: u32| u32::try_from(i64::from(offset).saturating_add(by).max(0)).unwrap_or(u32::MAX);
        Span { start: at(self.start), end: at(self.end) }
    }

    /// Whether a byte lies in it, or right behind it.
    pub fn touches(self, offset: u32) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The text that it covers in a piece of text that begins at byte `base`.
    pub fn text_in(self, piece: &str, base: usize) -> &str {
        piece.get((self.start as usize).saturating_sub(base)..(self.end as usize).saturating_sub(base)).unwrap_or("")
    }

    /// The text that it covers; empty where the range does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// A range in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The range in it.
    pub span: Span,
}

impl Place {
    /// A range in a file.
    pub fn new(file: FileId, span: Span) -> Self {
        Self { file, span }
    }
}
