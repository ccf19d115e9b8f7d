//! Pages: one file each, with its style inside; they open and print without a server and load nothing.

mod body;

use sha2::{Digest as _, Sha256};

use super::tree::{self, Tree};
use super::{Set, up};
use crate::document::{Document, Shelf};

/// The page of a document.
pub(super) fn render(set: &Set<'_>, document: &Document, tree: &Tree) -> Result<Vec<u8>, String> {
    let style = format!("{}{}", set.style, theme(set)).replace('<', "\\3c ");
    let body = body::html(document, tree);
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
    // the logo was looked through when the theme was read: it is a picture and nothing else
    let logo = set.theme.logo_svg().map(|logo| format!("<div class=\"logo\" aria-hidden=\"true\">{logo}</div>\n")).unwrap_or_default();
    out.push_str(&format!("<main id=\"text\">\n<header class=\"head\">\n{logo}<h1>{title}</h1>\n"));
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
    out.push_str(&contents(tree));
    out.push_str(&body);
    out.push_str(&footer(set, document));
    out.push_str("</main>\n</body>\n</html>\n");
    Ok(out.into_bytes())
}

/// What the theme of the company adds to the style sheet; it comes last and wins.
fn theme(set: &Set<'_>) -> String {
    let mut out = String::new();
    if set.theme.accent() != super::theme::Theme::default().accent() {
        out.push_str(&format!("\n:root {{ --accent: #{}; }}\n", set.theme.accent()));
    }
    if set.theme.logo_svg().is_some() {
        out.push_str("\n.logo { margin-bottom: 1rem; }\n.logo svg { display: block; height: 2.75rem; width: auto; }\n");
    }
    if let Some(font) = set.theme.font() {
        out.push_str(&format!("\nbody {{ font-family: \"{font}\", \"Segoe UI\", system-ui, sans-serif; }}\n"));
    }
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

/// The table of the sections, where there are enough to need one.
fn contents(tree: &Tree) -> String {
    let sections = tree::sections(tree);
    if sections.len() <= 2 {
        return String::new();
    }
    let mut out = String::from("<nav class=\"contents\" aria-label=\"On this page\">\n<h2>On this page</h2>\n<ul>\n");
    for (anchor, title) in sections {
        out.push_str(&format!("<li><a href=\"#{}\">{}</a></li>\n", escape(anchor), escape(&title)));
    }
    out.push_str("</ul>\n</nav>\n");
    out
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
