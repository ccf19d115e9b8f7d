//! The four dimensions of an interface: what users notice beyond the example of each page.

use isms::pipeline::Compilation;

use crate::support::check;

const ROLES: &str = "role ciso \"CISO\" held_by \"Anna\"\nrole ceo \"CEO\" held_by \"Cleo\" top_management yes\n\n";

fn messages(compiled: &Compilation, slug: &str) -> Vec<String> {
    compiled.findings.iter().filter(|one| one.code.slug == slug).map(|one| one.message.clone()).collect()
}

fn found(text: &str, slug: &str) -> Vec<String> {
    messages(&check(&format!("{ROLES}{text}")), slug)
}

#[test]
fn dropping_a_part_that_nobody_needs_is_allowed() {
    let text = |receiver: &str| {
        format!(
            "artifact lean \"Lean\" specialises risk_treatment_results {{\n  drop risk_register because \"Kept elsewhere.\"\n}}\nadopt risk_treatment {{\n  owner ciso\n  deliver lean\n}}\nadopt records_control {{\n  owner ciso\n{receiver}}}\n"
        )
    };
    assert!(found(&text(""), "dropped-part-needed").is_empty());
    // the same decision hurts as soon as the receiver asks for the part
    assert_eq!(
        found(&text("  receive risk_treatment_results needs risk_register\n"), "dropped-part-needed"),
        ["`lean` comes without `risk_register`, which `records_control` needs"]
    );
}

#[test]
fn a_receiver_may_do_without_a_part() {
    let text = |waiver: &str| {
        format!(
            "artifact short \"Short\" specialises risk_treatment_plan {{\n  drop residual_risk_acceptance because \"Short.\"\n}}\nadopt risk_treatment {{\n  owner ciso\n  deliver short\n}}\nadopt internal_audit {{\n  owner ciso\n{waiver}}}\n"
        )
    };
    assert_eq!(found(&text(""), "dropped-part-needed").len(), 1);
    assert!(found(&text("  drop residual_risk_acceptance because \"Audited by itself.\"\n"), "dropped-part-needed").is_empty());
    assert_eq!(found(&text("  drop residual_risk_acceptance\n"), "dropped-part-needed").len(), 1, "a reason is part of the decision");
}

#[test]
fn a_part_inside_a_part_counts() {
    let text = "artifact bare \"Bare\" specialises control_implementation_plan {\n  drop control_owner because \"One team.\"\n}\nadopt risk_treatment {\n  owner ciso\n  deliver bare\n}\nadopt internal_audit {\n  owner ciso\n  receive risk_treatment_plan needs control_owner\n}\nadopt security_implementation_management owner ciso\n";
    let hurt = found(text, "dropped-part-needed");
    assert_eq!(hurt, ["`bare` comes without `control_owner`, which `security_implementation_management` needs"], "the treatment plan still has it inside");
}

#[test]
fn a_dropped_part_carries_its_reason() {
    let text = "artifact short \"Short\" specialises risk_treatment_plan {\n  drop residual_risk_acceptance\n}\n";
    assert_eq!(found(text, "drop-without-reason"), ["`short` drops `residual_risk_acceptance` without a reason"]);
}

#[test]
fn what_a_process_asks_for_beyond_the_model_must_come_from_somewhere() {
    let text = |deliver: &str| {
        format!(
            "{ROLES}organisation acme \"Acme\" scope \"x\"\nartifact extra \"Extra\"\nadopt improvement {{\n  owner ciso\n{deliver}}}\nadopt internal_audit {{\n  owner ciso\n  receive extra\n}}\n"
        )
    };
    let missing = |compiled: &Compilation| messages(compiled, "input-without-provider").into_iter().filter(|one| one.contains("`extra`")).collect::<Vec<_>>();
    assert_eq!(missing(&check(&text(""))), ["nobody delivers `extra` to `internal_audit`"]);
    let given = check(&text("  deliver extra\n"));
    assert!(missing(&given).is_empty());
    assert!(given.model.flows.iter().any(|flow| flow.artifact == "extra" && flow.to.id == "internal_audit" && !flow.of_model));
}

#[test]
fn a_named_source_must_deliver_what_is_asked_beyond_the_model() {
    let text = "artifact extra \"Extra\"\nadopt improvement owner ciso\nadopt internal_audit {\n  owner ciso\n  receive extra from improvement\n}\n";
    assert_eq!(found(text, "wrong-artifact"), ["`improvement` does not deliver `extra`"]);
}

#[test]
fn units_of_time_are_compared_as_people_mean_them() {
    let text = |every: &str, old: &str| {
        format!(
            "adopt risk_assessment {{\n  owner ciso\n  deliver prioritized_risks every {every}\n}}\nadopt risk_treatment {{\n  owner ciso\n  receive prioritized_risks at most {old} old\n}}\n"
        )
    };
    for (every, old) in [("12 months", "1 year"), ("1 year", "12 months"), ("1 quarter", "3 months"), ("30 days", "1 month"), ("4 weeks", "1 month")] {
        assert!(found(&text(every, old), "input-too-old").is_empty(), "{every} against {old}");
    }
    assert_eq!(found(&text("2 quarters", "5 months"), "input-too-old").len(), 1);
}

#[test]
fn every_step_of_a_chain_is_shown_with_its_age() {
    let text = "adopt incident_management {\n  owner ciso\n  cadence every 2 months\n}\nadopt communication {\n  owner ciso\n  deliver management_reports every 3 months\n}\nadopt governance_management_interface {\n  owner ciso\n  receive management_reports at most 4 months old\n}\n";
    let compiled = check(&format!("{ROLES}{text}"));
    let finding = compiled.findings.iter().find(|one| one.code.slug == "contents-too-old").expect("two and three months are more than four");
    let labels: Vec<&str> = finding.labels.iter().map(|label| label.message.as_str()).collect();
    assert!(labels.iter().any(|label| label.contains("up to 2 months old")) && labels.iter().any(|label| label.contains("up to 5 months old")), "{labels:?}");
    assert_eq!(finding.labels.len(), 3);
}

#[test]
fn confidential_contents_travel_with_what_contains_them() {
    let text = "party investors \"Investors\" kind shareholder clearance internal\nadopt incident_management {\n  owner ciso\n  deliver incidents classification confidential\n}\nadopt communication {\n  owner ciso\n  deliver management_reports to investors\n}\n";
    assert_eq!(found(text, "flow-above-clearance"), ["`management_reports` is confidential and reaches `investors`, which may see up to internal"]);
}

#[test]
fn a_declassification_holds_until_its_end_and_for_its_receiver() {
    let text = |to: &str, until: &str| {
        format!(
            "party press \"Press\" kind public clearance public\nparty union \"Union\" kind works_council clearance public\nadopt incident_management {{\n  owner ciso\n  deliver incidents classification confidential\n}}\nadopt communication {{\n  owner ciso\n  deliver incidents to press\n}}\ndeclassify incidents to public for {to} because \"Names are taken out.\" approved by ceo on 2026-01-02 until {until}\n"
        )
    };
    assert!(found(&text("press", "2026-12-31"), "flow-above-clearance").is_empty());
    assert_eq!(found(&text("union", "2026-12-31"), "flow-above-clearance").len(), 1);
    assert_eq!(found(&text("press", "2026-01-31"), "flow-above-clearance").len(), 1);
    assert_eq!(found(&text("press", "2026-01-31"), "needless-declassification"), ["the declassification of `incidents` ended on 2026-01-31"]);
}

#[test]
fn own_levels_take_the_place_of_those_of_the_library() {
    let own = check("classification green \"Green\"\nclassification red \"Red\" above green\n");
    assert_eq!(own.model.classifications.keys().collect::<Vec<_>>(), ["green", "red"]);
    assert!(own.model.lattice().covers("green", "red") && !own.model.lattice().covers("red", "green"));
    assert!(own.findings.iter().all(|one| one.code.slug == "organisation-missing"), "{:?}", own.findings);
}

#[test]
fn an_auditor_is_one_person_in_all_roles_and_a_deputy_counts() {
    let audit = "control A.5.7 status not_started owner ciso baseline \"b\"\naudit A1 \"Audit\" {\n  scope A.5.7\n  auditor auditor\n  date 2026-09-14\n}\n";
    let with = |role: &str| found(&format!("{role}\n{audit}"), "auditor-audits-own-work");
    assert!(with("role auditor \"Auditor\" held_by \"Otto\"").is_empty());
    assert_eq!(with("role auditor \"Auditor\" held_by \"Anna\""), ["Anna audits `A.5.7` as `auditor` and owns it as `ciso`"]);
    assert_eq!(with("role auditor \"Auditor\" held_by \"Otto\" deputy \"Anna\""), ["`auditor` audits `A.5.7`, and `ciso` owns it: Anna stands in"]);
}

#[test]
fn whoever_put_a_control_in_place_does_not_audit_it() {
    let text = "role auditor \"Auditor\" held_by \"Otto\"\ncontrol A.5.7 status planned owner ciso baseline \"b\" {\n  plan {\n    due 2026-12-31\n    task T-1 \"Set up feeds\" by auditor due 2026-10-31\n  }\n}\naudit A1 \"Audit\" {\n  scope A.5.7\n  auditor auditor\n  date 2027-01-14\n}\n";
    assert_eq!(found(text, "auditor-audits-own-work"), ["`auditor` audits `A.5.7` and put it in place"]);
}

#[test]
fn a_board_is_more_than_each_of_its_members() {
    let text = |approver: &str| {
        format!(
            "{ROLES}role board \"Board\" held_by \"Cleo\", \"Dora\" top_management yes\norganisation acme \"Acme\" {{\n  scope \"x\"\n  four_eyes policies\n}}\npolicy P-1 \"Remote work\" {{\n  owner ceo\n  version \"1\"\n  approved by {approver} on 2026-02-03\n}}\n"
        )
    };
    assert!(messages(&check(&text("board")), "approver-is-only-author").is_empty());
    assert_eq!(messages(&check(&text("ceo")), "approver-is-only-author").len(), 1);
}
