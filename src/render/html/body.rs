//! The tree of a document as HTML. Every text is escaped here, so every tag is ours.

use super::escape;
use crate::document::{Document, Figure};
use crate::render::tree::{Block, Cell, Inline, Table, To, Tree, plain};
use crate::render::up;

/// A text of at least so many characters needs room, or it becomes a tall thin column.
const LONG: usize = 72;
/// Pictures wider than this, in pixels, can be moved sideways on a small screen.
const LARGE: u32 = 1000;

/// The text of a document.
pub(super) fn html(document: &Document, tree: &Tree) -> String {
    let mut writer = Writer { document, out: String::new() };
    writer.blocks(&tree.blocks);
    writer.out
}

struct Writer<'a> {
    document: &'a Document,
    out: String,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, anchor, text } => {
                self.out.push_str(&format!("<h{level} id=\"{}\">", escape(anchor)));
                self.inlines(text);
                self.out.push_str(&format!("</h{level}>\n"));
            }
            Block::Paragraph(text) => {
                self.out.push_str("<p>");
                self.inlines(text);
                self.out.push_str("</p>\n");
            }
            Block::List { start, tight, items } => {
                let tag = if start.is_some() { "ol" } else { "ul" };
                let from = start.filter(|start| *start != 1).map(|start| format!(" start=\"{start}\"")).unwrap_or_default();
                self.out.push_str(&format!("<{tag}{from}>\n"));
                for item in items {
                    self.item(item, *tight);
                }
                self.out.push_str(&format!("</{tag}>\n"));
            }
            Block::Table(table) => self.table(table),
            Block::Code(text) => self.out.push_str(&format!("<pre><code>{}</code></pre>\n", escape(text))),
            Block::Quote(inner) => {
                self.out.push_str("<blockquote>\n");
                self.blocks(inner);
                self.out.push_str("</blockquote>\n");
            }
            Block::Figure(at) => {
                if let Some(figure) = self.document.figures.get(*at) {
                    self.figure(figure);
                }
            }
            Block::Rule => self.out.push_str("<hr>\n"),
        }
    }

    /// The picture itself: the SVG is written by this program and escapes every text, and brings its own description.
    fn figure(&mut self, figure: &Figure) {
        let class = if figure.width > LARGE { "figure large" } else { "figure" };
        self.out.push_str(&format!(
            "<figure class=\"{class}\" tabindex=\"0\" role=\"group\" aria-label=\"{0}\">\n{1}<figcaption>{0}</figcaption>\n</figure>\n",
            escape(&figure.title),
            figure.svg
        ));
    }

    fn item(&mut self, item: &[Block], tight: bool) {
        self.out.push_str("<li>");
        for block in item {
            match block {
                Block::Paragraph(text) if tight => self.inlines(text),
                other => self.block(other),
            }
        }
        self.out.push_str("</li>\n");
    }

    fn table(&mut self, table: &Table) {
        let align = |at: usize| if table.right.get(at) == Some(&true) { " align=\"right\"" } else { "" };
        self.out.push_str("<div class=\"table\" role=\"region\" aria-label=\"Table\" tabindex=\"0\"><table>\n<thead>\n<tr>\n");
        for (at, head) in table.head.iter().enumerate() {
            self.out.push_str(&format!("<th scope=\"col\"{}>", align(at)));
            self.inlines(head);
            self.out.push_str("</th>\n");
        }
        self.out.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in &table.rows {
            self.out.push_str("<tr>\n");
            for (at, cell) in row.iter().enumerate() {
                self.out.push_str(&format!("<td{}>", align(at)));
                self.cell(cell);
                self.out.push_str("</td>\n");
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table></div>\n");
    }

    fn cell(&mut self, cell: &Cell) {
        match cell.tone.map(|tone| tone.class()).or_else(|| room(&plain(&cell.text))) {
            Some(class) => {
                self.out.push_str(&format!("<span class=\"{class}\">"));
                self.inlines(&cell.text);
                self.out.push_str("</span>");
            }
            None => self.inlines(&cell.text),
        }
    }

    fn inlines(&mut self, text: &[Inline]) {
        for one in text {
            match one {
                Inline::Text(text) => self.out.push_str(&escape(text)),
                Inline::Strong(inner) => self.tagged("strong", inner),
                Inline::Emphasis(inner) => self.tagged("em", inner),
                Inline::Struck(inner) => self.tagged("del", inner),
                Inline::Code(text) => self.out.push_str(&format!("<code>{}</code>", escape(text))),
                Inline::Break => self.out.push_str("<br>\n"),
                Inline::Link { to, text } => match self.address(to) {
                    Some(address) => {
                        self.out.push_str(&format!("<a href=\"{}\">", escape(&address)));
                        self.inlines(text);
                        self.out.push_str("</a>");
                    }
                    None => self.inlines(text),
                },
            }
        }
    }

    fn tagged(&mut self, tag: &str, inner: &[Inline]) {
        self.out.push_str(&format!("<{tag}>"));
        self.inlines(inner);
        self.out.push_str(&format!("</{tag}>"));
    }

    fn address(&self, to: &To) -> Option<String> {
        match to {
            To::Document { stem, anchor } => {
                let anchor = anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
                Some(format!("{}{stem}.html{anchor}", up(&self.document.stem)))
            }
            To::Here(anchor) => Some(format!("#{anchor}")),
            To::Web(address) | To::File(address) => Some(address.clone()),
            To::Nowhere => None,
        }
    }
}

/// The class of a cell by the length of its text: numbers, dates and short words are not broken, long texts get room.
fn room(text: &str) -> Option<&'static str> {
    let length = text.chars().count();
    let whole = length <= if text.contains(char::is_whitespace) { 12 } else { 20 };
    match length {
        0 => None,
        _ if whole => Some("whole"),
        LONG.. => Some("long"),
        _ => None,
    }
}
