//! The text of a document as a tree that we own: HTML, DOCX and PDF are written from it and see no Markdown.
//!
//! * blocks and inlines hold text as it is to be read; nothing in it is markup any more
//! * links are resolved: to a document of the set, to a heading, to the web, or to nothing
//! * anchors are those that hosting services for Markdown give, each once in a document

mod read;
#[cfg(test)]
mod tests;
pub(super) mod widths;

use super::look::Tone;
pub(super) use read::read;

/// The text of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Tree {
    pub blocks: Vec<Block>,
}

/// A block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading; levels go from 2 to 6, since the title of the document is the first.
    Heading {
        level: u8,
        anchor: String,
        text: Vec<Inline>,
    },
    Paragraph(Vec<Inline>),
    /// A list; numbers where it starts with one. The items of a tight list are lines, not paragraphs.
    List {
        start: Option<usize>,
        tight: bool,
        items: Vec<Vec<Block>>,
    },
    Table(Table),
    /// Text in which every space counts.
    Code(String),
    /// What asks for attention.
    Quote(Vec<Block>),
    /// A picture, by its place in the figures of the document.
    Figure(usize),
    Rule,
}

/// A table with one row of heads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Table {
    pub head: Vec<Vec<Inline>>,
    /// Whether the cells of a column end at the right.
    pub right: Vec<bool>,
    pub rows: Vec<Vec<Cell>>,
}

/// A cell, and how its word stands out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Cell {
    pub text: Vec<Inline>,
    pub tone: Option<Tone>,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Inline {
    Text(String),
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    Struck(Vec<Inline>),
    Code(String),
    Link {
        to: To,
        text: Vec<Inline>,
    },
    /// A new line.
    Break,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum To {
    /// A document of the set, from its root, and a heading in it.
    Document { stem: String, anchor: Option<String> },
    /// A heading of this document.
    Here(String),
    /// The web or a mailbox.
    Web(String),
    /// A file that lies beside the set.
    File(String),
    /// Nowhere: what stood there was not harmless.
    Nowhere,
}

/// The text of inlines, without how it looks.
pub(super) fn plain(text: &[Inline]) -> String {
    let mut out = String::new();
    gather(text, &mut out);
    out
}

fn gather(text: &[Inline], out: &mut String) {
    for one in text {
        match one {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Struck(inner) | Inline::Link { text: inner, .. } => gather(inner, out),
            Inline::Break => out.push(' '),
        }
    }
}

/// The headings of the second level: the sections of a document.
pub(super) fn sections(tree: &Tree) -> Vec<(&str, String)> {
    headings(tree).filter(|(level, ..)| *level == 2).map(|(_, anchor, text)| (anchor, plain(text))).collect()
}

/// All headings that stand at the top of the tree.
pub(super) fn headings(tree: &Tree) -> impl Iterator<Item = (u8, &str, &[Inline])> {
    tree.blocks.iter().filter_map(|block| match block {
        Block::Heading { level, anchor, text } => Some((*level, anchor.as_str(), text.as_slice())),
        _ => None,
    })
}
