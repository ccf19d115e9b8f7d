//! What stands around the text: the head on the first page, the lines above and below every page, the end.

use super::Paper;
use super::body::page_of;
use super::styles::Styles;
use super::xml::{HEAD, escape, run};
use crate::document::Document;
use crate::render::Set;
use crate::render::look::Tone;
use crate::render::short::{LINE, short};

const SPACES: &str =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// The title, and the control of the document as a table.
pub(super) fn front(document: &Document, styles: &Styles, paper: Paper) -> String {
    let meta = &document.meta;
    let paragraph = |style: &str, text: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr>{}</w:p>", styles.id(style), run(text, ""));
    let mut out = paragraph("Subtitle", &meta.organisation);
    out.push_str(&format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr><w:bookmarkStart w:id=\"0\" w:name=\"_top\"/>{}<w:bookmarkEnd w:id=\"0\"/></w:p>",
        styles.id("Title"),
        run(&document.title, "")
    ));
    let (label, value) = (2600, paper.text() - 2600);
    out.push_str(&format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders><w:top w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"{}\"/><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"B9C4CD\"/></w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"{label}\"/><w:gridCol w:w=\"{value}\"/></w:tblGrid>",
        styles.accent()
    ));
    let style = styles.id("Table Text");
    for (at, (name, text)) in meta.rows().into_iter().enumerate() {
        // the state stands out, as it does on the page
        let state = meta.controlled && at == 3;
        let (ink, back) = if meta.is_approved() { Tone::Good.colours() } else { Tone::Bad.colours() };
        let look = if state { format!("<w:b/><w:color w:val=\"{ink}\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{back}\"/>") } else { String::new() };
        out.push_str(&format!(
            "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"{label}\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p></w:tc><w:tc><w:tcPr><w:tcW w:w=\"{value}\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p></w:tc></w:tr>",
            run(name, "<w:color w:val=\"55636F\"/>"),
            run(&text, &look)
        ));
    }
    out.push_str("</w:tbl><w:p/>");
    out
}

/// The digest, so that a reader can find out whether the document belongs to its sources.
pub(super) fn back(set: &Set<'_>, document: &Document, styles: &Styles) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{}\"/><w:pBdr><w:top w:val=\"single\" w:sz=\"4\" w:space=\"6\" w:color=\"B9C4CD\"/></w:pBdr><w:spacing w:before=\"360\"/></w:pPr>{}</w:p>",
        styles.id("Table Text"),
        run(
            &format!("{} {}. {}: {}", set.t("Made from"), document.meta.package, set.t("SHA-256 of the sources"), document.meta.digest),
            "<w:color w:val=\"55636F\"/>"
        )
    )
}

/// The line above every page: the organisation and the classification.
pub(super) fn header(document: &Document, styles: &Styles, paper: Paper) -> String {
    let classification = document.meta.classification.clone().unwrap_or_default();
    format!(
        "{HEAD}<w:hdr {SPACES}><w:p><w:pPr><w:pStyle w:val=\"{}\"/><w:tabs><w:tab w:val=\"clear\" w:pos=\"4536\"/><w:tab w:val=\"clear\" w:pos=\"9072\"/><w:tab w:val=\"right\" w:pos=\"{}\"/></w:tabs></w:pPr>{}<w:r><w:tab/></w:r>{}</w:p></w:hdr>",
        styles.id("header"),
        paper.text(),
        run(&format!("{} · {}", short(&document.meta.organisation, LINE), short(&document.title, LINE)), ""),
        run(&short(&classification, LINE), "<w:b/>")
    )
}

/// The line below every page: number, version and state, and the page of how many.
pub(super) fn footer(set: &Set<'_>, document: &Document, styles: &Styles, paper: Paper) -> String {
    let meta = &document.meta;
    let mut left: Vec<String> = Vec::new();
    left.extend(meta.number.clone());
    left.extend(meta.version.as_ref().map(|version| format!("{} {}", set.t("Version"), short(version, LINE))));
    if meta.controlled {
        left.push(meta.state().to_string());
    }
    left.push(format!("{} {}", set.t("sources"), meta.short_digest()));
    format!(
        "{HEAD}<w:ftr {SPACES}><w:p><w:pPr><w:pStyle w:val=\"{}\"/><w:tabs><w:tab w:val=\"clear\" w:pos=\"4536\"/><w:tab w:val=\"clear\" w:pos=\"9072\"/><w:tab w:val=\"right\" w:pos=\"{}\"/></w:tabs></w:pPr>{}<w:r><w:tab/></w:r>{}{}</w:p></w:ftr>",
        styles.id("footer"),
        paper.text(),
        run(&short(&left.join(" · "), 2 * LINE), ""),
        run(&format!("{} ", set.t("Page")), ""),
        page_of(&escape(set.t("of")))
    )
}
