//! The text of a document as WordprocessingML: blocks, tables, links, and what they refer to.

use std::collections::BTreeMap;

use super::styles::Styles;
use super::xml::{HEAD, bookmark, escape, field, run};
use super::{Paper, Reference, furniture, picture};
use crate::document::Document;
use crate::render::Set;
use crate::render::short::{HEADING, short};
use crate::render::tree::{Block, Inline, Table, To, Tree, headings, plain, sections, widths};

/// Relations that every document has; those of links and pictures come behind them.
const FIXED: u32 = 10;
/// Lists are indented so far for each level, in twentieths of a point.
const INDENT: usize = 360;
/// The logo on the first page is so high, in twentieths of a point: 1.4 cm, as in PDF.
const LOGO: u32 = 794;

/// The body while it is written.
pub(super) struct Body<'a> {
    document: &'a Document,
    paper: Paper,
    styles: &'a Styles,
    out: String,
    /// Links that lead out of the document, with the number of their relation.
    links: BTreeMap<String, u32>,
    /// Pictures: the name of the part and its bytes.
    pictures: Vec<(String, Vec<u8>)>,
    relations: u32,
    marks: u32,
    /// One for each list with numbers: where it starts.
    numbered: Vec<usize>,
}

impl<'a> Body<'a> {
    pub fn new(document: &'a Document, paper: Paper, styles: &'a Styles) -> Self {
        Body { document, paper, styles, out: String::new(), links: BTreeMap::new(), pictures: Vec::new(), relations: FIXED, marks: 0, numbered: Vec::new() }
    }

    /// Writes the head, the contents and the text.
    pub fn write(&mut self, set: &Set<'_>, tree: &Tree) {
        if let Some(logo) = picture::logo(set, &self.document.meta.organisation, picture::Room { width: self.paper.text(), height: LOGO }) {
            self.out.push_str(&format!("<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"240\"/></w:pPr><w:r>{}</w:r></w:p>", logo.drawing));
            self.pictures.extend(logo.parts);
        }
        self.out.push_str(&furniture::front(self.document, self.styles, self.paper));
        if sections(tree).len() > 2 {
            self.contents(set, tree);
            self.out.push_str("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
        }
        self.blocks(set, &tree.blocks, 0);
        self.out.push_str(&furniture::back(set, self.document, self.styles));
    }

    pub fn has_pictures(&self) -> bool {
        !self.pictures.is_empty()
    }

    pub fn into_pictures(self) -> Vec<(String, Vec<u8>)> {
        self.pictures
    }

    pub fn numbered_lists(&self) -> &[usize] {
        &self.numbered
    }

    /// The main part.
    pub fn document(&self, set: &Set<'_>, landscape: bool) -> String {
        let orient = if landscape { " w:orient=\"landscape\"" } else { "" };
        let Paper { width, height, margin } = self.paper;
        let own = set.reference.as_ref().and_then(|reference| reference.margins.clone()).filter(|_| !landscape);
        let margins = own.unwrap_or_else(|| {
            format!("<w:pgMar w:top=\"1418\" w:right=\"{margin}\" w:bottom=\"1134\" w:left=\"{margin}\" w:header=\"567\" w:footer=\"510\" w:gutter=\"0\"/>")
        });
        format!(
            "{HEAD}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\"><w:body>{}<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"default\" r:id=\"rId5\"/><w:pgSz w:w=\"{width}\" w:h=\"{height}\"{orient}/>{margins}</w:sectPr></w:body></w:document>",
            self.out
        )
    }

    /// What the main part refers to.
    pub fn relations(&self, reference: Option<&Reference>) -> String {
        const BASE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let mut out = format!("{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
        let fixed =
            [("styles", "styles.xml"), ("numbering", "numbering.xml"), ("settings", "settings.xml"), ("header", "header1.xml"), ("footer", "footer1.xml")];
        let theme = reference.and_then(|reference| reference.theme.as_ref()).map(|_| ("theme", "theme/theme1.xml"));
        for (at, (kind, target)) in (1..).zip(fixed.into_iter().chain(theme)) {
            out.push_str(&format!("<Relationship Id=\"rId{at}\" Type=\"{BASE}/{kind}\" Target=\"{target}\"/>"));
        }
        for (address, id) in &self.links {
            out.push_str(&format!("<Relationship Id=\"rId{id}\" Type=\"{BASE}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>", escape(address)));
        }
        for (name, _) in &self.pictures {
            out.push_str(&format!("<Relationship Id=\"{}\" Type=\"{BASE}/image\" Target=\"{name}\"/>", picture::relation(name)));
        }
        out.push_str("</Relationships>");
        out
    }

    /// The contents as a field, with its entries; they are links, so that they are right before any page is counted.
    fn contents(&mut self, set: &Set<'_>, tree: &Tree) {
        let styles = self.styles;
        let title = styles.id("TOC Heading");
        self.out.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{title}\"/></w:pPr>{}</w:p>", run(set.t("Contents"), "")));
        let mut begin = Some(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-2\" \\n \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
        );
        let many = headings(tree).filter(|(level, ..)| *level == 3).count() > 120;
        let entries: Vec<(u8, String, String)> = headings(tree)
            .filter(|(level, ..)| *level <= if many { 2 } else { 3 })
            .map(|(level, anchor, text)| (level, bookmark(anchor), plain(text)))
            .collect();
        for (level, mark, text) in entries {
            let style = styles.id(if level == 2 { "toc 1" } else { "toc 2" });
            let start = begin.take().unwrap_or_default();
            self.out.push_str(&format!(
                "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{start}<w:hyperlink w:anchor=\"{mark}\" w:history=\"1\">{}</w:hyperlink></w:p>",
                run(&short(&text, HEADING), "")
            ));
        }
        self.out.push_str("<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>");
    }

    fn blocks(&mut self, set: &Set<'_>, blocks: &[Block], depth: usize) {
        for block in blocks {
            self.block(set, block, depth);
        }
    }

    fn block(&mut self, set: &Set<'_>, block: &Block, depth: usize) {
        match block {
            Block::Heading { level, anchor, text } => {
                self.marks += 1;
                let (id, mark) = (self.marks, bookmark(anchor));
                let style = self.styles.heading(*level);
                self.out.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:bookmarkStart w:id=\"{id}\" w:name=\"{mark}\"/>"));
                self.inlines(text, "");
                self.out.push_str(&format!("<w:bookmarkEnd w:id=\"{id}\"/></w:p>"));
            }
            Block::Paragraph(text) => self.paragraph(text, &indent(depth)),
            Block::List { start, items, .. } => self.list(set, *start, items, depth),
            Block::Table(table) => self.table(table),
            Block::Code(text) => {
                let style = self.styles.id("Source Code");
                for line in text.trim_end().lines() {
                    self.out.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", run(line, "")));
                }
            }
            Block::Quote(inner) => {
                let style = self.styles.id("Attention");
                for block in inner {
                    match block {
                        Block::Paragraph(text) => self.paragraph(text, &format!("<w:pStyle w:val=\"{style}\"/>")),
                        other => self.block(set, other, depth + 1),
                    }
                }
            }
            Block::Figure(at) => self.figure(set, *at),
            Block::Rule => {
                self.out.push_str("<w:p><w:pPr><w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"B9C4CD\"/></w:pBdr></w:pPr></w:p>");
            }
        }
    }

    fn paragraph(&mut self, text: &[Inline], properties: &str) {
        let properties = if properties.is_empty() { String::new() } else { format!("<w:pPr>{properties}</w:pPr>") };
        self.out.push_str(&format!("<w:p>{properties}"));
        self.inlines(text, "");
        self.out.push_str("</w:p>");
    }

    fn list(&mut self, set: &Set<'_>, start: Option<usize>, items: &[Vec<Block>], depth: usize) {
        // number 1 is the list with bullets; each list with numbers has its own
        let number = match start {
            None => 1,
            Some(start) => {
                self.numbered.push(start);
                self.numbered.len() + 1
            }
        };
        let level = depth.min(8);
        let style = self.styles.id(if start.is_some() { "List Number" } else { "List Bullet" });
        for item in items {
            for (at, block) in item.iter().enumerate() {
                match block {
                    Block::Paragraph(text) if at == 0 => self
                        .paragraph(text, &format!("<w:pStyle w:val=\"{style}\"/><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{number}\"/></w:numPr>")),
                    other => self.block(set, other, depth + 1),
                }
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let total = f64::from(self.paper.text());
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a width on paper is small and positive")]
        let columns: Vec<u32> = widths::widths(table, self.paper.sideways()).iter().map(|part| (part * total).floor() as u32).collect();
        let style = self.styles.id("ISMS Table");
        self.out.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>"
        ));
        for width in &columns {
            self.out.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
        }
        self.out.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (at, text) in table.head.iter().enumerate() {
            self.cell(text, columns.get(at), table.right.get(at) == Some(&true), "Table Head", "");
        }
        self.out.push_str("</w:tr>");
        for row in &table.rows {
            // a row longer than a page would be cut off if it could not be split
            let long = row.iter().map(|cell| plain(&cell.text).len()).max().unwrap_or(0) > 1500;
            self.out.push_str(if long { "<w:tr>" } else { "<w:tr><w:trPr><w:cantSplit/></w:trPr>" });
            for (at, cell) in row.iter().enumerate() {
                let look = cell
                    .tone
                    .map(|tone| tone.colours())
                    .map(|(ink, back)| format!("<w:b/><w:color w:val=\"{ink}\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{back}\"/>"));
                self.cell(&cell.text, columns.get(at), table.right.get(at) == Some(&true), "Table Text", &look.unwrap_or_default());
            }
            self.out.push_str("</w:tr>");
        }
        // two tables that touch would become one
        self.out.push_str("</w:tbl><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"60\"/></w:pPr></w:p>");
    }

    fn cell(&mut self, text: &[Inline], width: Option<&u32>, right: bool, style: &str, look: &str) {
        let style = self.styles.id(style);
        let align = if right { "<w:jc w:val=\"right\"/>" } else { "" };
        self.out.push_str(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{align}</w:pPr>",
            width.copied().unwrap_or(0)
        ));
        self.inlines(text, look);
        self.out.push_str("</w:p></w:tc>");
    }

    fn inlines(&mut self, text: &[Inline], look: &str) {
        for one in text {
            match one {
                Inline::Text(text) => self.out.push_str(&run(text, look)),
                Inline::Strong(inner) => self.inlines(inner, &with("<w:b/>", look)),
                Inline::Emphasis(inner) => self.inlines(inner, &with("<w:i/>", look)),
                Inline::Struck(inner) => self.inlines(inner, &with("<w:strike/>", look)),
                Inline::Code(text) => self.out.push_str(&run(text, &with(&format!("<w:rStyle w:val=\"{}\"/>", self.styles.id("Verbatim")), look))),
                Inline::Break => self.out.push_str("<w:r><w:br/></w:r>"),
                Inline::Link { to, text } => self.link(to, text, look),
            }
        }
    }

    fn link(&mut self, to: &To, text: &[Inline], look: &str) {
        let (address, anchor) = match to {
            To::Nowhere => return self.inlines(text, look),
            To::Here(anchor) => (None, Some(bookmark(anchor))),
            To::Document { stem, anchor } if *stem == self.document.stem => (None, Some(anchor.as_deref().map_or_else(|| "_top".to_string(), bookmark))),
            To::Document { stem, anchor } => (Some(format!("{}{stem}.docx", crate::render::up(&self.document.stem))), anchor.as_deref().map(bookmark)),
            To::Web(address) | To::File(address) => (Some(address.clone()), None),
        };
        let mut attributes = String::new();
        if let Some(address) = address {
            let next = self.relations + 1;
            let id = *self.links.entry(address).or_insert(next);
            self.relations = self.relations.max(id);
            attributes.push_str(&format!(" r:id=\"rId{id}\""));
        }
        if let Some(anchor) = anchor {
            attributes.push_str(&format!(" w:anchor=\"{anchor}\""));
        }
        self.out.push_str(&format!("<w:hyperlink{attributes} w:history=\"1\">"));
        let style = format!("<w:rStyle w:val=\"{}\"/>", self.styles.id("Hyperlink"));
        self.inlines(text, &with(&style, look));
        self.out.push_str("</w:hyperlink>");
    }

    fn figure(&mut self, set: &Set<'_>, at: usize) {
        let Some(figure) = self.document.figures.get(at) else { return };
        let number = self.pictures.len() + 1;
        match picture::make(set, figure, number, picture::Room { width: self.paper.text(), height: self.paper.height - 4200 }) {
            Some(made) => {
                self.out.push_str(&format!("<w:p><w:pPr><w:keepNext/><w:spacing w:before=\"120\" w:after=\"60\"/></w:pPr><w:r>{}</w:r></w:p>", made.drawing));
                self.pictures.extend(made.parts);
            }
            // no picture can be drawn here: what it shows is said
            None => self.paragraph(&[Inline::Text(figure.alt.clone())], ""),
        }
        let style = self.styles.id("caption");
        self.out.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", run(&figure.title, "")));
    }
}

/// Properties of a run in the order that the schema asks for: the style first, then letters, then colours.
pub(super) fn with(first: &str, look: &str) -> String {
    if look.contains(first) {
        return look.to_string();
    }
    if first.starts_with("<w:rStyle") {
        // a run has one style: the one outside wins
        return if look.starts_with("<w:rStyle") { look.to_string() } else { format!("{first}{look}") };
    }
    match look.split_once("/>") {
        Some((style, rest)) if style.starts_with("<w:rStyle") => format!("{style}/>{first}{rest}"),
        _ if first == "<w:b/>" => format!("{first}{look}"),
        _ => match look.strip_prefix("<w:b/>") {
            Some(rest) => format!("<w:b/>{first}{rest}"),
            None => format!("{first}{look}"),
        },
    }
}

fn indent(depth: usize) -> String {
    if depth == 0 { String::new() } else { format!("<w:ind w:left=\"{}\"/>", depth.min(9) * INDENT) }
}

/// A page number in the text of a header or footer.
pub(super) fn page_of(of: &str) -> String {
    format!("{}{}{}", field("PAGE", "1"), run(&format!(" {of} "), ""), field("NUMPAGES", "1"))
}
