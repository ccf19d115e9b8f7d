//! A document that is open in the editor: the client owns its text, and says how it changes.

use std::sync::Arc;

use serde_json::Value;

use super::position::{Encoding, seek};
use crate::base::LineIndex;

/// An open document.
pub struct Document {
    /// Its text now.
    pub text: String,
    /// The version that the client gave it.
    pub version: i64,
    /// The folder of the package that it belongs to, by its place in the list; none for other kinds of files.
    pub folder: Option<usize>,
    /// Its path in the package.
    pub path: String,
}

impl Document {
    /// Applies changes in their order. Gives an error for one that is not a change; those before it stay.
    pub fn apply(&mut self, changes: &[Value], encoding: Encoding) -> Result<(), String> {
        for change in changes {
            let text = change.get("text").and_then(Value::as_str).ok_or("a change has no text")?;
            let Some(range) = change.get("range").filter(|range| !range.is_null()) else {
                self.text = text.to_string();
                continue;
            };
            let lines = LineIndex::new(&self.text);
            let at = |end: &str| {
                let line = range.pointer(&format!("/{end}/line")).and_then(Value::as_u64).ok_or("a line is a number from 0")?;
                let character = range.pointer(&format!("/{end}/character")).and_then(Value::as_u64).ok_or("a character is a number from 0")?;
                Ok::<_, String>((line, character))
            };
            let (start, end) = (at("start")?, at("end")?);
            // a range that is turned round is the same range
            let (start, end) = (start.min(end), start.max(end));
            let (from, starts_inside) = seek(&self.text, &lines, encoding, start.0, start.1);
            let (mut to, ends_inside) = seek(&self.text, &lines, encoding, end.0, end.1);
            if ends_inside {
                to += self.text.get(to..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            }
            // an editor may leave half of a character behind: U+FFFD takes its room, so that later positions stay right
            let half = |inside: bool| if inside { "\u{FFFD}" } else { "" };
            let text = format!("{}{text}{}", half(starts_inside), half(ends_inside));
            self.text.replace_range(from..to, &text);
        }
        Ok(())
    }

    /// The text to compile.
    pub fn shared(&self) -> Arc<str> {
        self.text.as_str().into()
    }
}
