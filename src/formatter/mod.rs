//! The canonical layout of `.isms` sources.
//!
//! * takes: the text of one file
//! * gives: the same declarations and comments in one layout
//! * never does: change what a text means, lose a comment, or touch a text with errors of writing
//! * where to add: how members follow each other in `layout.rs`, how one header is written in `header.rs`

mod header;
mod layout;
mod same;
#[cfg(test)]
mod tests;
mod trivia;

use crate::base::FileId;
use crate::diagnostic::Level;
use crate::syntax;

/// Lines are broken, where they may be, so that they are no longer than this.
pub const WIDTH: usize = 100;

/// What became of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    /// The text in canonical layout; the text as it was where `ok` is false.
    pub text: String,
    /// Whether it was laid out. A text with errors of writing is not: its layout may be all that says what is meant.
    pub ok: bool,
}

/// Lays out a text.
pub fn format(text: &str) -> Formatted {
    let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let unchanged = || Formatted { text: text.to_string(), ok: false };
    let (before, findings) = syntax::parse(FileId(0), body);
    // a needless sign leaves no doubt about what is meant, and is left out
    if findings.iter().any(|finding| finding.level == Level::Error) {
        return unchanged();
    }
    let laid_out = layout::lay_out(body, &before);
    // a promise that is checked every time is kept every time: read the result again and compare
    let (after, findings) = syntax::parse(FileId(0), &laid_out);
    if !findings.is_empty() || !same::same(body, &before, &laid_out, &after) {
        return unchanged();
    }
    Formatted { text: laid_out, ok: true }
}
