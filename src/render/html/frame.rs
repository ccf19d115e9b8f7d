//! What stands around the text of every page: the head, the bar at the top, the way back, the foot.

use super::{current, escape};
use crate::document::{Meta, Shelf};
use crate::render::{Set, up};

/// A page, before its text.
pub(super) struct Page<'a> {
    /// Where it lies, without extension.
    pub stem: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// The class of its body: how wide it may be, how it is printed.
    pub class: &'a str,
    /// What was said about it: language, organisation, digest, classification.
    pub meta: &'a Meta,
    /// The pages above it, but for the start page: where they lie, and what they are called.
    pub trail: Vec<(&'a str, &'a str)>,
    /// The entry of the bar that it belongs to, by where that lies.
    pub below: &'a str,
}

/// The documents that the bar leads to, where they are there.
const BAR: &[&str] = &["soa", "risk_register", "policy_index"];

/// The whole page around what stands in `main` and in `foot`.
pub(super) fn page(set: &Set<'_>, page: &Page<'_>, main: &str, foot: &str) -> Vec<u8> {
    let dress = set.dress();
    let meta = page.meta;
    let say = &meta.say;
    let title = escape(page.title);
    let mut out = String::with_capacity(main.len() + dress.style.len() + super::SCRIPT.len() + 8192);
    out.push_str(&format!("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n", escape(&meta.language)));
    out.push_str(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n", dress.policy));
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
    out.push_str(&format!("<meta name=\"isms-sources\" content=\"sha256:{}\">\n", escape(&meta.digest)));
    let whose = if page.stem == "index" { String::new() } else { format!(" · {}", escape(&meta.organisation)) };
    out.push_str(&format!("<title>{title}{whose}</title>\n<style>{}</style>\n</head>\n", dress.style));
    out.push_str(&format!("<body class=\"{}\">\n<a class=\"skip\" href=\"#text\">{}</a>\n", page.class, escape(say.t("Skip to the text"))));
    out.push_str(&bar(set, page));
    out.push_str(&crumbs(page));
    out.push_str(&format!("<main id=\"text\" tabindex=\"-1\">\n{main}</main>\n"));
    out.push_str(&format!(
        "<footer>\n{foot}<p>{} {}. {}: <code>{}</code></p>\n</footer>\n",
        escape(say.t("Made from")),
        escape(&meta.package),
        escape(say.t("SHA-256 of the sources")),
        escape(&meta.digest)
    ));
    out.push_str(&format!("<script>{}</script>\n</body>\n</html>\n", super::SCRIPT));
    out.into_bytes()
}

/// The bar at the top: whose ISMS it is, the few pages that are asked for most, and how it is classified.
fn bar(set: &Set<'_>, page: &Page<'_>) -> String {
    let say = &page.meta.say;
    let up = up(page.stem);
    let mut out = format!(
        "<header class=\"bar\">\n<a class=\"home\" href=\"{up}index.html\"{}>{}</a>\n<nav aria-label=\"{}\">\n<ul>\n",
        current(page.stem == "index"),
        escape(&page.meta.organisation),
        escape(say.t("Main pages"))
    );
    let mut entry = |stem: &str, title: &str| {
        let here = stem == page.stem || stem == page.below;
        out.push_str(&format!("<li><a href=\"{up}{}.html\"{}>{}</a></li>\n", escape(stem), current(here), escape(title)));
    };
    for stem in BAR {
        if let Some(document) = set.document(stem) {
            entry(stem, &document.title);
        }
    }
    if set.site().is_some() {
        entry("process_map", say.t("Process map"));
    }
    out.push_str(&format!("<li><a href=\"{up}index.html#documents\">{}</a></li>\n", escape(say.t("Documents"))));
    if set.site().is_some() {
        out.push_str(&format!("<li><a href=\"{up}search.html\"{}>{}</a></li>\n", current(page.stem == "search"), escape(say.t("Search"))));
    }
    out.push_str("</ul>\n</nav>\n");
    if let Some(level) = &page.meta.classification {
        out.push_str(&format!("<p class=\"class\"><span class=\"unseen\">{}: </span>{}</p>\n", escape(say.t("Classification")), escape(level)));
    }
    out.push_str("</header>\n");
    out
}

/// The way back to the start page.
fn crumbs(page: &Page<'_>) -> String {
    if page.stem == "index" {
        return String::new();
    }
    let say = &page.meta.say;
    let up = up(page.stem);
    let mut out = format!(
        "<nav class=\"crumbs\" aria-label=\"{}\">\n<ol>\n<li><a href=\"{up}index.html\">{}</a></li>\n",
        escape(say.t("Where you are")),
        escape(say.t("Start"))
    );
    for (stem, title) in &page.trail {
        out.push_str(&format!("<li><a href=\"{up}{}.html\">{}</a></li>\n", escape(stem), escape(title)));
    }
    out.push_str(&format!("<li aria-current=\"page\">{}</li>\n</ol>\n</nav>\n", escape(page.title)));
    out
}

/// The class of the pages of a shelf.
pub(super) fn class(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Index => "index",
        Shelf::Core | Shelf::Registers => "wide",
        Shelf::Policies => "policy",
        Shelf::Processes => "process",
    }
}
