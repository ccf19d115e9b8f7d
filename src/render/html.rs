//! Pages that are a site: one file each, with its style and script inside; they open and print without a server, load
//! nothing, and are whole without the script.
//!
//! A document is a page, and so is a register, which sorts and filters; the start page, the map, the findings and the
//! search stand beside them.

mod body;
mod cells;
mod dress;
mod findings;
mod frame;
mod map;
mod register;
mod search;
mod shelves;
mod start;
#[cfg(test)]
mod tests;

pub(super) use dress::Dress;
use dress::SCRIPT;
pub(super) use register::render as register;

use super::tree::{self, Tree};
use super::{OutputFile, Set, Takes, up};
use crate::document::{Document, Language, Shelf};
use frame::Page;

/// The page of a document.
pub(super) fn render(set: &Set<'_>, document: &Document, tree: &Tree) -> Result<Vec<u8>, String> {
    if let Some(site) = &document.site {
        return Ok(start::render(set, document, site, tree));
    }
    let meta = &document.meta;
    let mut main = head(set, document);
    if document.shelf == Shelf::Processes {
        main.push_str(&map::neighbours(set, document));
    }
    main.push_str(&contents(&meta.say, tree));
    main.push_str(&body::html(set, document, tree));
    let above = match document.shelf {
        Shelf::Policies => "policy_index",
        Shelf::Processes => "process_handbook",
        _ => "",
    };
    let page = Page {
        stem: &document.stem,
        title: &document.title,
        class: frame::class(document.shelf),
        meta,
        trail: set.document(above).map(|one| (one.stem.as_str(), one.title.as_str())).into_iter().collect(),
        below: if document.shelf == Shelf::Processes { "process_map" } else { above },
    };
    Ok(frame::page(set, &page, &main, &files(set, document)))
}

/// The pages of the site that are no documents.
pub(super) fn pages(set: &Set<'_>, trees: &[Tree]) -> Result<Vec<OutputFile>, String> {
    let Some((index, site)) = set.documents.iter().find_map(|one| Some((one, one.site.as_ref()?))) else { return Ok(Vec::new()) };
    let mut made = vec![map::render(set, index, site), search::render(set, index, trees)];
    made.extend(findings::render(set, index, site));
    Ok(made)
}

/// The page with the map of the processes alone; nothing where there is no site.
pub(super) fn process_map(set: &Set<'_>) -> Option<OutputFile> {
    set.documents.iter().find_map(|one| Some(map::render(set, one, one.site.as_ref()?)))
}

/// The title of a document, with its state and its control.
fn head(set: &Set<'_>, document: &Document) -> String {
    let meta = &document.meta;
    let mut out = format!("<header class=\"head\">\n{}<h1>{}</h1>\n", logo(set), escape(&document.title));
    if meta.controlled {
        let class = if meta.is_approved() && meta.open_part {
            "state part"
        } else if meta.is_approved() {
            "state good"
        } else {
            "state bad"
        };
        out.push_str(&format!("<p class=\"mark\"><span class=\"{class}\">{}</span></p>\n", escape(meta.state())));
    }
    out.push_str("<dl>\n");
    // the state stands beside the title
    for (label, value) in meta.rows().into_iter().filter(|(label, _)| *label != meta.state_label()) {
        out.push_str(&format!("<div><dt>{}</dt><dd>{}</dd></div>\n", escape(label), escape(&value)));
    }
    out.push_str("</dl>\n</header>\n");
    out
}

/// The logo was looked through when the theme was read: it is a picture and nothing else.
fn logo(set: &Set<'_>) -> String {
    set.theme.logo_svg().map(|logo| format!("<div class=\"logo\" aria-hidden=\"true\">{logo}</div>\n")).unwrap_or_default()
}

/// The other formats of a document, each with its link from where a page lies: name, address.
fn copies(set: &Set<'_>, document: &Document, from: &str) -> Vec<(String, String)> {
    let tells = |takes: &Takes| matches!(takes, Takes::Tree(_) | Takes::Markdown(_));
    let formats = set.formats.iter().filter(|format| format.name != "html" && format.takes.iter().any(tells));
    let name = |format: &str| if format == "markdown" { "Markdown".to_string() } else { format.to_uppercase() };
    let up = up(from);
    formats.map(|format| (name(format.name), format!("{up}{}.{}", document.stem, format.extension))).collect()
}

/// Links, one after the other.
fn linked(links: &[(String, String)]) -> String {
    let links: Vec<String> = links.iter().map(|(name, link)| format!("<a href=\"{}\">{}</a>", escape(link), escape(name))).collect();
    links.join(", ")
}

/// The files that belong to a document: its other formats, and its tables.
fn files(set: &Set<'_>, document: &Document) -> String {
    let say = &document.meta.say;
    let mut out = String::new();
    let copies = copies(set, document, &document.stem);
    if !copies.is_empty() {
        out.push_str(&format!("<li>{}: {}</li>\n", escape(say.t("This document as")), linked(&copies)));
    }
    let up = up(&document.stem);
    let data = set.data_links(document);
    for (at, register) in document.registers.iter().enumerate() {
        let mut links = vec![(say.t("sort and filter").to_string(), format!("{up}registers/{}.html", register.id))];
        links.extend(data.get(at).into_iter().flat_map(|(_, links)| links.iter().cloned()));
        out.push_str(&format!("<li>{}: {}</li>\n", escape(register.title), linked(&links)));
    }
    if out.is_empty() { out } else { format!("<ul class=\"data\" id=\"files\">\n{out}</ul>\n") }
}

/// The table of the sections, where there are enough to need one.
fn contents(say: &Language, tree: &Tree) -> String {
    let sections = tree::sections(tree);
    if sections.len() <= 2 {
        return String::new();
    }
    let title = escape(say.t("On this page"));
    let mut out = format!("<nav class=\"contents\" aria-label=\"{title}\">\n<h2>{title}</h2>\n<ul>\n");
    for (anchor, title) in sections {
        out.push_str(&format!("<li><a href=\"#{}\">{}</a></li>\n", escape(anchor), escape(&title)));
    }
    out.push_str("</ul>\n</nav>\n");
    out
}

fn current(here: bool) -> &'static str {
    if here { " aria-current=\"page\"" } else { "" }
}

/// Text for a page, whatever it contains.
fn escape(text: &str) -> String {
    let text = crate::base::visible(text);
    let Some(first) = text.find(['&', '<', '>', '"', '\'']) else { return text.into_owned() };
    let (before, rest) = text.split_at_checked(first).unwrap_or_default();
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(before);
    for c in rest.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
