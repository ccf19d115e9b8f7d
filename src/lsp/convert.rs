//! What `ide` says, as the protocol writes it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::folder::Folder;
use super::position::{self, Encoding};
use crate::base::{FileId, Place, Span};
use crate::ide::{Change, View};
use crate::vocabulary::Namespace;

/// A package with the encoding of its client.
pub struct Convert<'a> {
    /// The package.
    pub folder: &'a Folder,
    /// The same, compiled.
    pub view: View<'a>,
    /// In what characters are counted.
    pub encoding: Encoding,
}

impl Convert<'_> {
    /// The range of a span in a file.
    pub fn range(&self, file: FileId, span: Span) -> Value {
        match self.view.compiled.sources.get(file) {
            Some(source) => position::range(&source.text, &source.lines, self.encoding, span),
            None => json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } }),
        }
    }

    /// The position of a byte in a file.
    pub fn position(&self, file: FileId, offset: u32) -> Value {
        self.range(file, Span { start: offset, end: offset }).get("start").cloned().unwrap_or_default()
    }

    /// The byte at a position.
    pub fn offset(&self, file: FileId, line: u64, character: u64) -> u32 {
        self.view.compiled.sources.get(file).map_or(0, |source| position::offset(&source.text, &source.lines, self.encoding, line, character))
    }

    /// A place.
    pub fn location(&self, place: Place) -> Value {
        json!({ "uri": self.folder.uri(place.file), "range": self.range(place.file, place.span) })
    }

    /// Changes, by document.
    pub fn edit(&self, changes: &[Change]) -> Value {
        let mut by_document: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for change in changes {
            let edit = json!({ "range": self.range(change.place.file, change.place.span), "newText": change.text });
            by_document.entry(self.folder.uri(change.place.file)).or_default().push(edit);
        }
        json!({ "changes": by_document })
    }
}

/// Markdown for the client.
pub fn markdown(text: &str) -> Value {
    json!({ "kind": "markdown", "value": text })
}

/// The kind of a symbol by its word.
pub fn symbol_kind(word: &str) -> u8 {
    match word {
        "organisation" => 2,
        "process" | "adopt" | "external" | "reference process" | "omit" => 12,
        "role" | "party" | "unit" => 13,
        "artifact" => 11,
        "risk" | "nonconformity" | "exception" => 24,
        "control" | "exclude" => 14,
        "policy" | "document" | "template" => 1,
        "asset" | "supplier" | "site" => 19,
        "task" | "plan" => 6,
        "criteria" | "consequence" | "classification" => 10,
        "level" | "step" => 22,
        _ => 5,
    }
}

/// The kind of a completion item that names something of a group.
pub fn item_kind(group: Namespace) -> u8 {
    match group {
        Namespace::Process | Namespace::ReferenceProcess => 3,
        Namespace::Artifact => 8,
        Namespace::Control => 21,
        Namespace::Role | Namespace::Unit | Namespace::Party => 6,
        _ => 18,
    }
}
