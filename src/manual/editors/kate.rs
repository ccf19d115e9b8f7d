//! The syntax definition of Kate, which every program with KSyntaxHighlighting reads.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::words::{Words, alternatives};

/// `kate/isms.xml`.
pub fn definition(words: &Words) -> String {
    include_str!("isms.xml")
        .replace("{declarations}", &items(&Words::single(&words.declarations)))
        .replace("{members}", &items(&Words::single(&words.members)))
        .replace("{choices}", &choices(words))
        .replace("{constants}", &items(&words.constants()))
        .replace("{units}", &items(&words.units))
}

/// A word that is followed by one of its list: the value is coloured as what it is, even if it is a word elsewhere.
fn choices(words: &Words) -> String {
    let all: Vec<String> = words.choices.iter().map(|(word, list)| format!("{}(?=\\s+(?:{})\\b)", word.replace(' ', "\\s+"), alternatives(list))).collect();
    format!("\\b(?:{})", all.join("|"))
}

fn items(words: &BTreeSet<&'static str>) -> String {
    words.iter().fold(String::new(), |mut out, word| {
        let _ = write!(out, "\n      <item>{word}</item>");
        out
    })
}
