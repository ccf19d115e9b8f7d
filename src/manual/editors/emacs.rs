//! The mode for Emacs: colours, comments, indentation, and the server for eglot.

use super::words::{Words, alternatives};

/// `emacs/isms-mode.el`.
pub fn mode(words: &Words) -> String {
    let list = |words: String| words.split('|').map(|word| format!("\"{}\"", word.replace("[ \\t]+", " "))).collect::<Vec<_>>().join(" ");
    include_str!("isms-mode.el")
        .replace("{version}", env!("CARGO_PKG_VERSION"))
        .replace("{declarations}", &list(alternatives(&words.declarations)))
        .replace("{members}", &list(alternatives(&words.members)))
        .replace("{constants}", &list(alternatives(&words.constants())))
        .replace("{units}", &list(alternatives(&words.units)))
}
