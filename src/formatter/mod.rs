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
use crate::diagnostic::{Group, Level};
use crate::resolve;
use crate::syntax::{self, Item, Member};

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

/// Whether a comma separates nothing: laid out, the next line could become a part of this one.
fn has_stray_comma(member: &Member) -> bool {
    let is_comma = |item: &Item| matches!(item, Item::Comma(_));
    let at_an_end = member.items.first().is_some_and(is_comma) || member.items.last().is_some_and(is_comma);
    let doubled = member.items.windows(2).any(|pair| pair.iter().all(is_comma));
    at_an_end || doubled || member.block.as_ref().is_some_and(|block| block.members.iter().any(has_stray_comma))
}

/// Lays out a text.
pub fn format(text: &str) -> Formatted {
    let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let unchanged = || Formatted { text: text.to_string(), ok: false };
    let (before, findings) = syntax::parse(FileId(0), body);
    // a needless sign leaves no doubt about what is meant, and is left out
    if findings.iter().any(|finding| finding.level == Level::Error) || before.members.iter().any(has_stray_comma) {
        return unchanged();
    }
    // where a comma joins two lines, only the vocabulary knows that the second is not its value
    let (_, unread) = resolve::lower(FileId(0), body, &before.members);
    if unread.iter().any(|finding| finding.code.group == Group::Syntax) {
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
