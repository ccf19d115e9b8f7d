//! A text that says that there is no text yet.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("placeholder-text", Warn, Wording);

/// What people write to come back to, in lower case and without the point at the end.
const PLACEHOLDERS: &[&str] = &[
    "…",
    "...",
    "..",
    "?",
    "??",
    "???",
    "-",
    "--",
    "x",
    "xx",
    "xxx",
    "tbd",
    "tba",
    "tbc",
    "todo",
    "to do",
    "fixme",
    "to be defined",
    "to be determined",
    "to be decided",
    "to be done",
    "to be added",
    "lorem ipsum",
    "n.n",
    "offen",
    "noch offen",
    "folgt",
    "wird noch ergänzt",
    "zu klären",
    "text",
    "reason",
    "why",
];

/// How a text begins that is to be written later.
const BEGINNINGS: &[&str] = &["todo:", "todo ", "tbd:", "tbd ", "fixme:", "lorem ipsum"];

/// Looks for placeholders where the organisation gives reasons, rules and implementations.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for sentence in cx.model.sentences() {
        let text = sentence.text.trim();
        if is_placeholder(text) {
            out.push(
                Diagnostic::new(&CODE, format!("`{}` of {} is a placeholder", sentence.word, sentence.subject))
                    .at(sentence.place, format!("“{text}” goes into the documents as it stands"))
                    .cite(if matches!(sentence.word, "because" | "baseline") { "ISO/IEC 27001, 6.1.3 d" } else { "ISO/IEC 27001, 7.5.2" })
                    .help("write what is so in your organisation, in one sentence; where nothing is decided yet, take the line out")
                    .about(sentence.subject.clone()),
            );
        }
    }
}

fn is_placeholder(text: &str) -> bool {
    let lower = text.to_lowercase();
    let inner = lower.trim_matches(|c: char| matches!(c, '<' | '>' | '[' | ']' | '(' | ')')).trim();
    let bare = inner.trim_end_matches(['.', '!', ':']);
    PLACEHOLDERS.contains(&inner) || PLACEHOLDERS.contains(&bare) || BEGINNINGS.iter().any(|beginning| inner.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::is_placeholder;

    #[test]
    fn what_is_to_be_written_later_is_no_sentence() {
        for text in ["…", "...", "TODO", "todo: ask Anna", "TBD.", "<reason>", "xxx", "Noch offen", "???"] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in [
            "The landlord maintains it.",
            "To do lists are kept in Jira.",
            "Offene Ports werden geschlossen.",
            "Why not? It is cheap.",
            "Textiles are not sold.",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
