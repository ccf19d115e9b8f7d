//! Positions of the protocol: lines from 0, characters in UTF-16 or UTF-8 units as negotiated.

use serde_json::{Value, json};

use crate::base::{LineIndex, Span};

/// In what characters are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// In bytes.
    Utf8,
    /// In units of 16 bits; what every client understands.
    Utf16,
}

impl Encoding {
    /// The word of the protocol.
    pub fn word(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
        }
    }
}

/// The byte at a position. A position beyond the end of a line is its end, one beyond the text the end of the text, and
/// one inside a character its beginning.
pub fn offset(text: &str, lines: &LineIndex, encoding: Encoding, line: u64, character: u64) -> u32 {
    u32::try_from(seek(text, lines, encoding, line, character).0).unwrap_or(u32::MAX)
}

/// The byte at a position, and whether the position is between the two halves of a surrogate pair.
pub fn seek(text: &str, lines: &LineIndex, encoding: Encoding, line: u64, character: u64) -> (usize, bool) {
    let line = usize::try_from(line).unwrap_or(usize::MAX);
    let Some(start) = lines.start_of(line) else { return (text.len(), false) };
    let end = line.checked_add(1).and_then(|next| lines.start_of(next)).unwrap_or(text.len());
    let content = text.get(start..end).unwrap_or("").trim_end_matches(['\n', '\r']);
    let mut left = usize::try_from(character).unwrap_or(usize::MAX);
    let mut at = start;
    for c in content.chars() {
        let width = encoding.width(c);
        if width > left {
            return (at, encoding == Encoding::Utf16 && left > 0);
        }
        left -= width;
        at += c.len_utf8();
    }
    (at, false)
}

/// The position of a byte.
pub fn position(text: &str, lines: &LineIndex, encoding: Encoding, offset: u32) -> Value {
    let line = lines.line_of(offset.min(u32::try_from(text.len()).unwrap_or(u32::MAX)));
    let start = lines.start_of(line).unwrap_or(0);
    let part = text.get(start..(offset as usize).min(text.len()).max(start)).unwrap_or("");
    let character: usize = if part.is_ascii() { part.len() } else { part.chars().map(|c| encoding.width(c)).sum() };
    json!({ "line": line, "character": character })
}

/// The range of a span.
pub fn range(text: &str, lines: &LineIndex, encoding: Encoding, span: Span) -> Value {
    json!({ "start": position(text, lines, encoding, span.start), "end": position(text, lines, encoding, span.end) })
}
