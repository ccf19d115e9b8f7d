//! The binary from outside: exit codes, formats, bad input, and what is written where.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const SMALL: &str = "organisation acme \"Acme\" scope \"All of it.\"\n\nrole ceo \"CEO\" held_by \"A\" top_management yes\n";

fn isms(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isms"));
    command.args(arguments).env("NO_COLOR", "1").stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    isms(arguments).output().expect("the binary starts")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("not ended by a signal")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A scratch package with these files.
fn package(files: &[(&str, &[u8])]) -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let path = folder.path().to_str().unwrap().to_string();
    (folder, path)
}

fn check(files: &[(&str, &[u8])]) -> Output {
    let (_folder, path) = package(files);
    run(&["check", &path, "--format", "short", "--as-of", "2026-06-30"])
}

fn tree(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            found.extend(tree(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found.sort();
    found
}

#[test]
fn exit_codes_are_a_contract() {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/minimal");
    assert_eq!(code(&run(&["check", example, "--as-of", "2026-06-30"])), 0, "clean");
    // a year later its reviews are overdue: warnings, which count only when asked for
    assert_eq!(code(&run(&["check", example, "--as-of", "2028-06-30", "--allow", "acceptance-expired"])), 0, "warnings only");
    assert_eq!(code(&run(&["check", example, "--as-of", "2028-06-30", "--deny", "warnings"])), 1, "warnings that count");
    assert_eq!(code(&check(&[("a.isms", SMALL.as_bytes())])), 1, "findings");
    assert_eq!(code(&run(&["check", "there-is-no-such-folder"])), 2, "could not run");
    assert_eq!(code(&run(&["check", example, "--as-of", "2026-02-30"])), 2, "a wrong date");
    assert_eq!(code(&run(&["check", "--no-such-flag"])), 2, "a wrong flag");
    assert_eq!(code(&run(&["check", example, "--deny", "no-such-finding"])), 2, "a wrong code");
}

#[test]
fn what_could_not_run_says_what_to_do() {
    let missing = run(&["check", "there-is-no-such-folder"]);
    assert!(err(&missing).contains("there is no file or folder `there-is-no-such-folder`") && err(&missing).contains("help:"), "{}", err(&missing));
    let guess = run(&["check", ".", "--deny", "input-without-provide"]);
    assert!(err(&guess).contains("did you mean `input-without-provider`?"), "{}", err(&guess));
    let format = run(&["build", concat!(env!("CARGO_MANIFEST_DIR"), "/examples/minimal"), "--formats", "docs"]);
    assert!(err(&format).contains("there is no format `docs`") && err(&format).contains("markdown"), "{}", err(&format));
}

#[test]
fn a_path_may_be_a_folder_a_file_or_standard_input() {
    let (_folder, path) = package(&[("deep/a.isms", SMALL.as_bytes()), ("b.isms", b"role ciso \"CISO\" deputi ceo\n")]);
    let whole = run(&["check", &path, "--format", "short"]);
    assert!(out(&whole).contains("unknown-word") && out(&whole).contains("process-undecided"));
    let one = run(&["check", &format!("{path}/b.isms"), "--format", "short"]);
    assert!(out(&one).contains("unknown-word"), "{}", out(&one));
    let mut piped = isms(&["check", "-", "--format", "short"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    std::io::Write::write_all(&mut piped.stdin.take().unwrap(), b"role ciso \"CISO\" deputi ceo\n").unwrap();
    let piped = piped.wait_with_output().unwrap();
    assert!(out(&piped).contains("stdin.isms:1:18: error[unknown-word]"), "{}", out(&piped));
}

#[test]
fn json_has_every_field_that_programs_rely_on() {
    let (_folder, path) = package(&[("a.isms", SMALL.as_bytes()), ("b.isms", b"risk R-1 \"x\" {\n  owner ciso\n}\n")]);
    let output = run(&["check", &path, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = json["diagnostics"].as_array().unwrap();
    assert_eq!(json["summary"]["errors"].as_u64().unwrap() as usize, findings.iter().filter(|one| one["severity"] == "error").count());
    let unknown = findings.iter().find(|one| one["code"] == "unknown-name").expect("the owner is unknown");
    let label = &unknown["labels"][0];
    assert_eq!((label["start"]["line"].as_u64(), label["start"]["column"].as_u64()), (Some(2), Some(9)));
    assert!(label["path"].as_str().unwrap().ends_with("b.isms") && label["primary"] == true && label["end"]["offset"].is_u64());
    for field in ["message", "help", "cite", "fixes"] {
        assert!(unknown.get(field).is_some(), "{field}");
    }
}

#[test]
fn bytes_that_are_not_text_are_a_finding() {
    let output = check(&[("a.isms", b"role ceo \"C\xff\xfeO\"\n"), ("b.isms", b"role ciso \"CISO\" deputi ceo\n")]);
    assert_eq!(code(&output), 1);
    assert!(out(&output).contains("not-utf8") && out(&output).contains("byte 11"), "{}", out(&output));
    assert!(out(&output).contains("unknown-word"), "the other file is still read: {}", out(&output));
}

#[test]
fn what_is_not_a_file_is_a_finding() {
    let (folder, path) = package(&[("ok.isms", SMALL.as_bytes())]);
    fs::create_dir(folder.path().join("folder.isms")).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/etc/hostname", folder.path().join("outside.isms")).unwrap();
        std::os::unix::fs::symlink("circle.isms", folder.path().join("circle.isms")).unwrap();
        std::os::unix::fs::symlink("nowhere", folder.path().join("dangling.isms")).unwrap();
    }
    let output = run(&["check", &path, "--format", "short"]);
    assert_eq!(code(&output), 1);
    let expected = if cfg!(unix) { 4 } else { 1 };
    assert_eq!(out(&output).matches("unreadable-file").count(), expected, "{}", out(&output));
    #[cfg(unix)]
    assert!(!out(&output).contains(fs::read_to_string("/etc/hostname").unwrap_or_default().trim()) || out(&output).contains("leads out of the package"));
}

/// A package with a folder that nobody may read, and a copy of the program that everybody may run.
#[cfg(unix)]
fn package_with_a_closed_folder() -> (TempDir, PathBuf, String) {
    use std::os::unix::fs::PermissionsExt as _;
    let broken = b"role ciso \"CISO\" deputi ceo\n";
    let (folder, path) = package(&[("isms.toml", b""), ("a.isms", SMALL.as_bytes()), ("open/b.isms", broken), ("open/deep/closed/c.isms", SMALL.as_bytes())]);
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    mode(folder.path(), 0o755);
    mode(&folder.path().join("open/deep/closed"), 0o000);
    let program = folder.path().join("program");
    fs::copy(env!("CARGO_BIN_EXE_isms"), &program).unwrap();
    mode(&program, 0o755);
    (folder, program, path)
}

/// The program, run by an account that is not the administrator's: that one may read everything.
#[cfg(unix)]
fn as_nobody(folder: &TempDir, program: &Path, arguments: &[&str]) -> Command {
    use std::os::unix::process::CommandExt as _;
    let mut command = Command::new(program);
    command.args(arguments).env("NO_COLOR", "1").stdin(Stdio::null());
    if fs::read_dir(folder.path().join("open/deep/closed")).is_ok() {
        command.uid(65534).gid(65534);
    }
    command
}

#[cfg(unix)]
#[test]
fn a_folder_that_nobody_may_read_is_named_and_the_rest_is_checked() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, program, path) = package_with_a_closed_folder();
    let output = as_nobody(&folder, &program, &["check", &path, "--format", "short"]).output().unwrap();
    assert_eq!(code(&output), 1);
    let said = out(&output);
    let wanted = format!("error[unreadable-folder]: the folder `{path}/open/deep/closed` cannot be read: your account has no permission to read it");
    assert_eq!(said.matches(&wanted).count(), 1, "{said}");
    assert!(said.contains("unknown-word") && said.contains("open/b.isms"), "the rest is checked: {said}");
    assert!(!said.contains("empty-package") && !said.contains("duplicate-name"), "{said}");
    // asked about one file, it is still said: a name that is unknown here may be declared there
    let one = as_nobody(&folder, &program, &["check", &format!("{path}/a.isms"), "--format", "short"]).output().unwrap();
    assert!(out(&one).contains("unreadable-folder") && !out(&one).contains("unknown-word"), "{}", out(&one));
    // documents are not written from a part of the whole
    let built = as_nobody(&folder, &program, &["build", &path, "--out", "/nowhere"]).output().unwrap();
    assert_eq!(code(&built), 1, "{}", err(&built));
    assert!(err(&built).contains("unreadable-folder") || out(&built).contains("unreadable-folder"), "{}", err(&built));
    let laid_out = as_nobody(&folder, &program, &["fmt", "--check", &path]).output().unwrap();
    assert_eq!(code(&laid_out), 1);
    assert!(out(&laid_out).contains("open/deep/closed: the folder cannot be read"), "{}", out(&laid_out));
    fs::set_permissions(folder.path().join("open/deep/closed"), fs::Permissions::from_mode(0o755)).unwrap();
    let output = as_nobody(&folder, &program, &["check", &path, "--format", "short"]).output().unwrap();
    assert!(!out(&output).contains("unreadable-folder") && out(&output).contains("duplicate-name"), "{}", out(&output));
}

#[cfg(unix)]
#[test]
fn settings_that_nobody_may_read_are_an_error() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, program, path) = package_with_a_closed_folder();
    fs::set_permissions(folder.path().join("isms.toml"), fs::Permissions::from_mode(0o000)).unwrap();
    let output = as_nobody(&folder, &program, &["check", &path, "--format", "short"]).output().unwrap();
    assert!(out(&output).contains("isms.toml:1:1: error[unreadable-file]"), "{}", out(&output));
}

#[cfg(unix)]
#[test]
fn the_language_server_names_a_folder_that_nobody_may_read() {
    let (folder, program, path) = package_with_a_closed_folder();
    let mut child = as_nobody(&folder, &program, &["lsp"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let root = format!("file://{path}");
    let messages = [
        serde_json::json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "rootUri": root, "capabilities": {} } }),
        serde_json::json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }),
    ];
    let mut input = child.stdin.take().unwrap();
    for message in &messages {
        let body = message.to_string();
        std::io::Write::write_all(&mut input, format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).unwrap();
    }
    // findings come when the server has nothing else to do
    let mut output = std::io::BufReader::new(child.stdout.take().unwrap());
    let mut said = String::new();
    while !(said.contains("unreadable-folder") && said.contains("unknown-word")) {
        let mut line = String::new();
        assert!(std::io::BufRead::read_line(&mut output, &mut line).unwrap() > 0, "the server ended: {said}");
        let mut body = vec![0; line.trim().strip_prefix("Content-Length: ").unwrap().parse::<usize>().unwrap() + 2];
        std::io::Read::read_exact(&mut output, &mut body).unwrap();
        said.push_str(&String::from_utf8(body).unwrap());
    }
    let at_settings = said.lines().find(|message| message.contains("publishDiagnostics") && message.contains("/isms.toml"));
    assert!(at_settings.is_some_and(|message| message.contains("the folder `open/deep/closed` cannot be read")), "{said}");
    drop(input);
    assert!(child.wait().is_ok());
}

#[test]
fn an_empty_package_says_so() {
    let (_folder, path) = package(&[("readme.txt", b"nothing")]);
    let output = run(&["check", &path, "--format", "short"]);
    assert!(out(&output).contains("empty-package"), "{}", out(&output));
    for nothing in [&b""[..], b"\n\n", b"// only a comment\n", b"\xef\xbb\xbf"] {
        let output = check(&[("a.isms", nothing)]);
        assert!(out(&output).contains("empty-package"), "{nothing:?}: {}", out(&output));
    }
}

#[test]
fn a_hundred_thousand_errors_are_capped_and_counted() {
    let text: String = (0..100_000).map(|number| format!("bogus x{number}\n")).collect();
    let output = check(&[("a.isms", text.as_bytes())]);
    assert_eq!(code(&output), 1);
    let shown = out(&output);
    assert!(shown.lines().count() < 1_100 && shown.contains("99000 more"), "{} lines", shown.lines().count());
}

#[test]
fn a_size_beyond_the_limit_is_refused_before_it_is_read() {
    let (folder, path) = package(&[("ok.isms", SMALL.as_bytes())]);
    fs::File::create(folder.path().join("huge.isms")).unwrap().set_len(9 * 1024 * 1024).unwrap();
    let output = run(&["check", &path, "--format", "short"]);
    assert!(out(&output).contains("more than 8 MiB"), "{}", out(&output));
}

#[test]
fn what_cannot_be_seen_reaches_no_terminal() {
    let output = check(&[("a.isms", "role c\u{202E}eo \"C\u{1B}[31mE\u{200B}O\"\n".as_bytes())]);
    assert!(out(&output).contains("dangerous-character"), "{}", out(&output));
    let human = {
        let (_folder, path) = package(&[("a.isms", "role ceo \"C\u{1B}[31mE\u{202E}O\"\nfoo\n".as_bytes())]);
        run(&["check", &path])
    };
    assert!(!human.stdout.contains(&0x1B), "no escape sequence of the sources gets through");
    assert!(!out(&human).contains('\u{202E}'));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_a_closed_pipe_are_no_crash() {
    let (_folder, path) = package(&[("a.isms", SMALL.as_bytes())]);
    let full = || Stdio::from(fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
    let status = isms(&["check", &path]).stdout(full()).stderr(Stdio::null()).status().unwrap();
    assert_eq!(status.code(), Some(2), "what could not be shown is an error");
    let status = isms(&["check", &path]).stdout(Stdio::null()).stderr(full()).status().unwrap();
    assert_eq!(status.code(), Some(1), "findings are findings without an error stream");
    let mut child = isms(&["reference", "interfaces"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert!(matches!(ended.status.code(), Some(0 | 2)) && !err(&ended).contains("panicked"), "{}", err(&ended));
}

#[test]
fn build_touches_nothing_but_its_folder() {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/minimal");
    let before: Vec<(PathBuf, Vec<u8>)> = tree(Path::new(example)).into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    let scratch = TempDir::new().unwrap();
    fs::write(scratch.path().join("mine.txt"), "mine").unwrap();
    let target = scratch.path().join("set");
    fs::create_dir(&target).unwrap();
    fs::write(target.join("notes.md"), "mine too").unwrap();
    let build = || run(&["build", example, "--as-of", "2026-06-30", "--out", target.to_str().unwrap()]);
    let first = build();
    assert_eq!(code(&first), 0, "{}", err(&first));
    let set: Vec<(PathBuf, Vec<u8>)> = tree(&target).into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    assert!(set.iter().any(|(path, _)| path.ends_with("soa.html")));
    assert!(out(&build()).contains(" 0 written"), "the same sources give the same bytes");
    let after: Vec<(PathBuf, Vec<u8>)> = tree(&target).into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    assert!(set == after, "nothing changed");
    assert_eq!(fs::read_to_string(target.join("notes.md")).unwrap(), "mine too");
    assert_eq!(fs::read_to_string(scratch.path().join("mine.txt")).unwrap(), "mine");
    let sources: Vec<(PathBuf, Vec<u8>)> = tree(Path::new(example)).into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    assert!(before == sources, "the sources are as they were");
}

#[test]
fn a_build_that_fails_leaves_the_old_set_whole() {
    let (folder, path) = package(&[("a.isms", SMALL.as_bytes())]);
    let target = folder.path().join("out");
    let draft = run(&["build", &path, "--draft", "--out", target.to_str().unwrap(), "--as-of", "2026-06-30"]);
    assert_eq!(code(&draft), 1, "a draft of a package with findings");
    let kept: Vec<(PathBuf, Vec<u8>)> = tree(&target).into_iter().map(|file| (file.clone(), fs::read(file).unwrap())).collect();
    assert!(!kept.is_empty());
    fs::write(folder.path().join("a.isms"), format!("{SMALL}\nrisk R-1 \"x\" owner nobody\n")).unwrap();
    let refused = run(&["build", &path, "--out", target.to_str().unwrap(), "--as-of", "2026-06-30"]);
    assert_eq!(code(&refused), 1);
    assert!(err(&refused).contains("nothing was written"), "{}", err(&refused));
    let now: Vec<(PathBuf, Vec<u8>)> = tree(&target).into_iter().map(|file| (file.clone(), fs::read(file).unwrap())).collect();
    assert!(kept == now);
    let in_the_way = run(&["build", &path, "--draft", "--out", folder.path().join("a.isms").to_str().unwrap()]);
    assert_eq!(code(&in_the_way), 2, "a file where the folder is to be");
}

#[test]
fn only_the_formats_asked_for_are_written() {
    let target = TempDir::new().unwrap();
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/minimal");
    let output = run(&["build", example, "--as-of", "2026-06-30", "--formats", "csv", "--out", target.path().to_str().unwrap()]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(
        tree(target.path())
            .iter()
            .all(|path| path.extension().is_some_and(|one| one == "csv") || path.ends_with("manifest.json") || path.ends_with(".isms-lock"))
    );
    let start = out(&output).lines().find_map(|line| line.strip_prefix("start reading at ").map(PathBuf::from)).expect("where to start");
    assert!(start.exists(), "{}", start.display());
}

#[test]
fn init_gives_a_package_that_only_wants_decisions_and_overwrites_nothing() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("new");
    let shown = path.to_str().unwrap();
    assert_eq!(code(&run(&["init", shown, "--name", "Quote \" and \\ Ltd"])), 0);
    let output = run(&["check", shown, "--format", "short", "--as-of", "2026-06-30"]);
    let codes: Vec<&str> = std::str::from_utf8(&output.stdout).unwrap().lines().filter(|line| !line.contains("control-undecided")).collect();
    assert_eq!(codes, Vec::<&str>::new());
    let again = run(&["init", shown]);
    assert_eq!(code(&again), 2);
    assert!(err(&again).contains("is already there"), "{}", err(&again));
}

#[test]
fn stubs_decide_what_is_missing_and_are_laid_out() {
    let (folder, path) = package(&[("a.isms", SMALL.as_bytes())]);
    let stubs = run(&["stubs", &path]);
    assert_eq!(code(&stubs), 0);
    assert!(err(&stubs).contains("93 controls, 17 processes"), "{}", err(&stubs));
    fs::write(folder.path().join("b.isms"), &stubs.stdout).unwrap();
    let checked = out(&run(&["check", &path, "--format", "short", "--as-of", "2026-06-30"]));
    assert!(!checked.contains("undecided") && !checked.contains("unknown-"), "{checked}");
    assert_eq!(code(&run(&["fmt", "--check", &path])), 0, "laid out");
    let nothing = run(&["stubs", &path]);
    assert!(nothing.stdout.is_empty() && err(&nothing).contains("0 controls, 0 processes"));
}

#[test]
fn fmt_checks_writes_and_reads_standard_input() {
    let (folder, path) = package(&[("a.isms", b"role   ceo   \"CEO\"   {\n held_by \"A\"   // who\n}\n")]);
    assert_eq!(code(&run(&["fmt", "--check", &path])), 1);
    assert!(fs::read_to_string(folder.path().join("a.isms")).unwrap().contains("role   ceo"), "checking writes nothing");
    assert_eq!(code(&run(&["fmt", &path])), 0);
    let text = fs::read_to_string(folder.path().join("a.isms")).unwrap();
    assert_eq!(text, "role ceo \"CEO\" {\n  held_by \"A\" // who\n}\n");
    assert_eq!(code(&run(&["fmt", "--check", &path])), 0);
    let mut piped = isms(&["fmt", "--stdin"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    std::io::Write::write_all(&mut piped.stdin.take().unwrap(), b"role   ceo \"CEO\"\n").unwrap();
    assert_eq!(out(&piped.wait_with_output().unwrap()), "role ceo \"CEO\"\n");
}

#[test]
fn explain_knows_findings_and_words_and_guesses() {
    for known in ["input-without-provider", "risk", "control"] {
        assert!(out(&run(&["explain", known])).len() > 200, "{known}");
    }
    let guess = run(&["explain", "input-without-provder"]);
    assert_eq!(code(&guess), 2);
    assert!(err(&guess).contains("input-without-provider"), "{}", err(&guess));
}

#[test]
fn reference_and_model_are_json_for_programs() {
    let interfaces: serde_json::Value = serde_json::from_slice(&run(&["reference", "interfaces", "--format", "json"]).stdout).unwrap();
    let row = interfaces
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["from"] == "risk_treatment" && row["to"] == "security_implementation_management")
        .expect("Table 5 hands the plan to Table 6");
    assert_eq!(row["artifact"], "control_implementation_plan");
    assert_eq!(row["declared_by"], serde_json::json!(["producer", "consumer"]));
    assert_eq!(row["cite"], serde_json::json!(["Table 5", "Table 6"]));
    for what in ["processes", "artifacts", "controls", "clauses", "mapping"] {
        let rows: serde_json::Value = serde_json::from_slice(&run(&["reference", what, "--format", "json"]).stdout).unwrap();
        assert!(rows.as_array().is_some_and(|rows| rows.len() > 15), "{what}");
    }
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/minimal");
    let model: serde_json::Value = serde_json::from_slice(&run(&["model", example, "--as-of", "2026-06-30"]).stdout).unwrap();
    assert!(model["schema"].is_string() && model["process_set"]["interfaces"].as_array().is_some_and(|rows| !rows.is_empty()));
}

#[test]
fn graph_draws_and_speaks_the_language_that_is_asked_for() {
    let meridian = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/meridian");
    let graph = |more: &[&str]| run(&[&["graph", meridian, "--as-of", "2026-06-30"], more].concat());
    let map = graph(&[]);
    assert_eq!(code(&map), 0, "{}", err(&map));
    assert!(out(&map).starts_with("<svg ") && out(&map).contains("Map of the processes"), "{}", out(&map));
    let german = graph(&["--lang", "de"]);
    assert!(
        out(&german).starts_with("<svg ") && out(&german).contains("Prozesslandkarte") && !out(&german).contains("Map of the processes"),
        "{}",
        out(&german)
    );
    for format in ["dot", "mermaid", "markdown"] {
        let german = out(&graph(&["--lang", "de", "--format", format, "--what", "process", "risk_treatment"]));
        assert!(german.contains("wer zuliefert, wer beliefert wird"), "{format}: {german}");
        assert!(!german.contains("who delivers") && !german.contains(" receives "), "{format}: {german}");
    }
    let model = run(&["graph", "--reference", "--lang", "de", "--format", "markdown"]);
    assert!(out(&model).contains("Informationssicherheit"), "{}", out(&model));
    let unknown = graph(&["--lang", "xx"]);
    assert_eq!(code(&unknown), 2);
    assert!(err(&unknown).contains("there are no messages in the language `xx`") && err(&unknown).contains("de"), "{}", err(&unknown));
    // a package that says what language it speaks need not be told
    let text = SMALL.replacen(" scope", " language de scope", 1);
    let (_folder, path) = package(&[("a.isms", text.as_bytes())]);
    assert!(out(&run(&["graph", &path, "--as-of", "2026-06-30"])).contains("Prozesslandkarte"));
}

#[test]
fn the_picture_of_the_manual_is_what_graph_draws() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/meridian");
    let drawn = run(&["graph", root, "--what", "process", "risk_treatment", "--as-of", "2026-06-30"]);
    let kept = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/images/process.svg")).unwrap();
    let way = "isms graph examples/meridian --what process risk_treatment --as-of 2026-06-30 --out docs/images/process.svg";
    assert!(out(&drawn) == kept.replace("\r\n", "\n"), "docs/images/process.svg is out of date: `{way}` draws it anew, then look at it");
}

#[test]
fn a_package_does_not_say_that_files_are_written_outside_of_it() {
    for target in ["../../elsewhere", "/tmp/elsewhere", "a/../../b", "C:/documents", "..\\\\x"] {
        let (folder, path) = package(&[("a.isms", SMALL.as_bytes()), ("isms.toml", format!("[build]\nout = \"{target}\"\n").as_bytes())]);
        let before = tree(folder.path());
        let built = run(&["build", &path, "--as-of", "2026-06-30"]);
        assert_eq!(code(&built), 1, "{target}");
        assert!(err(&built).contains("leads out of the package") && err(&built).contains("isms build --out FOLDER"), "{}", err(&built));
        assert!(tree(folder.path()) == before);
    }
}
