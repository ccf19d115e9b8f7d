//! Sets of documents as a whole: which sources they belong to, and what is left when a build is stopped.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn isms(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_isms")).current_dir(folder).args(arguments).output().expect("the binary runs")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A copy of the smallest example, which may be changed.
fn company(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    for entry in fs::read_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/minimal")).unwrap().flatten() {
        if entry.path().is_file() {
            fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
        }
    }
}

fn build(folder: &Path, more: &[&str]) -> Output {
    let mut arguments = vec!["build", "--as-of", "2026-06-30"];
    arguments.extend(more);
    isms(folder, &arguments)
}

/// All files below a folder with their bytes; the lock is not one of the set.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for path in fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                walk(root, &path, found);
            } else if !path.ends_with(".isms-lock") {
                found.insert(path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"), fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(root, root, &mut found);
    found
}

fn digest(folder: &Path) -> String {
    let text = fs::read_to_string(folder.join("build/manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    manifest["files"][0]["sources"].as_str().unwrap().to_string()
}

#[test]
fn the_digest_of_the_sources_knows_where_in_the_package_a_file_lies_and_not_where_the_package_is() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("one"), folder.path().join("deep/below/two"));
    company(&one);
    company(&two);
    // from inside, from outside, with and without a slash: the same package gives the same bytes
    assert!(build(&one, &["--formats", "markdown"]).status.success());
    let more = ["--out", "deep/below/two/build", "--formats", "markdown", "deep/below/two/"];
    // a folder gives its name to a package that has none
    let toml = fs::read_to_string(one.join("isms.toml")).unwrap_or_default();
    assert!(toml.contains("name"), "the example has a name of its own: {toml}");
    assert!(build(folder.path(), &more).status.success());
    assert_eq!(digest(&one), digest(&two));
    assert!(tree(&one.join("build")) == tree(&two.join("build")), "two builds from different folders differ");
    // the same files in other folders of the package are another package
    let name =
        fs::read_dir(&two).unwrap().flatten().map(|entry| entry.file_name().into_string().unwrap()).find(|name| name.ends_with("organisation.isms")).unwrap();
    fs::create_dir(two.join("moved")).unwrap();
    fs::rename(two.join(&name), two.join("moved").join(&name)).unwrap();
    assert!(build(folder.path(), &more).status.success());
    let moved = digest(&two);
    assert_ne!(digest(&one), moved);
    fs::rename(two.join("moved"), two.join("moved-again")).unwrap();
    assert!(build(folder.path(), &more).status.success());
    assert_ne!(moved, digest(&two));
}

#[test]
fn a_set_with_a_theme_of_the_command_line_is_verified_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    company(at);
    fs::write(at.join("dark.toml"), "accent = \"#123456\"\n").unwrap();
    assert!(build(at, &["--theme", "dark.toml", "--formats", "html"]).status.success());
    assert!(fs::read_to_string(at.join("build/index.html")).unwrap().contains("123456"));
    let verified = isms(at, &["verify", "build"]);
    assert_eq!(verified.status.code(), Some(0), "{}", said(&verified));
    // another theme under the same name, and none: these files come from neither
    for text in [Some("accent = \"#654321\"\n"), None] {
        match text {
            Some(text) => fs::write(at.join("dark.toml"), text).unwrap(),
            None => fs::remove_file(at.join("dark.toml")).unwrap(),
        }
        let verified = isms(at, &["verify", "build"]);
        assert_eq!(verified.status.code(), Some(1), "{}", said(&verified));
        assert!(said(&verified).contains("index.html is not what these sources give"), "{}", said(&verified));
    }
}

#[test]
fn whoever_asks_for_pdf_gets_it_or_is_told_how() {
    let folder = tempfile::tempdir().unwrap();
    company(folder.path());
    let built = build(folder.path(), &["--formats", "pdf", "--only", "roles"]);
    if cfg!(feature = "pdf") {
        assert!(fs::read(folder.path().join("build/roles.pdf")).unwrap().starts_with(b"%PDF-"));
    } else {
        assert_eq!(built.status.code(), Some(2));
        assert!(said(&built).contains("this `isms` was built without PDF") && said(&built).contains("cargo install --locked --path . --features pdf"));
        assert!(!folder.path().join("build").exists());
    }
}

#[test]
fn what_took_how_long_is_told_to_whoever_asks() {
    let folder = tempfile::tempdir().unwrap();
    company(folder.path());
    let built = build(folder.path(), &["--formats", "markdown,csv", "--verbose"]);
    let text = said(&built);
    assert!(text.contains("format       files        size        work\nmarkdown"), "{text}");
    assert!(text.lines().any(|line| line.starts_with("check and text ") && line.contains("disk ")), "{text}");
    assert!(!said(&build(folder.path(), &[])).contains("format       files"));
    assert!(!text.contains('\u{1b}') && !text.contains('\r'), "no line that moves where nobody looks at a terminal");
}

/// Runs a build of the package in a folder after shell commands that make it hard.
#[cfg(unix)]
fn build_under(folder: &Path, hardship: &str) -> Output {
    let script = format!("{hardship}; exec \"$0\" build --as-of 2026-06-30 --formats markdown,html,xlsx");
    Command::new("bash").current_dir(folder).args(["-c", &script, env!("CARGO_BIN_EXE_isms")]).output().expect("a shell")
}

/// A company with a set, whose sources then change so that every document does.
#[cfg(unix)]
fn changed_company() -> (tempfile::TempDir, BTreeMap<String, Vec<u8>>) {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    company(at);
    assert!(build_under(at, "true").status.success());
    let before = tree(&at.join("build"));
    let organisation = fs::read_to_string(at.join("organisation.isms")).unwrap();
    fs::write(at.join("organisation.isms"), organisation + "\n// changed\n").unwrap();
    (folder, before)
}

/// What makes the folder of a set one that stays the same folder: then files are renamed one by one.
#[cfg(unix)]
const WORKPLACE: &str = "mkdir -p build/.git";

#[cfg(unix)]
#[test]
fn where_there_is_no_room_the_set_before_stays_whole() {
    for way in ["true", WORKPLACE] {
        let (folder, before) = changed_company();
        let at = folder.path();
        // a file may have 40 KiB: writing the first longer one fails in its middle, as on a full disk
        let failed = build_under(at, &format!("{way}; trap '' XFSZ; ulimit -f 40"));
        assert_eq!(failed.status.code(), Some(2), "{}", said(&failed));
        assert!(said(&failed).contains("cannot be written") && said(&failed).contains("the documents that were there are as they were"), "{}", said(&failed));
        assert!(tree(&at.join("build")) == before, "not one file of the set before is another, and nothing is left behind");
        assert_eq!(left_beside(at), Vec::<PathBuf>::new());
    }
}

/// What a build leaves beside its folder while it is at work.
#[cfg(unix)]
fn left_beside(package: &Path) -> Vec<PathBuf> {
    fs::read_dir(package).unwrap().flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(".isms")).map(|entry| entry.path()).collect()
}

#[cfg(unix)]
#[test]
fn where_the_process_is_killed_while_it_writes_the_set_before_stays_whole() {
    for way in ["true", WORKPLACE] {
        let (folder, before) = changed_company();
        let at = folder.path();
        // the same, but the system kills the process in the middle of the file
        let killed = build_under(at, &format!("{way}; ulimit -f 40"));
        assert_eq!(killed.status.code(), None, "killed by a signal: {}", said(&killed));
        let mut after = tree(&at.join("build"));
        let left: Vec<String> = after.keys().filter(|name| name.ends_with(".tmp")).cloned().collect();
        assert!(if way == "true" { left.is_empty() && left_beside(at).len() == 1 } else { !left.is_empty() }, "it was killed while it wrote");
        left.iter().for_each(|name| {
            after.remove(name);
        });
        assert!(after == before, "the set before is whole");
        // the next build takes away what was left, and writes the new set
        assert!(build_under(at, "true").status.success());
        let now = tree(&at.join("build"));
        assert!(now.keys().eq(before.keys()) && now != before);
        assert!(isms(at, &["verify", "build"]).status.success());
        assert_eq!(left_beside(at), Vec::<PathBuf>::new());
    }
}

#[cfg(unix)]
#[test]
fn a_terminal_that_stands_in_the_folder_still_stands_in_it() {
    let (folder, before) = changed_company();
    let out = folder.path().join("build");
    let script = "\"$0\" build .. --out . --as-of 2026-06-30 --formats markdown,html,xlsx && ls index.html && cd processes && \"$0\" build ../.. --as-of 2026-06-30 --formats markdown && ls";
    let done = Command::new("bash").current_dir(&out).args(["-c", script, env!("CARGO_BIN_EXE_isms")]).output().expect("a shell");
    assert!(done.status.success() && said(&done).contains("index.html") && said(&done).contains("steer.md"), "{}", said(&done));
    assert!(tree(&out) != before);
}

#[cfg(unix)]
#[test]
fn where_a_set_was_mixed_it_is_said() {
    let (folder, before) = changed_company();
    let at = folder.path();
    assert!(build_under(at, "true").status.success());
    // as if the process had been killed between two files: the manifest, which comes last, is that of the set before
    fs::write(at.join("build/manifest.json"), &before["manifest.json"]).unwrap();
    fs::write(at.join("build/soa.html"), &before["soa.html"]).unwrap();
    let verified = isms(at, &["verify", "build"]);
    assert_eq!(verified.status.code(), Some(1));
    assert!(said(&verified).contains("roles.html was changed after it was written"), "{}", said(&verified));
    assert!(build_under(at, "true").status.success());
    assert!(isms(at, &["verify", "build"]).status.success(), "the next build makes it whole");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_only_be_read_is_an_error_and_stays() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, before) = changed_company();
    let out = folder.path().join("build");
    let mode = |mode| fs::set_permissions(&out, fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    // the owner of everything may write everywhere: then the folder is one of a kernel that nobody may
    let probe = fs::write(out.join("probe"), "x").is_ok();
    let failed = if probe {
        mode(0o755);
        fs::remove_file(out.join("probe")).unwrap();
        build(folder.path(), &["--out", "/proc/self/documents"])
    } else {
        build(folder.path(), &[])
    };
    mode(0o755);
    assert_eq!(failed.status.code(), Some(2), "{}", said(&failed));
    assert!(said(&failed).contains("cannot be written to") && said(&failed).contains("help:"), "{}", said(&failed));
    assert!(tree(&out) == before);
}
