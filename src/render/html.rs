//! Pages: one file each, with its style inside; they open and print without a server and load nothing.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use comrak::adapters::{HeadingAdapter, HeadingMeta};
use comrak::nodes::{AstNode, NodeValue, Sourcepos};
use comrak::{Arena, format_html_with_plugins, parse_document};
use sha2::{Digest as _, Sha256};

use super::{Set, look, up};
use crate::document::{Document, Shelf, prose, text};

/// The page of a document.
pub(super) fn render(set: &Set<'_>, document: &Document) -> String {
    let style = set.style.replace('<', "\\3c ");
    let (body, contents) = body(set, document);
    let meta = &document.meta;
    let title = escape(&document.title);
    let organisation = escape(&meta.organisation);
    let mut out = String::with_capacity(body.len() + style.len() + 4096);
    out.push_str(&format!("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n", escape(&meta.language)));
    // nothing is loaded and nothing runs: the one style sheet is named by its digest
    out.push_str(&format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n",
        base64(&Sha256::digest(style.as_bytes()))
    ));
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
    out.push_str(&format!("<meta name=\"isms-sources\" content=\"sha256:{}\">\n", escape(&meta.digest)));
    out.push_str(&format!("<title>{title} · {organisation}</title>\n<style>{style}</style>\n</head>\n"));
    out.push_str(&format!("<body class=\"{}\">\n<a class=\"skip\" href=\"#text\">Skip to the text</a>\n", shelf(document.shelf)));
    out.push_str(&navigation(set, document));
    out.push_str(&format!("<main id=\"text\">\n<header class=\"head\">\n<h1>{title}</h1>\n"));
    if meta.controlled {
        let class = if meta.is_approved() { "state good" } else { "state bad" };
        out.push_str(&format!("<p class=\"mark\"><span class=\"{class}\">{}</span></p>\n", meta.state()));
    }
    out.push_str("<dl>\n");
    // the state stands beside the title
    for (label, value) in meta.rows().into_iter().filter(|(label, _)| *label != "State") {
        out.push_str(&format!("<div><dt>{label}</dt><dd>{}</dd></div>\n", escape(&value)));
    }
    out.push_str("</dl>\n</header>\n");
    out.push_str(&contents);
    out.push_str(&body);
    out.push_str(&footer(set, document));
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn shelf(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Index => "index",
        Shelf::Core | Shelf::Registers => "wide",
        Shelf::Policies => "policy",
        Shelf::Processes => "process",
    }
}

/// The bar at the top: the index, the main documents, the policies.
fn navigation(set: &Set<'_>, document: &Document) -> String {
    let up = up(&document.stem);
    let mut out = format!(
        "<nav class=\"bar\" aria-label=\"Documents\">\n<a class=\"home\" href=\"{up}index.html\"{}>{}</a>\n<ul>\n",
        current(document.stem == "index"),
        escape(&document.meta.organisation)
    );
    for other in set.documents.iter().filter(|other| other.shelf == Shelf::Core || other.stem == "policy_index") {
        let here = other.stem == document.stem
            || (other.stem == "process_handbook" && document.shelf == Shelf::Processes)
            || (other.stem == "policy_index" && document.shelf == Shelf::Policies);
        out.push_str(&format!("<li><a href=\"{up}{}.html\"{}>{}</a></li>\n", escape(&other.stem), current(here), escape(&other.title)));
    }
    out.push_str(&format!("<li><a href=\"{up}index.html\">All documents</a></li>\n</ul>\n</nav>\n"));
    out
}

fn current(here: bool) -> &'static str {
    if here { " aria-current=\"page\"" } else { "" }
}

fn footer(set: &Set<'_>, document: &Document) -> String {
    let mut out = String::from("<footer>\n");
    let data = set.data_links(document);
    if !data.is_empty() {
        out.push_str("<ul class=\"data\">\n");
        for (register, links) in data {
            let links: Vec<String> = links.iter().map(|(name, link)| format!("<a href=\"{}\">{name}</a>", escape(link))).collect();
            out.push_str(&format!("<li>{}: {}</li>\n", escape(register.title), links.join(", ")));
        }
        out.push_str("</ul>\n");
    }
    out.push_str(&format!(
        "<p>Made from {}. SHA-256 of the sources: <code>{}</code></p>\n</footer>\n",
        escape(&document.meta.package),
        escape(&document.meta.digest)
    ));
    out
}

/// The text as HTML, and a table of its sections.
fn body(set: &Set<'_>, document: &Document) -> (String, String) {
    let arena = Arena::new();
    let options = prose::options();
    let root = parse_document(&arena, &document.markdown, &options);
    let nodes: Vec<_> = root.descendants().collect();
    for node in nodes {
        if !place_figure(document, &arena, node) {
            adjust(set, document, &arena, node);
        }
    }
    let headings = Headings::default();
    let mut plugins = comrak::options::Plugins::default();
    plugins.render.heading_adapter = Some(&headings);
    let mut html = String::new();
    // writing to a String does not fail
    let _ = format_html_with_plugins(root, &options, &mut html, &plugins);
    // comrak escapes every text, so these tags are its own
    let html = html
        .replace("<table>", "<div class=\"table\" role=\"region\" aria-label=\"Table\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>")
        .replace("<th", "<th scope=\"col\"")
        .replace("<th scope=\"col\"ead", "<thead");
    let sections = headings.state.into_inner().unwrap_or_else(PoisonError::into_inner).sections;
    let mut contents = String::new();
    if sections.len() > 2 {
        contents.push_str("<nav class=\"contents\" aria-label=\"On this page\">\n<h2>On this page</h2>\n<ul>\n");
        for (anchor, title) in sections {
            contents.push_str(&format!("<li><a href=\"#{}\">{}</a></li>\n", escape(&anchor), escape(&title)));
        }
        contents.push_str("</ul>\n</nav>\n");
    }
    (html, contents)
}

/// Puts the picture itself where a paragraph holds nothing but the image of a figure.
fn place_figure<'a>(document: &Document, arena: &'a Arena<'a>, node: &'a AstNode<'a>) -> bool {
    let paragraph = matches!(node.data.borrow().value, NodeValue::Paragraph);
    let Some(only) = node.first_child().filter(|child| paragraph && child.next_sibling().is_none()) else { return false };
    let figure = match &only.data.borrow().value {
        NodeValue::Image(link) => document.figure(&link.url),
        _ => None,
    };
    let Some(figure) = figure else { return false };
    let class = if figure.width > 1000 { "figure large" } else { "figure" };
    // the SVG is written by this program and escapes every text; it brings its own title and description
    let html = format!(
        "<figure class=\"{class}\" tabindex=\"0\" role=\"group\" aria-label=\"{0}\">\n{1}<figcaption>{0}</figcaption>\n</figure>\n",
        escape(&figure.title),
        figure.svg
    );
    node.insert_before(arena.alloc(NodeValue::Raw(html).into()));
    node.detach();
    true
}

/// Links lead to pages, pictures become links, and words that say how far something is get their class.
fn adjust<'a>(set: &Set<'_>, document: &Document, arena: &'a Arena<'a>, node: &'a AstNode<'a>) {
    let value = node.data.borrow().value.clone();
    match value {
        NodeValue::Link(mut link) | NodeValue::Image(mut link) => {
            link.url = if prose::harmless(&link.url) { page(set, document, &link.url) } else { String::new() };
            node.data.borrow_mut().value = NodeValue::Link(link);
        }
        NodeValue::TableCell => {
            let text: String = node
                .descendants()
                .filter_map(|inner| match &inner.data.borrow().value {
                    NodeValue::Text(text) => Some(text.to_string()),
                    _ => None,
                })
                .collect();
            let header = node.parent().is_some_and(|row| matches!(row.data.borrow().value, NodeValue::TableRow(true)));
            // numbers, dates and short words are not broken
            let whole = text.chars().count() <= if text.contains(char::is_whitespace) { 12 } else { 20 };
            let room = match text.chars().count() {
                0 => None,
                _ if whole => Some("whole"),
                // a long text needs room, or it becomes a tall thin column
                72.. => Some("long"),
                _ => None,
            };
            let class = look::class(set.model, &text).or_else(|| room.map(str::to_string));
            if let Some(class) = class.filter(|_| !header) {
                let raw = |html: String| arena.alloc(NodeValue::Raw(html).into());
                node.prepend(raw(format!("<span class=\"{class}\">")));
                node.append(raw("</span>".into()));
            }
        }
        _ => {}
    }
}

/// The link to the page of a document, where the link leads to the Markdown of one.
fn page(set: &Set<'_>, document: &Document, url: &str) -> String {
    let (path, anchor) = url.split_once('#').map_or((url, None), |(path, anchor)| (path, Some(anchor)));
    let Some(stem) = path.strip_suffix(".md") else { return url.to_string() };
    let mut folders: Vec<&str> = document.stem.split('/').collect();
    folders.pop();
    for part in stem.split('/') {
        match part {
            ".." => {
                folders.pop();
            }
            "." => {}
            part => folders.push(part),
        }
    }
    let target = folders.join("/");
    if !set.stems.contains(target.as_str()) {
        return url.to_string();
    }
    format!("{stem}.html{}", anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default())
}

/// Gives every heading its anchor and remembers the sections.
#[derive(Default)]
struct Headings {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    seen: BTreeMap<String, usize>,
    sections: Vec<(String, String)>,
}

impl HeadingAdapter for Headings {
    fn enter(&self, output: &mut dyn fmt::Write, heading: &HeadingMeta, _: Option<Sourcepos>) -> fmt::Result {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let anchor = text::anchor(&heading.content);
        let count = state.seen.entry(anchor.clone()).or_default();
        let anchor = if *count == 0 { anchor } else { format!("{anchor}-{count}") };
        *count += 1;
        if heading.level == 2 {
            state.sections.push((anchor.clone(), heading.content.clone()));
        }
        // the page has its own first heading
        let level = heading.level.clamp(2, 6);
        write!(output, "<h{level} id=\"{}\">", escape(&anchor))
    }

    fn exit(&self, output: &mut dyn fmt::Write, heading: &HeadingMeta) -> fmt::Result {
        writeln!(output, "</h{}>", heading.level.clamp(2, 6))
    }
}

fn escape(text: &str) -> String {
    let text = crate::base::visible(text);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
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

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let at = |index: usize| chunk.get(index).map_or(0, |byte| u32::from(*byte));
        let word = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4u32 {
            let digit = usize::try_from(word >> (18 - 6 * place) & 63).ok().and_then(|digit| DIGITS.get(digit)).copied().unwrap_or(b'=');
            out.push(if place as usize <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_read_as_base64() {
        for (bytes, expected) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), expected);
        }
    }
}
