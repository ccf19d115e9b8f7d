//! The search: every section of every document, with its text, in one page that asks no server. Without the script it
//! is the table of contents of the whole set.

use serde_json::json;

use super::escape;
use super::frame::{self, Page};
use crate::document::Document;
use crate::render::tree::{Block, Tree, plain};
use crate::render::{OutputFile, Set};

/// A section of a document: its anchor, its heading and its text.
#[derive(Default)]
struct Section {
    anchor: String,
    heading: String,
    text: String,
}

/// The page.
pub(super) fn render(set: &Set<'_>, index: &Document, trees: &[Tree]) -> OutputFile {
    let meta = &index.meta;
    let say = &meta.say;
    let t = |english: &str| escape(say.t(english));
    let documents: Vec<(&Document, Vec<Section>)> =
        set.documents.iter().zip(trees).filter(|(document, _)| document.site.is_none()).map(|(document, tree)| (document, sections(tree))).collect();
    let mut main = format!("<header class=\"head\">\n<h1>{}</h1>\n</header>\n", t("Search"));
    main.push_str(&format!("<div class=\"search\" role=\"search\" aria-label=\"{}\" hidden>\n", t("Search in all documents")));
    main.push_str(&format!("<label class=\"find\">{} <input type=\"search\" autocomplete=\"off\"></label>\n", t("Search in all documents")));
    main.push_str(&format!(
        "<p role=\"status\" aria-live=\"polite\" data-say=\"{}\" data-many=\"{}\"></p>\n</div>\n<ol class=\"found\" id=\"found\"></ol>\n",
        t("{count} places found"),
        t("{count} places found; the first {shown} are shown")
    ));
    main.push_str(&format!("<div id=\"all\">\n<h2>{}</h2>\n", t("All sections")));
    for (document, sections) in &documents {
        main.push_str(&format!("<section>\n<h3><a href=\"{}.html\">{}</a></h3>\n", escape(&document.stem), escape(&document.title)));
        let headed: Vec<&Section> = sections.iter().filter(|section| !section.heading.is_empty()).collect();
        if !headed.is_empty() {
            main.push_str("<ul>\n");
            for section in headed {
                main.push_str(&format!("<li><a href=\"{}.html#{}\">{}</a></li>\n", escape(&document.stem), escape(&section.anchor), escape(&section.heading)));
            }
            main.push_str("</ul>\n");
        }
        main.push_str("</section>\n");
    }
    main.push_str("</div>\n");
    main.push_str(&format!("<script type=\"application/json\" id=\"places\">{}</script>\n", places(&documents)));
    let page = Page { stem: "search", title: say.t("Search"), class: "policy", meta, trail: Vec::new(), below: "search" };
    OutputFile { path: "search.html".into(), bytes: frame::page(set, &page, &main, "") }
}

/// The texts as data: nothing in it can end the element that holds it, and nothing in it is run.
fn places(documents: &[(&Document, Vec<Section>)]) -> String {
    let titles: Vec<_> = documents.iter().map(|(document, _)| json!([document.title, format!("{}.html", document.stem)])).collect();
    let texts: Vec<_> = documents
        .iter()
        .enumerate()
        .flat_map(|(at, (_, sections))| sections.iter().map(move |section| json!([at, section.anchor, section.heading, section.text])))
        .collect();
    json!({ "documents": titles, "sections": texts }).to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// The sections of a document; the first is the document itself, with what stands before its first heading.
fn sections(tree: &Tree) -> Vec<Section> {
    let mut found = vec![Section::default()];
    gather(&tree.blocks, &mut found);
    found
}

fn gather(blocks: &[Block], found: &mut Vec<Section>) {
    for block in blocks {
        let add = |found: &mut Vec<Section>, text: &str| {
            if let Some(section) = found.last_mut() {
                if !section.text.is_empty() {
                    section.text.push(' ');
                }
                section.text.push_str(&text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        };
        match block {
            Block::Heading { anchor, text, .. } => found.push(Section { anchor: anchor.clone(), heading: plain(text), text: String::new() }),
            Block::Paragraph(text) => add(found, &plain(text)),
            Block::List { items, .. } => items.iter().for_each(|item| gather(item, found)),
            Block::Quote(inner) => gather(inner, found),
            Block::Table(table) => {
                for row in &table.rows {
                    let cells: Vec<String> = row.iter().map(|cell| plain(&cell.text)).filter(|text| !text.is_empty()).collect();
                    add(found, &cells.join(" · "));
                }
            }
            Block::Code(text) => add(found, text),
            Block::Figure(_) | Block::Rule => {}
        }
    }
}
