//! The syntax definition of Kate, which every program with KSyntaxHighlighting reads.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::words::Words;

/// `kate/isms.xml`.
pub fn definition(words: &Words) -> String {
    include_str!("isms.xml")
        .replace("{declarations}", &items(&Words::single(&words.declarations)))
        .replace("{members}", &items(&Words::single(&words.members)))
        .replace("{constants}", &items(&words.constants()))
        .replace("{units}", &items(&words.units))
}

fn items(words: &BTreeSet<&'static str>) -> String {
    words.iter().fold(String::new(), |mut out, word| {
        let _ = write!(out, "\n      <item>{word}</item>");
        out
    })
}
