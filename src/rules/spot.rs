//! Where a part of an expression stands in the source.

use std::ops::Range;

use crate::base::{Place, Span};
use crate::source::Sources;

/// The place of a range of an expression; that of the whole text where it stands in a text block.
pub(super) fn inside(sources: &Sources, place: Place, range: Range<usize>) -> Place {
    let written = sources.slice(place);
    // the word stands before the text: `where "…"`
    let Some(open) = written.find('"') else { return place };
    let Some(inner) = written.get(open + 1..).filter(|inner| !inner.starts_with("\"\"")) else { return place };
    // a backslash and what follows it are one character of the expression
    let (mut at, mut read) = (0, 0);
    let (mut start, mut end) = (None, None);
    let mut chars = inner.chars();
    loop {
        if start.is_none() && read >= range.start {
            start = Some(at);
        }
        if end.is_none() && read >= range.end {
            end = Some(at);
        }
        let Some(c) = chars.next() else { break };
        at += c.len_utf8();
        let said = if c == '\\' { chars.next() } else { Some(c) };
        if c == '\\' {
            at += said.map_or(0, char::len_utf8);
        }
        read += said.map_or(0, char::len_utf8);
    }
    let base = place.span.start as usize + open + 1;
    match (start, end) {
        (Some(start), Some(end)) => Place::new(place.file, Span::new(base + start, base + end.max(start + 1))),
        _ => place,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_count_as_one_character() {
        let mut sources = Sources::default();
        let text = r#"where "a == \"x\" and b""#;
        let file = sources.add("a.isms", text, false);
        let place = Place::new(file, Span::new(0, text.len()));
        // `a == "x" and b`: b is the fourteenth character
        assert_eq!(sources.slice(inside(&sources, place, 13..14)), "b");
        assert_eq!(sources.slice(inside(&sources, place, 0..1)), "a");
    }
}
