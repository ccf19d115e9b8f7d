//! The examples, whole: what they give is part of what they teach.

use std::collections::BTreeMap;

use isms::pipeline::Compilation;

use crate::support::example;

fn messages(compiled: &Compilation) -> Vec<String> {
    compiled.findings.iter().map(|finding| format!("{}: {}", finding.code.slug, finding.message)).collect()
}

#[test]
fn the_company_compiles_without_a_warning() {
    let compiled = example("meridian", jiff::civil::date(2026, 6, 30));
    assert_eq!(messages(&compiled), Vec::<String>::new());
    let model = &compiled.model;
    assert!(model.risks.len() >= 25 && model.requirements.len() >= 15 && model.policies.len() >= 20);
    let decided = model.reference.controls.keys().filter(|id| model.controls.contains_key(*id) != model.exclusions.contains_key(*id)).count();
    assert_eq!(decided, 93);
    assert!(model.controls.values().any(|control| control.own));
    assert!(!model.omissions.is_empty() && model.processes.values().any(|one| one.external && !one.realises.is_empty()));
}

#[test]
fn the_company_uses_every_declaration() {
    let mut text = String::new();
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/meridian")).unwrap().flatten() {
        if entry.path().extension().is_some_and(|one| one == "isms") {
            text.push_str(&std::fs::read_to_string(entry.path()).unwrap());
        }
    }
    let library = ["catalogue", "clause", "reference model", "reference process", "mapping"];
    for spec in isms::vocabulary::TOP.iter().filter(|spec| !library.contains(&spec.word)) {
        assert!(text.lines().any(|line| line.starts_with(&format!("{} ", spec.word))), "`{}` is not used", spec.word);
    }
}

#[test]
fn the_small_company_needs_under_150_lines_for_its_processes() {
    let compiled = example("minimal", jiff::civil::date(2026, 6, 30));
    assert_eq!(messages(&compiled), Vec::<String>::new());
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/minimal/processes.isms")).unwrap();
    assert!(text.lines().count() < 150);
}

#[test]
fn the_weaknesses_of_real_data_are_found() {
    let compiled = example("nordwind", jiff::civil::date(2026, 11, 24));
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &compiled.findings {
        *counts.entry(finding.code.slug).or_default() += 1;
    }
    let count = |slug: &str| counts.get(slug).copied().unwrap_or(0);
    assert_eq!(compiled.model.controls.len() + compiled.model.exclusions.len(), 93);
    assert_eq!(count("exception-expired"), 3, "three exceptions have ended and count as active");
    assert_eq!(count("contract-ended"), 4, "contracts that ended but count as active");
    assert_eq!(count("control-nobody-asks-for"), 80, "controls that no risk asks for");
    let policies = compiled
        .findings
        .iter()
        .filter(|one| one.code.slug == "review-overdue" && one.subject.as_deref().is_some_and(|about| about.starts_with("policy")))
        .count();
    assert_eq!(policies, 9, "nine documents are past their review");
    assert!(count("acceptance-rule-missing") > 0 && count("criteria-not-approved") > 0);
    // the README counts them, each with the reason why it is right
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/nordwind/README.md")).unwrap();
    for (slug, found) in &counts {
        assert!(readme.contains(&format!("| `{slug}` | {found} |")), "the README does not explain {found} × {slug}");
    }
    // what is wrong is the organisation, not the transcription
    for finding in &compiled.findings {
        assert!(!["names", "types", "syntax", "package"].contains(&finding.code.group.word()), "{}", finding.message);
    }
}
