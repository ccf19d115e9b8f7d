//! Tailoring: what happens to interfaces when processes are adopted, merged, split, omitted or come from elsewhere.

use isms::diagnostic::Diagnostic;
use isms::model::State;
use isms::pipeline::Compilation;

use crate::support::check;

const HEAD: &str = "organisation acme \"Acme\" {\n  scope \"All of it.\"\n  unit it \"IT\"\n}\n\nrole ceo \"CEO\" {\n  held_by \"A\"\n  top_management yes\n}\n\nexternal general_change_management \"Changes\" of it\nexternal configuration_management \"Inventory\" of it\nexternal help_desk \"Help desk\" of it\nexternal other_organizational_units \"Purchasing\" of it\n\n";

const ALL: [&str; 17] = [
    "governance_management_interface",
    "security_policy_management",
    "requirements_management",
    "risk_assessment",
    "risk_treatment",
    "security_implementation_management",
    "control_of_outsourced_services",
    "awareness_and_competence",
    "incident_management",
    "change_management",
    "internal_audit",
    "performance_evaluation",
    "improvement",
    "records_control",
    "resource_management",
    "communication",
    "customer_relationship_management",
];

fn adopt_all_but(left_out: &[&str], rest: &str) -> Compilation {
    let kept: Vec<&str> = ALL.into_iter().filter(|id| !left_out.contains(id)).collect();
    check(&format!("{HEAD}adopt {} {{\n  owner ceo\n}}\n\n{rest}", kept.join(", ")))
}

fn of<'a>(compiled: &'a Compilation, slug: &str) -> Vec<&'a Diagnostic> {
    compiled.findings.iter().filter(|finding| finding.code.slug == slug).collect()
}

fn interface_findings(compiled: &Compilation) -> Vec<String> {
    let groups = ["tailoring", "interfaces", "names", "types", "syntax"];
    compiled
        .findings
        .iter()
        .filter(|finding| groups.contains(&finding.code.group.word()))
        .map(|finding| format!("{}: {}", finding.code.slug, finding.message))
        .collect()
}

#[test]
fn adopting_everything_conforms() {
    let compiled = adopt_all_but(&[], "");
    assert_eq!(interface_findings(&compiled), Vec::<String>::new());
}

#[test]
fn an_omitted_process_starves_those_that_need_it() {
    let compiled = adopt_all_but(&["risk_assessment"], "omit risk_assessment because \"Group Risk does this.\" approved by ceo on 2026-01-02\n");
    let missing = of(&compiled, "input-without-provider");
    let messages: Vec<&str> = missing.iter().map(|finding| finding.message.as_str()).collect();
    assert!(messages.contains(&"nobody delivers `prioritized_risks` to `risk_treatment`"), "{messages:#?}");
    // both places are shown: where it hurts, and the decision behind it
    assert!(missing.iter().all(|finding| finding.labels.len() == 2));
}

#[test]
fn following_the_help_of_an_omission_works() {
    let rest = "external group_risk \"Group Risk\" of it realises risk_assessment\n";
    let compiled = adopt_all_but(&["risk_assessment"], rest);
    assert_eq!(interface_findings(&compiled), Vec::<String>::new());
}

#[test]
fn instead_gives_a_new_source_and_must_deliver_the_right_thing() {
    let omit = |artifacts: &str| {
        format!(
            "external crm \"CRM\" of it deliver {artifacts}\nomit customer_relationship_management because \"Done by sales.\" approved by ceo on 2026-01-02 {{\n  instead customer_requirements, change_requests, customer_communication_plan, customer_value_reports, identified_customers, customer_satisfaction_levels, customer_complaints, added_value from crm\n}}\n"
        )
    };
    let right = adopt_all_but(
        &["customer_relationship_management"],
        &omit(
            "customer_requirements, change_requests, customer_communication_plan, customer_value_reports, identified_customers, customer_satisfaction_levels, customer_complaints, added_value",
        ),
    );
    assert!(of(&right, "input-without-provider").is_empty(), "{:#?}", interface_findings(&right));
    assert!(of(&right, "wrong-artifact").is_empty(), "{:#?}", interface_findings(&right));
    let wrong = adopt_all_but(&["customer_relationship_management"], &omit("change_requests"));
    let messages: Vec<&str> = of(&wrong, "wrong-artifact").iter().map(|finding| finding.message.as_str()).collect();
    assert!(messages.contains(&"`crm` does not deliver `customer_requirements`"), "{messages:?}");
}

#[test]
fn merging_makes_interfaces_internal_and_misses_nothing() {
    let compiled = adopt_all_but(
        &["risk_treatment", "security_implementation_management"],
        "process treatment \"Treatment\" realises risk_treatment, security_implementation_management {\n  owner ceo\n}\n",
    );
    assert_eq!(interface_findings(&compiled), Vec::<String>::new());
    let internal = compiled.model.process_set.interfaces.iter().filter(|one| matches!(one.state, State::Internal) && one.receiver == "treatment");
    assert!(internal.count() >= 2, "the implementation plan and its results stay inside");
}

#[test]
fn merging_any_two_processes_never_loses_a_provider() {
    for (at, first) in ALL.iter().enumerate() {
        for second in ALL.iter().skip(at + 1) {
            let compiled = adopt_all_but(&[first, second], &format!("process both \"Both\" realises {first}, {second} {{\n  owner ceo\n}}\n"));
            assert!(of(&compiled, "input-without-provider").is_empty(), "{first} with {second}");
        }
    }
}

#[test]
fn a_split_must_deliver_and_receive_everything_together() {
    let compiled = adopt_all_but(
        &["awareness_and_competence"],
        "process awareness \"Awareness\" realises awareness_and_competence {\n  owner ceo\n  receive incidents\n}\n\nprocess education \"Education\" realises awareness_and_competence {\n  owner ceo\n}\n",
    );
    assert!(!of(&compiled, "split-result-lost").is_empty());
    assert!(!of(&compiled, "split-input-lost").is_empty());
}

#[test]
fn an_undecided_process_is_one_finding() {
    let compiled = adopt_all_but(&["improvement", "communication"], "");
    let undecided = of(&compiled, "process-undecided");
    assert_eq!(undecided.len(), 1);
    assert!(undecided[0].message.contains("`improvement`") && undecided[0].message.contains("`communication`"));
    assert!(of(&compiled, "input-without-provider").is_empty(), "the cause is said once, not for each interface");
}

#[test]
fn a_process_is_decided_once() {
    let compiled = adopt_all_but(&[], "omit improvement because \"No.\" approved by ceo on 2026-01-02\n");
    assert_eq!(of(&compiled, "process-decided-twice").len(), 1);
}

#[test]
fn maturity_zero_is_an_omission() {
    let compiled = adopt_all_but(&["communication"], "adopt communication maturity 0\n");
    assert_eq!(of(&compiled, "omission-without-reason").len(), 1);
    assert_eq!(of(&compiled, "omission-without-approval").len(), 1);
    assert!(!of(&compiled, "input-without-provider").is_empty());
}

#[test]
fn a_waiver_sets_one_interface_aside() {
    let without = adopt_all_but(&["resource_management"], "omit resource_management because \"None.\" approved by ceo on 2026-01-02\n");
    let before = of(&without, "input-without-provider").len();
    let with = adopt_all_but(
        &["resource_management"],
        "omit resource_management because \"None.\" approved by ceo on 2026-01-02\nwaive resource_estimation for risk_treatment because \"Estimated by hand.\"\n",
    );
    assert_eq!(of(&with, "input-without-provider").len(), before - 1);
}

#[test]
fn the_outside_processes_are_asked_for() {
    let compiled = check(&format!("organisation acme \"Acme\" {{\n  scope \"x\"\n}}\n\nadopt {}\n", ALL.join(", ")));
    let messages: Vec<String> = of(&compiled, "input-without-provider").iter().map(|finding| finding.help.join(" ")).collect();
    assert!(messages.iter().any(|help| help.contains("external configuration_management")), "{messages:?}");
}

#[test]
fn the_order_of_declarations_does_not_matter() {
    let merge = "process treatment \"Treatment\" realises risk_treatment, security_implementation_management {\n  owner ceo\n}\n\n";
    let omit = "omit improvement because \"Small.\" approved by ceo on 2026-01-02\n\n";
    let adopt: Vec<&str> = ALL.into_iter().filter(|id| !["risk_treatment", "security_implementation_management", "improvement"].contains(id)).collect();
    let adopt = format!("adopt {} owner ceo\n\n", adopt.join(", "));
    let found = |parts: [&str; 3]| {
        let mut messages = interface_findings(&check(&format!("{HEAD}{}", parts.concat())));
        messages.sort();
        messages
    };
    assert_eq!(found([merge, omit, &adopt]), found([&adopt, omit, merge]));
}
