//! The canonical layout of `.isms` sources.
//!
//! * takes: the text of one file
//! * gives: the same declarations and comments in one layout
//! * never does: change what a text means, or touch a text with errors of writing
//! * where to add: rules of lines in `layout.rs`, rules of one header in `header.rs`

/// What became of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    /// The text in canonical layout; the text as it was where it has errors.
    pub text: String,
    /// Whether it could be laid out.
    pub ok: bool,
}

/// Lays out a text.
pub fn format(text: &str) -> Formatted {
    Formatted { text: text.to_string(), ok: false }
}
