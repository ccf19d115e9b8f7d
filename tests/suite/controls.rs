//! Controls: what the Statement of Applicability may and may not claim.

use isms::pipeline::Compilation;

use crate::support::check;

const HEAD: &str = "role ciso \"CISO\" held_by \"A\"\n\nsupplier cloud \"Big Cloud\" service \"Hosting\" owner ciso\n\nrequirement GDPR-32 \"Security of processing\" {\n  kind legal\n  source \"Regulation (EU) 2016/679, Art. 32\"\n  responsible ciso\n  demands A.8.24\n}\n\n";

fn found(text: &str) -> Vec<&'static str> {
    let mut slugs: Vec<&str> = slugs(&check(&format!("{HEAD}{text}")));
    slugs.retain(|slug| *slug != "organisation-missing" && !slug.starts_with("criteria") && !slug.starts_with("requirement"));
    slugs
}

fn slugs(compiled: &Compilation) -> Vec<&'static str> {
    compiled.findings.iter().map(|finding| finding.code.slug).collect()
}

#[test]
fn a_whole_organisation_decides_every_control_once() {
    let compiled = check(&format!("organisation acme \"Acme\" scope \"All.\"\n\n{HEAD}control A.8.24 status planned owner ciso\n"));
    let undecided = compiled.findings.iter().find(|finding| finding.code.slug == "control-undecided").expect("92 are left");
    assert!(undecided.message.contains("92 controls"), "{}", undecided.message);
    let old = check("organisation acme \"Acme\" scope \"All.\" standard iso27001_2013\n");
    assert!(old.findings.iter().any(|finding| finding.code.slug == "control-undecided" && finding.message.contains("114 controls")));
    assert!(!slugs(&old).contains(&"unknown-control"), "what the library says of controls goes with the edition");
    let covered = &old.model.reference.templates["access_control"].covers;
    assert!(covered.iter().any(|one| one.id == "A.9.1.1") && covered.iter().all(|one| old.model.reference.controls.contains_key(&one.id)), "{covered:?}");
    assert!(found("control A.8.24 status planned owner ciso\n\nexclude A.8.24 because \"No.\"\n").contains(&"control-decided-twice"));
}

#[test]
fn a_reason_is_a_risk_a_requirement_or_a_baseline() {
    let with = |why: &str| found(&format!("control A.5.7 {{\n  status implemented\n  owner ciso\n  evidence \"Report\" on 2026-05-01\n{why}}}\n"));
    assert!(with("  because \"Required\"\n").contains(&"control-nobody-asks-for"), "a sentence explains, and nobody asks");
    assert!(!with("  baseline \"House baseline, version 2\"\n").contains(&"control-nobody-asks-for"));
    assert!(!with("  because requirement.GDPR-32\n").contains(&"control-nobody-asks-for"));
    let demanded = found("control A.8.24 {\n  status implemented\n  owner ciso\n  evidence \"Report\" on 2026-05-01\n}\n");
    assert_eq!(demanded, Vec::<&str>::new(), "the requirement demands it: the reason is derived");
}

#[test]
fn what_a_supplier_does_applies() {
    let excluded = found("exclude A.7.4 because \"Big Cloud watches the building.\"\n");
    assert!(excluded.contains(&"exclusion-means-supplier"), "{excluded:?}");
    let inherited = check(&format!(
        "{HEAD}control A.7.4 {{\n  status implemented\n  owner ciso\n  baseline \"House\"\n  performed inherited by cloud\n  evidence \"Report of the supplier\" on 2026-05-01\n}}\n"
    ));
    let control = inherited.model.controls.get("A.7.4").expect("it applies");
    assert!(serde_json::to_string(control).unwrap().contains("inherited"));
}

#[test]
fn nothing_rests_on_an_excluded_control() {
    let text = "exclude A.8.24 because \"We do not encrypt.\"\n";
    assert!(found(text).contains(&"rests-on-excluded-control"), "a law demands it");
}

#[test]
fn own_controls_take_part_in_everything() {
    let own = "control ACME-1 \"Two people at the furnace\" {\n  status partial\n  owner ciso\n  baseline \"House\"\n}\n";
    let slugs = found(own);
    assert!(slugs.contains(&"planned-without-plan"), "{slugs:?}");
    assert!(found("control ACME-1 {\n  status planned\n  owner ciso\n}\n").contains(&"own-control-without-title"));
    assert!(found("control A.9.99 status planned owner ciso\n").contains(&"unknown-control"));
}
