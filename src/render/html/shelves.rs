//! The documents on the start page: in the order in which readers ask for them, with their state and other formats.

use super::{copies, escape, linked};
use crate::document::site::Readers;
use crate::document::{Document, Language, Site};
use crate::render::Set;

/// Words in the language of the documents.
fn t(say: &Language, english: &str) -> String {
    escape(say.t(english))
}

/// All documents in groups, with what an auditor looks at first: version, owner, approval, review.
pub(super) fn documents(set: &Set<'_>, site: &Site, say: &Language) -> String {
    let mut out = format!("<h2 id=\"documents\" class=\"part\">{}</h2>\n", t(say, "Documents"));
    for group in &site.readers {
        out.push_str(&format!("<section class=\"group\">\n<h3>{}</h3>\n<p>{}</p>\n", t(say, group.title), t(say, group.about)));
        out.push_str(&if group.short { short(set, group) } else { shelf(set, say, group) });
        out.push_str("</section>\n");
    }
    out
}

/// Titles alone.
fn short(set: &Set<'_>, group: &Readers) -> String {
    let links: Vec<String> = group.stems.iter().filter_map(|stem| set.document(stem)).map(|one| format!("<li>{}</li>\n", document_link(one))).collect();
    format!("<ul class=\"titles\">\n{}</ul>\n", links.concat())
}

/// A table of documents.
fn shelf(set: &Set<'_>, say: &Language, group: &Readers) -> String {
    let label = say.say("Table: {title}", &[("title", &say.t(group.title))]);
    let mut out =
        format!("<div class=\"table\" role=\"region\" aria-label=\"{}\" tabindex=\"0\"><table data-sort class=\"documents\">\n<thead>\n<tr>\n", escape(&label));
    let documents: Vec<&Document> = group.stems.iter().filter_map(|stem| set.document(stem)).collect();
    let also = documents.iter().any(|document| !copies(set, document, "index").is_empty());
    let heads = ["Document", "Version", "Owner", "Approved", "Next review", "Also as"];
    for head in heads.iter().take(if also { 6 } else { 5 }) {
        out.push_str(&format!("<th scope=\"col\">{}</th>\n", t(say, head)));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for document in documents {
        let meta = &document.meta;
        let approved = match (meta.controlled, meta.is_approved()) {
            (false, _) => String::new(),
            (true, true) => meta.approved_on.map(|day| format!("<span class=\"whole\">{}</span>", escape(&say.day(day)))).unwrap_or_default(),
            (true, false) => format!("<span class=\"state bad\">{}</span>", escape(meta.state())),
        };
        let number = meta.number.as_ref().map(|number| format!(" <small>{}</small>", escape(number))).unwrap_or_default();
        let next = meta.next_review.map(|day| format!("<span class=\"whole\">{}</span>", escape(&say.day(day)))).unwrap_or_default();
        let late = if meta.next_review.is_some_and(|next| Some(next) < meta.as_of) {
            format!(" <span class=\"state bad\">{}</span>", t(say, "overdue"))
        } else {
            String::new()
        };
        out.push_str(&format!(
            "<tr>\n<th scope=\"row\">{}{number}</th>\n<td>{}</td>\n<td>{}</td>\n<td>{approved}</td>\n<td>{}{late}</td>\n",
            document_link(document),
            escape(meta.version.as_deref().unwrap_or_default()),
            escape(meta.owner.as_deref().unwrap_or_default()),
            next
        ));
        if also {
            out.push_str(&format!("<td>{}</td>\n", linked(&copies(set, document, "index"))));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
    out
}

/// The files that are made of the whole set.
pub(super) fn whole(set: &Set<'_>, say: &Language) -> String {
    let made = |name: &str| set.formats.iter().any(|format| format.name == name);
    let has = |register: &str| set.documents.iter().any(|document| document.registers.iter().any(|one| one.id == register));
    let whole = set.documents.iter().all(|document| document.wanted);
    let mut links: Vec<(String, String)> = Vec::new();
    if whole && made("xlsx") && set.documents.iter().any(|document| !document.registers.is_empty()) {
        links.push((say.t("all registers as one workbook").to_string(), "registers/all.xlsx".into()));
    }
    if whole && made("ics") && has("calendar") {
        links.push((say.t("the dates for a calendar program").to_string(), "calendar.ics".into()));
    }
    if links.is_empty() { String::new() } else { format!("<p>{}: {}</p>\n", t(say, "The whole set"), linked(&links)) }
}

/// A link to a document from the root of the set.
pub(super) fn document_link(document: &Document) -> String {
    format!("<a href=\"{}.html\">{}</a>", escape(&document.stem), escape(&document.title))
}
