//! All declarations on one page, by what they are about.

use crate::vocabulary::{Spec, TOP};

/// The declarations by subject, in the order in which a package grows.
const SUBJECTS: [(&str, &[&str]); 7] = [
    ("The organisation and what it wants", &["organisation", "role", "party", "requirement", "objective"]),
    ("Risks and controls", &["criteria", "asset", "risk", "control", "exclude", "wording", "supplier"]),
    ("Processes and what they hand to each other", &["adopt", "process", "external", "omit", "waive", "artifact", "declassify", "classification"]),
    ("Policies and documents", &["policy", "template", "document", "record"]),
    ("The programme of a year", &["measure", "audit", "training", "communication", "budget"]),
    ("What happens on the way", &["exception", "nonconformity", "change", "allow", "rule", "use rules"]),
    ("Standards, as the library declares them", &["catalogue", "clause", "reference model", "reference process", "mapping"]),
];

/// Every declaration with a sentence, by subject.
pub fn overview() -> String {
    let mut out = String::new();
    let width = TOP.iter().map(|spec| spec.word.len()).max().unwrap_or_default();
    for (subject, words) in SUBJECTS {
        out.push_str(&format!("{subject}\n"));
        for spec in words.iter().filter_map(|word| crate::vocabulary::declaration(word)) {
            out.push_str(&format!("  {:<width$}  {}\n", spec.word, sentence(spec)));
        }
        out.push('\n');
    }
    out
}

/// The first sentence, without the clauses that it comes from.
fn sentence(spec: &Spec) -> String {
    let first = spec.doc.split_inclusive(". ").next().unwrap_or_default().trim().trim_end_matches('.');
    first.split_once(" (ISO").map_or(first, |(says, _)| says).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_declaration_has_its_subject() {
        let mut told: Vec<&str> = SUBJECTS.iter().flat_map(|(_, words)| words.iter().copied()).collect();
        let mut known: Vec<&str> = TOP.iter().map(|spec| spec.word).collect();
        told.sort_unstable();
        known.sort_unstable();
        assert_eq!(told, known);
        assert_eq!(overview().matches("\n  ").count(), TOP.len());
    }
}
