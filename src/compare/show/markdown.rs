//! For the comment on a pull request: the headline, what needs a look first, a table for each field, details folded.
//!
//! What stands in it comes from a pull request, perhaps from a stranger: it is escaped, and it mentions nobody.

use std::fmt::Write as _;

use super::super::gate::Missing;
use super::super::kind::{Effect, Kind, Topic, Weight};
use super::super::{Change, Comparison};
use super::{beneath, headline, sides, title};
use crate::document::text::{capital, inline};

/// Comments on hosting services may have 65,536 characters; what does not fit is counted.
const ROOM: usize = 60_000;

/// Text from the sources: names in back quotes stay code, everything else is text.
pub(super) fn told(text: &str) -> String {
    let mut out = String::new();
    for (at, part) in crate::document::text::one_line(text).split('`').enumerate() {
        if at % 2 == 1 && !part.is_empty() {
            let _ = write!(out, "`{}`", part.replace('|', "\\|"));
        } else {
            out.push_str(&unlinked(&protect(part)));
        }
    }
    out
}

/// Breaks what hosting services make links of, mentions and addresses, by a comment that nobody sees.
fn unlinked(text: &str) -> String {
    const BREAK: &str = "<!-- -->";
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let before = text.get(..at).unwrap_or_default();
        let ends_in_www = before.get(before.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case("www"));
        let address = (c == '/' && before.ends_with(':')) || (c == '.' && ends_in_www);
        if address {
            out.push_str(BREAK);
        }
        out.push(c);
        if c == '@' {
            out.push_str(BREAK);
        }
    }
    out
}

/// Escapes a part of a line; what only matters at its beginning is left, since it follows other text.
fn protect(part: &str) -> String {
    let escaped = inline(&format!("x{part}"));
    escaped.strip_prefix('x').unwrap_or(&escaped).to_string()
}

fn sign(change: &Change) -> &'static str {
    match change.effect {
        Effect::Weaker => "➖",
        Effect::Stronger => "➕",
        Effect::Neutral => "✏️",
    }
}

fn place(change: &Change) -> String {
    let Some(site) = change.new.as_ref().or(change.old.as_ref()) else { return String::new() };
    let gone = if change.new.is_none() { " (before)" } else { "" };
    format!("`{}:{}`{gone}", site.path.replace('`', "'"), site.line)
}

fn sentence(change: &Change) -> String {
    let named = title(change).map(|title| format!(" ({})", told(title))).unwrap_or_default();
    let finding = match change.kind {
        Kind::FindingNew => format!("new finding `{}`: ", change.subject.id),
        Kind::FindingGone => format!("finding gone `{}`: ", change.subject.id),
        _ => String::new(),
    };
    format!("{finding}{}{named}", told(&change.what))
}

/// The comparison as Markdown.
pub fn markdown(comparison: &Comparison, missing: &[Missing], rules: &[&str]) -> String {
    let mut out = String::from("## What this change decides\n\n");
    let _ = writeln!(out, "**{}.** {}, judged as of {}.", capital(&told(&headline(comparison))), told(&sides(comparison)), comparison.as_of);
    if !comparison.changes.is_empty() {
        out.push_str("\n<sub>➖ protects less than before, ➕ protects more, ✏️ neither</sub>\n");
    }
    for remark in &comparison.remarks {
        let _ = write!(out, "\n> {}\n", told(&capital(remark)));
    }
    approvals(&mut out, missing, rules);
    let first = comparison.of_weight(Weight::High).map(|change| {
        let mut item = format!("- {} **{}** {}", sign(change), sentence(change), place(change));
        for (word, line) in beneath(change) {
            let _ = write!(item, "<br>{word}: {}", told(&line));
        }
        item.push('\n');
        item
    });
    let mut left = section(&mut out, "\n### Look at first\n\n", first, "");
    for topic in Topic::ALL {
        let list: Vec<&Change> = comparison.changes.iter().filter(|change| change.topic == topic && change.weight == Weight::Medium).collect();
        if !list.is_empty() {
            left += table(&mut out, topic.title(), &list);
        }
    }
    let low: Vec<&Change> = comparison.of_weight(Weight::Low).collect();
    let folded = format!("\n<details><summary>{}: wording, evidence, dates that were kept</summary>\n\n", super::count(low.len(), "detail"));
    left += section(&mut out, &folded, low.iter().map(|change| format!("- {} {}\n", sentence(change), place(change))), "\n</details>\n");
    if left > 0 {
        let _ = write!(out, "\n{} did not fit here; `isms diff` shows all.\n", super::count(left, "change"));
    }
    out
}

fn approvals(out: &mut String, missing: &[Missing], rules: &[&str]) {
    if rules.is_empty() {
        return;
    }
    if missing.is_empty() {
        let _ = write!(out, "\n✅ Every change that needs an approval has one ({}).\n", rules.join(", "));
        return;
    }
    let rows = missing.iter().map(|one| {
        let at = one.at.as_ref().map(|at| format!(" `{}:{}`", at.path.replace('`', "'"), at.line)).unwrap_or_default();
        format!("| `{}` | {}{at} | {} | {} |\n", one.rule, told(&one.what), told(&one.why), told(&one.help))
    });
    let heading =
        format!("\n### ⛔ {} missing\n\n| rule | change | why it does not count | way out |\n|---|---|---|---|\n", super::count(missing.len(), "approval"));
    let left = section(out, &heading, rows, "");
    if left > 0 {
        let _ = write!(out, "\n{} more did not fit here.\n", super::count(left, "missing approval"));
    }
}

/// A table of one field; gives how many rows did not fit.
fn table(out: &mut String, heading: &str, list: &[&Change]) -> usize {
    let rows = list.iter().map(|change| {
        let why: Vec<String> = beneath(change).into_iter().map(|(word, line)| format!("{word}: {}", told(&line))).collect();
        format!("| {} | {} | {} | {} |\n", sign(change), sentence(change), why.join("<br>"), place(change))
    });
    section(out, &format!("\n### {heading}\n\n| | change | why | where |\n|---|---|---|---|\n"), rows, "")
}

/// Writes what fits between a head and a tail; gives how many pieces did not. A head with nothing below it is left out.
fn section(out: &mut String, head: &str, pieces: impl Iterator<Item = String>, tail: &str) -> usize {
    let (mut inside, mut left) = (String::new(), 0);
    for piece in pieces {
        // after the first that does not fit none is looked at: what is shown are the first ones, without holes
        if left > 0 || out.len() + head.len() + inside.len() + piece.len() + tail.len() > ROOM {
            left += 1;
        } else {
            inside.push_str(&piece);
        }
    }
    if !inside.is_empty() {
        out.extend([head, &inside, tail]);
    }
    left
}
