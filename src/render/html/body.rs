//! The tree of a document as HTML. Every text is escaped here, so every tag is ours.

use super::{cells, escape, map};
use crate::document::{Document, Figure};
use crate::render::tree::{Block, Cell, Inline, Table, To, Tree, plain};
use crate::render::{Set, up};

/// Pictures wider than this, in pixels, can be moved sideways on a small screen.
const LARGE: u32 = 1000;

/// The text of a document.
pub(super) fn html(set: &Set<'_>, document: &Document, tree: &Tree) -> String {
    let mut writer = Writer { set, document, level: 1, heading: document.title.clone(), tables: 0, out: String::new() };
    writer.blocks(&tree.blocks);
    writer.out
}

struct Writer<'a> {
    set: &'a Set<'a>,
    document: &'a Document,
    /// The level of the last heading: the next one goes at most one step further down.
    level: u8,
    /// The text of the last heading, which names the tables below it.
    heading: String,
    /// How many tables stand below it.
    tables: usize,
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
                let level = (*level).min(self.level + 1);
                self.level = level;
                self.heading = plain(text);
                self.tables = 0;
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
            Block::Code(text) => self.out.push_str(&format!("<pre tabindex=\"0\"><code>{}</code></pre>\n", escape(text))),
            Block::Quote(inner) => {
                self.out.push_str("<blockquote>\n");
                self.blocks(inner);
                self.out.push_str("</blockquote>\n");
            }
            Block::Figure(at) => {
                if let Some(figure) = self.document.figures.get(*at) {
                    self.out.push_str(&picture(self.set, &self.document.stem, figure));
                }
            }
            Block::Rule => self.out.push_str("<hr>\n"),
        }
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
        self.tables += 1;
        let say = &self.document.meta.say;
        let number = if self.tables > 1 { format!(" ({})", self.tables) } else { String::new() };
        let label = say.say("Table: {title}", &[("title", &format!("{}{number}", self.heading))]);
        let align = |at: usize| if table.right.get(at) == Some(&true) { " align=\"right\"" } else { "" };
        let sorts = if table.rows.len() > 1 { " data-sort" } else { "" };
        self.out.push_str(&format!("<div class=\"table\" role=\"region\" aria-label=\"{}\" tabindex=\"0\"><table{sorts}>\n<thead>\n<tr>\n", escape(&label)));
        for (at, head) in table.head.iter().enumerate() {
            self.out.push_str(&format!("<th scope=\"col\"{}>", align(at)));
            self.inlines(head);
            self.out.push_str("</th>\n");
        }
        self.out.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in &table.rows {
            self.out.push_str("<tr>\n");
            for (at, cell) in row.iter().enumerate() {
                let right = table.right.get(at) == Some(&true);
                let key = cells::sort_key(&self.set.looks, &self.document.meta.language, right, &plain(&cell.text));
                self.out.push_str(&format!("<td{}{}>", align(at), cells::keyed(key)));
                self.cell(cell);
                self.out.push_str("</td>\n");
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table></div>\n");
    }

    fn cell(&mut self, cell: &Cell) {
        match cell.tone.map(|tone| tone.class()).or_else(|| cells::room(&plain(&cell.text))) {
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

/// A picture itself, not a link to it: the SVG is written by this program and escapes every text, and brings its own
/// description. Where the site knows the map, its boxes lead to the processes.
pub(super) fn picture(set: &Set<'_>, stem: &str, figure: &Figure) -> String {
    let class = if figure.width > LARGE { "figure large" } else { "figure" };
    let title = escape(&figure.title);
    let svg = map::live(set, stem, figure).unwrap_or_else(|| figure.svg.clone());
    format!("<figure class=\"{class}\" tabindex=\"0\" role=\"group\" aria-label=\"{title}\">\n{svg}<figcaption>{title}</figcaption>\n</figure>\n")
}
