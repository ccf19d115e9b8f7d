//! The tree of a document as a Typst source.

use std::collections::BTreeSet;

use super::text::{breakable, literal};
use crate::document::{Document, Figure};
use crate::render::short::{HEADING, PROPERTY, short};
use crate::render::tree::{Block, Cell, Inline, Table, To, Tree, headings, plain, widths};
use crate::render::up;

/// The room for text on an upright page and on one on its side, in points.
const UPRIGHT: (f64, f64) = (487.0, 640.0);
const SIDEWAYS: (f64, f64) = (751.0, 400.0);
/// The same on A3 on its side, for pictures that would be too small to read.
const LARGE: (f64, f64) = (1090.0, 690.0);
/// A picture made smaller than this cannot be read.
const SMALLEST: f64 = 0.55;
/// A row with a text longer than this, in bytes, may be split between pages.
const LONG_ROW: usize = 1500;

/// The text of a document.
pub(super) fn write(document: &Document, tree: &Tree, sideways: bool) -> String {
    let anchors = headings(tree).map(|(_, anchor, _)| anchor).collect();
    let mut writer = Writer { document, anchors, sideways, level: 0, cell: false, out: String::new() };
    writer.blocks(&tree.blocks);
    writer.out
}

/// The name of the place of a heading.
fn label(anchor: &str) -> String {
    use sha2::{Digest as _, Sha256};
    let short: String = Sha256::digest(anchor.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("h-{short}")
}

struct Writer<'a> {
    document: &'a Document,
    /// The headings that there are: a link to another one would stop the layout.
    anchors: BTreeSet<&'a str>,
    sideways: bool,
    /// The level of the last heading: the outline may not leave one out.
    level: u8,
    /// Whether the text stands in a table.
    cell: bool,
    out: String,
}

impl Writer<'_> {
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, anchor, text } => {
                let level = level.saturating_sub(1).clamp(1, self.level + 1);
                self.level = level;
                let whole = plain(text);
                let kept = short(&whole, HEADING);
                self.push(&format!("#section({level}, \"{}\")[", label(anchor)));
                if kept == whole {
                    self.inlines(text);
                } else {
                    self.push(&format!("#{};", breakable_line(&kept)));
                }
                self.push("]\n\n");
                if kept != whole {
                    // a bookmark has little room: the whole of a long heading stands below
                    self.inlines(text);
                    self.push("\n\n");
                }
            }
            Block::Paragraph(text) => {
                self.inlines(text);
                self.push("\n\n");
            }
            Block::List { start, tight, items } => {
                match start {
                    Some(start) => self.push(&format!("#enum(start: {}, tight: {tight},", (*start).min(1_000_000))),
                    None => self.push(&format!("#list(tight: {tight},")),
                }
                for item in items {
                    self.push("[");
                    self.blocks(item);
                    self.push("],");
                }
                self.push(")\n\n");
            }
            Block::Table(table) => self.table(table),
            Block::Code(text) => self.push(&format!("#code(block: true, {})\n\n", literal(text.trim_end()))),
            Block::Quote(inner) => {
                self.push("#attention[");
                self.blocks(inner);
                self.push("]\n\n");
            }
            Block::Figure(at) => {
                if let Some(figure) = self.document.figures.get(*at) {
                    self.figure(figure);
                }
            }
            Block::Rule => self.push("#line(length: 100%, stroke: 0.5pt + rgb(\"#B9C4CD\"))\n\n"),
        }
    }

    fn table(&mut self, table: &Table) {
        if table.head.is_empty() {
            return;
        }
        let parts = widths::widths(table, self.sideways);
        let columns: Vec<String> = parts.iter().map(|part| format!("{:.4}fr", part * 100.0)).collect();
        let align: Vec<&str> = (0..table.head.len()).map(|at| if table.right.get(at) == Some(&true) { "right" } else { "left" }).collect();
        self.push(&format!("#register(columns: ({},), align: ({},), table.header(", columns.join(","), align.join(",")));
        self.cell = true;
        for (at, head) in table.head.iter().enumerate() {
            let tight = parts.get(at).is_some_and(|part| widths::is_tight(head, *part, self.sideways));
            self.push(if tight { "head[#tight[" } else { "head[" });
            self.inlines(head);
            self.push(if tight { "]]," } else { "]," });
        }
        self.push("),");
        for row in &table.rows {
            let long = row.iter().map(|cell| plain(&cell.text).len()).max().unwrap_or(0) > LONG_ROW;
            for (at, part) in parts.iter().enumerate() {
                self.push(if long { "table.cell(breakable: true)[" } else { "[" });
                match row.get(at) {
                    Some(cell) if cell.tone.is_none() && widths::is_tight(&cell.text, *part, self.sideways) => {
                        self.push("#tight[");
                        self.in_cell(cell);
                        self.push("]");
                    }
                    Some(cell) => self.in_cell(cell),
                    None => {}
                }
                self.push("],");
            }
        }
        self.cell = false;
        self.push(")\n\n");
    }

    fn in_cell(&mut self, cell: &Cell) {
        match cell.tone {
            Some(tone) => {
                let (ink, back) = tone.colours();
                self.push(&format!("#tone(\"#{ink}\", \"#{back}\")["));
                self.inlines(&cell.text);
                self.push("]");
            }
            None => self.inlines(&cell.text),
        }
    }

    fn inlines(&mut self, text: &[Inline]) {
        for one in text {
            match one {
                Inline::Text(text) => {
                    let literal = if self.cell { breakable(text) } else { breakable_line(text) };
                    self.push(&format!("#{literal};"));
                }
                Inline::Strong(inner) => self.wrapped("strong", inner),
                Inline::Emphasis(inner) => self.wrapped("emph", inner),
                Inline::Struck(inner) => self.wrapped("strike", inner),
                Inline::Code(text) => self.push(&format!("#code({});", breakable(text))),
                Inline::Break => self.push("#linebreak();"),
                Inline::Link { to, text } => self.link(to, text),
            }
        }
    }

    fn wrapped(&mut self, function: &str, inner: &[Inline]) {
        self.push(&format!("#{function}["));
        self.inlines(inner);
        self.push("];");
    }

    fn link(&mut self, to: &To, text: &[Inline]) {
        let target = match to {
            To::Nowhere => None,
            To::Here(anchor) => self.here(anchor),
            To::Document { stem, anchor } if *stem == self.document.stem => anchor.as_deref().and_then(|anchor| self.here(anchor)),
            To::Document { stem, .. } => Some(literal(&format!("{}{stem}.pdf", up(&self.document.stem)))),
            To::Web(address) | To::File(address) => Some(literal(address)),
        };
        match target.filter(|target| target.len() > 2 && target.len() <= PROPERTY && !plain(text).trim().is_empty()) {
            Some(target) => {
                self.push(&format!("#to({target})["));
                self.inlines(text);
                self.push("];");
            }
            None => self.inlines(text),
        }
    }

    fn here(&self, anchor: &str) -> Option<String> {
        self.anchors.contains(anchor).then(|| format!("<{}>", label(anchor)))
    }

    fn figure(&mut self, figure: &Figure) {
        // a pixel is three quarters of a point; pictures are made smaller and never larger
        let (width, height) = (f64::from(figure.width.max(1)) * 0.75, f64::from(figure.height.max(1)) * 0.75);
        let fit = |(room, high): (f64, f64)| (room / width).min(high / height).min(1.0);
        let scale = fit(if self.sideways { SIDEWAYS } else { UPRIGHT });
        let large = scale < SMALLEST;
        let scale = if large { fit(LARGE) } else { scale };
        let picture = format!(
            "#picture(figure(image(bytes({}), format: \"svg\", alt: {}, width: {:.2}pt), caption: [#{};]))",
            literal_svg(&figure.svg),
            literal(&short(&figure.alt, PROPERTY)),
            width * scale,
            literal(&figure.title)
        );
        if large {
            self.push(&format!("#page(paper: \"a3\", flipped: true)[{picture}]\n\n"));
        } else {
            self.push(&format!("{picture}\n\n"));
        }
    }
}

/// A text outside a table: only what no line of a page could hold is broken.
fn breakable_line(text: &str) -> String {
    if text.split_whitespace().any(|word| word.chars().count() > 60) { breakable(text) } else { literal(text) }
}

/// An SVG as a literal: it is data, so every letter of it stays.
fn literal_svg(svg: &str) -> String {
    format!("\"{}\"", svg.replace('\\', "\\\\").replace('"', "\\\""))
}
