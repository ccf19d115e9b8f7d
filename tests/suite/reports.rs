//! Reports for services, held against the schemas and rules of those who read them.

use std::collections::BTreeSet;

use isms::diagnostic::{Diagnostic, Fingerprints};
use isms::pipeline::Compilation;
use isms::report::{Base, Format, Run, write_run};
use serde_json::Value;

use crate::support::{check, check_files, example};

fn report(format: Format, compiled: &Compilation) -> String {
    let Compilation { findings, set_aside, sources, .. } = compiled;
    let run = Run { findings, set_aside, sources, as_of: "2026-06-30", base: Base::default(), path: "." };
    let mut out = Vec::new();
    write_run(format, &run, false, &mut out).expect("memory can be written");
    String::from_utf8(out).expect("text")
}

fn json(format: Format, compiled: &Compilation) -> Value {
    serde_json::from_str(&report(format, compiled)).expect("JSON")
}

fn nordwind() -> Compilation {
    example("nordwind", jiff::civil::date(2026, 11, 24))
}

/// A supplier whose finding is set aside, one whose finding is not, and a mistake with a fix.
fn mixed() -> Compilation {
    check(
        "role ciso \"CISO\" {\n  held_by: \"Anna\"\n}\n\nsupplier nimbus \"Nimbus\" {\n  owner ciso\n  contract \"A\" end 2026-03-31\n  allow contract-ended because \"With the lawyers\" until 2026-09-30 approved by ciso\n}\n\nsupplier other \"Other\" {\n  owner ciso\n  contract \"B\" end 2026-03-31\n}\n",
    )
}

#[test]
fn sarif_is_valid_for_the_schema_of_oasis() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemas/sarif-2.1.0.json")).expect("the schema is there");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    let validator = jsonschema::draft4::options().should_validate_formats(true).build(&schema).expect("a schema");
    let nothing = check("organisation acme \"Acme\" {\n  scope \"All\"\n}\n");
    let empty = check_files(&[]);
    for compiled in [nordwind(), mixed(), nothing, empty] {
        let log = json(Format::Sarif, &compiled);
        let wrong: Vec<String> = validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
    // the validator can say no
    let mut log = json(Format::Sarif, &mixed());
    log["runs"][0]["results"][0]["level"] = "loud".into();
    assert!(!validator.is_valid(&log));
}

#[test]
fn sarif_says_what_where_and_how_to_put_it_right() {
    let log = json(Format::Sarif, &mixed());
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["version"], env!("CARGO_PKG_VERSION"));
    let results = run["results"].as_array().expect("results");
    let sign = results.iter().find(|one| one["ruleId"] == "needless-sign").expect("it is found");
    assert_eq!(sign["level"], "warning");
    let place = &sign["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "test.isms");
    assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
    assert_eq!(place["region"]["startLine"], 2);
    assert_eq!(sign["locations"][0]["logicalLocations"][0]["fullyQualifiedName"], "role ciso");
    let replacement = &sign["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["deletedRegion"]["startColumn"], 10);
    assert_eq!(replacement["deletedRegion"]["endColumn"], 12);
    assert_eq!(replacement["insertedContent"]["text"], " ");
    for one in results {
        let rule = &run["tool"]["driver"]["rules"][usize::try_from(one["ruleIndex"].as_u64().expect("a number")).expect("small")];
        assert_eq!(rule["id"], one["ruleId"]);
        assert!(rule["help"]["markdown"].as_str().is_some_and(|page| page.contains("**Why it matters.**")));
        assert_eq!(rule["properties"]["tags"][0], one["properties"]["group"]);
    }
}

#[test]
fn sarif_names_every_place_that_is_involved() {
    let log = json(Format::Sarif, &nordwind());
    let results = log["runs"][0]["results"].as_array().expect("results");
    let related = results.iter().filter_map(|one| one["relatedLocations"].as_array()).flatten();
    let mut count = 0;
    for one in related {
        assert!(one["message"]["text"].as_str().is_some_and(|text| !text.is_empty()) && one["physicalLocation"]["region"]["startLine"].is_u64());
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn sarif_shows_what_was_set_aside_with_its_reason() {
    let log = json(Format::Sarif, &mixed());
    let results = log["runs"][0]["results"].as_array().expect("results");
    let ended: Vec<&Value> = results.iter().filter(|one| one["ruleId"] == "contract-ended").collect();
    assert_eq!(ended.len(), 2);
    let (aside, counted): (Vec<&Value>, Vec<&Value>) = ended.into_iter().partition(|one| one["suppressions"].is_array());
    assert_eq!(counted.len(), 1);
    let suppression = &aside[0]["suppressions"][0];
    assert_eq!(suppression["kind"], "inSource");
    assert_eq!(suppression["status"], "accepted");
    assert_eq!(suppression["justification"], "With the lawyers. Until 2026-09-30. Approved by ciso.");
    assert_eq!(suppression["location"]["physicalLocation"]["region"]["startLine"], 8);
}

#[test]
fn fingerprints_survive_moved_lines_and_tell_findings_apart() {
    let prints = |findings: &[Diagnostic]| -> BTreeSet<(String, String)> {
        let mut prints = Fingerprints::default();
        findings.iter().map(|finding| (finding.code.slug.to_string(), prints.next(finding))).collect()
    };
    let before = nordwind();
    let all = prints(&before.findings);
    assert_eq!(all.len(), before.findings.len(), "each has one of its own");
    let text = "supplier nimbus \"Nimbus\" {\n  contract \"A\" end 2026-03-31\n}\nrisk R-1 \"Fire\" {\n  owner nobody\n}\n";
    let moved = format!("// a comment above\n\n\n{text}");
    assert_eq!(prints(&check(text).findings), prints(&check(&moved).findings));
    let other = text.replace("nimbus", "cumulus");
    assert_ne!(prints(&check(text).findings), prints(&check(&other).findings));
}

#[test]
fn every_format_for_machines_has_the_same_fingerprints() {
    let compiled = mixed();
    let of = |values: &Value, key: &str| -> Vec<String> {
        values.as_array().expect("a list").iter().map(|one| one[key].as_str().expect("text").to_string()).collect()
    };
    let from_json = of(&json(Format::Json, &compiled)["diagnostics"], "fingerprint");
    assert_eq!(of(&json(Format::Gitlab, &compiled), "fingerprint"), from_json);
    let log = json(Format::Sarif, &compiled);
    let results = log["runs"][0]["results"].as_array().expect("results");
    let from_sarif: Vec<&str> = results.iter().filter_map(|one| one["partialFingerprints"]["ismsFinding/v1"].as_str()).collect();
    assert_eq!(from_sarif[..from_json.len()], from_json[..]);
}

#[test]
fn gitlab_gets_what_it_asks_for() {
    let compiled = nordwind();
    let issues = json(Format::Gitlab, &compiled);
    let issues = issues.as_array().expect("an array");
    assert_eq!(issues.len(), compiled.findings.len());
    let mut prints = BTreeSet::new();
    for issue in issues {
        assert!(issue["description"].as_str().is_some_and(|text| text.starts_with(issue["check_name"].as_str().unwrap_or("?"))));
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&issue["severity"].as_str().unwrap_or("?")));
        assert!(issue["location"]["path"].as_str().is_some_and(|path| path.starts_with("examples/nordwind/")));
        let (begin, end) = (issue["location"]["lines"]["begin"].as_u64(), issue["location"]["lines"]["end"].as_u64());
        assert!(begin >= Some(1) && end >= begin);
        assert!(prints.insert(issue["fingerprint"].as_str().expect("text").to_string()), "a fingerprint stands for one finding");
    }
}

#[test]
fn junit_is_xml_and_its_counts_are_true() {
    for compiled in [nordwind(), mixed()] {
        let text = report(Format::Junit, &compiled);
        let document = roxmltree::Document::parse(&text).expect("XML");
        let root = document.root_element();
        let number = |node: roxmltree::Node<'_, '_>, name: &str| -> usize { node.attribute(name).expect("it is there").parse().expect("a number") };
        let (mut tests, mut failures) = (0, 0);
        for suite in root.children().filter(roxmltree::Node::is_element) {
            let cases: Vec<_> = suite.children().filter(roxmltree::Node::is_element).collect();
            let with = |name: &str| cases.iter().filter(|case| case.children().any(|one| one.has_tag_name(name))).count();
            assert_eq!(number(suite, "tests"), cases.len());
            assert_eq!(number(suite, "failures"), with("failure"));
            assert_eq!(number(suite, "skipped"), with("skipped"));
            tests += cases.len();
            failures += with("failure");
        }
        assert_eq!((number(root, "tests"), number(root, "failures")), (tests, failures));
        let failing: BTreeSet<&str> = compiled.findings.iter().filter(|finding| finding.is_error()).map(|finding| finding.code.slug).collect();
        assert_eq!(failures, failing.len());
    }
}

#[test]
fn junit_holds_characters_that_xml_has_no_place_for() {
    let compiled = check("risk R-1 \"a\u{1}<b>&\" {\n  owner no\u{202E}body\n}\n");
    let text = report(Format::Junit, &compiled);
    roxmltree::Document::parse(&text).expect("XML");
    assert!(text.contains("U+202E") || text.contains("U+0001"));
}

#[test]
fn nothing_in_a_source_begins_a_command_of_github() {
    let files = [("a%0A,b:c.isms", "supplier x \"%0A::error::x\" {\n  owner \"::set-output name=a::b\"\n  contract \"\n}\n")];
    let text = report(Format::Github, &check_files(&files));
    assert!(!text.is_empty());
    for line in text.lines() {
        let (properties, message) = line.strip_prefix("::").and_then(|rest| rest.split_once("::")).expect("one command a line");
        assert!(properties.starts_with("error ") || properties.starts_with("warning "));
        assert!(properties.contains("file=a%250A%2Cb%3Ac.isms") || !properties.contains("file="), "{properties}");
        assert!(!message.replace("%25", "").replace("%0A", "").replace("%0D", "").contains('%'));
    }
}

#[test]
fn annotations_over_several_lines_have_no_columns() {
    for line in report(Format::Github, &nordwind()).lines() {
        let number = |name: &str| line.split([',', ' ', ':']).find_map(|part| part.strip_prefix(name)).and_then(|text| text.parse::<usize>().ok());
        assert_eq!(number("line=") == number("endLine="), number("col=").is_some(), "{line}");
    }
}

#[test]
fn a_table_in_markdown_lets_no_markup_through() {
    let text =
        report(Format::Markdown, &check("risk R-1 \"R\" {\n  owner @team|<img>\n}\nsupplier a_b \"[x](http://evil)\" { contract \"A|B\" end 2026-01-01 }\n"));
    for row in text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| |") && !line.starts_with("| ---")) {
        assert_eq!(row.replace("\\|", "").matches('|').count(), 5, "{row}");
    }
    assert!(!text.contains("<img>") || text.contains("`<img>`") || text.contains("`@team\\|<img>`"), "{text}");
    assert!(!text.contains("](http"));
}
