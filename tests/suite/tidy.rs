//! The house rules, as tests.

use std::fs;
use std::path::{Path, PathBuf};

const LAYERS: [&str; 11] = ["base", "diagnostic", "source", "syntax", "vocabulary", "resolve", "model", "check", "document", "render", "cli"];

/// Modules beside the layers, and what they may import.
const BESIDE: [(&str, &[&str]); 11] = [
    ("ide", &["base", "diagnostic", "source", "syntax", "vocabulary", "resolve", "model", "document", "render", "catalog", "pipeline", "reasons"]),
    ("lsp", &["base", "diagnostic", "source", "syntax", "vocabulary", "resolve", "model", "catalog", "pipeline", "formatter", "ide", "reasons"]),
    ("formatter", &["base", "diagnostic", "source", "syntax", "vocabulary", "resolve"]),
    ("catalog", &["diagnostic", "source", "syntax", "resolve", "check", "document", "render", "rules"]),
    ("pipeline", &["base", "diagnostic", "source", "syntax", "vocabulary", "resolve", "model", "check", "document", "catalog", "rules"]),
    ("rules", &["base", "diagnostic", "source", "syntax", "vocabulary", "resolve", "model", "document"]),
    ("compare", &["base", "diagnostic", "source", "model", "document", "pipeline"]),
    ("report", &["base", "diagnostic", "source", "catalog"]),
    ("manual", &["base", "diagnostic", "source", "syntax", "vocabulary", "model", "check", "document", "render", "catalog", "compare"]),
    ("reasons", &["base", "source", "vocabulary", "model"]),
    ("audit", &["base", "model"]),
];

/// Imports against the layers that are there on purpose, with the reason.
const EXCEPTIONS: [(&str, &str, &str); 2] = [
    ("syntax", "vocabulary", "whether a line in column 0 begins a known word tells the rest of an open text block from a member"),
    ("check", "catalog", "an `allow` names a code of any phase"),
];

/// Files over 400 lines, with the reason.
const LONG: [(&str, &str); 0] = [];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|one| one == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

#[test]
fn imports_go_down_the_layers() {
    let mut wrong = Vec::new();
    for path in files(&root().join("src"), "rs") {
        let name = shown(&path);
        let module = name.trim_start_matches("src/").split('/').next().unwrap_or("").trim_end_matches(".rs").to_string();
        let level = LAYERS.iter().position(|layer| *layer == module);
        let beside = BESIDE.iter().find(|(one, _)| *one == module).map(|(_, may)| *may);
        let text = fs::read_to_string(&path).unwrap();
        for part in text.split("crate::").skip(1) {
            let target: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if target == module || EXCEPTIONS.iter().any(|(from, to, _)| *from == module && *to == target) {
                continue;
            }
            let down = match (level, beside) {
                (Some(_), _) if module == "cli" => true,
                (Some(level), _) => {
                    LAYERS.iter().position(|layer| *layer == target).is_none_or(|other| other < level) && !BESIDE.iter().any(|(one, _)| *one == target)
                }
                (None, Some(may)) => may.contains(&target.as_str()) || !LAYERS.contains(&target.as_str()),
                (None, None) => true,
            };
            if !down {
                wrong.push(format!("{name} imports {target}"));
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for_and_stays_short() {
    let mut wrong = Vec::new();
    for path in files(&root().join("src"), "rs") {
        let name = shown(&path);
        let text = fs::read_to_string(&path).unwrap();
        if !text.starts_with("//!") {
            wrong.push(format!("{name} does not open with `//!`"));
        }
        let lines = text.lines().count();
        if lines > 400 && !LONG.iter().any(|(one, _)| *one == name) && !name.ends_with("tests.rs") {
            wrong.push(format!("{name} has {lines} lines"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_phase_says_what_it_takes_and_gives() {
    for layer in LAYERS {
        let text = fs::read_to_string(root().join(format!("src/{layer}/mod.rs"))).unwrap();
        for word in ["takes:", "gives:", "never does:", "where to add:"] {
            assert!(text.contains(&format!("//! * {word}")), "src/{layer}/mod.rs does not say `{word}`");
        }
    }
}

#[test]
fn every_rule_is_in_the_list_and_has_its_page() {
    let folder = root().join("src/check/rules");
    let list = fs::read_to_string(folder.join("mod.rs")).unwrap();
    for path in files(&folder, "rs") {
        let stem = path.file_stem().unwrap().to_string_lossy().to_string();
        if stem == "mod" {
            continue;
        }
        assert!(list.contains(&format!("{stem}::CODE")), "{stem} is not in the list");
        assert!(folder.join(format!("{}.md", stem.replace('_', "-"))).exists(), "{stem} has no page");
    }
    for path in files(&folder, "md") {
        let stem = path.file_stem().unwrap().to_string_lossy().replace('-', "_");
        assert!(folder.join(format!("{stem}.rs")).exists(), "{stem}.md has no rule");
    }
}

#[test]
fn every_page_explains() {
    for code in isms::catalog::codes() {
        assert!(code.page.lines().count() >= 6, "the page of {} says too little", code.slug);
        assert!(code.page.starts_with(&format!("# {}", code.slug)), "the page of {} begins with its name", code.slug);
    }
}

#[test]
fn no_test_file_is_forgotten() {
    let main = fs::read_to_string(root().join("tests/suite/main.rs")).unwrap();
    for path in files(&root().join("tests/suite"), "rs") {
        let stem = path.file_stem().unwrap().to_string_lossy().to_string();
        assert!(stem == "main" || main.contains(&format!("mod {stem};")), "tests/suite/{stem}.rs is not compiled");
    }
}

#[test]
fn the_map_of_the_architecture_is_true() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let mut missing = Vec::new();
    for entry in fs::read_dir(root().join("src")).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().to_string();
        let shown = if entry.path().is_dir() { format!("src/{name}/") } else { format!("src/{name}") };
        if !text.contains(&shown) {
            missing.push(shown);
        }
    }
    for line in text.lines().filter(|line| line.starts_with("src/") || line.starts_with("stdlib/") || line.starts_with("tests/")) {
        let path = line.split_whitespace().next().unwrap_or("");
        if !path.contains('*') && !root().join(path).exists() {
            missing.push(format!("{path} is in the map and not in the tree"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn generated_pages_are_up_to_date() {
    let bless = std::env::var_os("ISMS_BLESS").is_some();
    let folders = [("docs", isms::manual::pages()), ("editors", isms::manual::editor_files())];
    for (folder, files) in folders {
        for (name, text) in files {
            let path = root().join(folder).join(&name);
            if bless {
                fs::write(&path, &text).unwrap();
            }
            let kept = fs::read_to_string(&path).unwrap_or_default();
            assert!(kept == text, "{folder}/{name} is out of date: `cargo run -- manual --out docs`");
        }
    }
}

#[test]
fn sources_of_the_library_and_the_examples_are_laid_out() {
    for folder in ["stdlib", "examples"] {
        for path in files(&root().join(folder), "isms") {
            let text = fs::read_to_string(&path).unwrap();
            let formatted = isms::formatter::format(&text);
            assert!(formatted.ok, "{} has errors", shown(&path));
            assert!(formatted.text == text, "{} is not laid out: `isms fmt`", shown(&path));
        }
    }
}
