//! Rules of one's own: what they find, how their mistakes are told, and that each ends.

use std::process::{Command, Output, Stdio};

use isms::base::Place;
use isms::diagnostic::{Diagnostic, Level};
use isms::pipeline::Compilation;

use crate::support::{check, codes};

const CONTROLS: &str = r#"role ciso "CISO" held_by "A"
control A.5.1 { status implemented; owner ciso; implementation "Read on the first day." }
control A.5.2 { status implemented; owner ciso }
control A.5.3 { status planned }
"#;

fn with(rule: &str) -> Compilation {
    check(&format!("{CONTROLS}\nrule say-how \"Say how\" {{\n  {}\n}}\n", rule.replace('\n', "\n  ")))
}

fn of<'c>(compiled: &'c Compilation, slug: &str) -> Vec<&'c Diagnostic> {
    compiled.findings.iter().filter(|one| one.code.slug == slug).collect()
}

/// The text under the first label of a finding.
fn under(compiled: &Compilation, finding: &Diagnostic) -> String {
    let place: Place = finding.place().unwrap();
    compiled.sources.slice(place).to_string()
}

#[test]
fn a_rule_reports_like_the_compiler() {
    let compiled = with(
        "what controls\nwhere \"status == 'implemented'\"\nrequire \"implementation\"\nmessage \"`{{ id }}` of {{ owner.id }}: nobody says how\"\nhelp \"say how\"\ncites A.5.1\nlevel deny",
    );
    let found = of(&compiled, "rule.say-how");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "`A.5.2` of ciso: nobody says how");
    assert_eq!((found[0].level, found[0].subject.as_deref(), found[0].cite.as_deref()), (Level::Deny, Some("control A.5.2"), Some("A.5.1")));
    assert_eq!(found[0].labels.len(), 2, "the control and the rule");
    assert!(found[0].code.page.contains("of each it asks `implementation`") || found[0].code.page.contains("Of each it asks `implementation`"));
}

#[test]
fn a_rule_can_be_set_aside_with_a_reason() {
    let rule = "\nrule say-how \"Say how\" {\n  what controls\n  require \"implementation\"\n  message \"nobody says how\"\n}\n";
    let allowed = CONTROLS
        .replace("status implemented; owner ciso }", "status implemented; owner ciso; allow rule.say-how because \"Next week.\" until 2027-01-01 }")
        + rule;
    let compiled = check(&allowed);
    let about: Vec<&str> = of(&compiled, "rule.say-how").iter().filter_map(|one| one.subject.as_deref()).collect();
    assert_eq!(about, ["control A.5.3"]);
    assert!(of(&compiled, "unknown-allow").is_empty());
    let typo = codes(&allowed.replace("allow rule.say-how", "allow rule.say-hwo"));
    assert!(typo.contains(&"unknown-allow"), "{typo:?}");
}

#[test]
fn mistakes_stand_at_their_column_with_what_was_meant() {
    for (rule, code, at, said) in [
        ("what contrls\nrequire \"x\"\nmessage \"m\"", "unknown-rule-field", "contrls", "controls"),
        ("what controls\nrequire \"ownerr\"\nmessage \"m\"", "unknown-rule-field", "ownerr", "owner"),
        ("what controls\nwhere \"status == 'implementd'\"\nrequire \"owner\"\nmessage \"m\"", "unknown-rule-field", "'implementd'", "'implemented'"),
        ("what controls\nrequire \"a is defined or it.plan.duw\"\nmessage \"m\"", "unknown-rule-field", "duw", "due"),
        ("what controls\nrequire \"evidence | map(attribute='txt') | list\"\nmessage \"m\"", "unknown-rule-field", "'txt'", "'text'"),
        ("what controls\nrequire \"model.rolez\"\nmessage \"m\"", "unknown-rule-field", "rolez", "roles"),
        ("what controls\nrequire \"model.roles[owner.id].helt_by\"\nmessage \"m\"", "unknown-rule-field", "helt_by", "held_by"),
        ("what controls\nrequire \"implementation | lenght\"\nmessage \"m\"", "unknown-rule-function", "lenght", "length"),
        ("what controls\nrequire \"implementation is definde\"\nmessage \"m\"", "unknown-rule-function", "definde", "defined"),
        ("what controls\nrequire \"dayz(as_of, as_of)\"\nmessage \"m\"", "unknown-rule-function", "dayz", "days"),
        ("what controls\nrequire \"owner\"\nmessage \"{{ idd }} has none\"", "unknown-rule-field", "idd", "id"),
    ] {
        let compiled = with(rule);
        let found = of(&compiled, code);
        assert!(!found.is_empty(), "{rule}: {:?}", compiled.findings.iter().map(|one| one.code.slug).collect::<Vec<_>>());
        let hit = found
            .iter()
            .find(|one| under(&compiled, one) == at)
            .unwrap_or_else(|| panic!("{rule}: under {:?}", found.iter().map(|one| under(&compiled, one)).collect::<Vec<_>>()));
        assert!(hit.labels[0].message.contains(said), "{rule}: {}", hit.labels[0].message);
        assert!(hit.level == Level::Warn && of(&compiled, "rule.say-how").is_empty(), "a rule with a mistake is a warning and is not run");
    }
}

#[test]
fn nothing_that_a_rule_says_runs_without_an_end() {
    let nested = "(".repeat(200) + "1" + &")".repeat(200);
    for expression in [
        "-".repeat(3000) + "1",
        format!("x{}", " | e".repeat(900)),
        "not ".repeat(800) + "x",
        nested,
        "[1] ".repeat(2000),
        "'a' * 100000000 * 100000000".to_string(),
        "(it | string | list) * 100000 | map('string') | list | length".to_string(),
        "a.b.".repeat(1000),
        "{{ }} %} {%".to_string(),
        "\u{0}\u{202e}".to_string(),
    ] {
        let started = std::time::Instant::now();
        let compiled = with(&format!("what controls\nrequire \"{expression}\"\nmessage \"m\""));
        let shown: String = expression.chars().take(30).collect();
        assert!(started.elapsed().as_secs() < 20, "{shown}");
        let odd = compiled
            .findings
            .iter()
            .any(|one| ["broken-rule", "unknown-rule-field", "unknown-rule-function"].contains(&one.code.slug) || one.code.level == Level::Error);
        assert!(odd, "{shown} passes");
    }
}

#[test]
fn a_message_has_no_statements_and_what_it_computes_is_bounded() {
    let message = "{% for a in range(9000) %}{% for b in range(9000) %}x{% endfor %}{% endfor %}";
    let compiled = with(&format!("what controls\nrequire \"false\"\nmessage \"{message}\""));
    let [finding] = of(&compiled, "broken-rule")[..] else { panic!("one finding") };
    assert_eq!((finding.message.as_str(), under(&compiled, finding).as_str()), ("a message has no statements", "{%"));
    assert!(of(&compiled, "rule.say-how").is_empty(), "it is not run");
    let started = std::time::Instant::now();
    let large = with("what controls\nrequire \"false\"\nmessage \"{{ 'a' * 100000000 * 100000000 }}\"");
    assert!(started.elapsed().as_secs() < 20 && large.findings.iter().all(|one| one.message.len() < 100_000));
    assert!(!of(&large, "broken-rule").is_empty());
    // what the amount of work allows is still no message of 100 megabytes
    let started = std::time::Instant::now();
    let long = with("what controls\nrequire \"false\"\nmessage \"{{ ('x' * 100000) * 1000 }} and {{ 'y' * 5000 }}\"");
    assert!(started.elapsed().as_secs() < 20 && !of(&long, "rule.say-how").is_empty());
    assert!(of(&long, "rule.say-how").iter().all(|one| one.message.chars().count() <= 1_001 && one.message.ends_with('…')));
}

#[test]
fn work_that_would_end_some_day_is_stopped_too() {
    // it would end, with 500 megabytes for each control
    let compiled = with("what controls\nrequire \"('e' * 1000) | replace('e', 'e' * 1000) | replace('e', 'e' * 500) | length > 0\"\nmessage \"m\"");
    let [finding] = of(&compiled, "broken-rule")[..] else { panic!("one finding: {:?}", compiled.findings) };
    assert!(finding.message.ends_with("it does more work than a rule may take"), "{}", finding.message);
    // what an honest rule asks for is far below
    let honest = with("what controls\nrequire \"model.controls | values | selectattr('owner') | map(attribute='id') | join(' ') | words >= 0\"\nmessage \"m\"");
    assert!(of(&honest, "broken-rule").is_empty());
}

#[test]
fn a_rule_that_is_stopped_says_where_and_what_to_do() {
    let compiled = with("what controls\nrequire \"('a' * 100000000 * 100000000) == ''\"\nmessage \"m\"");
    let [finding] = of(&compiled, "broken-rule")[..] else { panic!("one finding") };
    assert!(under(&compiled, finding).contains("'a' * 100000000"), "the expression, and not what it looked at: {}", under(&compiled, finding));
    assert_eq!(finding.labels[1].message, "while this was looked at");
    assert!(finding.help[0].contains("look at fewer things"), "{:?}", finding.help);
    let compiled = with("what controls\nrequire \"days('soon', as_of) > 1\"\nmessage \"m\"");
    let [finding] = of(&compiled, "broken-rule")[..] else { panic!("one finding") };
    assert!(finding.message.contains("`soon` is not a day") && !finding.help[0].contains("fewer"), "{:?}", finding.help);
}

#[test]
fn sets_of_the_library_hold_their_own_cases() {
    assert!(isms::rules::sets().len() >= 5);
    for set in isms::rules::sets() {
        let done = isms(&["test", "--set", set, "--as-of", "2026-06-30"]);
        let told = String::from_utf8_lossy(&done.stdout).into_owned();
        assert_eq!(done.status.code(), Some(0), "{set}:\n{told}");
        assert!(told.ends_with("0 fail\n") && !told.contains("no case") && !told.contains("WRONG"), "{set}:\n{told}");
        let manual = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md")).unwrap();
        assert!(manual.contains(&format!("`{set}`")), "docs/rules.md does not name {set}");
    }
}

#[test]
fn sets_are_switched_on_by_name() {
    let on = format!("use rules certification\n{CONTROLS}");
    assert_eq!(of(&check(&on), "rule.cert-controls-have-owners").len(), 1);
    assert!(of(&check(CONTROLS), "rule.cert-controls-have-owners").is_empty());
    assert!(codes("use rules certificaton\n").contains(&"unknown-rule-set"));
}

fn isms(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_isms")).args(arguments).env("NO_COLOR", "1").stdin(Stdio::null()).output().unwrap()
}

#[test]
fn cases_that_fail_say_what_was_expected() {
    let folder = tempfile::TempDir::new().unwrap();
    let case = |name: &str, given: &str, expect: &str| format!("  case \"{name}\" {{\n    given \"\"\"\n      {given}\n      \"\"\"\n    {expect}\n  }}\n");
    let rule = format!(
        "rule owned \"Owned\" {{\n  what controls\n  require \"owner\"\n  message \"nobody owns it\"\n{}{}{}{}}}\nrule bare \"Bare\" {{\n  what controls\n  require \"owner\"\n  message \"m\"\n}}\n",
        case("finds", "control A.5.1 status planned", "expect finding on control.A.5.1 saying \"nobody\""),
        case("wrong subject", "control A.5.1 status planned", "expect finding on control.A.5.2"),
        case("not nothing", "control A.5.1 status planned", "expect nothing"),
        case("unread", "control A.5.1 status maybe", "expect nothing"),
    );
    std::fs::write(folder.path().join("rules.isms"), rule).unwrap();
    let done = isms(&["test", &folder.path().to_string_lossy(), "--as-of", "2026-06-30"]);
    let told = String::from_utf8_lossy(&done.stdout).into_owned();
    assert_eq!(done.status.code(), Some(1), "{told}");
    for part in [
        "ok    finds",
        "a finding on control.A.5.2 was expected, and there is none",
        "it says something about control A.5.1 too",
        "nothing was expected, and it says of control A.5.1: nobody owns it",
        "line 1 of what is given cannot be read",
        "no case: nobody knows whether it finds what it is written for",
        "4 cases of 2 rules: 1 hold, 3 fail; 1 rule without a case",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    assert_eq!(isms(&["test", &folder.path().to_string_lossy(), "--rule", "ownd"]).status.code(), Some(2));
}

#[test]
fn a_rule_with_a_mistake_fails_its_test() {
    let folder = tempfile::TempDir::new().unwrap();
    let case = "  case \"all is well\" {\n    given \"control A.5.1 status planned\"\n    expect nothing\n  }\n";
    for (wrong, said) in [
        ("require \"ownr\"\n  message \"m\"", "WRONG unknown-rule-field: `controls` have no `ownr`"),
        ("require \"owner\"\n  message \"m\"\n  level error", "WRONG unknown-choice: `level` cannot be `error`"),
        ("require \"owner and\"\n  message \"m\"", "WRONG broken-rule: the expression cannot be read"),
    ] {
        std::fs::write(folder.path().join("rules.isms"), format!("rule owned \"Owned\" {{\n  what controls\n  {wrong}\n{case}}}\n")).unwrap();
        let done = isms(&["test", &folder.path().to_string_lossy(), "--as-of", "2026-06-30"]);
        let told = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(told.contains(said) && told.ends_with("; 1 rule with mistakes\n"), "{told}");
        assert_eq!(done.status.code(), Some(1), "a case that expects nothing does not hide that the rule finds nothing: {told}");
    }
}

#[test]
fn a_case_is_judged_at_a_day_of_its_own() {
    let folder = tempfile::TempDir::new().unwrap();
    let case = |day: &str, expect: &str| {
        format!(
            "  case \"on {day}\" {{\n    as_of {day}\n    given \"control A.8.13 {{ status implemented; evidence \\\"Restore\\\" on 2026-06-01 }}\"\n    {expect}\n  }}\n"
        )
    };
    let rule = format!(
        "rule fresh \"Fresh\" {{\n  what controls\n  require \"days(evidence[0].on, as_of) <= 90\"\n  message \"old by {{{{ as_of }}}}\"\n{}{}}}\n",
        case("2026-08-01", "expect nothing"),
        case("2026-12-01", "expect finding on control.A.8.13 saying \"2026-12-01\""),
    );
    std::fs::write(folder.path().join("rules.isms"), rule).unwrap();
    // whatever the day of the run
    for day in ["2020-01-01", "2050-01-01"] {
        let done = isms(&["test", &folder.path().to_string_lossy(), "--as-of", day]);
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stdout));
    }
}

#[test]
fn the_examples_rules_hold() {
    let done = isms(&["test", concat!(env!("CARGO_MANIFEST_DIR"), "/examples/meridian"), "--as-of", "2026-06-30"]);
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stdout));
    let explained = Command::new(env!("CARGO_BIN_EXE_isms"))
        .args(["explain", "implemented-controls-say-how"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/meridian"))
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&explained.stdout).starts_with("# rule.implemented-controls-say-how"));
}

/// The recipe of docs/rules.md for JSON Schema, where Python has the package.
#[test]
fn the_model_is_valid_for_its_schema_and_for_one_of_a_user() {
    let folder = tempfile::TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    let model = isms(&["model", concat!(env!("CARGO_MANIFEST_DIR"), "/examples/meridian"), "--as-of", "2026-06-30"]);
    std::fs::write(at("model.json"), &model.stdout).unwrap();
    std::fs::write(at("schema.json"), isms(&["model", "--schema"]).stdout).unwrap();
    let manual = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md")).unwrap();
    let recipe = manual.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).expect("the recipe is there");
    std::fs::write(at("own.json"), recipe).unwrap();
    let script = "import json,sys\ntry:\n  import jsonschema\nexcept ImportError:\n  print('absent'); sys.exit()\nm=json.load(open('model.json'))\nfor s in ('schema.json','own.json'):\n  jsonschema.Draft202012Validator(json.load(open(s))).validate(m)\nm['controls']['A.5.1'].pop('owner')\nprint('found' if list(jsonschema.Draft202012Validator(json.load(open('own.json'))).iter_errors(m)) else 'missed')\n";
    let Ok(done) = Command::new("python3").args(["-c", script]).current_dir(folder.path()).output() else { return };
    let told = String::from_utf8_lossy(&done.stdout).trim().to_string();
    assert!(["found", "absent"].contains(&told.as_str()), "{told}{}", String::from_utf8_lossy(&done.stderr));
}
