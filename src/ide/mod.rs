//! What an editor asks: completion, hover, navigation, changes, all as plain data with byte offsets.
//!
//! * takes: a [`View`] of a compiled package, a file, an offset
//! * gives: places, texts and edits; nothing here knows JSON or a protocol
//! * never does: write, or read anything but what the session holds
//! * where to add: a feature is a file here and a request in `lsp/requests/`

pub mod actions;
pub mod card;
pub mod completion;
pub mod context;
pub mod find;
pub mod hierarchy;
pub mod hints;
pub mod hover;
pub mod links;
pub mod outline;
pub mod preview;
pub mod reasons;
pub mod rename;
pub mod settings;
pub mod signature;
pub mod snippet;
pub mod structure;
pub mod tokens;
pub mod values;

use crate::base::{FileId, Place, Span};
use crate::model::Model;
use crate::pipeline::{Compilation, Session};
use crate::resolve::Node;
use crate::source::World;

/// A compiled package, to be looked at.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// Trees and names.
    pub session: &'a Session,
    /// Texts, model and findings.
    pub compiled: &'a Compilation,
    /// Where files come from.
    pub world: &'a dyn World,
}

impl<'a> View<'a> {
    /// The text of a file.
    pub fn text(&self, file: FileId) -> &'a str {
        self.compiled.sources.text(file)
    }

    /// The model.
    pub fn model(&self) -> &'a Model {
        &self.compiled.model
    }

    /// The declarations of one file, of the package or of the library.
    pub fn nodes(&self, file: FileId) -> Vec<&'a Node> {
        let own = self.session.of_file(file);
        own.chain(self.session.library().iter().filter(|node| node.file == file)).collect()
    }

    /// All declarations.
    pub fn all(&self) -> impl Iterator<Item = &'a Node> {
        self.session.own().chain(self.session.library())
    }
}

/// The offset as a span without length.
pub(crate) fn point(offset: u32) -> Span {
    Span { start: offset, end: offset }
}

/// A replacement, in whatever file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What is replaced.
    pub place: Place,
    /// By what.
    pub text: String,
}
