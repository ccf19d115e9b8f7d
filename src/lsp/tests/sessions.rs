//! Whole sessions: folders that come and go, and many edits.

use serde_json::json;

use super::client::{Client, MAIN, RISKS, marked, numbers};
use crate::lsp::{position, uri};

#[test]
fn folders_come_and_go() {
    let mut client = Client::new();
    let other = tempfile::tempdir().unwrap();
    std::fs::write(other.path().join("isms.toml"), "").unwrap();
    std::fs::write(other.path().join("a.isms"), "rol a \"A\"\n").unwrap();
    let uri = uri::from_path(other.path());
    let file = uri::from_path(&other.path().join("a.isms"));
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": { "added": [{ "uri": uri, "name": "b" }], "removed": [] } }));
    client.findings("main.isms");
    let last = |client: &Client| {
        client.notes.iter().rev().find(|note| note["params"]["uri"] == *file).map(|note| note["params"]["diagnostics"].as_array().unwrap().len())
    };
    assert!(last(&client).unwrap() > 0);
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": { "added": [], "removed": [{ "uri": uri, "name": "b" }] } }));
    client.findings("main.isms");
    assert_eq!(last(&client), Some(0));
    client.notify("workspace/didChangeConfiguration", json!({ "settings": { "isms": { "asOf": "2026-09-29" } } }));
    let at = client.at("risks.isms", &marked(RISKS, "2026-09-30"));
    assert!(client.request("textDocument/hover", at)["contents"]["value"].as_str().unwrap().contains("tomorrow"));
}

#[test]
fn five_hundred_edits_without_a_pause_keep_the_text_of_the_client() {
    let mut client = Client::new();
    client.open("risks.isms", RISKS);
    let uri = client.uri("risks.isms");
    let mut text = RISKS.to_string();
    let mut next = numbers(7);
    let pieces = ["", "x", "\n", "ß", "🔒", "\r\n", "}", "{", "\"", "owner ciso\n", "\nrisk R-9 \"N\" {\n}\n"];
    for version in 0..500 {
        let place = |text: &str, at: usize| {
            (0..=at)
                .rev()
                .find(|at| text.is_char_boundary(*at) && !(text.get(..*at).unwrap().ends_with('\r') && text.get(*at..).unwrap().starts_with('\n')))
                .unwrap()
        };
        let start = place(&text, next(text.len() + 1));
        let end = place(&text, (start + next(20)).min(text.len())).max(start);
        let piece = pieces[next(pieces.len())];
        let lines = crate::base::LineIndex::new(&text);
        let range = position::range(&text, &lines, position::Encoding::Utf16, crate::base::Span::new(start, end));
        client.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": [{ "range": range, "text": piece }] }),
        );
        text.replace_range(start..end, piece);
    }
    // the last declaration that can be named shows whether both have the same text: make one at the end
    let lines = crate::base::LineIndex::new(&text);
    let end = position::range(&text, &lines, position::Encoding::Utf16, crate::base::Span::new(text.len(), text.len()));
    let mark = "\nrole the_last \"Last\"\n";
    client.notify("textDocument/didChange", json!({ "textDocument": { "uri": uri, "version": 999 }, "contentChanges": [{ "range": end, "text": mark }] }));
    text.push_str(mark);
    let symbols = client.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
    let last = symbols.as_array().unwrap().last().unwrap();
    let lines = crate::base::LineIndex::new(&text);
    let at = text.rfind("the_last").unwrap();
    let expected = position::range(&text, &lines, position::Encoding::Utf16, crate::base::Span::new(at, at + 8));
    assert_eq!((&last["name"], &last["selectionRange"]), (&json!("the_last"), &expected));
    // and the findings are those of a cold run over the same texts
    client.findings("risks.isms");
    let warm = client.codes("risks.isms");
    let mut other = Client::with(&[("isms.toml", "[package]\nname = \"acme\"\n"), ("main.isms", MAIN), ("risks.isms", &text)], json!({}));
    assert_eq!(warm, other.codes("risks.isms"));
}

/// All findings of a package and the colours of a file, without the address of the folder.
fn state(client: &mut Client, name: &str) -> String {
    let all = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let findings: Vec<_> = all["items"].as_array().unwrap().iter().map(|one| json!([one["uri"], one["items"]])).collect();
    let document = json!({ "textDocument": { "uri": client.uri(name) } });
    let tokens = client.request("textDocument/semanticTokens/full", document);
    format!("{findings:?}\n{tokens}").replace(&client.root(), "")
}

#[test]
fn after_every_edit_the_findings_are_those_of_a_cold_check() {
    let mut client = Client::new();
    let mut texts = [("main.isms", MAIN.to_string()), ("risks.isms", RISKS.to_string())];
    for (name, text) in &texts {
        client.open(name, text);
    }
    let mut next = numbers(23);
    let pieces = ["role other \"Other\" held_by \"Kim Lee\"\n", "}\n", "  owner board\n", "risk R-2 \"More\" {\n", "  likelihood 1\n", "ß🔒\n", "\n"];
    for turn in 0..30 {
        let (name, text) = &mut texts[turn % 2];
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let at = next(lines.len());
        let start: usize = lines[..at].iter().map(|line| line.len()).sum();
        // a line goes, comes twice, or another one comes before it
        let (end, piece) = match next(3) {
            0 => (start + lines[at].len(), String::new()),
            1 => (start, lines[at].to_string()),
            _ => (start, pieces[next(pieces.len())].to_string()),
        };
        let index = crate::base::LineIndex::new(text);
        let range = position::range(text, &index, position::Encoding::Utf16, crate::base::Span::new(start, end));
        let change = json!({ "textDocument": { "uri": client.uri(name), "version": turn + 2 }, "contentChanges": [{ "range": range, "text": piece }] });
        client.notify("textDocument/didChange", change);
        text.replace_range(start..end, &piece);
        let name = *name;
        let warm = state(&mut client, name);
        let mut cold = Client::with(&[("isms.toml", "[package]\nname = \"acme\"\n"), ("main.isms", &texts[0].1), ("risks.isms", &texts[1].1)], json!({}));
        let same = state(&mut cold, name);
        // the client of the warm server has the texts open, with their versions
        assert_eq!(warm, same, "turn {turn}:\n{}\n{}", texts[0].1, texts[1].1);
    }
}
