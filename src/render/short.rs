//! Texts for places that have no room: running heads, bookmarks, properties of a file. The whole text stands in the document.

use std::borrow::Cow;

/// For the line above a page, in characters.
pub(super) const LINE: usize = 120;
/// For the heading of a section, its bookmark and its entry in the contents.
pub(super) const HEADING: usize = 300;
/// For properties of a file and for what stands for a picture; a string of a PDF file may have 32,767 bytes.
pub(super) const PROPERTY: usize = 2000;

/// A text of at most so many characters; one that is cut ends in `…`, after a word where there is one.
pub(super) fn short(text: &str, most: usize) -> Cow<'_, str> {
    let Some((end, _)) = text.char_indices().nth(most) else { return Cow::Borrowed(text) };
    let keep = text.char_indices().nth(most.saturating_sub(1)).map_or(end, |(at, _)| at);
    let cut = text.get(..keep).unwrap_or_default();
    let word = cut.rfind(char::is_whitespace).filter(|at| at * 2 > cut.len()).and_then(|at| cut.get(..at)).unwrap_or(cut);
    Cow::Owned(format!("{}…", word.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_says_so_and_keeps_whole_words() {
        assert_eq!(short("one two three", 13), "one two three");
        assert_eq!(short("one two three", 12), "one two…");
        assert_eq!(short("aaaaaaaaaa", 5), "aaaa…");
        assert_eq!(short("äöüäöü", 4), "äöü…");
        assert_eq!(short("", 4), "");
        assert!(short(&"word ".repeat(8000), HEADING).chars().count() <= HEADING);
    }
}
