//! From Markdown to the tree. This is the one place that knows the library for Markdown.

use std::collections::{BTreeMap, BTreeSet};

use comrak::nodes::{AstNode, ListType, NodeList, NodeValue, TableAlignment};
use comrak::{Arena, parse_document};

use super::{Block, Cell, Inline, Table, To, Tree, plain};
use crate::base::visible;
use crate::document::{Document, prose, text};
use crate::render::look;

/// Blocks and inlines nested deeper than this become their text.
const MAX_DEPTH: usize = 48;

/// What the text is read with.
struct Reader<'a> {
    looks: &'a look::Looks,
    document: &'a Document,
    stems: &'a BTreeSet<&'a str>,
    /// How often each anchor was given.
    anchors: BTreeMap<String, usize>,
}

/// The text of a document; links find what stands in `stems`.
pub(in crate::render) fn read(document: &Document, stems: &BTreeSet<&str>, looks: &look::Looks) -> Tree {
    let arena = Arena::new();
    let root = parse_document(&arena, &document.markdown, &prose::options());
    let mut reader = Reader { looks, document, stems, anchors: BTreeMap::new() };
    Tree { blocks: reader.blocks(root, 0) }
}

impl Reader<'_> {
    fn blocks<'a>(&mut self, parent: &'a AstNode<'a>, depth: usize) -> Vec<Block> {
        let mut out = Vec::new();
        for node in parent.children() {
            if depth > MAX_DEPTH {
                out.push(Block::Paragraph(vec![Inline::Text(words_of(node))]));
                continue;
            }
            let value = node.data.borrow().value.clone();
            match value {
                NodeValue::Paragraph => match self.figure(node) {
                    Some(figure) => out.push(Block::Figure(figure)),
                    None => out.push(Block::Paragraph(self.inlines(node, depth))),
                },
                NodeValue::Heading(heading) => {
                    let text = self.inlines(node, depth);
                    out.push(Block::Heading { level: heading.level.clamp(2, 6), anchor: self.anchor(&plain(&text)), text });
                }
                NodeValue::List(list) => out.push(self.list(node, &list, depth)),
                NodeValue::Table(table) => {
                    let right = table.alignments.iter().map(|one| matches!(one, TableAlignment::Right)).collect();
                    out.push(Block::Table(self.table(node, right, depth)));
                }
                NodeValue::BlockQuote => out.push(Block::Quote(self.blocks(node, depth + 1))),
                NodeValue::CodeBlock(code) => out.push(Block::Code(visible(&code.literal).into_owned())),
                // shown as what it is, never run
                NodeValue::HtmlBlock(html) => out.push(Block::Code(visible(&html.literal).into_owned())),
                NodeValue::ThematicBreak => out.push(Block::Rule),
                _ => out.extend(self.blocks(node, depth + 1)),
            }
        }
        out
    }

    /// The figure that a paragraph holds, and nothing else.
    fn figure<'a>(&self, paragraph: &'a AstNode<'a>) -> Option<usize> {
        let only = paragraph.first_child().filter(|child| child.next_sibling().is_none())?;
        let figure = match &only.data.borrow().value {
            NodeValue::Image(link) => self.document.figure(&link.url)?,
            _ => return None,
        };
        self.document.figures.iter().position(|one| one.id == figure.id)
    }

    fn list<'a>(&mut self, node: &'a AstNode<'a>, list: &NodeList, depth: usize) -> Block {
        let items = node.children().map(|item| self.blocks(item, depth + 1)).collect();
        let start = matches!(list.list_type, ListType::Ordered).then_some(list.start);
        Block::List { start, tight: list.tight, items }
    }

    fn table<'a>(&mut self, node: &'a AstNode<'a>, right: Vec<bool>, depth: usize) -> Table {
        let mut table = Table { right, ..Table::default() };
        for row in node.children() {
            let cells: Vec<Vec<Inline>> = row.children().map(|cell| self.inlines(cell, depth)).collect();
            if matches!(row.data.borrow().value, NodeValue::TableRow(true)) {
                table.head = cells;
            } else {
                let toned = |text: Vec<Inline>| Cell { tone: self.looks.tone(&plain(&text)), text };
                table.rows.push(cells.into_iter().map(toned).collect());
            }
        }
        table
    }

    fn inlines<'a>(&mut self, parent: &'a AstNode<'a>, depth: usize) -> Vec<Inline> {
        let mut out: Vec<Inline> = Vec::new();
        for node in parent.children() {
            if depth > MAX_DEPTH {
                push(&mut out, &words_of(node));
                continue;
            }
            let value = node.data.borrow().value.clone();
            match value {
                NodeValue::Text(text) => push(&mut out, &text),
                NodeValue::SoftBreak => push(&mut out, " "),
                NodeValue::LineBreak => out.push(Inline::Break),
                NodeValue::Code(code) => out.push(Inline::Code(visible(&code.literal).into_owned())),
                NodeValue::HtmlInline(html) => out.push(Inline::Code(visible(&html).into_owned())),
                NodeValue::Strong => out.push(Inline::Strong(self.inlines(node, depth + 1))),
                NodeValue::Emph => out.push(Inline::Emphasis(self.inlines(node, depth + 1))),
                NodeValue::Strikethrough => out.push(Inline::Struck(self.inlines(node, depth + 1))),
                // a picture would be loaded from somewhere: it becomes a link
                NodeValue::Link(link) | NodeValue::Image(link) => {
                    let text = self.inlines(node, depth + 1);
                    out.push(Inline::Link { to: self.to(&link.url), text });
                }
                _ => out.extend(self.inlines(node, depth + 1)),
            }
        }
        out
    }

    /// The anchor of a heading; a second one of the same name gets a number.
    fn anchor(&mut self, heading: &str) -> String {
        let anchor = text::anchor(heading);
        let count = self.anchors.entry(anchor.clone()).or_default();
        *count += 1;
        if *count == 1 { anchor } else { format!("{anchor}-{}", *count - 1) }
    }

    fn to(&self, url: &str) -> To {
        if url.is_empty() || !prose::harmless(url) {
            return To::Nowhere;
        }
        if let Some(anchor) = url.strip_prefix('#') {
            return To::Here(anchor.to_string());
        }
        let (path, anchor) = url.split_once('#').map_or((url, None), |(path, anchor)| (path, Some(anchor.to_string())));
        if let Some(stem) = path.strip_suffix(".md").map(|path| from_root(&self.document.stem, path)).filter(|stem| self.stems.contains(stem.as_str())) {
            return To::Document { stem, anchor };
        }
        if path.contains(':') { To::Web(url.to_string()) } else { To::File(url.to_string()) }
    }
}

/// A path beside a document as a path from the root of the set.
fn from_root(stem: &str, path: &str) -> String {
    let mut folders: Vec<&str> = stem.split('/').collect();
    folders.pop();
    for part in path.split('/') {
        match part {
            ".." => {
                folders.pop();
            }
            "." => {}
            part => folders.push(part),
        }
    }
    folders.join("/")
}

/// Adds a text, to the one before if there is one.
fn push(out: &mut Vec<Inline>, text: &str) {
    // what a page, a word processor or a PDF cannot hold is made visible
    let text = visible(text);
    match out.last_mut() {
        Some(Inline::Text(before)) => before.push_str(&text),
        _ => out.push(Inline::Text(text.into_owned())),
    }
}

/// All text below a node.
fn words_of<'a>(node: &'a AstNode<'a>) -> String {
    let mut out = String::new();
    for inner in node.descendants() {
        match &inner.data.borrow().value {
            NodeValue::Text(text) => out.push_str(&visible(text)),
            NodeValue::Code(code) => out.push_str(&visible(&code.literal)),
            NodeValue::SoftBreak | NodeValue::LineBreak => out.push(' '),
            _ => {}
        }
    }
    out
}
