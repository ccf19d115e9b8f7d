//! Questions and answers on a small package.

use super::*;
use crate::model::Day;
use crate::pipeline::{Compilation, Options, compile};
use crate::source::Memory;

const PACKAGE: &str = "organisation acme \"Acme\" scope \"All\"\nrole ceo \"CEO\" held_by \"Eva Lang\"\nparty hospitals \"Hospitals\" kind customer\nasset data \"Patient data\" owner ceo\nrequirement R1 \"Restore in a day\" {\n  kind contractual\n  from hospitals\n  demands A.8.13\n}\nrisk R-1 \"Ransomware\" {\n  asset data\n  owner ceo\n  treat modify with A.8.13\n}\ncontrol A.8.13 {\n  owner ceo\n  status planned\n}\npolicy backups \"Backups\" {\n  template backup\n  owner ceo\n  version \"1\"\n}\nadopt risk_assessment, risk_treatment, requirements_management, communication owner ceo\nomit customer_relationship_management {\n  because \"Sales does it.\"\n  approved by ceo on 2026-01-02\n  instead customer_requirements from hospitals\n}\n";

fn compiled() -> Compilation {
    let world = Memory::new().with("p.isms", PACKAGE.as_bytes().to_vec());
    let options = Options { as_of: Day(jiff::civil::date(2026, 6, 30)), levels: Vec::new(), prefix: String::new(), name: "p".into() };
    compile(&world, &options).expect("memory can be read")
}

fn ask(question: Question, asked: &str) -> String {
    let compiled = compiled();
    let graph = Graph::of(&compiled.model);
    let key = graph.find(asked).expect("it is there");
    let tree = if question == Question::Why { graph.why(&key, 3) } else { graph.trace(&key, 3) };
    text(&tree.expect("it is there"), &compiled.sources)
}

#[test]
fn a_control_is_there_because_of_risks_and_requirements_and_what_is_behind_them() {
    let why = ask(Question::Why, "A.8.13");
    assert!(why.starts_with("Control A.8.13 “Information backup”: applies, planned  [p.isms:15]\n"), "{why}");
    assert!(why.contains("├─ treats risk R-1 “Ransomware”"), "{why}");
    assert!(why.contains("│  └─ threatens asset data “Patient data”  [p.isms:4]"), "{why}");
    assert!(why.contains("is demanded by requirement R1 “Restore in a day”: contractual  [p.isms:5]"), "{why}");
    assert!(why.contains("comes from party hospitals “Hospitals”: customer  [p.isms:3]"), "{why}");
}

#[test]
fn what_follows_from_a_risk_reaches_the_policy() {
    let trace = ask(Question::Trace, "risk R-1");
    assert!(trace.contains("is treated with control A.8.13"), "{trace}");
    assert!(trace.contains("   └─ is covered by policy backups “Backups”: version 1"), "{trace}");
    assert!(ask(Question::Why, "policy.backups").contains("treats risk R-1"));
}

#[test]
fn an_interface_tells_its_tables_and_the_decisions_that_moved_it() {
    let why = ask(Question::Why, "customer_requirements to requirements_management");
    assert!(why.contains("has a new source  [p.isms:"), "{why}");
    assert!(why.contains("is a result of") && why.contains("Table 17") && why.contains("is an input of") && why.contains("Table 3"), "{why}");
    assert!(why.contains("comes now from party hospitals"), "{why}");
    assert!(why.contains("lost its provider: “Information security customer relationship management process”: left out  [p.isms:"), "{why}");
    assert!(why.contains("│  because: Sales does it.") && why.contains("approved by CEO (Eva Lang) on 2026-01-02"), "{why}");
    // what goes in is followed to who receives it
    assert!(ask(Question::Trace, "prioritized_risks from risk_assessment to risk_treatment").contains("is received by process risk_treatment “"));
}

#[test]
fn a_clause_leads_to_processes_and_a_process_back_to_clauses() {
    let trace = ask(Question::Trace, "6.1.2");
    assert!(trace.contains("is served by process of the model"), "{trace}");
    assert!(trace.contains("is realised by process risk_assessment"), "{trace}");
    assert!(ask(Question::Why, "risk_assessment").contains("serves clause 6.1.2"));
    // the whole clause has parts
    assert!(ask(Question::Trace, "9.2").contains("has the part clause 9.2.2"));
}

#[test]
fn an_unknown_name_gets_a_guess_and_an_ambiguous_one_the_choice() {
    let compiled = compiled();
    let graph = Graph::of(&compiled.model);
    let help = |asked: &str| graph.find(asked).expect_err("it is not there").help;
    assert_eq!(help("risk_asessment"), "did you mean `risk_assessment`?");
    assert_eq!(help("risk R-11"), "did you mean `R-1`?");
    assert_eq!(help("rusk R-1"), "did you mean `risk`?");
    assert_eq!(help("prioritised_risks from risk_assessment"), "did you mean `prioritized_risks`?");
    assert!(help("prioritized_risks from risk_assessment").starts_with("say which: "));
    assert!(help("prioritized_risks from communication to risk_treatment").starts_with("it passes here: "));
    assert!(graph.find("").is_err() && graph.find("x from").is_err());
}

#[test]
fn every_thing_can_be_asked_about_and_answers_end() {
    let compiled = compiled();
    let graph = Graph::of(&compiled.model);
    for key in graph.keys() {
        for tree in [graph.why(key, 8), graph.trace(key, 8)] {
            let shown = text(&tree.expect("it is there"), &compiled.sources);
            assert!(shown.lines().count() < 2_000, "{key:?}");
        }
    }
}
