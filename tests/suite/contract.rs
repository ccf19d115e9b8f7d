//! What pipelines rely on, as `docs/ci.md` promises it: exit codes, streams, files, formats, and what bad input gives.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const CLEAN: &str = "role ciso \"CISO\" {\n  held_by \"Anna\"\n}\n";
const LATE: &str = "role ciso \"CISO\" {\n  held_by \"Anna\"\n}\n\nsupplier nimbus \"Nimbus\" {\n  owner ciso\n  contract \"A\" end 2026-03-31\n}\n";
const SIGNS: &str = "role ciso \"CISO\" {\n  held_by: \"Anna\"\n  deputy = \"Bert\"\n}\n";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    folder
}

fn isms(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isms"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.current_dir(folder).args(arguments).output().expect("it runs")
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    let all: Vec<&str> = ["check", "--as-of", "2026-06-30"].iter().chain(arguments).copied().collect();
    isms(folder, &all)
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).expect("it is there")
}

#[test]
fn exit_codes_tell_clean_from_findings_from_could_not_run() {
    let package = folder(&[("isms.toml", "[package]\nname = \"a\"\n"), ("a.isms", LATE)]);
    let at = package.path();
    assert_eq!(code(&check(at, &[])), 0, "warnings do not count");
    assert_eq!(code(&check(at, &["--deny", "warnings"])), 1);
    assert_eq!(code(&check(at, &["--deny", "contract-ended"])), 1);
    assert_eq!(code(&check(at, &["--deny", "time", "--warn", "contract-ended"])), 0, "a code is more exact than its group");
    assert_eq!(code(&check(at, &["--deny", "warnings", "--allow", "time", "--allow", "organisation-missing"])), 0);
    for wrong in [&["nowhere"][..], &["--as-of", "tomorrow"], &["--deny", "contract-endet"], &["--format", "pdf"], &["--no-such-flag"]] {
        let output = isms(at, &[&["check"], wrong].concat());
        assert_eq!(code(&output), 2, "{wrong:?}");
        assert!(out(&output).is_empty() && !err(&output).is_empty(), "{wrong:?}");
    }
}

#[test]
fn every_format_keeps_to_the_exit_codes() {
    let package = folder(&[("a.isms", LATE)]);
    for format in isms::report::FORMATS {
        assert_eq!(code(&check(package.path(), &["--format", format.name])), 0, "{}", format.name);
        assert_eq!(code(&check(package.path(), &["--format", format.name, "--deny", "warnings"])), 1, "{}", format.name);
    }
}

#[test]
fn one_run_writes_several_reports() {
    let package = folder(&[("a.isms", LATE)]);
    let at = package.path();
    let output = check(at, &["--format", "short", "--output", "sarif=out/isms.sarif", "--output", "junit=isms.xml", "--deny", "warnings"]);
    assert_eq!(code(&output), 1);
    assert!(out(&output).contains("error[contract-ended]"));
    let sarif: serde_json::Value = serde_json::from_str(&read(at, "out/isms.sarif")).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    assert!(read(at, "isms.xml").starts_with("<?xml"));
    let left: Vec<String> = std::fs::read_dir(at).expect("a folder").flatten().map(|one| one.file_name().to_string_lossy().into_owned()).collect();
    assert!(!left.iter().any(|name| name.contains(".tmp")), "{left:?}");
}

#[test]
fn a_file_alone_takes_the_report_instead_of_standard_output() {
    let package = folder(&[("a.isms", LATE)]);
    let output = check(package.path(), &["--format", "json", "--output", "findings.json"]);
    assert_eq!((code(&output), out(&output)), (0, String::new()));
    assert!(read(package.path(), "findings.json").contains("\"contract-ended\""));
}

#[test]
fn an_output_that_cannot_be_written_is_told_and_the_others_are() {
    let package = folder(&[("a.isms", CLEAN), ("isms.sarif/keep", "")]);
    let at = package.path();
    let output = check(at, &["--output", "sarif=isms.sarif", "--output", "junit=isms.xml"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("`isms.sarif` cannot be written") && err(&output).contains("--output"), "{}", err(&output));
    assert!(read(at, "isms.xml").starts_with("<?xml"), "the other report is there");
    let output = check(at, &["--output", "sarfi=isms.json"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("did you mean `sarif`?"));
    assert!(!at.join("isms.json").exists() && !at.join("sarfi=isms.json").exists());
    assert_eq!(code(&check(at, &["--output", "sarif=x", "--output", "junit=x"])), 2);
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_not_replaced() {
    let package = folder(&[("a.isms", CLEAN), ("real.sarif", "")]);
    let at = package.path();
    std::os::unix::fs::symlink("real.sarif", at.join("link.sarif")).expect("a link");
    assert_eq!(code(&check(at, &["--output", "sarif=/dev/null", "--output", "sarif=link.sarif"])), 0);
    assert!(!std::fs::metadata("/dev/null").expect("it is there").is_file());
    assert!(std::fs::symlink_metadata(at.join("link.sarif")).expect("it is there").is_symlink());
    assert!(read(at, "real.sarif").contains("2.1.0"));
}

#[cfg(unix)]
#[test]
fn a_closed_output_changes_neither_the_exit_code_nor_the_files() {
    let text: String = (0..400).map(|at| format!("supplier s{at} \"S\" {{\n  owner nobody\n}}\n")).collect();
    let package = folder(&[("a.isms", &text)]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_isms"))
        .current_dir(package.path())
        .args(["check", "--as-of", "2026-06-30", "--output", "json=all.json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty());
    assert!(read(package.path(), "all.json").contains("\"errors\": 400"));
}

#[test]
fn logs_have_no_colours_unless_they_are_asked_for() {
    let package = folder(&[("a.isms", LATE)]);
    let with = |name: &str, value: &str, arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_isms"));
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env(name, value);
        let output = command.current_dir(package.path()).args(["check", "--as-of", "2026-06-30"]).args(arguments).output().expect("it runs");
        out(&output).contains('\u{1b}')
    };
    assert!(!with("CI", "true", &[]));
    assert!(with("CLICOLOR_FORCE", "1", &[]));
    assert!(!with("NO_COLOR", "1", &[]));
    assert!(with("NO_COLOR", "1", &["--color", "always"]));
    for format in ["json", "sarif", "gitlab", "github", "junit", "markdown"] {
        assert!(!with("CLICOLOR_FORCE", "1", &["--format", format]), "{format}");
    }
}

#[test]
fn the_same_run_twice_gives_the_same_bytes() {
    let package = folder(&[("a.isms", LATE), ("b.isms", SIGNS)]);
    for format in ["short", "json", "sarif", "gitlab", "github", "junit", "markdown"] {
        let first = check(package.path(), &["--format", format]);
        assert_eq!(first.stdout, check(package.path(), &["--format", format]).stdout, "{format}");
    }
}

#[test]
fn paths_in_reports_start_at_the_root_of_the_repository() {
    let package = folder(&[(".git/HEAD", ""), ("company/isms/a.isms", LATE)]);
    let output = check(&package.path().join("company"), &["isms", "--format", "github"]);
    assert!(out(&output).contains("file=company/isms/a.isms,"), "{}", out(&output));
}

#[test]
fn fix_applies_what_keeps_the_meaning_and_shows_it_first() {
    let package = folder(&[("a.isms", SIGNS)]);
    let at = package.path();
    let shown = check(at, &["--fix", "--diff"]);
    assert_eq!(code(&shown), 1, "something would change");
    assert!(out(&shown).contains("--- a/a.isms") && out(&shown).contains("-  deputy = \"Bert\"\n+  held_by \"Anna\"\n+  deputy \"Bert\"\n"), "{}", out(&shown));
    assert_eq!(read(at, "a.isms"), SIGNS, "nothing is written");
    let fixed = check(at, &["--fix"]);
    assert_eq!(code(&fixed), 0);
    assert!(err(&fixed).contains("2 fixes applied in 1 file"));
    assert!(!out(&fixed).contains("needless-sign"));
    assert_eq!(read(at, "a.isms"), "role ciso \"CISO\" {\n  held_by \"Anna\"\n  deputy \"Bert\"\n}\n");
    assert_eq!(code(&check(at, &["--fix", "--diff"])), 0, "nothing is left to do");
}

#[test]
fn fix_removes_an_allow_that_nothing_needs_and_keeps_the_one_that_is_needed() {
    let text = "role ciso \"CISO\" held_by \"Anna\"\n\nsupplier nimbus \"Nimbus\" {\n  owner ciso\n  contract \"A\" end 2026-03-31\n  allow contract-ended because \"Lawyers.\"\n  allow review-overdue because \"Never.\"\n}\n";
    let fragment = folder(&[("a.isms", text)]);
    check(fragment.path(), &["--fix"]);
    assert_eq!(read(fragment.path(), "a.isms"), text, "in a fragment, what it is for may stand elsewhere");
    let package = folder(&[("a.isms", text), ("b.isms", "organisation acme \"Acme\" {\n  scope \"All\"\n}\n")]);
    check(package.path(), &["--fix"]);
    assert_eq!(read(package.path(), "a.isms"), text.replace("  allow review-overdue because \"Never.\"\n", ""));
    // with an unknown name in the package nobody can say what is needed
    let package = folder(&[("a.isms", &format!("{text}\nrisk R-1 \"R\" {{\n  owner nobody\n}}\n"))]);
    let output = check(package.path(), &["--fix"]);
    assert!(read(package.path(), "a.isms").contains("allow review-overdue"));
    assert!(!out(&output).contains("unneeded-allow"));
}

#[test]
fn fix_keeps_line_ends_and_the_mark_at_the_beginning() {
    let text = "\u{FEFF}role ciso \"CISO\" {\r\n  held_by: \"Anna\"\r\n}\r\n";
    let package = folder(&[("a.isms", text)]);
    check(package.path(), &["--fix"]);
    assert_eq!(read(package.path(), "a.isms"), text.replace(": ", " "));
}

#[test]
fn standard_input_can_stand_for_a_file_of_a_package() {
    let package = folder(&[("isms.toml", "[package]\nname = \"a\"\n"), ("roles.isms", CLEAN), ("risks.isms", "risk R-1 \"Old\" {\n  owner nobody\n}\n")]);
    let run = |arguments: &[&str], text: &str| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_isms"))
            .current_dir(package.path())
            .args(["check", "-", "--as-of", "2026-06-30", "--format", "short"])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs");
        child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("it is read");
        child.wait_with_output().expect("it ends")
    };
    let text = "risk R-1 \"New\" {\n  owner ciso\n}\n";
    let alone = run(&[], text);
    assert!(out(&alone).contains("unknown-name"), "alone, the role is not known");
    let within = run(&["--stdin-filename", "risks.isms"], text);
    assert!(!out(&within).contains("unknown-name") && !out(&within).contains("nobody"), "{}", out(&within));
    assert!(out(&within).lines().all(|line| line.starts_with("risks.isms:")), "{}", out(&within));
    let broken = run(&["--stdin-filename", "risks.isms"], "risk R-1 \"New\" {\n  owner cisso\n}\n");
    assert_eq!(code(&broken), 1);
    assert!(out(&broken).contains("risks.isms:2:9: error[unknown-name]"), "{}", out(&broken));
    assert_eq!(code(&run(&["--stdin-filename", "nowhere/risks.isms"], text)), 2);
}

#[test]
fn statistics_count_by_code_and_group() {
    let package = folder(&[("a.isms", LATE), ("b.isms", "role b \"B\" {\n  held_by: \"A\"\n  deputy: \"C\"\n}\n")]);
    let output = check(package.path(), &["--statistics"]);
    let first = out(&output).lines().nth(2).map(|line| line.split_whitespace().map(str::to_string).collect::<Vec<_>>());
    assert_eq!(first.expect("a row"), ["2", "needless-sign", "style", "warn", "2"]);
    let counted: serde_json::Value = serde_json::from_str(&out(&check(package.path(), &["--statistics", "--format", "json"]))).expect("JSON");
    assert_eq!(counted["codes"][0]["code"], "needless-sign");
    assert_eq!(counted["groups"]["style"], 2);
}

#[test]
fn presets_set_levels_and_what_is_more_exact_wins() {
    let undecided = "organisation acme \"Acme\" {\n  scope \"All\"\n}\n";
    let package = folder(&[("a.isms", undecided)]);
    let at = package.path();
    assert_eq!(code(&check(at, &[])), 1, "processes and controls are not decided");
    assert_eq!(code(&check(at, &["--preset", "draft"])), 0);
    let late = folder(&[("a.isms", LATE)]);
    assert_eq!(code(&check(late.path(), &[])), 0);
    assert_eq!(code(&check(late.path(), &["--preset", "certification"])), 1);
    assert_eq!(code(&check(late.path(), &["--preset", "certification", "--warn", "time", "--warn", "organisation-missing"])), 0);
    std::fs::write(late.path().join("isms.toml"), "[lints]\npreset = \"certification\"\norganisation-missing = \"warn\"\ntime = \"warn\"\n").expect("a file");
    assert_eq!(code(&check(late.path(), &[])), 0, "what isms.toml says of a group is more exact than its preset");
    std::fs::write(late.path().join("isms.toml"), "[lints]\npreset = \"certification\"\norganisation-missing = \"warn\"\n").expect("a file");
    assert_eq!(code(&check(late.path(), &[])), 1);
    assert_eq!(code(&check(late.path(), &["--preset", "default"])), 0, "the command line wins");
    assert_eq!(code(&check(late.path(), &["--warn", "unknown-name"])), 2, "an error of meaning has one level");
}

#[test]
fn with_a_baseline_only_new_findings_count() {
    let package = folder(&[("a.isms", LATE)]);
    let at = package.path();
    let arguments = ["--baseline", "known.toml", "--deny", "warnings"];
    let missing = check(at, &arguments);
    assert_eq!(code(&missing), 2);
    assert!(err(&missing).contains("--update-baseline"), "{}", err(&missing));
    let taken = check(at, &["--baseline", "known.toml", "--update-baseline"]);
    assert_eq!(code(&taken), 0);
    assert!(out(&taken).contains("0 entries before, 2 now"), "{}", out(&taken));
    assert!(read(at, "known.toml").contains("code = \"contract-ended\"\nat = \"supplier nimbus\"\n"), "{}", read(at, "known.toml"));
    assert_eq!(code(&check(at, &arguments)), 0);
    // lines move, nothing is new
    std::fs::write(at.join("a.isms"), format!("// moved\n\n{LATE}")).expect("a file");
    assert_eq!(code(&check(at, &arguments)), 0);
    // another declaration is new
    std::fs::write(at.join("b.isms"), "supplier other \"Other\" {\n  owner ciso\n  contract \"B\" end 2026-03-31\n}\n").expect("a file");
    let grown = check(at, &arguments);
    assert_eq!(code(&grown), 1);
    assert!(out(&grown).contains("`other`") && !out(&grown).contains("`nimbus`"), "{}", out(&grown));
    let sarif: serde_json::Value = serde_json::from_str(&out(&check(at, &[&arguments[..], &["--format", "sarif"]].concat()))).expect("JSON");
    let aside = sarif["runs"][0]["results"].as_array().expect("results").iter().filter(|one| one["suppressions"][0]["kind"] == "external").count();
    assert_eq!(aside, 2);
}

#[test]
fn a_baseline_does_not_take_one_finding_for_another() {
    let two = "role ciso \"CISO\" {\n  held_by \"Anna\"\n}\n\nsupplier one \"One\" {\n  contract \"A\" end 2026-03-31\n}\n\nsupplier two \"Two\" {\n  contract \"B\" end 2027-03-31\n}\n";
    let package = folder(&[("a.isms", two)]);
    let at = package.path();
    assert_eq!(code(&check(at, &["--baseline", "known.toml", "--update-baseline"])), 0);
    // one is put right, the other one goes wrong: as many findings of the same code as before
    let swapped = two.replace("2026-03-31", "x").replace("2027-03-31", "2026-03-31").replace("end x", "end 2027-03-31");
    std::fs::write(at.join("a.isms"), swapped).expect("a file");
    let told = check(at, &["--baseline", "known.toml", "--deny", "warnings", "--format", "short"]);
    assert_eq!(code(&told), 1);
    assert!(out(&told).contains("contract with `two` ended") && out(&told).contains("`contract-ended` at `supplier one`"), "{}", out(&told));
    // two findings of one code in one declaration are told apart by what they name
    let allows = |names: &[&str]| {
        let lines: String = names.iter().map(|name| format!("  allow {name} because \"Later.\" until 2026-12-31\n")).collect();
        format!("supplier one \"One\" {{\n{lines}}}\n")
    };
    std::fs::write(at.join("a.isms"), allows(&["past-due", "review-overdue"])).expect("a file");
    assert_eq!(code(&check(at, &["--baseline", "known.toml", "--update-baseline"])), 0);
    std::fs::write(at.join("a.isms"), allows(&["past-due", "role-vacant"])).expect("a file");
    let told = out(&check(at, &["--baseline", "known.toml", "--format", "short"]));
    assert!(told.contains("nothing here needs `allow role-vacant`") && !told.contains("nothing here needs `allow past-due`"), "{told}");
}

#[test]
fn more_of_what_a_baseline_knows_is_new() {
    let decided = "organisation acme \"Acme\" {\n  scope \"All\"\n}\nrole ciso \"CISO\" {\n  held_by \"Anna\"\n}\ncontrol A.5.1 status not_started owner ciso baseline \"Order.\"\n";
    let package = folder(&[("a.isms", decided)]);
    let at = package.path();
    let new = || out(&check(at, &["--baseline", "known.toml", "--format", "short"]));
    assert_eq!(code(&check(at, &["--baseline", "known.toml", "--update-baseline"])), 0);
    assert!(!new().contains("control-undecided"), "{}", new());
    // a decision goes: one more is open, and the sum is a new finding
    let (one, _) = decided.split_once("control A.5.1").expect("it is there");
    std::fs::write(at.join("a.isms"), one).expect("a file");
    assert!(new().contains("[control-undecided]"), "{}", new());
    // one more is decided: what is left was known
    std::fs::write(at.join("a.isms"), format!("{decided}control A.5.2 status not_started owner ciso baseline \"Order.\"\n")).expect("a file");
    assert!(!new().contains("[control-undecided]"), "{}", new());
    // more money than was known
    let plan = |cost: &str| {
        format!("budget B \"B\" year 2026 fund isms money 10 EUR\ncontrol A.5.1 {{ status planned; plan {{ due 2026-09-01; cost {cost} EUR }} }}\n")
    };
    std::fs::write(at.join("a.isms"), plan("20")).expect("a file");
    assert_eq!(code(&check(at, &["--baseline", "known.toml", "--update-baseline"])), 0);
    assert!(!new().contains("[over-budget]"), "{}", new());
    std::fs::write(at.join("a.isms"), plan("2000")).expect("a file");
    assert!(new().contains("[over-budget]"), "{}", new());
}

#[test]
fn a_rule_that_the_package_does_not_have_is_unknown_everywhere() {
    let package = folder(&[("a.isms", LATE)]);
    let at = package.path();
    let refused = check(at, &["--deny", "rule.foo"]);
    assert_eq!(code(&refused), 2);
    assert!(err(&refused).contains("the package has no rule for `rule.foo`"), "{}", err(&refused));
    std::fs::write(at.join("known.toml"), "version = 1\n\n[[finding]]\ncode = \"rule.foo\"\nat = \"risk R-1\"\n").expect("a file");
    std::fs::write(at.join("isms.toml"), "[lints]\n\"rule.bar\" = \"allow\"\n").expect("a file");
    let told = out(&check(at, &["--baseline", "known.toml", "--format", "short"]));
    assert!(told.contains("isms.toml:2:1: error[unknown-lint]") && told.contains("`rule.bar`"), "{told}");
    assert!(told.contains("known.toml:4:8: error[invalid-baseline]") && told.contains("`rule.foo`"), "{told}");
}

#[test]
fn an_option_without_effect_is_refused() {
    let package = folder(&[("a.isms", LATE)]);
    let at = package.path();
    for (arguments, said) in [
        (&["--statistics", "--format", "sarif"][..], "--statistics --output sarif=isms.sarif"),
        (&["--fix", "--diff", "--format", "json"], "`isms check --fix --diff` alone"),
        (&["--fix", "--diff", "--statistics"], "`isms check --fix --diff` alone"),
        (&["--baseline", "known.toml", "--update-baseline", "--format", "json"], "take the baseline first"),
    ] {
        let output = check(at, arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(err(&output).contains(said) && out(&output).is_empty(), "{}", err(&output));
    }
    assert!(!at.join("known.toml").exists());
    assert_eq!(code(&check(at, &["--statistics", "--format", "json"])), 0);
    let missing = check(at, &["nonex", "--watch"]);
    assert_eq!(code(&missing), 2, "a folder that is not there is not waited for");
    assert!(err(&missing).contains("nonex"), "{}", err(&missing));
}

#[test]
fn a_baseline_replaces_nothing_but_a_baseline() {
    let package = folder(&[("a.isms", LATE), ("notes.yml", "steps: []\n"), ("isms.toml", "[package]\nname = \"a\"\n")]);
    let at = package.path();
    for name in ["a.isms", "notes.yml", "isms.toml", "new.isms"] {
        let before = std::fs::read(at.join(name)).ok();
        let output = check(at, &["--baseline", name, "--update-baseline"]);
        assert_eq!(code(&output), 2, "{name}: {}", out(&output));
        assert!(err(&output).contains("stays as it is"), "{}", err(&output));
        assert_eq!(std::fs::read(at.join(name)).ok(), before, "{name}");
    }
    // and never outside of the package because isms.toml says so
    let below = at.join("package");
    std::fs::create_dir(&below).expect("a folder");
    std::fs::write(below.join("a.isms"), LATE).expect("a file");
    for path in ["../deploy.yml", "../new.toml"] {
        std::fs::write(below.join("isms.toml"), format!("[lints]\nbaseline = \"{path}\"\n")).expect("a file");
        let output = check(&below, &["--update-baseline"]);
        assert_eq!(code(&output), 2);
        assert!(err(&output).contains("leads out of the package"), "{}", err(&output));
        assert!(!below.join(path).exists());
    }
}

#[cfg(unix)]
#[test]
fn a_baseline_that_never_ends_is_not_read() {
    let package = folder(&[("a.isms", LATE)]);
    let at = package.path();
    for arguments in [&["--baseline", "/dev/zero"][..], &["--baseline", "/dev/zero", "--update-baseline"], &["--baseline", "/dev/zero", "--watch"]] {
        let output = check(at, arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(err(&output).contains("it is not a regular file"), "{}", err(&output));
    }
    // a link of the package that leads out of it
    std::fs::create_dir(at.join("package")).expect("a folder");
    std::fs::write(at.join("package/isms.toml"), "[lints]\nbaseline = \"known.toml\"\n").expect("a file");
    std::fs::write(at.join("package/a.isms"), LATE).expect("a file");
    std::fs::write(at.join("outside.toml"), "").expect("a file");
    std::os::unix::fs::symlink("../outside.toml", at.join("package/known.toml")).expect("a link");
    assert_eq!(code(&check(&at.join("package"), &["--update-baseline"])), 2);
    assert_eq!(read(at, "outside.toml"), "");
}

#[test]
fn a_baseline_shrinks_with_what_is_put_right() {
    let package = folder(&[("a.isms", LATE), ("isms.toml", "[lints]\nbaseline = \"known.toml\"\n")]);
    let at = package.path();
    assert!(out(&check(at, &[])).contains("invalid-baseline"), "it is named and is not there yet");
    assert_eq!(code(&check(at, &["--update-baseline"])), 0);
    assert_eq!(code(&check(at, &["--deny", "warnings"])), 0);
    std::fs::write(at.join("a.isms"), LATE.replace("2026-03-31", "2027-03-31")).expect("a file");
    let gone = check(at, &["--format", "short"]);
    assert!(out(&gone).contains("known.toml:8:8: warning[unneeded-baseline]: `contract-ended` at `supplier nimbus`"), "{}", out(&gone));
    assert!(out(&check(at, &["--update-baseline"])).contains("2 entries before, 1 now"));
    assert!(!read(at, "known.toml").contains("contract-ended"));
    assert_eq!(code(&check(at, &["--deny", "warnings"])), 0);
}

#[test]
fn errors_of_meaning_are_never_in_a_baseline() {
    let package = folder(&[("a.isms", "risk R-1 \"R\" {\n  owner nobody\n}\n")]);
    let at = package.path();
    let taken = check(at, &["--baseline", "known.toml", "--update-baseline"]);
    assert_eq!(code(&taken), 1);
    assert!(out(&taken).contains("what means nothing cannot be put off"), "{}", out(&taken));
    assert!(!read(at, "known.toml").contains("unknown-name"));
    std::fs::write(at.join("known.toml"), "version = 1\n\n[[finding]]\ncode = \"unknown-name\"\nat = \"risk R-1\"\n").expect("a file");
    let output = check(at, &["--baseline", "known.toml", "--format", "short"]);
    assert!(out(&output).contains("known.toml:4:8: error[fixed-level]") && out(&output).contains("error[unknown-name]"), "{}", out(&output));
}

#[test]
fn mistakes_in_a_baseline_are_told_at_their_line_and_the_rest_of_it_counts() {
    let package = folder(&[("a.isms", LATE)]);
    let at = package.path();
    assert_eq!(code(&check(at, &["--baseline", "known.toml", "--update-baseline"])), 0);
    let taken = read(at, "known.toml");
    let spoilt = format!("{taken}\n[[finding]]\ncode = \"contract-endet\"\nat = \"supplier nimbus\"\n\n[[findng]]\ncoed = \"past-due\"\n");
    std::fs::write(at.join("known.toml"), &spoilt).expect("a file");
    let line = |text: &str| spoilt.lines().position(|one| one.contains(text)).expect("it is there") + 1;
    let output = out(&check(at, &["--baseline", "known.toml", "--format", "json"]));
    let found: serde_json::Value = serde_json::from_str(&output).expect("JSON");
    let told: Vec<(u64, &str)> = found["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| (one["labels"][0]["start"]["line"].as_u64().expect("a line"), one["labels"][0]["message"].as_str().expect("text")))
        .collect();
    // what it holds without a mistake is set aside: only the mistakes are left
    assert_eq!(told, [(line("contract-endet") as u64, "did you mean `contract-ended`?"), (line("[[findng]]") as u64, "did you mean `finding`?")]);
}

#[test]
fn mistakes_in_settings_are_told_at_their_line() {
    let settings = "[package]\nnmae = \"a\"\n\n[lints]\npreset = \"certifcation\"\ntiem = \"deny\"\ncontract-ended = \"dney\"\nunknown-name = \"warn\"\n";
    let package = folder(&[("a.isms", CLEAN), ("isms.toml", settings)]);
    let output = check(package.path(), &["--format", "json"]);
    assert_eq!(code(&output), 1);
    let found: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    let told: Vec<(String, u64, String)> = found["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|one| one["labels"][0]["path"] == "isms.toml")
        .map(|one| {
            let label = &one["labels"][0];
            let text = |value: &serde_json::Value| value.as_str().expect("text").to_string();
            (text(&one["code"]), label["start"]["line"].as_u64().expect("a line"), text(&label["message"]))
        })
        .collect();
    let want = |code: &str, line, message: &str| (code.to_string(), line, message.to_string());
    assert_eq!(
        told,
        [
            want("unknown-setting", 2, "did you mean `name`?"),
            want("invalid-package-file", 5, "did you mean `certification`?"),
            want("unknown-lint", 6, "did you mean `time`?"),
            want("invalid-package-file", 7, "did you mean `deny`?"),
            want("fixed-level", 8, "cannot be set"),
        ]
    );
}

#[test]
fn an_allow_names_who_answers_for_it() {
    let text = "role ciso \"CISO\" held_by \"Anna\"\n\nsupplier nimbus \"Nimbus\" {\n  owner ciso\n  contract \"A\" end 2026-03-31\n  allow contract-ended because \"With the lawyers.\" until 2026-09-30\n}\n";
    let package = folder(&[("a.isms", text)]);
    let at = package.path();
    assert!(!out(&check(at, &[])).contains("allow-without-approval"), "a warning may be set aside with a reason alone");
    assert!(out(&check(at, &["--deny", "contract-ended"])).contains("warning[allow-without-approval]"));
    assert!(out(&check(at, &["--preset", "certification"])).contains("error[allow-without-approval]"));
    std::fs::write(at.join("a.isms"), text.replace("2026-09-30", "2026-09-30 approved by ciso")).expect("a file");
    assert!(!out(&check(at, &["--preset", "certification"])).contains("allow-without-approval"));
    let json: serde_json::Value = serde_json::from_str(&out(&check(at, &["--format", "json"]))).expect("JSON");
    assert_eq!(json["set_aside"][0]["justification"], "With the lawyers. Until 2026-09-30. Approved by ciso.");
    assert_eq!(json["summary"]["set_aside"], 1);
}

#[test]
fn watch_checks_again_when_a_file_changes() {
    use std::io::{BufRead as _, BufReader};
    let package = folder(&[("a.isms", CLEAN)]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_isms"))
        .current_dir(package.path())
        .args(["check", "--watch", "--as-of", "2026-06-30", "--format", "short"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    let (send, receive) = std::sync::mpsc::channel();
    let output = child.stdout.take().expect("a pipe");
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    });
    let wait = |wanted: &str| loop {
        let line = receive.recv_timeout(std::time::Duration::from_secs(60)).unwrap_or_else(|_| panic!("no line with `{wanted}`"));
        if line.contains(wanted) {
            break;
        }
    };
    wait("watching");
    std::fs::write(package.path().join("a.isms"), LATE).expect("a file");
    wait("contract-ended");
    wait("watching");
    child.kill().expect("it ran until now");
    child.wait().expect("it ends");
}

#[test]
fn files_for_pipelines_are_pinned_and_ask_for_little() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["action.yml", "ci/github/isms.yml"] {
        let text = read(root, name);
        let uses: Vec<&str> = text.lines().filter_map(|line| line.trim_start_matches([' ', '-']).strip_prefix("uses: ")).collect();
        assert!(!uses.is_empty());
        for one in uses.iter().filter(|one| **one != "OWNER/isms@REVISION") {
            let pin = one.split('@').nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or("");
            assert!(pin.len() == 40 && pin.chars().all(|c| c.is_ascii_hexdigit()), "{name}: `{one}` is not pinned");
        }
        let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
        assert!(!code.iter().any(|line| line.contains("secrets.") || line.contains("pull_request_target")), "{name}");
    }
}

#[test]
fn the_container_gets_what_the_manifest_names_and_runs_as_nobody_special() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (cargo, container) = (read(root, "Cargo.toml"), read(root, "Containerfile"));
    let number = |text: &str| -> Vec<u32> { text.split('.').map(|part| part.parse().expect("a number")).collect() };
    let asked = cargo.lines().find_map(|line| line.strip_prefix("rust-version = ")).expect("a version").trim_matches('"');
    let image = container.lines().find_map(|line| line.strip_prefix("ARG RUST=")).and_then(|image| image.rsplit(':').next()).expect("an image");
    assert!(number(image.split('-').next().expect("a version")) >= number(asked), "{image} is older than Rust {asked}");
    let copies = container.lines().filter_map(|line| line.strip_prefix("COPY ")).filter(|line| !line.starts_with("--"));
    let sources: Vec<&str> = copies.flat_map(|line| line.split(' ').rev().skip(1)).collect();
    assert!(sources.iter().all(|source| root.join(source).exists()), "{sources:?}");
    // cargo refuses a manifest that names what is not there, also where only tests need it
    let named = cargo.lines().filter_map(|line| line.split_once("path = \"")).filter_map(|(_, rest)| rest.split('"').next());
    for path in named.chain(["build.rs", "grammar", "stdlib", "Cargo.lock"]) {
        assert!(sources.iter().any(|source| Path::new(path).starts_with(source)), "the container does not copy {path}");
    }
    let last = container.lines().rfind(|line| line.starts_with("USER ")).expect("a user");
    assert!(!["root", "0"].contains(&last.trim_start_matches("USER ").trim()), "{last}");
}

#[test]
fn the_manual_names_every_format_and_preset() {
    let text = read(Path::new(env!("CARGO_MANIFEST_DIR")), "docs/ci.md");
    for format in isms::report::FORMATS {
        assert!(text.contains(&format!("| `{}` |", format.name)), "docs/ci.md does not tell of `{}`", format.name);
    }
    for preset in isms::source::Preset::ALL {
        assert!(text.contains(&format!("| `{}` |", preset.word())), "docs/ci.md does not tell of `{}`", preset.word());
    }
}

#[test]
fn there_is_a_manual_page_for_every_command() {
    let package = folder(&[]);
    let output = isms(package.path(), &["man", "--out", "man1"]);
    assert_eq!(code(&output), 0);
    let help = out(&isms(package.path(), &["--help"]));
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names: Vec<&str> = commands
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(names.contains(&"check") && names.contains(&"man"));
    for name in names {
        let page = read(package.path(), &format!("man1/isms-{name}.1"));
        assert!(page.contains(".TH") && page.contains(".SH SYNOPSIS"), "{name}");
    }
}

#[test]
fn a_baseline_holds_findings_about_allows_and_says_how_it_is_taken_anew() {
    let unneeded = "supplier nimbus \"Nimbus\" {\n  allow contract-ended because \"With the lawyers.\" until 2026-09-30\n}\n";
    let package = folder(&[("a.isms", unneeded)]);
    let at = package.path();
    assert_eq!(code(&check(at, &["--baseline", "known.toml", "--update-baseline"])), 0);
    let after = check(at, &["--baseline", "known.toml", "--deny", "warnings", "--format", "short"]);
    assert_eq!((code(&after), out(&after).as_str()), (0, ""), "nothing is new");
    std::fs::write(at.join("a.isms"), "supplier nimbus \"Nimbus\" {\n}\n").expect("a file");
    let gone = out(&check(at, &["--baseline", "known.toml"]));
    assert!(gone.contains("`isms check --baseline known.toml --update-baseline` takes it out"), "{gone}");
}

#[test]
fn an_allow_of_a_group_and_one_that_nothing_needs_are_told_once_and_with_the_way_out() {
    let package = folder(&[("a.isms", "supplier nimbus \"Nimbus\" {\n  allow time because \"Later.\" until 2026-12-31\n}\n")]);
    let told = out(&check(package.path(), &[]));
    assert!(told.contains("`time` is a group, and `allow` sets one finding aside") && told.contains("`time = \"allow\"`"), "{told}");
    // whoever is told to remove it is not told to have it signed
    std::fs::write(package.path().join("a.isms"), "supplier nimbus \"Nimbus\" {\n  allow contract-ended because \"Later.\" until 2026-12-31\n}\n")
        .expect("a file");
    let told = out(&check(package.path(), &["--deny", "warnings", "--format", "short"]));
    assert!(told.contains("unneeded-allow") && !told.contains("allow-without-approval"), "{told}");
}

#[test]
fn a_level_that_is_no_text_is_told_with_the_levels_there_are() {
    let package = folder(&[("a.isms", CLEAN), ("isms.toml", "[lints]\ntime = 3\npast-due = true\npreset = 1\n")]);
    let told = out(&check(package.path(), &[]));
    assert!(told.contains("`time` takes a level in quotes") && told.contains("`past-due = \"deny\"`"), "{told}");
    assert!(told.contains("`preset` takes a text in quotes"), "{told}");
}

#[test]
fn standard_output_is_no_file() {
    let package = folder(&[("a.isms", CLEAN)]);
    for output in ["-", "sarif=-"] {
        let done = check(package.path(), &["--output", output]);
        assert_eq!(code(&done), 2, "{output}");
        assert!(err(&done).contains("`isms check --format json`"), "{}", err(&done));
    }
    assert!(!package.path().join("-").exists());
}
