//! The page of the findings: what the compiler has to say about the ISMS on the day that it is judged at, why it
//! matters, and what was set aside by decision.

use super::escape;
use super::frame::{self, Page};
use crate::document::site::{Aside, Finding, Findings};
use crate::document::{Document, Language, Site};
use crate::render::{OutputFile, Set};

/// More kinds of findings get a list at the top of the page.
const FEW: usize = 3;
/// More findings of one kind are folded: who looks for another kind need not scroll past them.
const MANY: usize = 10;

/// The page, where findings were told.
pub(super) fn render(set: &Set<'_>, index: &Document, site: &Site) -> Option<OutputFile> {
    let found = site.findings.as_ref()?;
    let meta = &index.meta;
    let say = &meta.say;
    let mut main = format!("<header class=\"head\">\n<h1>{}</h1>\n<p class=\"of\">{}</p>\n</header>\n", escape(say.t("Findings")), summary(say, found));
    main.push_str(&format!(
        "<p>{}</p>\n",
        escape(say.t("These are the findings of the compiler: what an auditor would ask about. Each names the place in the sources; the words of the compiler are English."))
    ));
    let mut codes: Vec<&str> = Vec::new();
    for one in &found.list {
        if !codes.contains(&one.code) {
            codes.push(one.code);
        }
    }
    let groups: Vec<(&str, Vec<&Finding>)> = codes.into_iter().map(|code| (code, found.list.iter().filter(|one| one.code == code).collect())).collect();
    if groups.len() > FEW {
        main.push_str(&contents(say, &groups));
    }
    for (code, list) in &groups {
        main.push_str(&group(say, code, list));
    }
    main.push_str(&aside(say, &found.aside));
    let page = Page { stem: "findings", title: say.t("Findings"), class: "policy", meta, trail: Vec::new(), below: "index" };
    Some(OutputFile { path: "findings.html".into(), bytes: frame::page(set, &page, &main, "") })
}

/// How many there are, in words.
pub(super) fn summary(say: &Language, found: &Findings) -> String {
    let count = |number: usize, one: &str, many: &str| say.say(if number == 1 { one } else { many }, &[("count", &number)]);
    if found.list.is_empty() {
        return escape(&say.say("No findings in {files} files.", &[("files", &found.files)]));
    }
    let parts = [
        (found.errors, count(found.errors, "{count} finding that fails the check", "{count} findings that fail the check")),
        (found.warnings, count(found.warnings, "{count} warning", "{count} warnings")),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|(number, _)| *number > 0).map(|(_, words)| words).collect();
    escape(&parts.join(", "))
}

/// The kinds of findings with how many there are of each; those that fail the check in bold.
fn contents(say: &Language, groups: &[(&str, Vec<&Finding>)]) -> String {
    let mut out = format!("<nav class=\"kinds\" aria-label=\"{}\">\n<ul>\n", escape(say.t("Kinds of findings")));
    for (code, list) in groups {
        let link = format!("<a href=\"#{0}\">{0}</a>", escape(code));
        let link = if list.iter().any(|one| one.error) { format!("<strong>{link}</strong>") } else { link };
        out.push_str(&format!("<li>{link} {}</li>\n", list.len()));
    }
    out.push_str("</ul>\n</nav>\n");
    out
}

/// All findings of one code: why it matters once, then each; many are folded, by the browser and without a script.
fn group(say: &Language, code: &str, list: &[&Finding]) -> String {
    let mut out = format!("<section class=\"finding\" lang=\"en\">\n<h2 id=\"{0}\">{0}</h2>\n", escape(code));
    for part in list.first().into_iter().flat_map(|one| &one.why) {
        out.push_str(&format!("<p>{}</p>\n", coded(part)));
    }
    let folded = list.len() > MANY;
    if folded {
        let words = say.say("{count} findings", &[("count", &list.len())]);
        out.push_str(&format!("<details>\n<summary lang=\"{}\">{}</summary>\n", escape(say.code()), escape(&words)));
    }
    out.push_str("<ul>\n");
    for one in list {
        let mark = if one.error { "state bad" } else { "state part" };
        let word = say.t(if one.error { "fails" } else { "warning" });
        out.push_str(&format!("<li><p><span class=\"{mark}\" lang=\"{}\">{}</span> {}</p>\n", escape(say.code()), escape(word), coded(&one.message)));
        if !one.places.is_empty() {
            out.push_str("<ul class=\"places\">\n");
            for (place, what) in &one.places {
                let what = if what.is_empty() { String::new() } else { format!(" {}", coded(what)) };
                out.push_str(&format!("<li><code>{}</code>{what}</li>\n", escape(place)));
            }
            out.push_str("</ul>\n");
        }
        for help in &one.help {
            out.push_str(&format!("<p class=\"help\">{}</p>\n", coded(help)));
        }
        if let Some(cite) = &one.cite {
            out.push_str(&format!("<p class=\"cite\">{}</p>\n", escape(cite)));
        }
        out.push_str("</li>\n");
    }
    out.push_str(if folded { "</ul>\n</details>\n</section>\n" } else { "</ul>\n</section>\n" });
    out
}

/// What does not count, and who answers for that.
fn aside(say: &Language, list: &[Aside]) -> String {
    if list.is_empty() {
        return String::new();
    }
    let t = |english: &str| escape(say.t(english));
    let mut out =
        format!("<h2 id=\"set-aside\">{}</h2>\n<p>{}</p>\n", t("Set aside by decision"), t("These were found and do not count, for the reason that is given."));
    let label = say.say("Table: {title}", &[("title", &say.t("Set aside by decision"))]);
    out.push_str(&format!("<div class=\"table\" role=\"region\" aria-label=\"{}\" tabindex=\"0\"><table>\n<thead>\n<tr>\n", escape(&label)));
    for head in ["Finding", "What", "Where", "Reason"] {
        out.push_str(&format!("<th scope=\"col\">{}</th>\n", t(head)));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for one in list {
        out.push_str(&format!(
            "<tr>\n<td>{}</td>\n<td lang=\"en\">{}</td>\n<td><code>{}</code></td>\n<td>{}</td>\n</tr>\n",
            escape(one.code),
            coded(&one.message),
            escape(&one.place),
            escape(&one.because)
        ));
    }
    out.push_str("</tbody>\n</table></div>\n");
    out
}

/// A message of the compiler: what stands in back quotes is code.
pub(super) fn coded(text: &str) -> String {
    let mut out = String::new();
    for (at, part) in text.split('`').enumerate() {
        let part = escape(part);
        out.push_str(&if at % 2 == 1 { format!("<code>{part}</code>") } else { part });
    }
    out
}
