//! The styles: our own, or the company's with what is missing there.

use std::collections::BTreeMap;

use super::parts::language;
use super::reference::Reference;
use super::xml::HEAD;
use crate::render::theme::Theme;

/// The colour in the table below that a theme replaces, and the font.
const ACCENT: &str = "0B5394";
const FONT: &str = "Arial";
const INK: &str = "1C2733";
const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// A style: its name, its id, its type, and what stands in it.
struct Style(&'static str, &'static str, &'static str, &'static str);

/// All styles that documents use. The names are those of word processors where they have one.
const STYLES: &[Style] = &[
    Style("Normal", "Normal", "paragraph", "<w:qFormat/><w:pPr><w:spacing w:before=\"0\" w:after=\"120\" w:line=\"269\" w:lineRule=\"auto\"/></w:pPr>"),
    Style(
        "Title",
        "Title",
        "paragraph",
        "<w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:spacing w:before=\"0\" w:after=\"240\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:rPr><w:b/><w:color w:val=\"1C2733\"/><w:sz w:val=\"48\"/></w:rPr>",
    ),
    Style(
        "Subtitle",
        "Subtitle",
        "paragraph",
        "<w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:spacing w:before=\"240\" w:after=\"60\"/></w:pPr><w:rPr><w:color w:val=\"55636F\"/><w:sz w:val=\"22\"/></w:rPr>",
    ),
    Style(
        "heading 1",
        "Heading1",
        "paragraph",
        "<w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before=\"400\" w:after=\"120\" w:line=\"240\" w:lineRule=\"auto\"/><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:b/><w:color w:val=\"0B5394\"/><w:sz w:val=\"32\"/></w:rPr>",
    ),
    Style(
        "heading 2",
        "Heading2",
        "paragraph",
        "<w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before=\"280\" w:after=\"80\" w:line=\"240\" w:lineRule=\"auto\"/><w:outlineLvl w:val=\"1\"/></w:pPr><w:rPr><w:b/><w:color w:val=\"1C2733\"/><w:sz w:val=\"25\"/></w:rPr>",
    ),
    Style(
        "heading 3",
        "Heading3",
        "paragraph",
        "<w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before=\"200\" w:after=\"60\"/><w:outlineLvl w:val=\"2\"/></w:pPr><w:rPr><w:b/><w:color w:val=\"1C2733\"/><w:sz w:val=\"21\"/></w:rPr>",
    ),
    Style(
        "heading 4",
        "Heading4",
        "paragraph",
        "<w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before=\"160\" w:after=\"40\"/><w:outlineLvl w:val=\"3\"/></w:pPr><w:rPr><w:i/><w:color w:val=\"1C2733\"/></w:rPr>",
    ),
    Style(
        "heading 5",
        "Heading5",
        "paragraph",
        "<w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before=\"160\" w:after=\"40\"/><w:outlineLvl w:val=\"4\"/></w:pPr><w:rPr><w:i/><w:color w:val=\"55636F\"/></w:rPr>",
    ),
    Style(
        "TOC Heading",
        "TOCHeading",
        "paragraph",
        "<w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/></w:pPr><w:rPr><w:b/><w:color w:val=\"0B5394\"/><w:sz w:val=\"26\"/></w:rPr>",
    ),
    Style(
        "toc 1",
        "TOC1",
        "paragraph",
        "<w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:pPr><w:spacing w:before=\"40\" w:after=\"20\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr>",
    ),
    Style(
        "toc 2",
        "TOC2",
        "paragraph",
        "<w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/><w:ind w:left=\"284\"/></w:pPr><w:rPr><w:color w:val=\"55636F\"/><w:sz w:val=\"18\"/></w:rPr>",
    ),
    Style(
        "header",
        "Header",
        "paragraph",
        "<w:basedOn w:val=\"Normal\"/><w:pPr><w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"B9C4CD\"/></w:pBdr><w:spacing w:after=\"0\"/></w:pPr><w:rPr><w:color w:val=\"55636F\"/><w:sz w:val=\"16\"/></w:rPr>",
    ),
    Style(
        "footer",
        "Footer",
        "paragraph",
        "<w:basedOn w:val=\"Normal\"/><w:pPr><w:pBdr><w:top w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"B9C4CD\"/></w:pBdr><w:spacing w:after=\"0\"/></w:pPr><w:rPr><w:color w:val=\"55636F\"/><w:sz w:val=\"16\"/></w:rPr>",
    ),
    Style("List Bullet", "ListBullet", "paragraph", "<w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr><w:spacing w:after=\"50\"/></w:pPr>"),
    Style("List Number", "ListNumber", "paragraph", "<w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr><w:spacing w:after=\"50\"/></w:pPr>"),
    Style(
        "caption",
        "Caption",
        "paragraph",
        "<w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:spacing w:after=\"200\"/></w:pPr><w:rPr><w:color w:val=\"55636F\"/><w:sz w:val=\"17\"/></w:rPr>",
    ),
    Style(
        "Attention",
        "Attention",
        "paragraph",
        "<w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr><w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"8\" w:color=\"A01218\"/></w:pBdr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FDE5E6\"/><w:spacing w:before=\"80\" w:after=\"80\"/><w:ind w:left=\"227\"/></w:pPr>",
    ),
    Style(
        "Source Code",
        "SourceCode",
        "paragraph",
        "<w:basedOn w:val=\"Normal\"/><w:pPr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F4F6F8\"/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:rPr><w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/><w:noProof/><w:sz w:val=\"17\"/></w:rPr>",
    ),
    Style(
        "Table Text",
        "TableText",
        "paragraph",
        "<w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr><w:spacing w:before=\"30\" w:after=\"30\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:rPr><w:sz w:val=\"16\"/></w:rPr>",
    ),
    Style("Table Head", "TableHead", "paragraph", "<w:basedOn w:val=\"TableText\"/><w:qFormat/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/></w:rPr>"),
    Style("Hyperlink", "Hyperlink", "character", "<w:rPr><w:color w:val=\"0B5394\"/></w:rPr>"),
    Style("Verbatim", "Verbatim", "character", "<w:rPr><w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/><w:noProof/></w:rPr>"),
    Style(
        "ISMS Table",
        "ISMSTable",
        "table",
        "<w:pPr><w:spacing w:after=\"0\"/></w:pPr><w:tblPr><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"B9C4CD\"/><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"B9C4CD\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"D5DCE2\"/></w:tblBorders><w:tblCellMar><w:left w:w=\"70\" w:type=\"dxa\"/><w:right w:w=\"70\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type=\"firstRow\"><w:tblPr/><w:tcPr><w:tcBorders><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"0B5394\"/></w:tcBorders><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F4F6F8\"/></w:tcPr></w:tblStylePr>",
    ),
];

/// The styles of one document.
pub(super) struct Styles {
    reference: Option<Reference>,
    /// The id of each style by its name.
    ids: BTreeMap<&'static str, String>,
    accent: String,
    font: String,
}

impl Styles {
    pub fn new(reference: Option<&Reference>, theme: &Theme) -> Self {
        let id = |style: &Style| reference.and_then(|own| own.style(style.0)).map_or_else(|| style.1.to_string(), super::xml::escape);
        Styles {
            reference: reference.cloned(),
            ids: STYLES.iter().map(|style| (style.0, id(style))).collect(),
            accent: theme.accent().to_string(),
            font: theme.font().unwrap_or(FONT).to_string(),
        }
    }

    /// The id of a style.
    pub fn id(&self, name: &str) -> &str {
        self.ids.get(name).map_or("Normal", String::as_str)
    }

    /// The style of a heading; the title of the document is above all of them.
    pub fn heading(&self, level: u8) -> &str {
        self.id(match level {
            0..=2 => "heading 1",
            3 => "heading 2",
            4 => "heading 3",
            5 => "heading 4",
            _ => "heading 5",
        })
    }

    /// The colour of what stands out.
    pub fn accent(&self) -> &str {
        &self.accent
    }

    /// The part with the styles.
    pub fn xml(&self, code: &str) -> String {
        let own = |style: &&Style| self.reference.as_ref().is_none_or(|reference| reference.style(style.0).is_none());
        let ours: String = STYLES.iter().filter(own).map(|style| self.style(style)).collect();
        match &self.reference {
            // what the company has not defined comes behind what it has
            Some(reference) => match reference.styles.rsplit_once("</w:styles>") {
                Some((styles, _)) => format!("{styles}{ours}</w:styles>"),
                None => reference.styles.clone(),
            },
            None => format!(
                "{HEAD}<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"{0}\" w:hAnsi=\"{0}\" w:eastAsia=\"{0}\" w:cs=\"{0}\"/><w:color w:val=\"{INK}\"/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/><w:lang w:val=\"{1}\" w:eastAsia=\"en-US\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>{ours}</w:styles>",
                self.font,
                language(code)
            ),
        }
    }

    fn style(&self, style: &Style) -> String {
        let default = if style.0 == "Normal" { " w:default=\"1\"" } else { "" };
        let Style(name, id, kind, inner) = style;
        // what a style of ours is based on may have another id in the company's document
        let inner = ["Normal", "TableText"].iter().fold(inner.replace(ACCENT, &self.accent), |text, id| {
            let name = if *id == "Normal" { "Normal" } else { "Table Text" };
            text.replace(&format!("w:val=\"{id}\"/>"), &format!("w:val=\"{}\"/>", self.id(name)))
        });
        format!("<w:style w:type=\"{kind}\"{default} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{inner}</w:style>")
    }
}
