//! What the audit finds in the model of the standard, counted by hand in `stdlib/prm/README.md`.

use super::*;
use crate::pipeline::library;

fn found() -> Audit {
    audit(&library("2022"), &library("2013"))
}

#[test]
fn interfaces_by_side_are_those_counted_by_hand() {
    let audit = found();
    assert_eq!((audit.counts.interfaces, audit.counts.both, audit.counts.producer_only, audit.counts.consumer_only), (138, 80, 35, 23));
    let by = |sides: &[Side]| Why::ALL.map(|why| sides.iter().filter(|one| one.why == Some(why)).count());
    assert_eq!(by(&audit.producer_only), [2, 1, 23, 4, 0, 5]);
    assert_eq!(by(&audit.consumer_only), [12, 2, 4, 1, 1, 3]);
    let mut gaps: Vec<(&str, &str)> =
        audit.consumer_only.iter().filter(|one| one.why == Some(Why::Gap)).map(|one| (one.artifact.as_str(), one.to.as_str())).collect();
    gaps.sort_unstable();
    assert_eq!(
        gaps,
        [
            ("control_implementation_plan", "communication"),
            ("proposed_changes", "risk_assessment"),
            ("third_party_incidents", "control_of_outsourced_services")
        ]
    );
}

#[test]
fn every_finding_cites_tables() {
    let audit = found();
    let cites = audit.both.iter().chain(&audit.producer_only).chain(&audit.consumer_only).map(|one| &one.cite);
    let cites = cites.chain(audit.unpromised.iter().map(|one| &one.cite)).chain(audit.unreceived.iter().map(|one| &one.cite));
    let cites = cites.chain(audit.outside.iter().map(|one| &one.cite)).chain(audit.wrong_citations.iter().map(|one| &one.cite));
    for cite in cites {
        assert!(cite.contains("Table"), "{cite:?}");
    }
    assert!(audit.renamed.iter().flat_map(|one| &one.wordings).all(|(_, cite)| cite.starts_with("Table")));
}

#[test]
fn parts_that_nobody_makes_are_told_from_those_that_are_at_hand() {
    let audit = found();
    let whence = |part: &str, to: &str| audit.unpromised.iter().find(|one| one.part == part && one.to == to).map(|one| one.whence);
    // the communication process gets incident reports from Table 9, and no table makes the status of actions
    assert_eq!(whence("incidents", "governance_management_interface"), Some(Whence::AtHand));
    assert_eq!(whence("management_action_status", "governance_management_interface"), Some(Whence::Nowhere));
    // Table 12 expects the controls inside the plan, Table 5 hands them to others
    assert_eq!(whence("list_of_controls", "performance_evaluation"), Some(Whence::AtHand));
    // promised parts are no finding: Table 5 promises the acceptance of residual risks
    assert_eq!(whence("residual_risk_acceptance", "communication"), None);
}

#[test]
fn clauses_without_a_process_and_citations_without_a_clause() {
    let audit = found();
    let open: Vec<&str> = audit.clauses.iter().filter(|one| one.processes.is_empty()).map(|one| one.clause.as_str()).collect();
    assert_eq!(open, ["4.3", "4.4", "5.3", "6.1.1", "6.3", "7.2", "8.2", "8.3"]);
    let wrong: Vec<(&str, &str)> = audit.wrong_citations.iter().map(|one| (one.process.as_str(), one.clause.as_str())).collect();
    assert_eq!(wrong, [("governance_management_interface", "8.4"), ("communication", "9.4.1")]);
}

#[test]
fn a_model_without_contradictions_has_nothing_to_tell() {
    let mut reference = library("2022");
    reference.interfaces.retain(|row| row.declared_by.len() == 2 && row.expects.iter().all(|part| row.promises.contains(part)));
    let audit = audit(&reference, &library("2013"));
    assert!(audit.producer_only.is_empty() && audit.consumer_only.is_empty() && audit.unreceived.is_empty() && audit.unpromised.is_empty());
}
