//! Cuts a file into top-level members: each starts in column 0 with a letter.
//!
//! Because of this rule a mistake in one member cannot reach into the next, members can be parsed in
//! parallel, and only what changed needs to be parsed again.

use super::mend::skip;
use crate::base::Span;
use crate::vocabulary;

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
    if text.contains(THREE) { whole_texts(text, pieces) } else { pieces }
}

const THREE: &str = "\"\"\"";

/// Puts the lines of a text back into it that stand in the first column: those behind a text that is open, up to the one that
/// closes it, as long as none of them begins a declaration.
fn whole_texts(text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
    let mut whole: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut rest = pieces.iter();
    while let Some(piece) = rest.next() {
        let mut joined = *piece;
        let mut from = piece.span.start;
        while leaves_open(Span { start: from, end: joined.span.end }.of(text)) {
            let mut ahead = rest.clone();
            let line = |piece: &&Piece| vocabulary::begins(first_word(piece.span.of(text))).is_none();
            let closes = ahead.by_ref().take_while(line).find_map(|piece| piece.span.of(text).find(THREE).map(|step| (piece, step + THREE.len())));
            let Some((piece, step)) = closes else { break };
            joined.span.end = piece.span.end;
            from = Span::new(step, step).shifted(piece.span.start as usize).start;
            rest = ahead;
        }
        whole.push(joined);
    }
    whole
}

fn first_word(line: &str) -> &str {
    line.split(|sign: char| !(sign.is_alphanumeric() || sign == '_')).next().unwrap_or("")
}

/// Whether a text block is open at the end.
fn leaves_open(text: &str) -> bool {
    if !text.contains(THREE) {
        return false;
    }
    let mut at = 0;
    while let Some(step) = text.get(at..).and_then(|rest| rest.find(['"', '/', '#'])) {
        let start = at + step;
        at = skip(text, start).unwrap_or(start + 1);
        let token = text.get(start..at).unwrap_or("");
        if token.starts_with(THREE) && (token.len() < 2 * THREE.len() || !token.ends_with(THREE)) {
            return true;
        }
    }
    false
}

pub(super) fn begins_member(text: &str, at: usize) -> bool {
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
