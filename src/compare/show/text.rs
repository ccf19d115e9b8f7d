//! For a reader at a terminal.

use std::fmt::Write as _;

use super::super::gate::Missing;
use super::super::kind::{Effect, Kind, Topic, Weight};
use super::super::{Change, Comparison};
use super::{beneath, headline, sides, title};
use crate::document::text::{capital, one_line};

/// The comparison as text: what needs a look, then decision after decision by field; `details` adds what only reads differently.
pub fn text(comparison: &Comparison, missing: &[Missing], details: bool, colour: bool) -> String {
    let paint = |code: &str, text: &str| if colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_string() };
    let mut out = String::new();
    let _ = writeln!(out, "{}", one_line(&sides(comparison)));
    let _ = writeln!(out, "{}, judged as of {}", capital(&headline(comparison)), comparison.as_of);
    if !comparison.changes.is_empty() {
        let _ = writeln!(out, "{}", paint("2", "- protects less than before, + protects more, ~ neither"));
    }
    for remark in &comparison.remarks {
        let _ = writeln!(out, "note: {}", one_line(remark));
    }
    let high: Vec<&Change> = comparison.of_weight(Weight::High).collect();
    if !high.is_empty() {
        let _ = writeln!(out, "\n{}", paint("1", "Look at first"));
        high.iter().for_each(|change| row(&mut out, change, &paint));
    }
    for topic in Topic::ALL {
        let wanted = |change: &&Change| change.topic == topic && (change.weight == Weight::Medium || (details && change.weight == Weight::Low));
        let list: Vec<&Change> = comparison.changes.iter().filter(wanted).collect();
        if !list.is_empty() {
            let _ = writeln!(out, "\n{}", paint("1", topic.title()));
            list.iter().for_each(|change| row(&mut out, change, &paint));
        }
    }
    let low = comparison.of_weight(Weight::Low).count();
    if low > 0 && !details {
        let _ = writeln!(out, "\n{} left out here; `--details` shows {}", super::count(low, "detail"), if low == 1 { "it" } else { "them" });
    }
    if !missing.is_empty() {
        let _ = writeln!(out, "\n{}", paint("1;31", &format!("{} missing", super::count(missing.len(), "approval"))));
        for one in missing {
            let at = one.at.as_ref().map(|at| format!("  {}:{}", at.path, at.line)).unwrap_or_default();
            let _ = writeln!(out, "  {}: {}\n    because {}\n    help: {}{}", one.rule, one_line(&one.what), one_line(&one.why), one.help, one_line(&at));
        }
    }
    out
}

fn row(out: &mut String, change: &Change, paint: &impl Fn(&str, &str) -> String) {
    let sign = match change.effect {
        Effect::Weaker => paint("31", "-"),
        Effect::Stronger => paint("32", "+"),
        Effect::Neutral => paint("33", "~"),
    };
    let finding = match change.kind {
        Kind::FindingNew => format!("new finding {}: ", change.subject.id),
        Kind::FindingGone => format!("finding gone {}: ", change.subject.id),
        _ => String::new(),
    };
    let named = title(change).map(|title| format!("  ({})", one_line(title))).unwrap_or_default();
    let _ = writeln!(out, "  {sign} {finding}{}{}", one_line(&change.what), paint("2", &named));
    for (word, line) in beneath(change) {
        let _ = writeln!(out, "      {word}: {line}");
    }
    if let Some(site) = change.new.as_ref().or(change.old.as_ref()) {
        let gone = if change.new.is_none() { " (before)" } else { "" };
        let _ = writeln!(out, "      {}", paint("2", &format!("{}:{}{gone}", one_line(&site.path), site.line)));
    }
}
