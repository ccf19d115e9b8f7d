//! What a slip may not do: cost a source, hide that files went, pass as a success, or point a service to nowhere.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const SMALL: &str = "organisation acme \"Acme\" scope \"All of it.\"\n\nrole ceo \"CEO\" held_by \"A\" top_management yes\n";

fn isms(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isms"));
    command.args(arguments).env("NO_COLOR", "1").current_dir(folder).output().expect("the binary starts")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_report_is_not_written_over_a_source() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("a.isms", SMALL), ("isms.toml", "[package]\nname = \"acme\"\n")] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    for arguments in
        [["check", "--output", "json=a.isms"], ["check", "--output", "short=isms.toml"], ["graph", "--out", "a.isms"], ["graph", "--out", "./A.ISMS"]]
    {
        let done = isms(folder.path(), &arguments);
        assert_eq!(done.status.code(), Some(2), "{arguments:?}: {}", said(&done));
        assert!(said(&done).contains("sources of a package are not written over"), "{}", said(&done));
    }
    assert_eq!(fs::read_to_string(folder.path().join("a.isms")).unwrap(), SMALL);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn formats_that_go_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.isms"), SMALL).unwrap();
    let build = |formats: &str, more: &[&str]| said(&isms(folder.path(), &[&["build", "--draft", "--out", "out", "--formats", formats], more].concat()));
    assert!(!build("csv,json", &[]).contains("removed"));
    let tables = fs::read_dir(folder.path().join("out/registers")).unwrap().count() / 2;
    let checked = build("json", &["--check"]);
    assert!(checked.contains(&format!("0 of {tables} files differ, and {tables} that are no longer part of the set are there")), "{checked}");
    let built = build("json", &[]);
    assert!(built.contains(&format!("0 written, {tables} unchanged, {tables} removed that are no longer part of the set")), "{built}");
}

#[cfg(unix)]
#[test]
fn rules_that_cannot_be_read_are_not_tested() {
    let folder = tempfile::tempdir().unwrap();
    let package = folder.path().join("package");
    fs::create_dir(&package).unwrap();
    fs::write(package.join("a.isms"), SMALL).unwrap();
    fs::write(folder.path().join("rules.isms"), "rule x {\n}\n").unwrap();
    std::os::unix::fs::symlink("../rules.isms", package.join("rules.isms")).unwrap();
    let done = isms(&package, &["test"]);
    assert_eq!(done.status.code(), Some(2), "{}", said(&done));
    assert!(said(&done).contains("rules.isms") && said(&done).contains("cannot be tested"), "{}", said(&done));
}

#[test]
fn services_are_given_a_file_and_a_line_for_what_has_no_place() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    fs::write(folder.path().join("isms.toml"), "[package]\nname = \"acme\"\n").unwrap();
    fs::write(folder.path().join("a.isms"), "role ceo \"CEO\"\n").unwrap();
    for below in [false, true] {
        let (from, path) = if below { (folder.path().parent().unwrap(), folder.path().to_str().unwrap()) } else { (folder.path(), ".") };
        let report = |format: &str| {
            let done = isms(from, &["check", path, "--format", format]);
            String::from_utf8(done.stdout).unwrap()
        };
        let gitlab: serde_json::Value = serde_json::from_str(&report("gitlab")).unwrap();
        let one = gitlab.as_array().unwrap().iter().find(|one| one["check_name"] == "organisation-missing").unwrap();
        let named = one["location"]["path"].as_str().unwrap();
        assert!(named.ends_with("a.isms") || named.ends_with("isms.toml"), "{one}");
        let sarif: serde_json::Value = serde_json::from_str(&report("sarif")).unwrap();
        let one = sarif["runs"][0]["results"].as_array().unwrap().iter().find(|one| one["ruleId"] == "organisation-missing").unwrap();
        let place = &one["locations"][0]["physicalLocation"];
        assert!(place["artifactLocation"]["uri"].as_str().unwrap().contains("isms"), "{place}");
        assert_eq!(place["region"]["startLine"], 1);
        assert!(report("github").lines().any(|line| line.contains("file=") && line.contains("line=1") && line.contains("organisation-missing")));
    }
}

#[test]
fn a_declaration_with_a_mistake_is_not_blamed_for_what_it_does_not_say() {
    let found = |approval: &str| {
        let folder = tempfile::tempdir().unwrap();
        let text = format!("role ceo \"CEO\"\n\npolicy P-1 \"Access\" {{\n  template access_control\n  owner ceo\n  version \"1\"\n{approval}}}\n");
        fs::write(folder.path().join("a.isms"), text).unwrap();
        said(&isms(folder.path(), &["check", "--format", "short"]))
    };
    assert!(found("").contains("[policy-without-approval]"), "{}", found(""));
    let half = found("  approved by ceo\n");
    assert!(half.contains("error[missing-property]") && !half.contains("policy-without-approval"), "{half}");
}
