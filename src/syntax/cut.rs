//! Cuts a file into top-level members: each starts in column 0 with a letter.
//!
//! Because of this rule a mistake in one member cannot reach into the next, members can be parsed in
//! parallel, and only what changed needs to be parsed again.

use crate::base::Span;

/// The pieces of a file. The first may be what stands before the first member, and then `lead` is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the file.
    pub span: Span,
    /// Whether it is what stands before the first member.
    pub lead: bool,
}

/// Cuts at every line that begins with a letter or `_` in column 0.
pub fn cut(text: &str) -> Vec<Piece> {
    let bytes = text.as_bytes();
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut lead = true;
    let mut line = 0;
    while line < bytes.len() {
        if begins_member(text, line) {
            if line > start || !lead {
                pieces.push(Piece { span: Span::new(start, line), lead });
            }
            start = line;
            lead = false;
        }
        line = match bytes.get(line..).and_then(|rest| rest.iter().position(|byte| *byte == b'\n' || *byte == b'\r')) {
            Some(step) => line + step + 1,
            None => bytes.len(),
        };
    }
    if start < bytes.len() {
        pieces.push(Piece { span: Span::new(start, bytes.len()), lead });
    }
    pieces
}

fn begins_member(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphabetic() || *byte == b'_',
        Some(_) => text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(unicode_ident::is_xid_start),
        None => false,
    }
}

/// Where brackets nest deeper than `limit`, if they do. Strings and comments do not count.
///
/// This runs before pest, whose own guard protects pest alone: a tree that parses can still be too deep for
/// the code that walks it.
pub(super) fn too_deep(text: &str, limit: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => {
                depth += 1;
                if depth > limit {
                    return Some(at);
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                while bytes.get(at + 1).is_some_and(|next| *next != b'\n' && *next != b'\r') {
                    at += 1;
                }
            }
            b'"' if bytes.get(at..at + 3) == Some(b"\"\"\"") => {
                at += 2;
                match text.get(at + 1..).and_then(|rest| rest.find("\"\"\"")) {
                    Some(step) => at += step + 3,
                    None => return None,
                }
            }
            b'"' => {
                while let Some(next) = bytes.get(at + 1) {
                    if *next == b'\n' || *next == b'\r' {
                        break;
                    }
                    at += if *next == b'\\' { 2 } else { 1 };
                    if *next == b'"' {
                        break;
                    }
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}
