//! The manual says what is answered and what tests it, and that is so.

use std::path::{Path, PathBuf};

use crate::lsp::position::Encoding;
use crate::lsp::{capabilities, requests};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The rows of the table of requests: what is asked, and the tests that ask it.
fn rows() -> Vec<(String, String)> {
    let page = std::fs::read_to_string(root().join("docs/editors.md")).unwrap();
    let (_, section) = page.split_once("## What is answered, and what tests it").expect("the section is there");
    let lines = section.lines().skip_while(|line| !line.starts_with("|---")).skip(1).take_while(|line| line.starts_with('|'));
    lines.map(|line| line.trim_matches('|').split_once(" | ").map(|(a, b)| (a.to_string(), b.to_string())).unwrap()).collect()
}

/// What stands in back quotes.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The methods of a row; one without its family is of the family of the one before.
fn methods(cell: &str) -> Vec<String> {
    let mut family = "";
    let mut found = Vec::new();
    for name in quoted(cell) {
        match name.split_once('/') {
            Some((first, _)) if !first.contains("semanticTokens") => {
                family = first;
                found.push(name.to_string());
            }
            _ => found.push(format!("{family}/{name}")),
        }
    }
    found
}

#[test]
fn every_request_is_in_the_manual_with_its_test() {
    let rows = rows();
    let listed: Vec<String> = rows.iter().flat_map(|(cell, _)| methods(cell)).collect();
    for (method, _) in requests::TABLE {
        assert!(listed.iter().any(|one| one == method), "docs/editors.md does not say what tests `{method}`");
    }
    for (cell, tests) in &rows {
        assert!(!quoted(tests).is_empty(), "no test for {cell}");
    }
}

#[test]
fn every_test_that_the_manual_names_is_there() {
    fn sources(folder: &Path, found: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            found.push_str(&std::fs::read_to_string(entry.path()).unwrap());
        }
    }
    let mut text = String::new();
    sources(&root().join("src/lsp/tests"), &mut text);
    for (cell, tests) in rows() {
        for test in quoted(&tests) {
            assert!(text.contains(&format!("#[test]\nfn {test}()")), "{cell}: there is no test `{test}`");
        }
    }
}

#[test]
fn every_command_and_every_request_of_its_own_is_explained() {
    let page = std::fs::read_to_string(root().join("docs/editors.md")).unwrap();
    let answer = capabilities::answer(Encoding::Utf16, false);
    let commands = answer["capabilities"]["executeCommandProvider"]["commands"].as_array().unwrap();
    let own = requests::TABLE.iter().map(|(method, _)| *method).filter(|method| method.starts_with("isms/"));
    for name in commands.iter().map(|one| one.as_str().unwrap()).chain(own) {
        assert!(page.contains(&format!("| `{name}` |")), "docs/editors.md does not explain `{name}`");
    }
}
