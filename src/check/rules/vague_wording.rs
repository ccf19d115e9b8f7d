//! A sentence that promises something and leaves open what.

use crate::check::Context;
use crate::check::vague::{Open, vague};
use crate::diagnostic::{Diagnostic, code};

code!("vague-wording", Warn, Wording);

/// Looks for vague words in reasons, implementations, rules and other sentences of the organisation itself.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for sentence in cx.model.sentences() {
        let mut found = vague(&sentence.text);
        if sentence.has_period {
            found.retain(|(open, _)| *open != Open::Period);
        }
        let Some((first, phrase)) = found.first() else { continue };
        let labels: Vec<String> = found.iter().map(|(open, phrase)| format!("“{phrase}”: {}", question(*open))).collect();
        let mut finding = Diagnostic::new(&CODE, format!("`{}` of {} says “{phrase}”, and {}", sentence.word, sentence.subject, leaves_open(*first)))
            .at(sentence.place, labels.join("; "))
            .cite(asked_by(sentence.word));
        let mut told: Vec<Open> = Vec::new();
        for (open, _) in &found {
            if !told.contains(open) {
                told.push(*open);
                finding = finding.help(way_out(*open));
            }
        }
        out.push(finding.about(sentence.subject.clone()));
    }
}

fn leaves_open(open: Open) -> &'static str {
    match open {
        Open::Period => "not how often",
        Open::Deadline => "not by when",
        Open::Case => "not in which case",
        Open::Yardstick => "nobody can check that",
    }
}

fn question(open: Open) -> &'static str {
    match open {
        Open::Period => "how often?",
        Open::Deadline => "by when?",
        Open::Case => "when is that, and who decides?",
        Open::Yardstick => "by which yardstick?",
    }
}

fn way_out(open: Open) -> &'static str {
    match open {
        Open::Period => "say how often in the same sentence: “every quarter”, “each Monday”",
        Open::Deadline => "give a number: “within 5 working days”",
        Open::Case => "name the event or who decides: “when a supplier changes its sub-processors”",
        Open::Yardstick => "say what is done instead: “disks are encrypted with AES-256”",
    }
}

/// Who wants sentences of this kind to be definite.
fn asked_by(word: &str) -> &'static str {
    match word {
        "because" | "baseline" | "existing" => "ISO/IEC 27001, 6.1.3 d",
        "target" | "method" => "ISO/IEC 27001, 6.2 b and 9.1 b",
        "action" | "correction" => "ISO/IEC 27001, 10.2",
        "retention_rule" | "disposal" => "ISO/IEC 27001, 7.5.3",
        "when" => "ISO/IEC 27001, 7.4 b",
        _ => "ISO/IEC 27001, 8.1",
    }
}
