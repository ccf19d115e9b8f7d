//! What a change decides: two states of a package, compared as a reader, a pull request and a pipeline see it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use isms::compare::{self, Comparison, Kind, Side, Weight};
use isms::pipeline::{Compilation, Options, compile};
use isms::source::{Disk, Memory, World as _};
use tempfile::TempDir;

use crate::support::{check, day};

const COMPANY: &str = r#"organisation acme "Acme" scope "Office."
role ceo "CEO" { held_by "A"; top_management yes }
role ciso "CISO" { held_by "B" }
criteria risk_criteria "Risk criteria" {
  approved by ceo on 2026-01-10
  likelihood { step 1 "Rare"; step 2 "Likely"; step 3 "Often" }
  consequence money "Money" { step 1 "Minor"; step 2 "Severe"; step 3 "Fatal" }
  level low "Low" from 1
  level medium "Medium" from 3
  level high "High" from 6
  accept low always
  accept medium by owner for 12 months
  accept high by ceo for 6 months
}
risk R-1 "Flood" {
  owner ciso
  likelihood 2
  consequence 3
  treat modify with A.7.5
  residual likelihood 1 consequence 3
  accepted by ciso on 2026-02-01 until 2026-12-31
}
control A.7.5 { status implemented; owner ciso; evidence "Inspection" on 2026-02-01 }
control A.8.13 { status planned; owner ciso; plan { due 2026-09-30; cost 800 EUR } }
exclude A.8.30 because "Nothing is developed outside." approved by ceo on 2026-02-01
adopt improvement { owner ciso }
policy POL-1 "Access" { owner ciso; covers A.5.15; version "1.0"; approved by ceo on 2026-02-01 }
budget B-26 "Budget" { year 2026; fund isms money 10000 EUR }
"#;

fn compared(old: &Compilation, new: &Compilation) -> Comparison {
    compare::compare(old, new, (Side::of("before", None, old), Side::of("after", None, new)))
}

fn differ(old: &str, new: &str) -> Comparison {
    compared(&check(old), &check(new))
}

/// The company with replacements; each must hit.
fn edited(edits: &[(&str, &str)]) -> String {
    let mut text = COMPANY.to_string();
    for (from, to) in edits {
        assert!(text.contains(from), "`{from}` does not stand there");
        text = text.replace(from, to);
    }
    text
}

/// The kinds of changes that replacements give, each with what it is about.
fn kinds(edits: &[(&str, &str)]) -> Vec<String> {
    differ(COMPANY, &edited(edits)).changes.iter().map(|one| format!("{} {}", one.kind.slug(), one.subject.id)).collect()
}

fn has(edits: &[(&str, &str)], wanted: &[&str]) {
    let found = kinds(edits);
    for one in wanted {
        assert!(found.iter().any(|kind| kind == one), "{one} is not among {found:#?}");
    }
}

#[test]
fn a_layout_is_no_change() {
    let laid_out = format!(
        "// a comment\n\n{}",
        COMPANY.replace("{ held_by \"B\" }", "{\n  held_by \"B\"\n}").replace("scope \"Office.\"", "scope \"\"\"\n  Office.\n  \"\"\"")
    );
    let found = differ(COMPANY, &laid_out);
    assert!(found.changes.is_empty(), "{:#?}", found.changes);
}

#[test]
fn each_field_of_the_isms_has_its_decisions() {
    has(&[("adopt improvement { owner ciso }", "omit improvement because \"Too small.\" approved by ceo on 2026-06-01")], &["process-omitted improvement"]);
    has(&[("adopt improvement { owner ciso }", "")], &["process-undecided improvement"]);
    has(
        &[("adopt improvement { owner ciso }", "process better \"Better\" realises improvement { owner ciso }")],
        &["process-resourced improvement", "process-added better"],
    );
    has(&[("adopt improvement { owner ciso }", "adopt improvement { owner ceo }")], &["owner-changed improvement"]);
    has(&[("control A.7.5 { status implemented", "control A.7.5 { status partial")], &["control-status-down A.7.5", "risk-level-moved R-1"]);
    has(
        &[("control A.8.13 { status planned; owner ciso; plan { due 2026-09-30; cost 800 EUR } }", "exclude A.8.13 because \"No.\"")],
        &["control-excluded A.8.13"],
    );
    has(
        &[("exclude A.8.30 because \"Nothing is developed outside.\" approved by ceo on 2026-02-01", "control A.8.30 { status planned }")],
        &["control-included A.8.30"],
    );
    has(&[("due 2026-09-30", "due 2026-12-31"), ("800 EUR", "1800 EUR")], &["date-later A.8.13", "cost-changed A.8.13"]);
    has(&[("  likelihood 2\n", "  likelihood 3\n")], &["risk-rerated R-1"]);
    has(&[("residual likelihood 1", "residual likelihood 2")], &["residual-moved R-1", "approval-stale R-1"]);
    has(&[("on 2026-02-01 until 2026-12-31", "on 2026-02-01 until 2027-12-31")], &["acceptance-changed R-1"]);
    has(&[("  accepted by ciso on 2026-02-01 until 2026-12-31\n", "")], &["acceptance-revoked R-1"]);
    has(&[("with A.7.5", "with A.8.13")], &["treatment-changed R-1"]);
    has(&[("held_by \"B\"", "held_by \"C\"")], &["holder-changed ciso"]);
    has(&[("10000 EUR", "5000 EUR")], &["budget-changed B-26"]);
    has(&[("covers A.5.15", "covers A.5.16")], &["policy-silent POL-1", "approval-stale POL-1"]);
    has(
        &[("version \"1.0\"; approved by ceo on 2026-02-01", "version \"1.1\"; approved by ceo on 2026-06-01")],
        &["policy-version POL-1", "approval-given POL-1"],
    );
    has(&[("Office.", "Office and factory.")], &["scope-changed acme"]);
    assert!(differ(COMPANY, &format!("{COMPANY}use rules wording\n")).changes.iter().any(|one| one.what == "the set of rules `wording` is switched on"));
    has(&[("\"Nothing is developed outside.\"", "\"Because.\"")], &["exclusion-changed A.8.30", "approval-stale A.8.30"]);
}

#[test]
fn criteria_that_change_are_named_as_the_cause() {
    // nobody touched the risk, and its level moved
    let loosened = edited(&[("level high \"High\" from 6", "level high \"High\" from 7")]);
    let found = differ(COMPANY, &loosened);
    let of = |kind: Kind| found.changes.iter().find(|one| one.kind == kind).unwrap_or_else(|| panic!("no {}: {:#?}", kind.slug(), found.changes));
    assert!(of(Kind::CriteriaLoosened).what.contains("2 × 3: `medium` instead of `high`"), "{}", of(Kind::CriteriaLoosened).what);
    let moved = of(Kind::RiskReclassified);
    assert_eq!((moved.before.as_deref(), moved.after.as_deref()), (Some("high"), Some("medium")));
    assert!(moved.cause.as_deref().unwrap().contains("criteria changed"));
    assert!(found.changes.iter().all(|one| one.kind != Kind::RiskRerated), "nobody rated it anew");
    assert!(of(Kind::ApprovalStale).what.contains("approved by ceo on 2026-01-10"));
    // both at once: each cause keeps its own
    let both = differ(COMPANY, &loosened.replace("  likelihood 2\n", "  likelihood 1\n"));
    assert!(both.changes.iter().any(|one| one.kind == Kind::RiskReclassified) && both.changes.iter().any(|one| one.kind == Kind::RiskRerated));
    // and who may accept for how long
    let longer = differ(COMPANY, &edited(&[("accept high by ceo for 6 months", "accept high by ciso for 12 months")]));
    assert!(longer.changes.iter().any(|one| one.kind == Kind::CriteriaLoosened && one.what.contains("ciso for 12 months instead of ceo for 6 months")));
}

fn meridian() -> String {
    format!("{}/examples/meridian", env!("CARGO_MANIFEST_DIR"))
}

/// The example as files in memory.
fn files_of_meridian() -> Vec<(String, String)> {
    let disk = Disk::new(meridian());
    let mut names = disk.list().unwrap().files;
    names.push("isms.toml".into());
    names.into_iter().map(|name| (name.clone(), String::from_utf8(disk.read(&name).unwrap()).unwrap())).collect()
}

fn compiled(files: &[(String, String)]) -> Compilation {
    let world = files.iter().fold(Memory::new(), |world, (name, text)| world.with(name.clone(), text.clone()));
    compile(&world, &Options { as_of: day(), levels: Vec::new(), prefix: "examples/meridian".into(), name: "meridian".into() }).unwrap()
}

#[test]
fn no_declaration_goes_unseen() {
    let files = files_of_meridian();
    let before = compiled(&files);
    let mut tried = 0;
    for (at, (name, text)) in files.iter().enumerate().filter(|(_, (name, _))| name.ends_with(".isms")) {
        // the last declaration of each file goes
        let Some(start) = text.rmatch_indices('\n').map(|(at, _)| at + 1).find(|at| text[*at..].starts_with(|c: char| c.is_ascii_lowercase())) else {
            continue;
        };
        let mut without = files.clone();
        without[at].1 = text[..start].to_string();
        let found = compared(&before, &compiled(&without));
        let word = text[start..].lines().next().unwrap();
        let seen = found.changes.iter().any(|one| !matches!(one.kind, Kind::FindingNew | Kind::FindingGone));
        assert!(seen, "{name}: `{word}` went, and nobody noticed");
        tried += 1;
    }
    assert!(tried > 20);
}

/// The changes between the example and the same with other files.
fn with_files(edit: impl Fn(&mut Vec<(String, String)>)) -> Comparison {
    let before = files_of_meridian();
    let mut after = before.clone();
    edit(&mut after);
    let world = |files: &[(String, String)]| files.iter().fold(Memory::new(), |world, (name, text)| world.with(name.clone(), text.clone()));
    let (old, new) = (compiled(&before), compiled(&after));
    let sides = (Side::of("before", None, &old), Side::of("after", None, &new));
    compare::compare_in((&old, &world(&before)), (&new, &world(&after)), sides)
}

fn replaced(files: &mut [(String, String)], name: &str, from: &str, to: &str) {
    let text = &mut files.iter_mut().find(|(one, _)| one == name).unwrap().1;
    assert!(text.contains(from), "{name} has no `{from}`");
    *text = text.replacen(from, to, 1);
}

fn of_kind<'c>(found: &'c Comparison, kind: Kind, id: &str) -> &'c compare::Change {
    let one = found.changes.iter().find(|one| one.kind == kind && one.subject.id == id);
    one.unwrap_or_else(|| panic!("no {} of {id}: {:#?}", kind.slug(), found.changes))
}

#[test]
fn what_a_template_says_is_part_of_the_policy() {
    let found = with_files(|files| files.push(("templates/policies/access_control.md.j2".into(), "Access is free for all. No passwords.\n".into())));
    let id = meridian_policy("access_control");
    let silent = of_kind(&found, Kind::PolicySilent, &id);
    assert!(silent.what.ends_with("says something else: the text that its template writes"), "{}", silent.what);
    assert_eq!(silent.after.as_deref(), Some("Access is free for all. No passwords."));
    assert_eq!(silent.weight, Weight::High);
    of_kind(&found, Kind::ApprovalStale, &id);
    // nothing else is said of it: no policy reads differently because a control or a risk does
    let other =
        with_files(|files| replaced(files, "controls_technological.isms", "control A.8.2 {\n  status implemented", "control A.8.2 {\n  status partial"));
    assert!(other.changes.iter().all(|one| one.kind != Kind::PolicySilent), "{:#?}", other.changes);
    // a document of the engine with another template
    let soa = with_files(|files| files.push(("templates/documents/soa.md.j2".into(), "All is well.\n".into())));
    assert!(of_kind(&soa, Kind::PolicyChanged, "soa").what.contains("its template is another one"));
}

/// The name of the policy of the example that is written from a template.
fn meridian_policy(template: &str) -> String {
    let model = compiled(&files_of_meridian()).model;
    let one = model.policies.values().find(|one| one.template.as_ref().is_some_and(|of| of.id == template));
    one.unwrap_or_else(|| panic!("no policy from {template}")).head.id.clone()
}

#[test]
fn a_check_that_looks_away_is_a_change() {
    let found =
        with_files(|files| replaced(files, "isms.toml", "preset = \"certification\"", "preset = \"draft\"\ntime = \"allow\"\nvague-wording = \"deny\""));
    let preset = of_kind(&found, Kind::LintLoosened, "preset");
    assert_eq!((preset.before.as_deref(), preset.after.as_deref(), preset.weight), (Some("certification"), Some("draft"), Weight::High));
    assert!(preset.what.starts_with("the preset of isms.toml is `draft` instead of `certification`, so less is asked of `"), "{}", preset.what);
    let group = of_kind(&found, Kind::LintLoosened, "time");
    assert!(group.what.contains("`review-overdue`") || group.what.contains("more"), "{}", group.what);
    assert_eq!(group.new.as_ref().map(|at| at.path.as_str()), Some("examples/meridian/isms.toml"));
    assert_eq!(of_kind(&found, Kind::LintTightened, "vague-wording").what, "`vague-wording` counts as `deny`, and counted as `warn`");
    let rules = compare::choose(&["new-allow".into()]).unwrap();
    let missing = compare::missing_approvals(&found, &compiled(&files_of_meridian()).model, &rules);
    assert_eq!(missing.len(), 2, "{missing:#?}");
    // and what a baseline takes out
    let found = with_files(|files| {
        replaced(files, "isms.toml", "preset = \"certification\"", "preset = \"certification\"\nbaseline = \"known.toml\"");
        files.push(("known.toml".into(), "version = 1\n[[finding]]\ncode = \"review-overdue\"\nat = \"risk R-01\"\ncount = 2\n".into()));
    });
    let grown = of_kind(&found, Kind::BaselineGrown, "review-overdue");
    assert_eq!(grown.what, "the baseline takes 2 findings `review-overdue` out of the check: risk R-01");
    assert_eq!(grown.new.as_ref().map(|at| at.path.as_str()), Some("examples/meridian/known.toml"));
}

#[test]
fn what_was_passed_over_is_told() {
    let what = |edits: &[(&str, &str)], kind: Kind| {
        let found = differ(COMPANY, &edited(edits));
        let one = found.changes.iter().find(|one| one.kind == kind).unwrap_or_else(|| panic!("no {}: {:#?}", kind.slug(), found.changes));
        (one.what.clone(), one.effect, one.before.clone(), one.after.clone())
    };
    let same = |from: &str, to: &str, old: &str, kind: Kind| {
        let (one, other) = (edited(&[(old, from)]), edited(&[(old, to)]));
        let found = differ(&one, &other);
        let one = found.changes.iter().find(|one| one.kind == kind).unwrap_or_else(|| panic!("no {}: {:#?}", kind.slug(), found.changes));
        (one.what.clone(), one.effect, one.before.clone(), one.after.clone())
    };
    let weaker = compare::Effect::Weaker;
    // the reason of a treatment
    let (said, _, _, after) = same("with A.7.5 because \"One.\"", "with A.7.5 because \"Two.\"", "with A.7.5", Kind::TreatmentChanged);
    assert_eq!(said, "the reason for which `R-1` is treated as it is reads differently");
    assert_eq!(after.as_deref(), Some("modify with A.7.5 because “Two.”"));
    // the day on which a task was done
    let task = |done: &str| format!("cost 800 EUR; task T-1 \"Choose\" by ciso due 2026-05-31 {done}");
    let (said, effect, ..) = same(&task("done on 2026-05-01"), &task("done on 2026-06-01"), "cost 800 EUR", Kind::TaskChanged);
    assert_eq!((said.as_str(), effect), ("task `T-1` was done on 2026-06-01, and not on 2026-05-01", compare::Effect::Neutral));
    let (said, effect, ..) = same(&task("done on 2026-05-01"), &task(""), "cost 800 EUR", Kind::TaskChanged);
    assert_eq!(effect, weaker, "{said}");
    // what was published of a policy
    let history = |line: &str| format!("version \"1.0\"; {line} approved by ceo on 2026-02-01 }}");
    let line = "change \"0.9\" on 2025-02-01 what \"First draft\";";
    let (said, effect, ..) = same(&history(line), &history(""), "version \"1.0\"; approved by ceo on 2026-02-01 }", Kind::PolicyChanged);
    assert_eq!((said.as_str(), effect), ("the history of policy `POL-1` no longer names version 0.9", weaker));
    // titles, signatures, working time
    assert_eq!(what(&[("level low \"Low\"", "level low \"Fine\"")], Kind::CriteriaChanged).0, "the level `low` is called “Fine” instead of “Low”");
    assert_eq!(
        what(&[("consequence money \"Money\"", "consequence money \"Cash\"")], Kind::CriteriaChanged).0,
        "the scale `money` is called “Cash” instead of “Money”"
    );
    let (said, _, before, after) = what(&[("accepted by ciso on 2026-02-01", "accepted by ceo on 2026-03-01")], Kind::RiskAccepted);
    assert!(said.ends_with("; it was by ciso on 2026-02-01"), "{said}");
    assert_eq!((before.as_deref(), after.as_deref()), (Some("ciso on 2026-02-01"), Some("ceo on 2026-03-01")));
    let (said, effect, ..) = same("effort 160 days", "effort 100 days", "money 10000 EUR", Kind::BudgetChanged);
    assert_eq!((said.as_str(), effect), ("`isms` gives 100 days for 2026 instead of 160 days", weaker));
    let deliver = |every: &str| format!("adopt improvement {{ owner ciso; deliver management_reports every {every} }}");
    let (said, ..) = same(&deliver("3 months"), &deliver("4 months"), "adopt improvement { owner ciso }", Kind::ProcessChanged);
    assert!(said.contains("management_reports"), "{said}");
}

#[test]
fn an_address_in_a_reason_is_no_link() {
    let new = edited(&[("adopt improvement { owner ciso }", "omit improvement because \"See www.evil.com, WWW.evil.com and http://e.x/p.png or a@b.com.\"")]);
    let comparison = differ(COMPANY, &new);
    for text in [compare::markdown(&comparison, &[], &[]), compare::notes(&comparison, compare::Audience::Management)] {
        let told = text.to_lowercase();
        assert!(told.contains("evil.com") && !told.contains("www.evil") && !told.contains("http://") && !told.contains("a@b"), "{text}");
    }
}

#[test]
fn an_audience_is_for_notes() {
    let output = isms(&["diff", &meridian(), &meridian(), "--audience", "certification"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("`--format notes --audience certification`"), "{}", err(&output));
}

#[test]
fn an_empty_list_of_rules_asks_for_nothing_by_mistake() {
    for rules in ["", ",", "essential,"] {
        let output = isms(&["diff", &meridian(), &meridian(), "--require-approval", rules]);
        assert_eq!(output.status.code(), Some(2), "{rules:?}");
        assert!(err(&output).contains("names a rule that is empty"), "{}", err(&output));
    }
}

/// The change of the manual: a process is left out, a high risk accepted, three controls flipped.
fn the_change(files: &[(String, String)]) -> Vec<(String, String)> {
    let mut files = files.to_vec();
    let mut edit = |name: &str, from: &str, to: &str| {
        let text = &mut files.iter_mut().find(|(one, _)| one == name).unwrap().1;
        assert!(text.contains(from), "{name} has no `{from}`");
        *text = text.replacen(from, to, 1);
    };
    edit("controls_technological.isms", "control A.8.2 {\n  status implemented", "control A.8.2 {\n  status partial");
    edit("controls_technological.isms", "control A.8.4 {\n  status implemented", "control A.8.4 {\n  status planned");
    let text = &files.iter().find(|(name, _)| name == "processes.isms").unwrap().1;
    let start = text.find("adopt improvement {").unwrap();
    let end = start + text[start..].find("\n}\n").unwrap() + 3;
    let adopted = text[start..end].to_string();
    let mut edit = |name: &str, from: &str, to: &str| {
        let text = &mut files.iter_mut().find(|(one, _)| one == name).unwrap().1;
        assert!(text.contains(from), "{name} has no `{from}`");
        *text = text.replacen(from, to, 1);
    };
    edit("processes.isms", &adopted, "omit improvement {\n  because \"The management review decides on improvements itself.\"\n}\n");
    edit("controls_physical.isms", "exclude A.7.12 {", "exclude A.7.13 because \"The landlord maintains all equipment.\"\n\nexclude A.7.12 {");
    let text = &mut files.iter_mut().find(|(name, _)| name == "controls_physical.isms").unwrap().1;
    let start = text.find("control A.7.13 {").unwrap();
    let end = start + text[start..].find("\n}\n").unwrap() + 3;
    text.replace_range(start..end, "");
    let text = &mut files.iter_mut().find(|(name, _)| name == "risks_company.isms").unwrap().1;
    let start = text.find("risk R-08").unwrap();
    let old = "  residual likelihood 1 consequence business 3, patients 1\n";
    let at = start + text[start..].find(old).unwrap();
    text.replace_range(
        at..at + old.len(),
        "  residual likelihood 3 consequence business 4, patients 1\n  accepted by engineering_lead on 2026-06-26 until 2027-03-26 because \"Protection against copying would slow every build.\"\n",
    );
    files
}

#[test]
fn the_example_of_the_manual_is_what_comes_out() {
    let before = files_of_meridian();
    let (old, new) = (compiled(&before), compiled(&the_change(&before)));
    let sides = (Side::of("main", None, &old), Side::of("feature/leaner", None, &new));
    let comparison = compare::compare(&old, &new, sides);
    let rules = compare::choose(&["essential".into()]).unwrap();
    let missing = compare::missing_approvals(&comparison, &new.model, &rules);
    let mut names: Vec<&str> = missing.iter().map(|one| one.rule.as_str()).collect();
    names.dedup();
    assert_eq!(names, ["omitted-process", "accepted-high-risk"]);
    let markdown = compare::markdown(&comparison, &missing, &rules.iter().map(|rule| rule.name).collect::<Vec<_>>());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diff-example.md");
    if std::env::var_os("ISMS_BLESS").is_some() {
        fs::write(&path, &markdown).unwrap();
    }
    assert!(fs::read_to_string(&path).unwrap_or_default() == markdown, "docs/diff-example.md is out of date: ISMS_BLESS=1 cargo test --test suite diff");
}

#[test]
fn the_manual_names_every_kind_and_every_rule() {
    let manual = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/diff.md")).unwrap();
    for kind in Kind::ALL {
        assert!(manual.contains(&format!("`{}`", kind.slug())), "docs/diff.md does not name {}", kind.slug());
    }
    for rule in compare::RULES {
        assert!(manual.contains(&format!("`{}`", rule.name)), "docs/diff.md does not name {}", rule.name);
    }
    for (name, _, rules) in compare::PRESETS {
        assert!(manual.contains(&format!("`{name}`")));
        assert!(rules.iter().all(|rule| compare::RULES.iter().any(|one| one.name == *rule)), "{name} names a rule that is not there");
    }
}

#[test]
fn an_approval_opens_the_gate() {
    let gate = |edits: &[(&str, &str)], rule: &str| {
        let (old, new) = (check(COMPANY), check(&edited(edits)));
        let comparison = compared(&old, &new);
        compare::missing_approvals(&comparison, &new.model, &compare::choose(&[rule.into()]).unwrap()).len()
    };
    let omit = |tail: &str| [("adopt improvement { owner ciso }", format!("omit improvement because \"Too small.\" {tail}"))];
    let omitted = |tail: &str| {
        let owned = omit(tail);
        gate(&[(owned[0].0, owned[0].1.as_str())], "omitted-process")
    };
    assert_eq!((omitted(""), omitted("approved by ceo on 2026-06-01")), (1, 0));
    let high = |by: &str| {
        let text = format!("residual likelihood 2 consequence 3\n  accepted by {by} on 2026-06-01 until 2026-11-30");
        gate(&[("residual likelihood 1 consequence 3\n  accepted by ciso on 2026-02-01 until 2026-12-31", text.as_str())], "accepted-high-risk")
    };
    assert_eq!((high("ciso"), high("ceo")), (1, 0));
    let looser = ("level high \"High\" from 6", "level high \"High\" from 7");
    assert_eq!(gate(&[looser], "loosened-criteria"), 1);
    assert_eq!(gate(&[looser, ("approved by ceo on 2026-01-10", "approved by ceo on 2026-06-10")], "loosened-criteria"), 0);
    assert_eq!(gate(&[("covers A.5.15", "covers A.5.16")], "changed-policy"), 1);
    assert!(compare::choose(&["omited-process".into()]).unwrap_err().1.contains("omitted-process"));
    // what cannot be read cannot be approved
    let (old, new) = (check(COMPANY), check(&edited(&[("owner ciso; covers", "ownr ciso; covers")])));
    assert_eq!(compare::missing_approvals(&compared(&old, &new), &new.model, &compare::choose(&["essential".into()]).unwrap())[0].rule, "readable");
}

/// Why approvals are missing, by rule, when the company is edited.
fn refused(edits: &[(&str, &str)], rules: &str) -> Vec<String> {
    let (old, new) = (check(COMPANY), check(&edited(edits)));
    let rules: Vec<String> = rules.split(',').map(str::to_string).collect();
    let missing = compare::missing_approvals(&compared(&old, &new), &new.model, &compare::choose(&rules).unwrap());
    missing.into_iter().map(|one| format!("{}: {}", one.rule, one.why)).collect()
}

#[test]
fn only_a_signature_of_this_decision_opens_the_gate() {
    let looser = ("level high \"High\" from 6", "level high \"High\" from 7");
    let signed = |tail: &str| {
        let tail = format!("approved by {tail}");
        refused(&[looser, ("approved by ceo on 2026-01-10", tail.as_str())], "loosened-criteria,stale-approval")
    };
    // a day that goes back, that has not come, or that is missing
    let back = "the signature is dated 2025-01-10, and the one before it 2026-01-10: that of a new decision is later";
    assert_eq!(signed("ceo on 2025-01-10"), [format!("loosened-criteria: {back}"), format!("stale-approval: {back}")]);
    assert!(signed("ceo on 2099-01-15")[0].contains("dated 2099-01-15, after 2026-06-30"), "{:?}", signed("ceo on 2099-01-15"));
    assert!(signed("ceo on 2026-01-10")[0].contains("still the old one"));
    assert!(signed("ciso on 2026-06-01")[0].contains("`ciso` is not top management"), "{:?}", signed("ciso on 2026-06-01"));
    assert!(signed("ceo on 2026-06-01").is_empty());
    // nobody makes himself top management in the change that he signs, and another name makes no other criteria
    let promoted = ("role ciso \"CISO\" { held_by \"B\" }", "role ciso \"CISO\" { held_by \"B\"; top_management yes }");
    let by_ciso = ("approved by ceo on 2026-01-10", "approved by ciso on 2026-06-01");
    assert!(refused(&[looser, promoted, by_ciso], "loosened-criteria")[0].contains("only since this very change"));
    assert!(refused(&[looser, ("criteria risk_criteria", "criteria new_criteria")], "loosened-criteria")[0].contains("still the old one"));
    // a policy: the version rises, and the day is later
    let policy = |version: &str, on: &str| {
        let after = format!("covers A.5.16; version \"{version}\"; approved by ceo on {on} }}");
        refused(&[("covers A.5.15; version \"1.0\"; approved by ceo on 2026-02-01 }", after.as_str())], "changed-policy,stale-approval")
    };
    assert!(policy("0.9", "2026-06-01")[0].contains("goes back from 1.0 to 0.9"));
    assert!(policy("1.1", "2026-02-01")[0].contains("still the old one"));
    assert!(policy("1.1", "2025-02-01")[0].contains("that of a new decision is later"));
    assert!(policy("1.0", "2026-06-01")[0].contains("still has version 1.0"));
    assert!(policy("1.1", "2026-06-01").is_empty());
    // something new: not signed years before anything else
    let exception = |on: &str| {
        let tail = format!(
            "budget B-26 \"Budget\" {{ year 2026; }}\nexception E-1 \"Old\" {{ from A.5.15; because \"Old.\"; approved by ceo on {on}; until 2026-12-31 }}"
        );
        refused(&[("budget B-26 \"Budget\" { year 2026; fund isms money 10000 EUR }", tail.as_str())], "new-exception")
    };
    assert!(exception("2019-01-01")[0].contains("more than a year before the newest one"), "{:?}", exception("2019-01-01"));
    assert!(exception("2026-05-30").is_empty());
    let omitted =
        |by: &str| refused(&[("adopt improvement { owner ciso }", &format!("omit improvement because \"Small.\" approved by {by}"))], "omitted-process");
    assert!(omitted("ceo on 2019-01-01")[0].contains("more than a year before"));
    // a risk: by whom the criteria name, for no longer than they say, and later than the signature before
    let high = |tail: &str| {
        let text = format!("residual likelihood 2 consequence 3\n  accepted by ceo {tail}");
        refused(&[("residual likelihood 1 consequence 3\n  accepted by ciso on 2026-02-01 until 2026-12-31", text.as_str())], "accepted-high-risk")
    };
    assert!(high("on 2026-06-01 until 2027-12-31")[0].contains("let it last until 2026-12-01"));
    assert!(high("on 2026-01-01 until 2026-06-30")[0].contains("that of a new decision is later"));
}

#[test]
fn an_approval_that_goes_back_is_weaker() {
    let found = differ(COMPANY, &edited(&[("approved by ceo on 2026-01-10", "approved by ceo on 2025-01-10")]));
    let one = found.changes.iter().find(|one| one.kind == Kind::ApprovalGiven).unwrap();
    assert_eq!((one.effect, one.weight), (compare::Effect::Weaker, Weight::High));
    assert!(one.cause.as_deref().unwrap().contains("dated 2025-01-10"));
}

#[test]
fn a_side_with_errors_still_gives_an_answer() {
    let broken = edited(&[("risk R-1 \"Flood\" {", "risk R-1 {{ \"Flood"), ("owner ciso; evidence", "owner ceo; evidence")]);
    let found = differ(COMPANY, &broken);
    assert!(found.remarks.iter().any(|one| one.contains("could not be read")), "{:?}", found.remarks);
    assert!(found.changes.iter().any(|one| one.kind == Kind::OwnerChanged && one.subject.id == "A.7.5"), "the rest is compared");
    let gone = found.changes.iter().find(|one| one.kind == Kind::RiskGone);
    assert!(gone.is_none_or(|one| !one.certain), "a risk that could not be read is not called gone for certain");
}

#[test]
fn a_comment_mentions_nobody_and_carries_no_markup() {
    let bad = "\"@admin <img src=x onerror=alert(1)> | [x](javascript:1)\"";
    let new = edited(&[("adopt improvement { owner ciso }", &format!("omit improvement because {bad}"))]);
    let (old, new) = (check(COMPANY), check(&new));
    let comparison = compared(&old, &new);
    for text in [compare::markdown(&comparison, &[], &[]), compare::notes(&comparison, compare::Audience::Management)] {
        let line = text.lines().find(|line| line.contains("admin")).unwrap();
        assert!(!line.contains("@admin") && !line.contains("<img") || line.contains("\\<img"), "{line}");
        assert!(line.contains("\\[x\\]") && line.contains("\\|"), "{line}");
    }
}

fn isms(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_isms")).args(arguments).env("NO_COLOR", "1").stdin(Stdio::null()).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Runs git in a folder with no settings but its own; nothing where there is no git.
fn git(folder: &Path, arguments: &[&str]) -> bool {
    Command::new("git")
        .arg("-C")
        .arg(folder)
        .args([
            "-c",
            "user.name=t",
            "-c",
            "user.email=t@example.org",
            "-c",
            "init.defaultBranch=main",
            "-c",
            "protocol.file.allow=always",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// A repository with the company in `acme/`: two commits on main, the second on a branch of its own.
fn repository() -> Option<TempDir> {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("acme")).unwrap();
    fs::write(root.join("acme/isms.toml"), "[package]\nname = \"acme\"\n").unwrap();
    fs::write(root.join("acme/all.isms"), COMPANY).unwrap();
    let ok = git(root, &["init", "-q", "-b", "main"])
        && git(root, &["add", "."])
        && git(root, &["commit", "-qm", "one"])
        && git(root, &["checkout", "-qb", "change"]);
    if !ok {
        return None;
    }
    fs::write(root.join("acme/all.isms"), edited(&[("adopt improvement { owner ciso }", "omit improvement because \"Too small.\"")])).unwrap();
    git(root, &["commit", "-qam", "two"]);
    // main goes on: that is not part of what the branch decides
    git(root, &["checkout", "-q", "main"]);
    fs::write(root.join("acme/all.isms"), edited(&[("held_by \"B\"", "held_by \"C\"")])).unwrap();
    git(root, &["commit", "-qam", "three"]);
    git(root, &["checkout", "-q", "change"]);
    Some(folder)
}

#[test]
fn revisions_are_read_from_git() {
    let Some(folder) = repository() else { return };
    let acme = folder.path().join("acme").to_string_lossy().into_owned();
    let base = isms(&["diff", "--base", "main", &acme, "--as-of", "2026-06-30"]);
    let text = out(&base);
    assert_eq!(base.status.code(), Some(0), "{}", err(&base));
    assert!(text.contains("`improvement` is left out") && !text.contains("holder of role"), "only what the branch decides: {text}");
    let two = out(&isms(&["diff", "main", "change", "--package", &acme, "--as-of", "2026-06-30"]));
    assert!(two.contains("`improvement` is left out") && two.contains("holder of role `ciso`"), "{two}");
    let colon = out(&isms(&["diff", "main~1:acme", &acme, "--as-of", "2026-06-30", "--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&colon).unwrap();
    assert_eq!(json["changes"].as_array().unwrap().iter().filter(|one| one["kind"] == "process-omitted").count(), 1);
    assert_eq!(json["changes"][0]["new"]["line"].as_u64().map(|line| line > 0), Some(true));
    // the gate, and its exit code
    let gate = isms(&["diff", "--base", "main", &acme, "--as-of", "2026-06-30", "--require-approval", "essential"]);
    assert_eq!(gate.status.code(), Some(1), "{}", out(&gate));
    // a folder that is not committed says so
    fs::write(folder.path().join("acme/more.isms"), "role cto \"CTO\" held_by \"D\"\n").unwrap();
    let dirty = out(&isms(&["diff", "HEAD", &acme, "--as-of", "2026-06-30", "--details"]));
    assert!(dirty.contains("1 file that is not committed") && dirty.contains("role `cto` is new"), "{dirty}");
}

#[test]
fn what_git_cannot_give_is_said_with_the_way_out() {
    let Some(folder) = repository() else { return };
    let acme = folder.path().join("acme").to_string_lossy().into_owned();
    let no = |arguments: &[&str]| {
        let output = isms(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", out(&output));
        err(&output)
    };
    assert!(no(&["diff", "--base", "nope", &acme]).contains("there is no revision `nope`"));
    assert!(no(&["diff", "--base=--upload-pack=touch x", &acme]).contains("no revision"));
    assert!(no(&["diff", "main:other", &acme]).contains("has no .isms file in `other`"));
    assert!(no(&["diff", "no/such/folder", &acme]).contains("no revision `no/such/folder`"));
    assert!(no(&["diff", &acme, &acme, "--require-approval", "essentail"]).contains("did you mean `essential`?"));
    assert!(no(&["diff"]).contains("name the state before"));
    // a clone with one commit does not know the rest
    let shallow = TempDir::new().unwrap();
    let from = format!("file://{}", folder.path().display());
    let to = shallow.path().join("clone");
    if git(shallow.path(), &["clone", "-q", "--depth", "1", "--branch", "change", &from, &to.to_string_lossy()]) {
        let acme = to.join("acme").to_string_lossy().into_owned();
        let said = no(&["diff", "--base", "main", &acme]);
        assert!(said.contains("git fetch --unshallow"), "{said}");
        let said = no(&["diff", "--base", "origin/main", &acme]);
        assert!(said.contains("`git fetch origin main:refs/remotes/origin/main`"), "{said}");
        assert!(git(&to, &["fetch", "-q", "--unshallow"]) && git(&to, &["fetch", "-q", "origin", "main:refs/remotes/origin/main"]));
        assert_eq!(isms(&["diff", "--base", "origin/main", &acme, "--as-of", "2026-06-30"]).status.code(), Some(0), "the way out leads out");
    }
    // a folder without a repository can still be compared with another one
    let plain = TempDir::new().unwrap();
    fs::write(plain.path().join("a.isms"), COMPANY).unwrap();
    let path = plain.path().to_string_lossy().into_owned();
    assert_eq!(isms(&["diff", &path, &acme]).status.code(), Some(0));
    assert!(no(&["diff", "--base", "main", &path]).contains("not in a git repository"));
}

#[test]
fn weights_order_what_is_read_first() {
    let found = differ(COMPANY, &edited(&[("control A.7.5 { status implemented", "control A.7.5 { status planned"), ("10000 EUR", "12000 EUR")]));
    let text = compare::text(&found, &[], false, false);
    let first = text.find("Look at first").unwrap();
    assert!(first < text.find("`A.7.5` is planned").unwrap() && text.find("`A.7.5` is planned").unwrap() < text.find("12000 EUR").unwrap(), "{text}");
    assert!(found.of_weight(Weight::High).count() >= 1);
    let notes = compare::notes(&found, compare::Audience::Certification);
    assert!(
        notes.contains("## Statement of Applicability\n\n- `A.7.5` is planned") && notes.contains("sites and the scope of the certificate are as they were"),
        "{notes}"
    );
}

#[test]
fn a_work_product_that_came_from_several_is_named_once() {
    let minimal = |name: &str| {
        let path = format!("{}/examples/minimal/{name}.isms", env!("CARGO_MANIFEST_DIR"));
        fs::read_to_string(path).expect("it is there")
    };
    let all = ["controls", "organisation", "policies", "processes", "programme", "risks"].map(minimal).concat();
    let without = all.replace(", records_control {", " {") + "\nomit records_control because \"Nobody reads them.\"\n";
    assert_ne!(all, without);
    let found = differ(&all, &without);
    let gone = found.changes.iter().find(|one| one.kind == Kind::InterfaceGone).expect("it is told");
    let mut names: Vec<&str> = gone.what.split('`').skip(1).step_by(2).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "{}", gone.what);
}

#[test]
fn a_comment_keeps_below_what_hosting_services_take_and_counts_the_rest() {
    let many = |count: usize| -> String {
        (0..count)
            .map(|n| {
                format!("risk R-{n} \"Überflutung {n} @all\" {{ owner ciso; treat modify with A.7.5 }}\npolicy P-{n} \"P\" {{ owner ciso; version \"1\" }}\n")
            })
            .collect()
    };
    let found = differ(COMPANY, &format!("{COMPANY}{}", many(600)));
    let rules = compare::choose(&["all".into()]).unwrap();
    let missing = compare::missing_approvals(&found, &check(COMPANY).model, &rules);
    let text = compare::markdown(&found, &missing, &[]);
    assert!(text.len() < 62_000, "{} bytes", text.len());
    let shown = text.lines().filter(|line| line.starts_with("- ") || (line.starts_with("| ") && !line.starts_with("| |"))).count();
    assert!(text.ends_with(&format!("\n{} changes did not fit here; `isms diff` shows all.\n", found.changes.len() - shown)), "{}", &text[text.len() - 300..]);
    assert!(!text.contains("|---|\n\n") && !text.contains("</summary>\n\n\n"), "no heading without a row");
    // the same where nearly everything is to be looked at first
    let gone = compare::markdown(&compared(&check(&format!("{COMPANY}{}", many(600))), &check(COMPANY)), &[], &[]);
    assert!(gone.len() < 62_000 && gone.contains("did not fit here"), "{}", &gone[gone.len() - 300..]);
}

#[test]
fn a_reason_in_notes_has_one_point() {
    let found = differ(COMPANY, &edited(&[("adopt improvement { owner ciso }", "omit improvement because \"Too small.\"")]));
    let notes = compare::notes(&found, compare::Audience::Management);
    assert!(notes.contains("Reason given: “Too small.” Approved: by nobody."), "{notes}");
}
