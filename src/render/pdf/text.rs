//! Text as string literals of Typst: whatever it contains, it is text.

use super::world;

/// Words longer than this, in characters, that are no words of a language may be broken anywhere.
const UNBROKEN: usize = 18;
/// A word of letters only is broken where its language allows, unless it is longer than any word.
const LONGEST_WORD: usize = 45;
/// A mark at which a line may be broken and that shows nothing.
const BREAK: char = '\u{200B}';

/// A text as a literal, with its quotes.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in crate::base::visible(text).chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' | '\t' => out.push(' '),
            c if c == '\u{AD}' || world::has(c) => out.push(c),
            // a space of another width is still a space
            c if c.is_whitespace() => out.push(' '),
            // the fonts do not have it: its number tells what stood there
            c => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
        }
    }
    out.push('"');
    out
}

/// A text for a narrow place: what no line could hold may be broken.
pub(super) fn breakable(text: &str) -> String {
    let literal = literal(text);
    if !literal.split(' ').any(needs_breaks) {
        return literal;
    }
    let parts: Vec<String> = literal.split(' ').map(|word| if needs_breaks(word) { broken(word) } else { word.to_string() }).collect();
    parts.join(" ")
}

fn needs_breaks(word: &str) -> bool {
    let length = word.chars().count();
    length > LONGEST_WORD || (length > UNBROKEN && word.chars().any(|c| !c.is_alphabetic() && c != '-' && c != '.' && c != ',' && c != '"'))
}

fn broken(word: &str) -> String {
    let mut out = String::new();
    let mut since = 0;
    let mut escaped = false;
    for c in word.chars() {
        // not within an escape, and not before the quote that ends the literal
        if since >= 8 && !escaped && c != '"' {
            out.push(BREAK);
            since = 0;
        }
        escaped = c == '\\' && !escaped;
        out.push(c);
        since += 1;
        if "/_:.@".contains(c) && !escaped {
            since = 8;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_it_contains_it_is_one_literal() {
        for text in [
            "plain",
            "\"quoted\" \\ back",
            "#panic(\"x\")",
            "$math$ *b* _i_ <l> @r `c` // /* */",
            "\\\"",
            "a\u{0}b\u{202e}c",
            &"\\".repeat(50),
            &"\"".repeat(50),
        ] {
            for literal in [literal(text), breakable(text)] {
                let source = format!("#{literal};");
                let root = typst::syntax::parse(&source);
                // the hash, one string and the semicolon
                let kinds: Vec<_> = root.children().map(|node| node.kind()).collect();
                assert_eq!(kinds, [typst::syntax::SyntaxKind::Hash, typst::syntax::SyntaxKind::Str, typst::syntax::SyntaxKind::Semicolon], "{source}");
            }
        }
    }

    #[test]
    fn letters_that_no_font_has_are_shown_by_their_number() {
        assert_eq!(literal("Ünïcode ✓ 漢"), "\"Ünïcode <U+2713> <U+6F22>\"");
        assert_eq!(literal("a\u{202e}b"), "\"a<U+202E>b\"");
    }

    #[test]
    fn long_identifiers_can_be_broken_and_words_stay_whole() {
        assert!(!breakable("Informationssicherheitsbeauftragte").contains(BREAK));
        assert!(breakable("https://example.org/a/very/long/address").contains(BREAK));
        assert!(breakable(&"A".repeat(40_000)).contains(BREAK));
        assert_eq!(breakable("a short text"), "\"a short text\"");
    }
}
