//! Sets in all formats, and how they reach the disk.

use std::fs;

use super::*;
use crate::document::tests::{HOSTILE, model};
use crate::source::Memory;

fn set(text: &str) -> Vec<OutputFile> {
    let model = model(text);
    let documents = crate::document::documents(&model, &Memory::new(), &mut Vec::new());
    let formats: Vec<Format> = FORMATS.iter().map(|format| format.id).collect();
    render_all(&model, &documents, &formats).unwrap()
}

fn text<'a>(files: &'a [OutputFile], path: &str) -> &'a str {
    std::str::from_utf8(&files.iter().find(|file| file.path == path).unwrap().bytes).unwrap()
}

#[test]
fn the_same_model_gives_the_same_bytes() {
    assert!(set(HOSTILE) == set(HOSTILE));
}

#[test]
fn pages_run_no_script_but_ours_and_load_nothing() {
    let files = set(HOSTILE);
    for file in files.iter().filter(|file| file.path.ends_with(".html")) {
        let page = text(&files, &file.path).to_ascii_lowercase();
        // how pages hold their own script: see html/tests.rs
        let (head, rest) = page.split_once("<style>").unwrap();
        let (_, rest) = rest.split_once("</style>").unwrap();
        let page: String =
            head.to_string() + &rest.split("<script").map(|part| part.split_once("</script>").map_or(part, |(_, after)| after)).collect::<String>();
        for bad in ["<iframe", "<img", "href=\"javascript", "<u>", "<i>", "<b>", "src=\"http", "<link", "@import", "url("] {
            assert!(!page.contains(bad), "{} contains {bad}", file.path);
        }
        assert!(page.contains("default-src 'none'") && page.contains("lang=\"en\"") && page.contains("</html>"));
        assert_eq!(page.matches("<main").count(), page.matches("</main>").count());
        assert_eq!(page.matches("<h1").count(), 1);
        assert_eq!(page.matches("<th").count() - page.matches("<thead").count(), page.matches("<th scope=\"").count(), "{}", file.path);
    }
}

#[test]
fn spreadsheets_run_nothing() {
    let files = set(HOSTILE);
    let risks = text(&files, "registers/risks.csv");
    assert!(risks.contains("\"'=HYPERLINK("), "{risks}");
    let roles = text(&files, "registers/roles.csv");
    assert!(roles.contains("'=cmd"), "{roles}");
    for file in files.iter().filter(|file| file.path.ends_with(".csv")) {
        let table = text(&files, &file.path);
        assert!(table.ends_with("\r\n"));
        for start in ["\r\n=", "\r\n@", ",=", ",@", ",\"=", ",\"@"] {
            assert!(!table.contains(start), "{} has {start:?}", file.path);
        }
    }
}

#[test]
fn json_of_a_table_has_all_rows() {
    let files = set(HOSTILE);
    let soa: serde_json::Value = serde_json::from_str(text(&files, "registers/soa.json")).unwrap();
    assert_eq!(soa["rows"].as_array().unwrap().len(), 93);
    assert_eq!(soa["rows"][0]["id"], "A.5.1");
    assert_eq!(soa["rows"][0]["applies"], "not decided");
    assert_eq!(soa["columns"][0]["key"], "id");
}

fn file(path: &str, text: &str) -> OutputFile {
    OutputFile { path: path.into(), bytes: text.as_bytes().to_vec() }
}

#[test]
fn a_set_is_written_whole_and_old_files_go() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("build");
    let first = write_set(&out, &[file("a.md", "a"), file("x/b.md", "b"), file("x/c.md", "c")]).unwrap();
    assert_eq!(first, Written { written: 3, ..Written::default() });
    fs::write(out.join("mine.txt"), "mine").unwrap();
    fs::write(out.join("x/c.md"), "edited").unwrap();
    fs::write(out.join("x/.isms-7.tmp"), "left behind").unwrap();
    let second = write_set(&out, &[file("a.md", "a")]).unwrap();
    assert_eq!(second, Written { written: 0, unchanged: 1, removed: 1, kept: 1, ..Written::default() });
    assert!(out.join("mine.txt").exists() && out.join("x/c.md").exists());
    assert!(!out.join("x/b.md").exists() && !out.join("x/.isms-7.tmp").exists());
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(out.join("manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest["files"][0]["path"], "a.md");
    assert_eq!(manifest["files"][0]["sha256"], "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
}

#[test]
fn what_somebody_else_wrote_in_the_place_of_a_document_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("build");
    let kept = |text: &str| write_set(&out, &[file("a.md", text), file("x/b.tar", "b")]).unwrap().set_aside;
    let reads = |name: &str| fs::read_to_string(out.join(name)).unwrap();
    fs::create_dir(&out).unwrap();
    fs::write(out.join("a.md"), "a page of another program").unwrap();
    fs::write(out.join("manifest.json"), "{\"name\": \"of another program\"}").unwrap();
    assert_eq!(kept("1"), ["a.changed.md", "manifest.changed.json"]);
    assert_eq!((reads("a.md").as_str(), reads("a.changed.md").as_str()), ("1", "a page of another program"));
    assert!(reads("manifest.changed.json").contains("another program"));
    // what was written here is replaced
    assert!(kept("2").is_empty());
    // what was corrected by hand since is kept, and what was kept before too
    fs::write(out.join("a.md"), "3").unwrap();
    fs::write(out.join("x/b.tar"), "my own").unwrap();
    assert_eq!(kept("4"), ["a.changed-2.md", "x/b.changed.tar"]);
    assert_eq!((reads("a.md").as_str(), reads("a.changed-2.md").as_str(), reads("x/b.changed.tar").as_str()), ("4", "3", "my own"));
    assert_eq!(reads("a.changed.md"), "a page of another program");
    // a correction that is what is written now is no other text
    fs::write(out.join("a.md"), "5").unwrap();
    assert!(kept("5").is_empty());
    // documents of two branches are nobody's work
    fs::write(out.join("a.md"), "of the other branch").unwrap();
    let manifest = reads("manifest.json");
    fs::write(out.join("manifest.json"), format!("<<<<<<< ours\n{manifest}=======\n{manifest}>>>>>>> theirs\n")).unwrap();
    assert!(kept("6").is_empty());
    assert_eq!(reads("a.md"), "6");
}

#[test]
fn names_that_lead_out_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for path in ["../a", "/a", "a/../b", "", "a//b", ".hidden", "a b", "a\\b", "manifest.json", "a/./b", "a."] {
        assert!(matches!(write_set(folder.path(), &[file(path, "x")]), Err(WriteError::Name(_))), "{path}");
    }
    assert!(matches!(write_set(folder.path(), &[file("a.md", "x"), file("A.md", "y")]), Err(WriteError::Collision(_))));
}

#[cfg(unix)]
#[test]
fn links_are_not_written_through() {
    let folder = tempfile::tempdir().unwrap();
    let outside = folder.path().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("precious"), "mine").unwrap();
    let out = folder.path().join("build");
    fs::create_dir(&out).unwrap();
    std::os::unix::fs::symlink(&outside, out.join("x")).unwrap();
    std::os::unix::fs::symlink(outside.join("precious"), out.join("a.md")).unwrap();
    assert!(matches!(write_set(&out, &[file("x/b.md", "b")]), Err(WriteError::Link(_))));
    assert!(matches!(write_set(&out, &[file("a.md", "b")]), Err(WriteError::Link(_))));
    // a manifest cannot make us remove what lies outside
    fs::write(out.join("manifest.json"), r#"{"files":[{"path":"x/precious","sha256":""},{"path":"../outside/precious","sha256":""}]}"#).unwrap();
    write_set(&out, &[]).unwrap();
    assert_eq!(fs::read_to_string(outside.join("precious")).unwrap(), "mine");
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(&outside, &link).unwrap();
    assert!(matches!(write_set(&link, &[]), Err(WriteError::Link(_))));
}

#[test]
fn a_file_in_the_way_is_an_error_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("x"), "mine").unwrap();
    assert!(matches!(write_set(folder.path(), &[file("x/b.md", "b")]), Err(WriteError::InTheWay(_))));
    fs::create_dir(folder.path().join("c.md")).unwrap();
    assert!(matches!(write_set(folder.path(), &[file("c.md", "b")]), Err(WriteError::InTheWay(_))));
    assert_eq!(fs::read_to_string(folder.path().join("x")).unwrap(), "mine");
    // where one file cannot be written, none is: no part of a set, and nothing that was put down for it
    assert!(write_set(folder.path(), &[file("a.md", "a"), file("c.md", "b"), file("y/d.md", "d")]).is_err());
    let names: Vec<String> = fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.file_name().into_string().unwrap()).collect();
    assert!(!names.iter().any(|name| name == "a.md" || name.ends_with(".tmp") || name == "manifest.json"), "{names:?}");
    assert!(!folder.path().join("y").exists());
}

#[test]
fn a_figure_stands_in_the_page_and_beside_the_markdown() {
    let files = set(HOSTILE);
    for path in ["process_handbook.md", "tailoring_report.md", "processes/steer.md"] {
        let markdown = text(&files, path);
        let targets: Vec<&str> = markdown.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|target| target.ends_with(".svg")).collect();
        assert!(!targets.is_empty(), "{path} shows no picture");
        for target in targets {
            let file = text(&files, target.trim_start_matches("../"));
            assert!(file.starts_with("<svg ") && file.ends_with("</svg>\n") && file.contains("role=\"img\""));
            // the same picture is part of the page, which loads nothing; there its boxes lead somewhere
            let page = text(&files, &path.replace(".md", ".html"));
            let title = file.split("<title ").nth(1).unwrap().split("</title>").next().unwrap();
            assert!(page.contains(title) && page.contains("class=\"live\""), "{path} has {target} in its page");
            let words = |svg: &str| svg.split("<text ").skip(1).map(|one| one.split("</text>").next().unwrap().to_string()).collect::<Vec<_>>();
            let svg = page.split("<svg ").find(|svg| svg.contains(title)).unwrap();
            assert_eq!(words(svg), words(file), "{path}: {target}");
            assert!(page.contains("<figure class=") && !page.contains("<p><figure"));
        }
    }
}

#[test]
fn the_calendar_is_one_that_programs_read() {
    let files =
        set("organisation acme \"Acme, Ltd\" scope \"All.\"\nrole ciso \"CISO\" held_by \"A; B\"\nobjective O-1 \"Better, soon\" owner ciso due 2026-12-31\n");
    let calendar = text(&files, "calendar.ics");
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && calendar.ends_with("END:VCALENDAR\r\n"), "{calendar}");
    assert!(calendar.lines().all(|line| line.len() <= 75), "{calendar}");
    for line in [
        "X-WR-CALNAME:ISMS Acme\\, Ltd",
        "DTSTAMP:20260630T000000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Deadline: O-1 Better\\, soon",
        "DESCRIPTION:CISO (A\\; B)",
    ] {
        assert!(calendar.contains(&format!("\r\n{line}\r\n")), "{line} in {calendar}");
    }
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), calendar.matches("UID:").count());
}

/// Everything that a whole set asks for is there in German: words of the vocabulary, heads, tables, pictures, files.
#[test]
fn every_message_that_a_set_asks_for_is_said_in_german() {
    let model = crate::document::tests::model(crate::source::library_file("complete.isms").unwrap());
    let world = Memory::new().with("templates/messages/xx.toml", "");
    let mut findings = Vec::new();
    let documents = crate::document::documents_in(&model, &world, Language::load("xx", &world).0, &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
    let formats: Vec<Format> = FORMATS.iter().filter(|one| one.name != "pdf").map(|one| one.id).collect();
    render_all(&model, &documents, &formats).unwrap();
    let (german, _) = Language::load("de", &Memory::new());
    let sources = crate::source::library_file("complete.isms").unwrap();
    let mut of_library: std::collections::BTreeSet<&str> = model.reference.controls.values().map(|one| one.head.title.as_str()).collect();
    of_library.extend(model.reference.themes.iter().map(|theme| theme.title.as_str()));
    let missing: Vec<String> = crate::document::language::tests::all_asked()
        .into_iter()
        // what the sources say is asked for where a word or a text may stand
        .filter(|message| message.chars().any(char::is_alphabetic) && german.found(message).is_none() && !sources.contains(message.as_str()))
        .filter(|message| !of_library.contains(message.as_str()) && !message.ends_with(" risks"))
        .collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
