//! The start page: where the ISMS stands at a glance, what is due next, and the way to every document.

use super::frame::{self, Page};
use super::register::piece_html;
use super::shelves::{self, document_link};
use super::{body, escape, findings, logo};
use crate::document::site::{Due, Risks, Share};
use crate::document::{Document, Language, Site};
use crate::render::Set;
use crate::render::look::Tone;
use crate::render::tree::Tree;

/// What the parts of the page are written with.
struct Start<'a> {
    set: &'a Set<'a>,
    site: &'a Site,
    say: &'a Language,
}

/// The page.
pub(super) fn render(set: &Set<'_>, index: &Document, site: &Site, tree: &Tree) -> Vec<u8> {
    let meta = &index.meta;
    let start = Start { set, site, say: &meta.say };
    let title = start.say.say("The ISMS of {organisation}", &[("organisation", &meta.organisation)]);
    let day = meta.as_of.map(|day| start.say.day(day)).unwrap_or_default();
    let mut main = format!("<header class=\"head\">\n{}<h1>{}</h1>\n", logo(set), escape(&title));
    main.push_str(&format!("<p class=\"of\">{}</p>\n</header>\n", escape(&start.say.say("As it stands on {day}", &[("day", &day)]))));
    // what has much to say gets more room
    let loud = site.findings.as_ref().is_some_and(|found| !found.list.is_empty()) || !site.approvals.stale.is_empty() || !site.approvals.drafts.is_empty();
    main.push_str(if loud { "<div class=\"cards loud\">\n" } else { "<div class=\"cards\">\n" });
    main.push_str(&start.controls());
    main.push_str(&start.risks());
    main.push_str(&start.findings());
    main.push_str(&start.approvals());
    main.push_str(&start.processes());
    main.push_str(&start.due());
    main.push_str("</div>\n");
    if site.own_text {
        main.push_str(&format!("<div class=\"own\">\n{}</div>\n", body::html(set, index, tree)));
    }
    main.push_str(&shelves::documents(set, site, start.say));
    let page = Page { stem: "index", title: &title, class: "start", meta, trail: Vec::new(), below: "index" };
    frame::page(set, &page, &main, &shelves::whole(set, start.say))
}

impl Start<'_> {
    fn t(&self, english: &str) -> String {
        escape(self.say.t(english))
    }

    /// A part of the page below its heading.
    fn card(&self, id: &str, english: &str, inner: &str) -> String {
        format!("<section class=\"card\" id=\"{id}\" aria-labelledby=\"{id}-title\">\n<h2 id=\"{id}-title\">{}</h2>\n{inner}</section>\n", self.t(english))
    }

    /// A number of rows as a link to a register that is filtered to them; the words alone where it would show others.
    fn filtered(&self, register: &str, column: &str, value: &str, count: usize, words: &str) -> String {
        let registers = self.set.documents.iter().flat_map(|document| &document.registers);
        let rows = registers.filter(|one| one.id == register).find_map(|one| {
            let at = one.column(column)?;
            Some(one.rows.iter().filter(|row| row.get(at).is_some_and(|cell| cell.plain() == value)).count())
        });
        if rows != Some(count) {
            return words.to_string();
        }
        format!("<a href=\"registers/{register}.html#{column}={}\">{words}</a>", escape(&encoded(value)))
    }

    /// A link to a document, or the words alone.
    fn to(&self, stem: &str, english: &str) -> String {
        if self.set.stems.contains(stem) { format!("<p class=\"more\"><a href=\"{stem}.html\">{}</a></p>\n", self.t(english)) } else { String::new() }
    }

    fn big(&self, number: usize, english: &str, values: &[(&str, &dyn std::fmt::Display)]) -> String {
        format!("<p class=\"big\"><strong>{number}</strong> {}</p>\n", escape(&self.say.say(english, values)))
    }

    fn controls(&self) -> String {
        let controls = &self.site.controls;
        let mut out = self.big(controls.implemented, "of {count} controls that apply are in place", &[("count", &controls.applicable)]);
        let parts: Vec<(&str, usize)> = controls.shares.iter().map(|share| (tone(share.key).class(), share.count)).collect();
        out.push_str(&bar(&parts));
        out.push_str("<ul class=\"key\">\n");
        for share in controls.shares.iter().filter(|share| share.count > 0) {
            out.push_str(&self.entry(share, &self.filtered("soa", "status", &share.label, share.count, &escape(&share.label))));
        }
        out.push_str("</ul>\n");
        if controls.themes.len() > 1 {
            out.push_str(&format!("<h3>{}</h3>\n<ul class=\"key themes\">\n", self.t("In place, by theme")));
            for theme in &controls.themes {
                out.push_str(&format!(
                    "<li>{} <strong>{} / {}</strong>{}</li>\n",
                    escape(&theme.title),
                    theme.implemented,
                    theme.applicable,
                    gauge(Tone::Good.class(), theme.implemented, theme.applicable)
                ));
            }
            out.push_str("</ul>\n");
        }
        out.push_str(&self.to("soa", "Statement of Applicability"));
        self.card("controls", "Controls", &out)
    }

    fn entry(&self, share: &Share, words: &str) -> String {
        format!("<li><span class=\"dot {}\" aria-hidden=\"true\"></span>{words} <strong>{}</strong></li>\n", tone(share.key).class(), share.count)
    }

    fn risks(&self) -> String {
        let risks = &self.site.risks;
        let mut out = self.big(risks.total, "risks in the register", &[]);
        if !risks.levels.is_empty() && risks.total > 0 {
            out.push_str(&self.levels(risks));
        }
        if risks.unrated > 0 {
            out.push_str(&format!("<p class=\"alarm\">{}</p>\n", escape(&self.say.say("{count} are not rated", &[("count", &risks.unrated)]))));
        }
        if risks.total > 0 {
            out.push_str(&format!("<h3>{}</h3>\n<ul class=\"key\">\n", self.t("What remains is")));
            for share in risks.acceptance.iter().filter(|share| share.count > 0) {
                out.push_str(&self.entry(share, &escape(&share.label)));
            }
            out.push_str("</ul>\n");
        }
        out.push_str(&self.to("risk_register", "Risk register"));
        self.card("risks", "Risks", &out)
    }

    /// The levels, today and after treatment, each number with a bar.
    fn levels(&self, risks: &Risks) -> String {
        let mut out = format!(
            "<table class=\"levels\">\n<thead>\n<tr>\n<th scope=\"col\">{}</th>\n<th scope=\"col\">{}</th>\n<th scope=\"col\">{}</th>\n</tr>\n</thead>\n<tbody>\n",
            self.t("Level"),
            self.t("Today"),
            self.t("After treatment")
        );
        for level in &risks.levels {
            let class = self.set.looks.shade(level.rank).class();
            let count = |number: usize, column: &str| {
                let words = if number > 0 { self.filtered("risks", column, &level.title, number, &number.to_string()) } else { "0".to_string() };
                format!("<td>{words}{}</td>\n", gauge(class, number, risks.total))
            };
            out.push_str(&format!(
                "<tr>\n<th scope=\"row\"><span class=\"{class}\">{}</span></th>\n{}{}</tr>\n",
                escape(&level.title),
                count(level.today, "current_level"),
                count(level.residual, "residual_level")
            ));
        }
        out.push_str("</tbody>\n</table>\n");
        out
    }

    fn findings(&self) -> String {
        let Some(found) = &self.site.findings else { return String::new() };
        let mut out = String::new();
        if found.list.is_empty() {
            out.push_str(&format!("<p class=\"calm\"><span class=\"state good\">{}</span></p>\n", findings::summary(self.say, found)));
        } else {
            let class = if found.errors > 0 { "state bad" } else { "state part" };
            out.push_str(&format!(
                "<p class=\"calm\"><span class=\"{class}\">{}</span></p>\n<ul class=\"lines\" lang=\"en\">\n",
                findings::summary(self.say, found)
            ));
            let mut codes: Vec<(&str, usize, &str)> = Vec::new();
            for one in &found.list {
                match codes.iter_mut().find(|(code, ..)| *code == one.code) {
                    Some((_, count, _)) => *count += 1,
                    None => codes.push((one.code, 1, &one.message)),
                }
            }
            for (code, count, message) in codes.iter().take(6) {
                let times = if *count > 1 { format!(" <strong>× {count}</strong>") } else { String::new() };
                out.push_str(&format!("<li><a href=\"findings.html#{0}\">{0}</a>{times}: {1}</li>\n", escape(code), findings::coded(message)));
            }
            out.push_str("</ul>\n");
        }
        if !found.aside.is_empty() {
            let words = self.say.say("{count} set aside by decision", &[("count", &found.aside.len())]);
            out.push_str(&format!("<p><a href=\"findings.html#set-aside\">{}</a></p>\n", escape(&words)));
        }
        out.push_str(&format!("<p class=\"more\"><a href=\"findings.html\">{}</a></p>\n", self.t("All findings, and why they matter")));
        self.card("findings", "What the compiler found", &out)
    }

    fn approvals(&self) -> String {
        let approvals = &self.site.approvals;
        let total = approvals.approved.len() + approvals.stale.len() + approvals.drafts.len();
        let mut out = self.big(approvals.approved.len(), "of {count} controlled documents are approved", &[("count", &total)]);
        out.push_str(&bar(&[
            (Tone::Good.class(), approvals.approved.len()),
            (Tone::Bad.class(), approvals.stale.len()),
            (Tone::Part.class(), approvals.drafts.len()),
        ]));
        for (english, stems, class) in [
            ("Changed after approval", &approvals.stale, "state bad"),
            ("Draft, not approved", &approvals.drafts, "state part"),
            ("Review is late", &approvals.review_late, "state open"),
        ] {
            if stems.is_empty() {
                continue;
            }
            let links: Vec<String> = stems.iter().filter_map(|stem| self.set.document(stem)).map(document_link).collect();
            let (first, rest) = links.split_at(links.len().min(6));
            out.push_str(&format!("<p class=\"list\"><span class=\"{class}\">{} {}</span> {}", links.len(), self.t(english), first.join(", ")));
            if !rest.is_empty() {
                out.push_str(&format!(" {}", escape(&self.say.say("and {count} more", &[("count", &rest.len())]))));
            }
            out.push_str("</p>\n");
        }
        for (good, english) in [
            (total > 0 && approvals.stale.is_empty(), "No text changed after its approval."),
            (total > 0 && approvals.review_late.is_empty(), "No review is late."),
        ] {
            if good {
                out.push_str(&format!("<p class=\"list\">{}</p>\n", self.t(english)));
            }
        }
        self.card("approvals", "Approvals", &out)
    }

    fn processes(&self) -> String {
        let tailoring = &self.site.tailoring;
        let mut out = self.big(tailoring.processes, "processes in the tailored set", &[]);
        out.push_str("<dl class=\"fates\">\n");
        for group in &tailoring.groups {
            out.push_str(&format!("<div><dt>{} <strong>{}</strong></dt>", escape(&group.label), group.processes.len()));
            // whoever is adopted as it stands is no news; what differs is
            if group.key != "adopted" {
                let names: Vec<String> = group
                    .processes
                    .iter()
                    .map(|(title, stem)| match stem.as_ref().filter(|stem| self.set.stems.contains(stem.as_str())) {
                        Some(stem) => format!("<a href=\"{}.html\">{}</a>", escape(stem), escape(title)),
                        None => escape(title),
                    })
                    .collect();
                out.push_str(&format!("<dd>{}</dd>", names.join(", ")));
            }
            out.push_str("</div>\n");
        }
        out.push_str("</dl>\n");
        out.push_str(&format!("<p class=\"more\"><a href=\"process_map.html\">{}</a></p>\n", self.t("Process map")));
        self.card("processes", "Processes", &out)
    }

    fn due(&self) -> String {
        let due: &Due = &self.site.due;
        let late = if due.overdue == 0 {
            String::new()
        } else {
            let words = self.say.say(if due.overdue == 1 { "{count} is overdue" } else { "{count} are overdue" }, &[("count", &due.overdue)]);
            format!(" <span class=\"state bad\">{}</span>", escape(&words))
        };
        let soon = escape(&self.say.say(if due.soon == 1 { "date within 90 days" } else { "dates within 90 days" }, &[]));
        let mut out = format!("<p class=\"big\"><strong>{}</strong> {soon}{late}</p>\n", due.soon);
        if !due.shown.is_empty() {
            out.push_str(&format!(
                "<div class=\"table\" role=\"region\" aria-label=\"{}\" tabindex=\"0\"><table>\n<thead>\n<tr>\n",
                self.t("What is due next")
            ));
            for head in ["Date", "Kind", "What", "Who"] {
                out.push_str(&format!("<th scope=\"col\">{}</th>\n", self.t(head)));
            }
            out.push_str("</tr>\n</thead>\n<tbody>\n");
            for one in &due.shown {
                let when = match one.days {
                    0 => self.t("today"),
                    days if days < 0 => format!("<span class=\"state bad\">{}</span>", self.t("overdue")),
                    1 => self.t("tomorrow"),
                    days => escape(&self.say.say("in {days} days", &[("days", &days)])),
                };
                let title = if one.title == one.of.text { String::new() } else { format!(" {}", escape(&one.title)) };
                out.push_str(&format!(
                    "<tr>\n<td><span class=\"whole\">{}</span> <small>{when}</small></td>\n<td>{}</td>\n<td>{}{title}</td>\n<td>{}</td>\n</tr>\n",
                    escape(&self.say.day(one.on)),
                    escape(&one.kind),
                    piece_html(self.set, &one.of, ""),
                    escape(&one.who)
                ));
            }
            out.push_str("</tbody>\n</table></div>\n");
        }
        if self.set.stems.contains("calendar") {
            let words = self.say.say("All {count} dates", &[("count", &due.total)]);
            out.push_str(&format!("<p class=\"more\"><a href=\"registers/calendar.html\">{}</a></p>\n", escape(&words)));
        }
        self.card("due", "What is due next", &out)
    }
}

/// How a part of a whole stands out.
fn tone(key: &str) -> Tone {
    match key {
        "implemented" | "signed" | "within" => Tone::Good,
        "partial" => Tone::Part,
        "planned" => Tone::Plan,
        "not_started" => Tone::Open,
        "excluded" => Tone::None,
        _ => Tone::Bad,
    }
}

/// A bar of parts. The list beside it says the same in words, so that nobody needs to see it.
fn bar(parts: &[(&str, usize)]) -> String {
    let total: usize = parts.iter().map(|(_, count)| count).sum();
    if total == 0 {
        return String::new();
    }
    let mut out = String::from("<svg class=\"share\" viewBox=\"0 0 1000 16\" width=\"1000\" height=\"16\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    let mut from = 0;
    for (class, count) in parts.iter().filter(|(_, count)| *count > 0) {
        let (start, end) = (from * 1000 / total, (from + count) * 1000 / total);
        // a gap keeps parts apart where colours do not
        let gap = if from + count < total { 4 } else { 0 };
        out.push_str(&format!("<rect class=\"{class}\" x=\"{start}\" y=\"0\" width=\"{}\" height=\"16\"/>", (end - start).saturating_sub(gap).max(2)));
        from += count;
    }
    out.push_str("</svg>\n");
    out
}

/// A bar for one number.
fn gauge(class: &str, count: usize, total: usize) -> String {
    let width = (count * 100).checked_div(total).unwrap_or(0);
    format!(
        "<svg class=\"gauge\" viewBox=\"0 0 100 6\" width=\"100\" height=\"6\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"{class}\" x=\"0\" y=\"0\" width=\"{width}\" height=\"6\"/></svg>"
    )
}

/// A text for the part of an address behind `#`, as forms write it.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}
