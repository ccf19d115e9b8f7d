//! What happens to somebody in the first days: files with the wrong name, folders with two packages, names with blanks,
//! questions to the program. Commands are run as they are typed, from the folder where they are typed.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// What a command came to: the exit code, standard output, and errors.
struct Done {
    code: i32,
    out: String,
    err: String,
}

fn isms(folder: &Path, arguments: &[&str]) -> Done {
    let done = Command::new(env!("CARGO_BIN_EXE_isms"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("GIT_CEILING_DIRECTORIES", "/")
        .stdin(Stdio::null())
        .output()
        .expect("the binary starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Done { code: done.status.code().expect("not ended by a signal"), out: text(&done.stdout), err: text(&done.stderr) }
}

/// A folder with what `isms init` writes, once for each name.
fn started(names: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for name in names {
        let done = isms(folder.path(), &["init", name, "--name", name]);
        assert_eq!(done.code, 0, "{}", done.err);
    }
    folder
}

fn short(folder: &Path, more: &[&str]) -> Done {
    isms(folder, &[&["check", "--format", "short", "--as-of", "2026-06-30"], more].concat())
}

#[test]
fn files_that_are_nearly_sources_are_told() {
    let folder = started(&["."]);
    let at = folder.path();
    for name in ["mehr.isms.txt", "risks2.ISMS", "x.isms~", ".x.isms.swp", "x.isms.bak", "x.isms.orig", ".#x.isms", "notes.txt"] {
        fs::write(at.join(name), "role other \"Other\" held_by \"A\"\n").unwrap();
    }
    fs::create_dir(at.join("more")).unwrap();
    fs::write(at.join("more/roles.isms.txt"), "").unwrap();
    fs::write(at.join("more/roles.isms"), "").unwrap();
    let done = short(at, &[]);
    let told: Vec<&str> = done.out.lines().filter(|line| line.contains("misnamed-file")).collect();
    assert_eq!(
        told,
        [
            "warning[misnamed-file]: `mehr.isms.txt` is not read: call it `mehr.isms`",
            "warning[misnamed-file]: `more/roles.isms.txt` is not read, and `more/roles.isms` is there too",
            "warning[misnamed-file]: `risks2.ISMS` is not read: call it `risks2.isms`",
        ],
        "{}",
        done.out
    );
    assert!(!short(at, &["--allow", "misnamed-file"]).out.contains("misnamed-file"));
    // the way out, to the letter
    fs::rename(at.join("mehr.isms.txt"), at.join("mehr.isms")).unwrap();
    fs::remove_file(at.join("risks2.ISMS")).unwrap();
    fs::remove_file(at.join("more/roles.isms.txt")).unwrap();
    assert!(!short(at, &[]).out.contains("misnamed-file"));
}

#[test]
fn settings_that_are_not_read_are_told_and_so_is_a_package_of_wrong_names() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.isms.txt"), "").unwrap();
    fs::write(folder.path().join("isms.toml.txt"), "").unwrap();
    let done = short(folder.path(), &[]);
    assert!(done.out.contains("`a.isms.txt` is not read: call it `a.isms`") && done.out.contains("empty-package"), "{}", done.out);
    assert!(done.out.contains("`isms.toml.txt` is not read: call it `isms.toml`"), "{}", done.out);
}

#[test]
fn two_packages_below_a_folder_are_one_sentence() {
    let folder = started(&["a", "second one"]);
    let done = isms(folder.path(), &["check"]);
    assert_eq!(done.code, 2);
    assert_eq!(
        done.err.trim_end(),
        "error: there are 2 packages here: `a/isms.toml`, `second one/isms.toml`\n  help: name the one that is meant: `isms check a`"
    );
    assert_eq!(done.out, "");
    assert_eq!(isms(folder.path(), &["check", "a", "--preset", "draft"]).code, 0, "the way out");
    // what looks at each file alone still does
    assert_eq!(isms(folder.path(), &["fmt", "--check", "."]).code, 0);
    let one = started(&["only"]);
    assert!(short(one.path(), &[]).out.contains("control-undecided"), "one package below is read as before");
    // packages below one are part of it
    fs::write(folder.path().join("isms.toml"), "[package]\nname = \"both\"\n").unwrap();
    assert!(short(folder.path(), &[]).out.contains("declared"), "they contradict each other, and that is told");
}

#[test]
fn documents_are_held_against_the_package_that_they_lie_in() {
    let folder = started(&["dental shop", "other"]);
    let at = folder.path();
    assert!(isms(at, &["build", "dental shop", "--draft"]).out.contains("start reading at"));
    let done = isms(at, &["verify", "dental shop/build"]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    assert_eq!(isms(&at.join("dental shop"), &["verify", "build"]).code, 0);
    assert_eq!(isms(at, &["verify", "dental shop/build/soa.md"]).code, 0);
    // of other sources: one sentence, and the list for whoever wants it
    let done = isms(at, &["verify", "dental shop/build", "--package", "other"]);
    assert_eq!(done.code, 1);
    assert!(done.out.lines().count() <= 3 && done.out.contains("files are from other sources; `--verbose` names them"), "{}", done.out);
    assert!(done.out.contains("compared with the package `other`"), "{}", done.out);
    let verbose = isms(at, &["verify", "dental shop/build", "--package", "other", "--verbose"]);
    assert!(verbose.out.contains("soa.md was made from other sources") && verbose.code == 1, "{}", verbose.out);
    // a package without settings is found by its sources
    fs::remove_file(at.join("other/isms.toml")).unwrap();
    assert!(isms(at, &["build", "other", "--draft", "--formats", "csv"]).out.contains("start reading at"));
    assert_eq!(isms(at, &["verify", "other/build"]).code, 0);
    // what is no set is not found to be whole
    let done = isms(at, &["verify", "dental shop"]);
    assert!(done.code == 2 && done.err.contains("has no manifest.json"), "{}", done.err);
}

#[test]
fn paths_in_hints_can_be_copied() {
    let folder = TempDir::new().unwrap();
    let done = isms(folder.path(), &["init", "Muster GmbH"]);
    assert!(done.out.contains("`isms check \"Muster GmbH\"`") && done.out.contains("isms build \"Muster GmbH\" --draft"), "{}", done.out);
    assert!(isms(folder.path(), &["check", "my company"]).err.contains("`isms init \"my company\"`"));
}

#[test]
fn a_path_that_leads_nowhere_says_what_fits() {
    let folder = started(&["."]);
    let at = folder.path();
    let said = |arguments: &[&str]| {
        let done = isms(at, arguments);
        assert_eq!(done.code, 2, "{arguments:?}: {}", done.err);
        done.err
    };
    for (arguments, wanted) in [
        (&["diff", "HEAD"][..], "in a git repository"),
        (&["verify", "build"], "`isms build` writes the documents first"),
        (&["check", "certification"], "`isms check --preset certification`"),
        (&["check", "risk.isms"], "did you mean `risks.isms`?"),
        (&["check", "nowhere/at/all"], "name a folder with .isms files"),
    ] {
        let err = said(arguments);
        assert!(err.contains(wanted) && !err.contains("isms init"), "{arguments:?}: {err}");
    }
    assert!(said(&["check", "acme"]).contains("`isms init acme` starts a new package"));
    let day = said(&["approve", "--on", "15.01.2026"]);
    assert!(day.contains("`--on 2026-01-15`") && !day.contains("--as-of"), "{day}");
}

const DEPENDENT: &str = "supplier hetzner \"Hetzner\" service \"Servers\" owner it_lead\n\nrole it_lead \"IT lead\" held_by \"Ina Roth\" reports_to ceo\n\nrole ceo \"CEO\" held_by \"Eva Lang\" top_management yes\n\nexternal soc \"Security operations\" of hetzner realises incident_management\n\nasset shop \"Shop\" owner it_lead supplier hetzner\n";

#[test]
fn what_rests_on_a_supplier_and_what_a_role_owns_is_shown() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    fs::write(at.join("a.isms"), DEPENDENT).unwrap();
    let trace = isms(at, &["trace", "hetzner"]).out;
    assert!(trace.contains("runs process soc “Security operations”") && trace.contains("runs asset shop"), "{trace}");
    let why = isms(at, &["why", "soc"]).out;
    assert!(why.contains("is run by supplier hetzner “Hetzner”") && why.contains("a process of Hetzner"), "{why}");
    let role = isms(at, &["why", "it_lead"]);
    assert_eq!(role.code, 0, "{}", role.err);
    assert!(role.out.starts_with("Role it_lead “IT lead”: held by Ina Roth  [a.isms:3]\n"), "{}", role.out);
    assert!(role.out.contains("owns the asset shop") && role.out.contains("reports to CEO (Eva Lang)"), "{}", role.out);
    assert!(isms(at, &["trace", "it_lead"]).out.contains("owns supplier hetzner"));
    assert!(!isms(at, &["why", "shop"]).out.contains("└─ owns"), "nothing is there because somebody owns it");
}

/// A document whose text is bound to an approval of January.
fn approved(folder: &Path) {
    fs::write(
        folder.join("ceo.isms"),
        "document roles version \"1.0\" owner ceo approved by ceo on 2026-01-10\n\nrole ceo \"CEO\" held_by \"Eva Lang\" top_management yes\n",
    )
    .unwrap();
    let printed = isms(folder, &["approve", "roles"]).out;
    let line = printed.lines().find(|line| line.contains("approved by")).expect("the line to write").trim();
    assert!(line.starts_with("approved by ceo on 2026-01-10 digest"), "{line}");
    let text = fs::read_to_string(folder.join("ceo.isms")).unwrap();
    fs::write(folder.join("ceo.isms"), text.replace("approved by ceo on 2026-01-10", line)).unwrap();
}

#[test]
fn a_text_that_changed_is_not_approved_on_the_old_day() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    approved(at);
    assert!(isms(at, &["approve"]).out.contains("approved as it is"));
    let text = fs::read_to_string(at.join("ceo.isms")).unwrap();
    fs::write(at.join("ceo.isms"), text.replace("Eva Lang", "Otto Lang")).unwrap();
    let done = isms(at, &["approve", "roles"]);
    assert!(!done.out.contains("on 2026-01-10 digest"), "{}", done.out);
    assert!(done.out.contains("not the one that was approved on 2026-01-10") && done.out.contains("raise `version` first"), "{}", done.out);
    // the way out, to the letter: a new version, then the line
    let text = fs::read_to_string(at.join("ceo.isms")).unwrap().replace("\"1.0\"", "\"1.1\"");
    fs::write(at.join("ceo.isms"), &text).unwrap();
    let printed = isms(at, &["approve", "roles"]).out;
    let line = printed.lines().find(|line| line.contains("approved by")).expect("the line to write").trim();
    let old = text.lines().next().unwrap().split_once("approved").unwrap().1;
    fs::write(at.join("ceo.isms"), text.replace(&format!("approved{old}"), line)).unwrap();
    assert!(isms(at, &["approve"]).out.contains("approved as it is"));
    let checked = isms(at, &["check", "--format", "short"]);
    assert!(!checked.out.contains("changed-after-approval"), "{}", checked.out);
}

#[test]
fn a_document_that_nobody_declared_is_told_with_the_line() {
    let folder = started(&["."]);
    let at = folder.path();
    let done = isms(at, &["approve", "soa"]);
    assert_eq!(done.code, 2);
    let line = done.err.split('`').nth(3).expect("a line to write").to_string();
    assert!(line.starts_with("document soa version \"1.0\" owner "), "{}", done.err);
    fs::write(at.join("documents.isms"), format!("{line}\n")).unwrap();
    let done = isms(at, &["approve", "soa"]);
    assert!(done.code == 0 && done.out.contains("approved by ROLE on "), "{}{}", done.out, done.err);
    assert!(!short(at, &[]).out.contains("documents.isms:1"), "{}", short(at, &[]).out);
}

#[test]
fn every_word_of_the_language_is_explained() {
    let folder = TempDir::new().unwrap();
    let explain = |words: &[&str]| {
        let done = isms(folder.path(), &[&["explain"], words].concat());
        assert_eq!(done.code, 0, "{words:?}: {}", done.err);
        done.out
    };
    for (word, wanted) in [
        ("owner", "`risk`"),
        ("status", "In `control`: "),
        ("because", "`exclude`"),
        ("scope", "In `organisation`"),
        ("retain", "Behind `risk` › `treat`: keep the risk, informed."),
    ] {
        let page = explain(&[word]);
        assert!(page.starts_with(&format!("# {word}\n")) && page.contains(wanted), "{page}");
    }
    // what has one obvious meaning is answered
    for (word, heading) in [
        ("risks", "# risk"),
        ("Policies", "# policy"),
        ("processes", "# process"),
        ("Unclosed-String", "# unclosed-string"),
        ("unclosed string", "# unclosed-string"),
        ("use_rules", "# use rules"),
        ("Owners", "# owner"),
    ] {
        assert_eq!(explain(&[word]).lines().next(), Some(heading));
    }
    assert!(explain(&["tailoring"]).starts_with("tailoring: "));
    let all = explain(&[]);
    assert!(all.contains("\n  risk ") && all.contains("isms explain --list") && all.lines().count() < 70, "{all}");
    assert!(explain(&["--declarations"]).contains("\n  control "));
    let number = isms(folder.path(), &["explain", "A.5.1"]);
    assert!(number.code == 2 && number.err.contains("`isms why A.5.1`"), "{}", number.err);
}

#[test]
fn what_is_undecided_is_written_into_the_package_and_does_not_pass_unfilled() {
    let folder = started(&["Muster GmbH"]);
    let at = folder.path();
    let done = isms(at, &["stubs", "Muster GmbH", "--write", "controls.isms"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.starts_with("added to `Muster GmbH/controls.isms`: 87 controls, ") && done.out.contains("`isms check \"Muster GmbH\"`"), "{}", done.out);
    let path = at.join("Muster GmbH/controls.isms");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("// The Statement of Applicability") && text.contains("control A.5.2 {"), "what was there is kept");
    assert_eq!(isms(at, &["fmt", "--check", "Muster GmbH"]).code, 0);
    let done = short(at, &["Muster GmbH"]);
    assert_eq!(done.code, 1);
    assert!(done.out.contains("[empty-text]") && !done.out.contains("control-without-reason") && !done.out.contains("undecided"), "{}", done.out);
    // filled in, nothing of it is left
    fs::write(&path, text.replace("baseline \"\"", "baseline \"IT-Grundschutz, basic protection\"")).unwrap();
    let filled = short(at, &["Muster GmbH", "--allow", "same-reason"]);
    assert_eq!(filled.code, 0, "{}", filled.out);
    // a second time there is nothing to add
    let before = fs::read(&path).unwrap();
    assert!(isms(at, &["stubs", "Muster GmbH", "--write", "controls.isms"]).out.contains("nothing was written"));
    assert!(fs::read(&path).unwrap() == before);
}

#[test]
fn stubs_go_where_they_are_read_and_nowhere_else() {
    let folder = started(&["a"]);
    let at = folder.path();
    // as typed where that lies in the package; from above, into the only package below
    assert!(isms(at, &["stubs", "a", "--write", "a/new.isms"]).out.contains("added to `a/new.isms`"));
    fs::remove_file(at.join("a/new.isms")).unwrap();
    assert!(isms(at, &["stubs", "--write", "new.isms"]).out.contains("a/new.isms`"));
    fs::remove_file(at.join("a/new.isms")).unwrap();
    for (file, wanted) in [("stubs.txt", "would not be read"), ("../../x.isms", "does not lie in the package"), ("none/x.isms", "does not lie in the package")]
    {
        let done = isms(at, &["stubs", "a", "--write", file]);
        assert!(done.code == 2 && done.err.contains(wanted), "{file}: {}", done.err);
    }
    // a file that another program wrote in another encoding is not mixed
    let utf16: Vec<u8> = "// x\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16 = [&[0xFF, 0xFE][..], &utf16].concat();
    fs::write(at.join("a/old.isms"), &utf16).unwrap();
    let done = isms(at, &["stubs", "a", "--write", "old.isms"]);
    assert!(done.code == 2 && done.err.contains("not UTF-8 text"), "{}", done.err);
    assert!(fs::read(at.join("a/old.isms")).unwrap() == utf16);
    fs::write(at.join("a/old.isms"), "// mine\r\n").unwrap();
    assert_eq!(isms(at, &["stubs", "a", "--write", "old.isms"]).code, 0);
    let text = fs::read_to_string(at.join("a/old.isms")).unwrap();
    assert!(text.starts_with("// mine\r\n\r\n") && !text.replace("\r\n", "").contains('\n'));
}
