//! Clauses of ISO/IEC 27001 and capability levels: who serves which clause, what is in writing, what a level rests on.

use isms::diagnostic::Diagnostic;
use isms::model::{Capability, model_coverage, way_to_document};
use isms::pipeline::{Compilation, library};

use crate::support::check;

const HEAD: &str = "organisation acme \"Acme\" scope \"All of it.\"\n\nrole ceo \"CEO\" {\n  held_by \"A\"\n  top_management yes\n}\n\n";

const REST: &str = "adopt governance_management_interface, security_policy_management, requirements_management, risk_assessment, risk_treatment, security_implementation_management, control_of_outsourced_services, awareness_and_competence, incident_management, change_management, performance_evaluation, improvement, records_control, resource_management, communication, customer_relationship_management {\n  owner ceo\n}\n\n";

fn of<'a>(compiled: &'a Compilation, slug: &str) -> Vec<&'a Diagnostic> {
    compiled.findings.iter().filter(|finding| finding.code.slug == slug).collect()
}

/// The processes of the model that serve a clause of an edition.
fn serving(edition: &str, clause: &str) -> Vec<String> {
    let reference = library(edition);
    let found = model_coverage(&reference).into_iter().find(|(one, _)| one.number == clause).expect("the clause is there");
    found.1.into_iter().map(|one| one.process).collect()
}

#[test]
fn clauses_are_carried_over_by_their_former_number() {
    // nonconformity: 10.1 in 2013, 10.2 in 2022; only the improvement process cites it
    assert_eq!(serving("2013", "10.1"), ["improvement"]);
    assert_eq!(serving("2022", "10.2"), ["improvement"]);
    // continual improvement: 10.2 in 2013, 10.1 in 2022; change management cites it too
    assert_eq!(serving("2013", "10.2"), ["change_management", "improvement"]);
    assert_eq!(serving("2022", "10.1"), ["change_management", "improvement"]);
    // 9.2 was one clause and became two; 6.3 is new
    assert_eq!(serving("2022", "9.2.1"), ["internal_audit"]);
    assert_eq!(serving("2022", "9.2.2"), ["internal_audit"]);
    assert_eq!(serving("2022", "6.3"), Vec::<String>::new());
    // whoever serves a clause serves its parts
    assert_eq!(serving("2022", "7.5.3"), ["security_policy_management", "records_control"]);
}

#[test]
fn the_program_knows_where_each_piece_of_documented_information_comes_from() {
    for edition in ["2013", "2022"] {
        let reference = library(edition);
        let asked: Vec<&String> = reference.clauses.iter().filter(|one| one.documented == Some("required")).flat_map(|one| one.items.iter()).collect();
        assert!(asked.len() >= 15, "{edition}: {}", asked.len());
        for item in asked {
            assert!(way_to_document(item).is_some(), "{edition}: nobody knows how to declare {item}");
        }
    }
}

#[test]
fn an_omission_that_takes_a_clause_away_is_shown_with_who_served_it() {
    let omit = "omit internal_audit because \"Too small.\" approved by ceo on 2026-01-02\n";
    let compiled = check(&format!("{HEAD}{REST}{omit}"));
    let lost = of(&compiled, "clause-lost");
    let messages: Vec<&str> = lost.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(messages, ["clauses 9.2.1 and 9.2.2 of ISO/IEC 27001 are served by no process any more"]);
    assert!(lost[0].labels[0].message.contains("`internal_audit` served 9.2.1 and 9.2.2"), "{:?}", lost[0].labels);
    assert!(lost[0].cite.as_deref().is_some_and(|cite| cite.contains("Table 11")));
    // following the help works, with the clause itself or the one that it is a part of
    for clauses in ["9.2.1, 9.2.2", "9.2"] {
        let compiled = check(&format!("{HEAD}{REST}{omit}process look \"A look\" owner ceo clauses {clauses}\n"));
        assert_eq!(of(&compiled, "clause-lost").len(), 0, "{clauses}");
    }
    // an undecided process may still serve it
    assert_eq!(of(&check(&format!("{HEAD}{REST}")), "clause-lost").len(), 0);
}

#[test]
fn applying_the_fix_for_unassigned_clauses_leaves_none() {
    let text = format!(
        "{HEAD}adopt governance_management_interface owner ceo\nadopt risk_assessment owner ceo\nadopt risk_treatment owner ceo\nadopt change_management {{\n  owner ceo\n}}\nadopt awareness_and_competence {{\n  owner ceo\n}}\n"
    );
    let compiled = check(&text);
    let found = of(&compiled, "clause-unassigned");
    assert_eq!(found.len(), 1);
    let mut fixed = text.clone();
    let mut edits = found[0].fixes[0].edits.clone();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.place.span.start));
    for edit in edits {
        fixed.replace_range(edit.place.span.start as usize..edit.place.span.end as usize, &edit.text);
    }
    let again = check(&fixed);
    assert_eq!(of(&again, "clause-unassigned").len(), 0, "{fixed}");
    assert!(again.findings.iter().all(|one| one.code.group.word() != "syntax"), "{fixed}");
}

#[test]
fn documented_information_that_nobody_produces_is_named() {
    let everything = format!("{HEAD}{REST}adopt internal_audit owner ceo\n");
    let named = |text: &str| of(&check(text), "documented-information-missing").iter().map(|one| one.message.clone()).collect::<Vec<_>>();
    // the processes of the model produce all of it but the objectives
    assert_eq!(named(&everything), ["nobody produces the documented information “information security objectives”"]);
    let without_audit = format!(
        "{HEAD}{REST}omit internal_audit because \"Too small.\" approved by ceo on 2026-01-02\nobjective o \"O\" {{\n  target \"t\"\n  owner ceo\n}}\n"
    );
    assert_eq!(named(&without_audit), ["nobody produces the documented information “audit programme implementation and audit results”"]);
    let by_declaration = format!("{without_audit}audit a \"A\" {{\n  auditor ceo\n  date 2026-03-01\n}}\n");
    assert_eq!(named(&by_declaration), Vec::<String>::new());
}

fn capability(rest: &str) -> (Capability, usize) {
    let compiled = check(&format!("{HEAD}{REST}adopt internal_audit {{\n  owner ceo\n  maturity 4 to 5\n  cadence every 12 months\n}}\n{rest}"));
    let found = of(&compiled, "maturity-not-shown").len();
    let one = compiled.model.capability.iter().find(|one| one.process == "internal_audit").cloned().expect("it has a level");
    (one, found)
}

#[test]
fn each_level_rests_on_those_below_it() {
    let record = "record audits \"Audits\" {\n  of internal_audit_results\n  owner ceo\n  retention 3 years\n}\n";
    let defined = "document process_handbook {\n  version \"1\"\n  owner ceo\n  approved by ceo on 2026-01-02\n}\naudit a \"A\" {\n  scope prm.internal_audit\n  auditor \"Somebody else\"\n  date 2026-03-01\n}\n";
    let kpi = "measure kpi \"Kpi\" {\n  kind kpi\n  of prm.internal_audit\n  target at least 95 %\n  observed 96 % on 2026-02-01\n}\n";
    let kgi = kpi.replace("kpi", "kgi");
    let better = "objective better \"Better\" {\n  target \"t\"\n  owner ceo\n  supports prm.internal_audit\n}\nchange c \"C\" {\n  of prm.internal_audit\n  effect \"Fewer findings late.\"\n  owner ceo\n  status done\n}\n";
    let outside = "external general_change_management \"Changes\" of \"IT\"\nexternal configuration_management \"Inventory\" of \"IT\"\nexternal help_desk \"Help desk\" of \"IT\"\nexternal other_organizational_units \"Purchasing\" of \"IT\"\n";
    let steps = [(outside.to_string(), 1), (record.into(), 2), (defined.into(), 3), (format!("{kpi}{kgi}"), 4), (better.into(), 5)];
    let mut text = String::new();
    for (more, level) in &steps {
        text.push_str(more);
        let (one, found) = capability(&text);
        assert_eq!(one.shown, *level, "{:#?}", one.obligations);
        assert_eq!(found, usize::from(*level < 4), "level 4 is claimed, {level} is shown");
        assert_eq!(one.gaps().count() == 0, *level == 5);
    }
    // what stands higher does not help where something lower is missing
    let (one, _) = capability(&format!("{outside}{defined}{kpi}{kgi}{better}"));
    assert_eq!(one.shown, 1);
    assert_eq!(one.gaps().map(|gap| gap.attribute).collect::<Vec<_>>(), ["PA 2.2"]);
}
