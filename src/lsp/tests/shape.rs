//! What is computed beside the text, its shape and its layout; documents as a preview.

use serde_json::{Value, json};

use super::client::{Client, RISKS};

#[test]
fn what_is_computed_is_shown() {
    let mut client = Client::new();
    client.open("risks.isms", RISKS);
    let document = json!({ "textDocument": { "uri": client.uri("risks.isms") }, "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } } });
    let hints = client.request("textDocument/inlayHint", document.clone()).to_string();
    assert!(hints.contains("= High") && hints.contains("tasks: 1000 EUR, 2 days") && hints.contains("in 3 months"), "{hints}");
    let lenses = client.request("textDocument/codeLens", document.clone()).to_string();
    assert!(lenses.contains("treats 1 risk · 1 open task") && lenses.contains("0 of 1 control in place"), "{lenses}");
    let tokens = client.request("textDocument/semanticTokens/full", document.clone());
    assert!(tokens["data"].as_array().unwrap().len() > 100 && tokens["data"].as_array().unwrap().len().is_multiple_of(5));
    assert!(client.request("textDocument/semanticTokens/range", document.clone())["data"].is_array());
    let links = client.request("textDocument/documentLink", document.clone()).to_string();
    assert!(links.contains("isms-library:/templates/policies/access_control.md.j2"), "{links}");
    let symbols = client.request("textDocument/documentSymbol", document.clone());
    assert_eq!(symbols.as_array().unwrap().len(), 3);
    assert_eq!(symbols[1]["children"][0]["children"][0]["name"], "T-1");
    let found = client.request("workspace/symbol", json!({ "query": "gröverl" }));
    assert!(found.to_string().contains("R-1"), "the letters of the title, in this order: {found}");
    let found = client.request("workspace/symbol", json!({ "query": "ciso" }));
    assert!(found[0]["name"].as_str().unwrap().starts_with("ciso"));
    let folds = client.request("textDocument/foldingRange", document.clone());
    assert!(folds.as_array().unwrap().len() >= 4, "{folds}");
    let ranges =
        client.request("textDocument/selectionRange", json!({ "textDocument": document["textDocument"], "positions": [{ "line": 2, "character": 9 }] }));
    assert_eq!(ranges[0]["range"]["start"]["character"], 8);
    assert!(ranges[0]["parent"]["parent"].is_object());
}

#[test]
fn layout_is_that_of_the_formatter() {
    let mut client = Client::new();
    let text = "role   a   \"A\"\n\nrole b \"B\" {\nheld_by \"Jo\"\n}\n";
    let untidy = "role   a   \"A\"\n\nrole b \"B\" {\n      held_by \"Jo\"\n}\n";
    client.open("new.isms", untidy);
    let document = json!({ "uri": client.uri("new.isms") });
    let options = json!({ "tabSize": 2, "insertSpaces": true });
    let edits = client.request("textDocument/formatting", json!({ "textDocument": document, "options": options }));
    assert_eq!(edits.as_array().unwrap().len(), 1, "{edits}");
    let part = json!({ "start": { "line": 3, "character": 0 }, "end": { "line": 3, "character": 2 } });
    let edits = client.request("textDocument/rangeFormatting", json!({ "textDocument": document, "options": options, "range": part }));
    assert!(!edits.to_string().contains("role a"), "only what was asked for: {edits}");
    assert_eq!(edits[0]["range"]["start"]["line"], 3);
    let brace = json!({ "line": 4, "character": 1 });
    let edits = client.request("textDocument/onTypeFormatting", json!({ "textDocument": document, "options": options, "position": brace, "ch": "}" }));
    assert_eq!(edits[0]["range"]["start"]["line"], 3);
    client.replace("new.isms", "role b \"B\" {\n\n");
    let line = json!({ "line": 1, "character": 0 });
    let edits = client.request("textDocument/onTypeFormatting", json!({ "textDocument": document, "options": options, "position": line, "ch": "\n" }));
    assert_eq!(edits[0]["newText"], "  ");
    client.replace("new.isms", text);
    assert!(
        client.request("textDocument/formatting", json!({ "textDocument": document, "options": options })).as_array().unwrap().is_empty(),
        "a text with mistakes of writing is left alone"
    );
}

#[test]
fn documents_are_previewed_and_commands_answer() {
    let mut client = Client::new();
    let list = client.request("isms/documents", json!({}));
    assert!(list.to_string().contains("soa"), "{list}");
    let page = client.request("isms/preview", json!({ "name": "soa" }));
    assert!(page["html"].as_str().unwrap().contains("<html"));
    let page = client.request("workspace/executeCommand", json!({ "command": "isms.explain", "arguments": ["unknown-name"] }));
    assert!(page.as_str().unwrap().starts_with("# unknown-name"));
    assert!(client.answer("workspace/executeCommand", json!({ "command": "rm" }))["error"]["code"] == -32803);
    assert_eq!(list[0], json!({ "name": "process_map", "title": "Process map" }));
    let map = client.request("isms/preview", json!({ "name": "process_map", "uri": client.uri("main.isms") }))["html"].as_str().unwrap().to_string();
    assert!(map.contains("<svg") && map.contains("data-id=\"risk_treatment\"") && map.contains("<h1>Process map</h1>"), "{}", map.get(..300).unwrap());
    assert_eq!(std::fs::read_dir(client.folder.path()).unwrap().count(), 3, "nothing is written");
}

#[test]
fn reasons_and_consequences_are_a_page() {
    let mut client = Client::new();
    client.open("risks.isms", RISKS);
    let document = json!({ "textDocument": { "uri": client.uri("risks.isms") } });
    let lenses = client.request("textDocument/codeLens", document);
    let commands =
        |title: &str| lenses.as_array().unwrap().iter().filter(|one| one["command"]["title"] == title).map(|one| one["command"].clone()).collect::<Vec<_>>();
    let (why, follows) = (commands("why it is so"), commands("what follows"));
    assert_eq!((why.len(), follows.len()), (2, 2), "of the risk and of the control, not of the policy: {lenses}");
    let ask = |command: &Value| json!({ "command": command["command"], "arguments": command["arguments"] });
    let page = client.request("workspace/executeCommand", ask(&why[1]));
    let page = page.as_str().unwrap();
    assert!(page.starts_with("# Control A.8.13 “Information backup”\n"), "{page}");
    assert!(page.contains("## Why it is so") && page.contains("* treats risk R-1") && page.contains("[risks.isms:2](file://"), "{page}");
    assert!(page.contains("risks.isms#L2)"), "a link to the line: {page}");
    let page = client.request("workspace/executeCommand", ask(&follows[0]));
    assert!(page.as_str().unwrap().contains("## What follows from it") && page.as_str().unwrap().contains("A.8.13"), "{page}");
    let unknown = client.answer("workspace/executeCommand", json!({ "command": "isms.why", "arguments": ["risk R-11"] }));
    assert!(unknown["error"]["message"].as_str().unwrap().contains("R-1"), "{unknown}");
    assert_eq!(client.answer("workspace/executeCommand", json!({ "command": "isms.trace" }))["error"]["code"], -32602);
}
