//! The kinds of findings that occur, with the page that `isms explain` shows as their help.

use super::log::{Configuration, Rule, RuleProperties, Text};
use crate::diagnostic::{Code, Level};
use crate::report::run::{Run, level};

/// The codes of all findings, by name.
pub(super) fn occurring(run: &Run<'_>) -> Vec<&'static Code> {
    let set_aside = run.set_aside.iter().map(|one| one.finding.code);
    let mut codes: Vec<&'static Code> = run.findings.iter().map(|finding| finding.code).chain(set_aside).collect();
    codes.sort_by_key(|code| code.slug);
    codes.dedup_by_key(|code| code.slug);
    codes
}

/// A rule: what it says, why, and the way out.
pub(super) fn rule(code: &'static Code) -> Rule {
    let mut paragraphs = code.page.split("\n\n").map(str::trim).filter(|part| !part.is_empty() && !part.starts_with('#'));
    let first = paragraphs.next().unwrap_or(code.slug).replace('\n', " ");
    let second = paragraphs.next().map(|part| part.replace("**", "").replace('\n', " "));
    let full = second.map_or_else(|| first.clone(), |second| format!("{first} {second}"));
    Rule {
        id: code.slug,
        name: pascal(code.slug),
        short_description: Text::new(first),
        full_description: Text::new(full),
        help: Text { text: code.page.trim_end().to_string(), markdown: Some(code.page.trim_end().to_string()) },
        default_configuration: Configuration { level: level(code.level), enabled: code.level != Level::Allow },
        properties: RuleProperties { group: code.group.word(), level: code.level.word(), since: code.since, tags: [code.group.word()] },
    }
}

/// `input-without-provider` as `InputWithoutProvider`, as names of rules are written in SARIF.
fn pascal(slug: &str) -> String {
    let words = slug.split(['-', '.']).map(|word| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    });
    words.collect()
}
