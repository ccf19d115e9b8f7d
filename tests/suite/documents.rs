//! `isms build` from outside: what is written, what is not, and that text stays text.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const SMALL: &str = "organisation acme \"Acme\" {\n  scope \"All of it.\"\n}\n\nrole ceo \"CEO\" {\n  held_by \"A\"\n  top_management yes\n}\n";

fn isms(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_isms")).args(arguments).output().expect("the binary runs")
}

fn build(package: &Path, out: &Path, more: &[&str]) -> Output {
    let mut arguments = vec!["build", package.to_str().unwrap(), "--out", out.to_str().unwrap(), "--as-of", "2026-06-30"];
    arguments.extend(more);
    isms(&arguments)
}

fn example(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

fn package(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                found.insert(path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"), fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found.remove(".isms-lock");
    found
}

#[test]
fn the_documents_that_certification_asks_for_are_there() {
    let out = tempfile::tempdir().unwrap();
    let done = build(&example("meridian"), out.path(), &[]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let files = tree(out.path());
    for stem in ["soa", "control_implementation_plan", "risk_treatment_plan", "risk_register", "tailoring_report", "process_handbook", "index"] {
        for extension in ["md", "html"] {
            assert!(files.contains_key(&format!("{stem}.{extension}")), "{stem}.{extension}");
        }
    }
    assert!(files.keys().filter(|name| name.starts_with("policies/") && name.ends_with(".md")).count() >= 20);
    assert!(files.keys().any(|name| name.starts_with("registers/") && name.ends_with(".csv")));
    assert!(files.keys().any(|name| name.starts_with("registers/") && name.ends_with(".json")));
    let soa = String::from_utf8(files["soa.md"].clone()).unwrap();
    assert_eq!(
        soa.lines().filter(|line| line.starts_with("| **A.") || line.starts_with("| **[A.") || line.starts_with("| [**A.")).count(),
        93,
        "every control of Annex A has its row"
    );
    let (two, ten) = (soa.find("**A.5.2**").unwrap(), soa.find("**A.5.10**").unwrap());
    assert!(two < ten, "ids sort naturally");
    for name in ["soa.md", "risk_register.md", "policies/pol-02.md"] {
        let text = String::from_utf8(files[name].clone()).unwrap();
        for head in ["Document", "Version", "Owner", "Approved by", "Approved on", "Classification", "As of", "Made from"] {
            assert!(text.contains(&format!("| {head} |")), "{name} does not say {head}");
        }
    }
}

#[test]
fn the_same_sources_give_the_same_bytes_wherever_they_lie() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let copy = tempfile::tempdir().unwrap();
    let moved = copy.path().join("a/b/other_name");
    fs::create_dir_all(moved.join("templates/policies")).unwrap();
    for (name, bytes) in tree(&example("meridian")) {
        fs::write(moved.join(name), bytes).unwrap();
    }
    assert!(build(&example("meridian"), one.path(), &[]).status.success());
    assert!(build(&moved, two.path(), &[]).status.success());
    let (one, two) = (tree(one.path()), tree(two.path()));
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    for (name, bytes) in &one {
        assert!(bytes == &two[name], "{name} differs");
    }
}

#[test]
fn a_second_build_writes_nothing_and_leaves_strangers_alone() {
    let out = tempfile::tempdir().unwrap();
    fs::write(out.path().join("notes.txt"), "mine").unwrap();
    assert!(build(&example("minimal"), out.path(), &[]).status.success());
    let again = build(&example("minimal"), out.path(), &[]);
    assert!(String::from_utf8_lossy(&again.stdout).contains(" 0 written"), "{}", String::from_utf8_lossy(&again.stdout));
    assert_eq!(fs::read_to_string(out.path().join("notes.txt")).unwrap(), "mine");
}

#[test]
fn text_from_sources_stays_text() {
    let payloads = [
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "a | b",
        "[x](javascript:alert(1))",
        "{{ 7191 * 7 }}",
        "`tick` *star* _line_ # head",
        "@SUM(A1)",
        "&lt;b&gt;",
    ];
    let mut source = SMALL.to_string();
    for (at, payload) in payloads.iter().enumerate() {
        let quoted = payload.replace('\\', "\\\\").replace('"', "\\\"");
        source.push_str(&format!(
            "\nasset a{at} \"{quoted}\" {{\n  owner ceo\n  location \"{quoted}\"\n}}\n\nrisk R-{at} \"{quoted}\" {{\n  asset a{at}\n  owner ceo\n  likelihood 1\n  consequence 1\n  threat \"{quoted}\"\n  treat retain because \"{quoted}\"\n}}\n"
        ));
    }
    let folder = package(&[("a.isms", &source)]);
    let out = tempfile::tempdir().unwrap();
    build(folder.path(), out.path(), &["--draft"]);
    let files = tree(out.path());
    assert!(files.len() > 10, "a draft is written");
    for (name, bytes) in &files {
        // packed formats are read back in the tests of their renderers
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("href=\"javascript:"), "{name}");
        if name.ends_with(".html") {
            assert!(!text.contains("<script>alert"), "{name}");
            // the one script of the page, and on the search page its data
            assert!(text.matches("<script").count() <= 2, "{name}");
        }
        if name.ends_with(".csv") {
            for line in text.lines() {
                for cell in line.split(',') {
                    let cell = cell.trim_start_matches('"');
                    assert!(!cell.starts_with(['=', '@']), "{name}: {line}");
                }
            }
        }
        assert!(!text.contains("50337"), "templates do not run what sources say: {name}");
    }
    let page = String::from_utf8(files["risk_register.html"].clone()).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "the text is shown as it was written");
    assert!(page.contains("{{ 7191 * 7 }}"));
}

#[test]
fn findings_that_fail_stop_the_build_and_nothing_is_written() {
    let folder = package(&[("a.isms", SMALL)]);
    let out = folder.path().join("out");
    let done = build(folder.path(), &out, &[]);
    assert_eq!(done.status.code(), Some(1));
    assert!(!out.exists());
    assert!(String::from_utf8_lossy(&done.stderr).contains("--draft"));
    let draft = build(folder.path(), &out, &["--draft"]);
    assert_eq!(draft.status.code(), Some(1));
    let soa = fs::read_to_string(out.join("soa.md")).unwrap();
    assert!(soa.contains("not decided"), "what is missing is said, not left out");
}

#[test]
fn a_template_of_the_package_wins_and_its_mistakes_are_findings() {
    let out = tempfile::tempdir().unwrap();
    let copy = tempfile::tempdir().unwrap();
    for (name, bytes) in tree(&example("minimal")) {
        fs::write(copy.path().join(name), bytes).unwrap();
    }
    fs::create_dir_all(copy.path().join("templates/documents")).unwrap();
    let template = copy.path().join("templates/documents/soa.md.j2");
    fs::write(&template, "Our own statement of {{ org.name }}.\n").unwrap();
    let done = build(copy.path(), out.path(), &[]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(fs::read_to_string(out.path().join("soa.md")).unwrap().contains("Our own statement of"));
    for (bad, code, place) in [
        ("{{ org.nam }}", "unknown-field", "soa.md.j2:1:8"),
        ("{% for x in %}", "broken-template", "soa.md.j2:1:"),
        ("One.\n{{ org.name | nofilter }}", "unknown-filter", "soa.md.j2:2:"),
        ("{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}", "broken-template", "soa.md.j2"),
    ] {
        fs::write(&template, bad).unwrap();
        let done = build(copy.path(), &out.path().join("other"), &[]);
        let said = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(1), "{bad}: {said}");
        assert!(said.contains(code) && said.contains(place), "{bad}: {said}");
        assert_eq!(said.matches("error[").count(), 1, "one mistake is one finding: {bad}: {said}");
    }
    fs::write(&template, format!("{{{{ {}1 }}}}", "-".repeat(30_000))).unwrap();
    assert_eq!(build(copy.path(), &out.path().join("other"), &[]).status.code(), Some(1), "a long chain is refused, not a crash");
}

#[test]
fn the_manifest_names_every_file_with_its_digest() {
    let out = tempfile::tempdir().unwrap();
    assert!(build(&example("minimal"), out.path(), &[]).status.success());
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(out.path().join("manifest.json")).unwrap()).unwrap();
    let files = tree(out.path());
    let listed = manifest["files"].as_array().unwrap();
    assert_eq!(listed.len() + 1, files.len());
    assert!(listed.iter().all(|file| files.contains_key(file["path"].as_str().unwrap())));
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error_with_a_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("taken");
    fs::write(&file, "a file").unwrap();
    let done = build(&example("minimal"), &file, &[]);
    assert_eq!(done.status.code(), Some(2));
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(said.contains("cannot be written") && said.contains("help:"), "{said}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "a file");
}

#[test]
fn formats_can_be_chosen() {
    let out = tempfile::tempdir().unwrap();
    assert!(build(&example("minimal"), out.path(), &["--formats", "markdown,csv"]).status.success());
    let names: Vec<String> = tree(out.path()).into_keys().collect();
    assert!(names.iter().any(|name| name.ends_with(".md")) && names.iter().any(|name| name.ends_with(".csv")));
    assert!(!names.iter().any(|name| name.ends_with(".html")));
    let wrong = build(&example("minimal"), out.path(), &["--formats", "docs"]);
    assert_eq!(wrong.status.code(), Some(2));
}

const APPROVED: &str = "\nobjective O-1 \"Fewer incidents\" {\n  owner ceo\n  target \"Ten a year\"\n  due 2026-03-01\n}\n\ndocument objectives {\n  version \"1.0\"\n  owner ceo\n  approved by ceo on 2026-01-10\n}\n";

#[test]
fn an_approval_that_is_bound_to_a_text_holds_while_the_text_does() {
    let folder = package(&[("a.isms", &format!("{SMALL}{APPROVED}"))]);
    let path = folder.path().to_str().unwrap();
    let printed = String::from_utf8(isms(&["approve", "objectives", "--path", path]).stdout).unwrap();
    let digest = printed.rsplit('"').nth(1).unwrap().to_string();
    assert_eq!(digest.len(), 32, "{printed}");
    assert!(printed.contains("approved by ceo on 2026-01-10 digest \""), "{printed}");
    let write = |target: &str| {
        fs::write(
            folder.path().join("a.isms"),
            format!("{SMALL}{APPROVED}").replace("2026-01-10", &format!("2026-01-10 digest \"{digest}\"")).replace("Ten a year", target),
        )
        .unwrap()
    };
    // the deadline of the objective passes after the approval, which changes nothing
    write("Ten a year");
    let said = |out: Output| String::from_utf8(out.stdout).unwrap();
    assert!(!said(isms(&["check", path, "--as-of", "2026-06-30"])).contains("changed-after-approval"));
    write("Twenty a year");
    assert!(said(isms(&["check", path, "--as-of", "2026-06-30"])).contains("changed-after-approval"));
    let out = folder.path().join("out");
    build(folder.path(), &out, &["--draft", "--formats", "markdown"]);
    let text = fs::read_to_string(out.join("objectives.md")).unwrap();
    assert!(text.contains("| State | Changed after approval |"), "{text}");
    assert!(text.contains("> **Changed after approval.** This text is not the one that was approved on 2026-01-10."), "{text}");
    let listed = said(isms(&["approve", "--path", path]));
    assert!(listed.contains("changed after approval"), "{listed}");
}

#[test]
fn documents_are_verified_against_their_sources() {
    let copy = tempfile::tempdir().unwrap();
    for (name, bytes) in tree(&example("minimal")) {
        fs::write(copy.path().join(name), bytes).unwrap();
    }
    let path = copy.path().to_str().unwrap();
    let out = copy.path().join("build");
    let verify = |what: &Path| {
        let done = isms(&["verify", what.to_str().unwrap(), "--package", path]);
        (done.status.code(), String::from_utf8(done.stdout).unwrap())
    };
    assert!(build(copy.path(), &out, &["--formats", "markdown,csv"]).status.success());
    let (code, said) = verify(&out);
    assert_eq!(code, Some(0), "{said}");
    assert!(build(copy.path(), &out, &["--formats", "markdown,csv", "--check"]).status.success());
    // as of the day of the set, whatever day it is
    assert!(isms(&["build", path, "--formats", "markdown,csv", "--check"]).status.success());
    fs::write(copy.path().join("alone.md"), fs::read(out.join("roles.md")).unwrap()).unwrap();
    assert!(verify(&copy.path().join("alone.md")).1.contains("carries the digest of these sources"));
    // somebody changes a document
    let soa = fs::read_to_string(out.join("soa.md")).unwrap();
    fs::write(out.join("soa.md"), soa.replace("yes", "no")).unwrap();
    let (code, said) = verify(&out);
    assert_eq!(code, Some(1));
    assert!(said.contains("soa.md was changed after it was written") && !said.contains("roles.md"), "{said}");
    let check = build(copy.path(), &out, &["--formats", "markdown,csv", "--check"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&check.stdout).contains("soa.md is out of date"));
    assert!(fs::read_to_string(out.join("soa.md")).unwrap() != soa, "`--check` writes nothing");
    // somebody changes the sources, and one document is written again
    let organisation = fs::read_to_string(copy.path().join("organisation.isms")).unwrap();
    fs::write(copy.path().join("organisation.isms"), organisation + "\n// changed\n").unwrap();
    assert!(build(copy.path(), &out, &["--formats", "markdown", "--only", "roles"]).status.success());
    let (_, said) = verify(&out);
    assert!(said.contains("risk_register.md was made from other sources") && !said.contains("roles.md"), "{said}");
    assert_eq!(verify(&out.join("roles.md")).0, Some(0));
    assert!(verify(&copy.path().join("alone.md")).1.contains("carries the digest of other sources"));
}

#[test]
fn only_what_is_asked_for_is_written() {
    let out = tempfile::tempdir().unwrap();
    assert!(build(&example("minimal"), out.path(), &["--only", "roles"]).status.success());
    let files = tree(out.path());
    assert!(files.contains_key("roles.html") && files.contains_key("registers/raci.csv"), "{:?}", files.keys());
    assert!(!files.contains_key("soa.html") && !files.contains_key("calendar.ics") && !files.contains_key("registers/soa.csv"), "{:?}", files.keys());
    let wrong = build(&example("minimal"), out.path(), &["--only", "rolls"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("did you mean `roles`?"));
}

#[test]
fn templates_are_listed_shown_and_copied() {
    let folder = package(&[("a.isms", SMALL)]);
    let path = folder.path().to_str().unwrap();
    let said = |arguments: &[&str]| String::from_utf8(isms(arguments).stdout).unwrap();
    assert!(said(&["template", "list", path]).contains("documents/soa.md.j2"));
    assert!(said(&["template", "show", "soa", "--values", "--path", path]).contains("themes  How the controls of each theme were decided."));
    assert!(isms(&["template", "eject", "access_control", "--path", path]).status.success());
    let copy = folder.path().join("templates/policies/access_control.md.j2");
    assert_eq!(fs::read_to_string(&copy).unwrap(), said(&["template", "show", "access_control"]));
    assert_eq!(isms(&["template", "eject", "access_control", "--path", path]).status.code(), Some(2), "a copy is never overwritten");
    assert!(said(&["template", "list", path]).lines().any(|line| line.contains("access_control") && line.contains("replaced in this package")));
}

#[test]
fn documents_speak_german_where_it_is_asked_for() {
    let out = tempfile::tempdir().unwrap();
    assert!(build(&example("minimal"), out.path(), &["--lang", "de", "--formats", "markdown,html"]).status.success());
    let files = tree(out.path());
    let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    let soa = text("soa_customer.md");
    for says in [
        "# Erklärung zur Anwendbarkeit für Kunden",
        "| Freigegeben von |",
        "| Nr. | Maßnahme | Anwendbar |",
        "Informationssicherheitspolitik und -richtlinien",
        "## Anwendungsbereich",
    ] {
        assert!(soa.contains(says), "{says} in {soa}");
    }
    assert!(text("roles.html").contains("lang=\"de\""));
    assert!(text("roles.md").contains("## Wer tut was in den Prozessen (RACI)"));
    let wrong = build(&example("minimal"), out.path(), &["--lang", "xx"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("choose from en, de"));
}

#[test]
fn the_site_tells_what_was_found_wherever_the_package_lies() {
    let folder = package(&[("risks.isms", &format!("{SMALL}\nrisk R-1 \"<b>One</b>\" owner nobody\n"))]);
    let out = tempfile::tempdir().unwrap();
    build(folder.path(), out.path(), &["--draft", "--formats", "html"]);
    let files = tree(out.path());
    let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    let page = text("findings.html");
    for part in ["<h2 id=\"unknown-name\">", "<code>risks.isms:10:29</code>", "<span class=\"state bad\" lang=\"en\">fails</span>"] {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains(folder.path().to_str().unwrap()), "where the package lies is nobody's business");
    let start = text("index.html");
    assert!(start.contains("findings.html#unknown-name") && start.contains("that fail the check"));
    // what one run is asked to fail for does not change what the pages say
    let strict = tempfile::tempdir().unwrap();
    build(folder.path(), strict.path(), &["--draft", "--formats", "html", "--deny", "warnings"]);
    assert_eq!(tree(strict.path()), files);
}

#[test]
fn the_site_speaks_german() {
    let out = tempfile::tempdir().unwrap();
    assert!(build(&example("meridian"), out.path(), &["--lang", "de", "--formats", "html"]).status.success());
    let files = tree(out.path());
    let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    let main = |name: &str| {
        let page = text(name);
        page.split("<body").nth(1).unwrap().split("<script").next().unwrap().to_string()
    };
    for (name, says) in [
        ("index.html", "anwendbaren Maßnahmen sind umgesetzt"),
        ("index.html", "Für die Auditorin und den Auditor zuerst"),
        ("registers/soa.html", "In der Tabelle suchen"),
        ("process_map.html", "Prozesslandkarte"),
        ("search.html", "In allen Dokumenten suchen"),
        ("findings.html", "Durch Entscheidung zurückgestellt"),
    ] {
        assert!(main(name).contains(says), "{name} does not say {says}");
    }
    let english = ["Skip to the text", ">Search<", ">On this page<", "\"Table: ", "Show all rows", "Hands over to", ">Made from "];
    for name in files.keys().filter(|name| name.ends_with(".html")) {
        let page = main(name);
        for one in english {
            assert!(!page.contains(one), "{name} says {one}");
        }
    }
}

#[test]
fn a_day_in_a_workbook_is_a_day() {
    use calamine::{Data, Reader as _, Xlsx, open_workbook};
    let looks_like_a_day = |text: &str| {
        let parts: Vec<&str> = text.trim().split(['-', '.']).collect();
        parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())) && text.trim().len() == 10
    };
    for language in ["en", "de"] {
        let out = tempfile::tempdir().unwrap();
        assert!(build(&example("meridian"), out.path(), &["--formats", "xlsx", "--lang", language]).status.success());
        let (mut texts, mut days) = (Vec::new(), 0);
        for path in tree(out.path()).into_keys().filter(|path| path.ends_with(".xlsx")) {
            let mut book: Xlsx<_> = open_workbook(out.path().join(&path)).unwrap();
            for (sheet, range) in book.worksheets() {
                for (row, column, cell) in range.used_cells() {
                    match cell {
                        Data::String(text) if looks_like_a_day(text) => texts.push(format!("{path}, {sheet}, row {}, column {}: {text}", row + 1, column + 1)),
                        Data::DateTime(_) => days += 1,
                        _ => {}
                    }
                }
            }
        }
        assert!(texts.is_empty(), "{}", texts.join("\n"));
        assert!(days > 500, "{days}");
    }
}

/// The controls of a text by their numbers of the edition of 2022: `A.8.13`.
fn of_2022(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '.')).map(|word| word.trim_end_matches('.'));
    words.filter(|word| word.starts_with("A.") && word.matches('.').count() == 2 && word.split('.').skip(1).all(|part| part.parse::<u8>().is_ok())).collect()
}

#[test]
fn policies_of_the_edition_of_2013_have_rules_and_its_numbers() {
    assert_eq!(of_2022("See A.8.13, A.12.3.1 and (A.5.1)."), ["A.8.13", "A.5.1"]);
    let mut text = "organisation acme \"Acme\" scope \"All.\" standard iso27001_2013\nrole ciso \"CISO\" held_by \"A\"\n".to_string();
    for (id, _) in isms::model::mapping().into_iter().filter(|(id, _)| id != "A.18.2.3" && id != "A.17.2.1") {
        text.push_str(&format!("control {id} status implemented owner ciso\n"));
    }
    text.push_str("control A.17.2.1 status planned owner ciso {\n  task \"Second site\" due 2026-12-31\n}\n");
    for (at, template) in isms::pipeline::library("2013").templates.keys().enumerate() {
        text.push_str(&format!("policy POL-{at} \"Policy {at}\" template {template} owner ciso version \"1\"\n"));
    }
    let copy = package(&[("a.isms", &text)]);
    for language in ["en", "de"] {
        let out = copy.path().join(language);
        let done = build(copy.path(), &out, &["--draft", "--formats", "markdown", "--lang", language]);
        assert!(out.join("policies").is_dir(), "{}", String::from_utf8_lossy(&done.stderr));
        let policies: Vec<(String, String)> = tree(&out.join("policies")).into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect();
        assert!(policies.len() > 20);
        for (name, policy) in &policies {
            assert_eq!(of_2022(policy), Vec::<&str>::new(), "{name}");
            let rules = policy.lines().filter(|line| line.starts_with("**") && line.split("**").nth(1).is_some_and(|id| id.contains('-'))).count();
            assert!(rules > 4, "{name} has no rules: {policy}");
        }
        let (_, backup) = policies.iter().find(|(_, policy)| policy.contains("**BK-1**")).unwrap();
        assert!(backup.contains("(A.12.3.1)"), "{backup}");
    }
}

#[test]
fn a_document_that_was_corrected_by_hand_is_kept_beside_the_new_one() {
    let out = tempfile::tempdir().unwrap();
    let built = || String::from_utf8(build(&example("minimal"), out.path(), &["--draft", "--formats", "markdown,docx"]).stdout).unwrap();
    assert!(!built().contains("kept"));
    let new = fs::read(out.path().join("soa.docx")).unwrap();
    fs::write(out.path().join("soa.docx"), "an afternoon of work").unwrap();
    let said = built();
    assert!(said.contains("changed by hand, and kept beside: `soa.changed.docx`\n"), "{said}");
    assert_eq!(fs::read(out.path().join("soa.changed.docx")).unwrap(), b"an afternoon of work");
    assert!(fs::read(out.path().join("soa.docx")).unwrap() == new);
    assert!(!built().contains("kept"), "it is said once");
}

#[test]
fn a_template_that_is_never_done_ends_the_command_and_leaves_the_set() {
    let out = tempfile::tempdir().unwrap();
    let copy = tempfile::tempdir().unwrap();
    for (name, bytes) in tree(&example("minimal")) {
        fs::write(copy.path().join(name), bytes).unwrap();
    }
    assert!(build(copy.path(), out.path(), &["--formats", "markdown"]).status.success());
    let before = tree(out.path());
    fs::create_dir_all(copy.path().join("templates/documents")).unwrap();
    // lists are put together when they are needed: these would have a million million elements
    let bomb = "{% set ns = namespace(s=[1]) %}{% for i in range(40) %}{% set ns.s = ns.s + ns.s %}{% endfor %}{{ ns.s|length }}";
    fs::write(copy.path().join("templates/documents/soa.md.j2"), bomb).unwrap();
    let done = build(copy.path(), out.path(), &["--formats", "markdown"]);
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(2), "{said}");
    assert!(
        said.contains("`templates/documents/soa.md.j2` was not done after 10 seconds; nothing was written") && said.contains("help: a loop runs"),
        "{said}"
    );
    assert!(tree(out.path()) == before);
}
