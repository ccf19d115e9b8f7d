//! `isms why`, `isms trace` and `isms reference audit` from outside.

use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_isms")).args(arguments).output().expect("the binary runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

const MERIDIAN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/meridian");

#[test]
fn a_question_names_a_thing_and_a_folder() {
    let output = run(&["why", "A.8.13", MERIDIAN, "--as-of", "2026-06-30"]);
    assert_eq!(output.status.code(), Some(0));
    let text = out(&output);
    assert!(text.starts_with("Control A.8.13 “Information backup”: applies, implemented"), "{text}");
    assert!(text.contains("├─ treats risk R-23 “A backup cannot be restored”"), "{text}");
    assert!(text.contains("risks_product.isms:"), "{text}");
    // an interface is several words, and the last word may be a folder all the same
    let output = run(&["why", "customer_requirements", "to", "requirements_management", MERIDIAN]);
    assert!(out(&output).contains("comes now from process customer_success"), "{}", out(&output));
}

#[test]
fn answers_are_json_too() {
    let output = run(&["trace", "9.2.2", MERIDIAN, "--as-of", "2026-06-30", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(answer["question"], "trace");
    assert_eq!(answer["about"]["kind"], "clause");
    let process =
        answer["about"]["branches"].as_array().expect("a list").iter().find(|one| one["kind"] == "reference process").expect("a process of the model");
    assert_eq!(process["branches"][0]["id"], "internal_audit");
    assert!(process["branches"][0]["at"]["line"].as_u64().is_some_and(|line| line > 1));
}

#[test]
fn an_unknown_name_is_an_error_with_a_guess() {
    let output = run(&["why", "incident_respons", MERIDIAN]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("nothing here is called `incident_respons`") && said.contains("did you mean `incident_response`?"), "{said}");
}

#[test]
fn the_audit_of_the_model_is_text_and_json() {
    let page = out(&run(&["reference", "audit"]));
    assert!(page.starts_with("# ISO/IEC TS 27022:2021 held against itself"));
    let audit: serde_json::Value = serde_json::from_str(&out(&run(&["reference", "audit", "--format", "json"]))).expect("it is JSON");
    assert_eq!(audit["counts"]["interfaces"], 138);
    assert_eq!(audit["criteria"].as_array().map(Vec::len), Some(10));
}
