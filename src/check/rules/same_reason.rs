//! One sentence as the reason of many decisions.

use crate::base::IndexMap;

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::Sentence;

code!("same-reason", Warn, Wording);

/// From so many decisions on a shared sentence is asked about. Two may be twins, such as entry and perimeter; the third
/// is a habit.
const MANY: usize = 3;

/// Compares the reasons and the implementations of decisions of one kind.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let mut same: IndexMap<(&str, &str, String), Vec<&Sentence>> = IndexMap::default();
    for sentence in cx.model.sentences() {
        if matches!(sentence.word, "because" | "implementation") && matches!(sentence.declaration, "control" | "exclude" | "risk" | "omit" | "exception") {
            same.entry((sentence.declaration, sentence.word, plain(&sentence.text))).or_default().push(sentence);
        }
    }
    for ((declaration, word, _), all) in same {
        let Some((first, rest)) = all.split_first().filter(|_| all.len() >= MANY) else { continue };
        let text: String = first.text.trim().chars().take(60).collect();
        let mut finding = Diagnostic::new(&CODE, format!("{} {} have the same sentence as their `{word}`", all.len(), plural(declaration)))
            .at(first.place, format!("“{text}”, for {}", first.ids.join(", ")));
        for one in rest {
            finding = finding.and(one.place, format!("and for {}", one.ids.join(", ")));
        }
        let reason = match declaration {
            "control" => "name what asks for each: `because risk.R-01, requirement.GDPR-32`, or one `baseline` where that is what asks for all of them",
            "exclude" => "decide them in one declaration where one reason holds for all: `exclude A.7.1, A.7.2, A.7.3 because \"…\"`",
            _ => "say of each what is true of it and of no other",
        };
        out.push(finding.cite("ISO/IEC 27001, 6.1.3 d").help(reason).about(first.subject.clone()));
    }
}

fn plural(declaration: &str) -> &'static str {
    match declaration {
        "control" => "controls",
        "exclude" => "exclusions",
        "risk" => "decisions on risks",
        "omit" => "omissions",
        _ => "exceptions",
    }
}

/// A sentence without what does not count: capitals, blanks, the last point.
fn plain(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ").trim_end_matches(['.', '!']).to_string()
}
