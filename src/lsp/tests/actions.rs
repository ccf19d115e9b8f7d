//! Code actions: each is applied as an editor does it, and the result is compiled.

use serde_json::{Value, json};

use super::client::{Client, MAIN, RISKS, before, edited, titles};

#[test]
fn actions_fix_and_decide() {
    let mut client = Client::new();
    let text = RISKS.replacen("owner ciso", "ownr ciso", 1);
    client.open("risks.isms", &text);
    let uri = client.uri("risks.isms");
    let position = client.position("risks.isms", before(&text, "ownr"))["position"].clone();
    let range = json!({ "start": position, "end": position });
    let actions = client.request("textDocument/codeAction", json!({ "textDocument": { "uri": uri }, "range": range, "context": { "diagnostics": [] } }));
    let fix = actions.as_array().unwrap().iter().find(|one| one["title"].as_str().unwrap().contains("owner")).expect("a fix");
    assert_eq!(fix["kind"], "quickfix");
    assert_eq!(fix["diagnostics"][0]["code"], "unknown-word");
    assert_eq!(fix["edit"]["changes"][&uri][0]["newText"], "owner");
    let main = client.uri("main.isms");
    let zero = json!({ "line": 0, "character": 0 });
    let actions = client.request(
        "textDocument/codeAction",
        json!({ "textDocument": { "uri": main }, "range": { "start": zero, "end": zero }, "context": { "diagnostics": [] } }),
    );
    let titles = titles(&actions);
    assert!(titles.iter().any(|title| title.starts_with("Decide the remaining ")), "{titles:?}");
    assert!(titles.iter().any(|title| title.starts_with("Add the missing ")), "{titles:?}");
    // what an action writes is right
    let decide = actions.as_array().unwrap().iter().find(|one| one["title"].as_str().unwrap().starts_with("Decide")).unwrap();
    let added = decide["edit"]["changes"][&main][0]["newText"].as_str().unwrap();
    client.open("main.isms", &format!("{MAIN}{added}"));
    let codes = client.codes("main.isms");
    assert!(!codes.iter().any(|code| code == "control-undecided" || code == "unknown-name"), "{codes:?}");
}

/// Opens a text and gives what can be done at the first place of a part of it.
fn offered(client: &mut Client, name: &str, text: &str, part: &str, only: &[&str]) -> Value {
    client.open(name, text);
    let position = client.position(name, before(text, part))["position"].clone();
    let context = if only.is_empty() { json!({ "diagnostics": [] }) } else { json!({ "diagnostics": [], "only": only }) };
    client.request(
        "textDocument/codeAction",
        json!({ "textDocument": { "uri": client.uri(name) }, "range": { "start": position, "end": position }, "context": context }),
    )
}

/// What the text becomes when the action with this title is taken, and which findings the whole package has then.
fn taken(client: &mut Client, name: &str, text: &str, actions: &Value, title: &str) -> (String, Vec<String>) {
    let action = actions.as_array().unwrap().iter().find(|one| one["title"].as_str().unwrap().starts_with(title));
    let action = action.unwrap_or_else(|| panic!("no `{title}` in {:?}", titles(actions)));
    let changes = action["edit"]["changes"].as_object().unwrap();
    assert_eq!(changes.len(), 1, "{changes:?}");
    let text = edited(text, &changes[&client.uri(name)]);
    client.replace(name, &text);
    client.findings(name);
    (text, all_codes(client))
}

/// What can be done about the first finding of a kind, and what it says.
fn offered_for(client: &mut Client, name: &str, text: &str, code: &str) -> (Value, String) {
    client.open(name, text);
    let finding = client.findings(name).into_iter().find(|one| one["code"] == code).unwrap_or_else(|| panic!("no {code}"));
    let ask = json!({ "textDocument": { "uri": client.uri(name) }, "range": finding["range"], "context": { "diagnostics": [finding] } });
    (client.request("textDocument/codeAction", ask), finding["message"].as_str().unwrap().to_string())
}

/// Whether some finding says this, anywhere in the package.
fn said(client: &mut Client, message: &str) -> bool {
    let all = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    all["items"].as_array().unwrap().iter().any(|one| one["items"].as_array().unwrap().iter().any(|one| one["message"] == message))
}

fn all_codes(client: &mut Client) -> Vec<String> {
    let all = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let items = all["items"].as_array().unwrap().iter().flat_map(|one| one["items"].as_array().unwrap().clone());
    items.map(|one| one["code"].as_str().unwrap().to_string()).collect()
}

fn count(codes: &[String], code: &str) -> usize {
    codes.iter().filter(|one| *one == code).count()
}

/// What is wrong with how the package is written: an action must never leave that behind.
fn mistakes(client: &mut Client) -> Vec<String> {
    let all = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let items = all["items"].as_array().unwrap().iter().flat_map(|one| one["items"].as_array().unwrap().clone());
    let wrong = items.filter(|one| ["syntax", "names", "types"].contains(&one["data"]["group"].as_str().unwrap()));
    wrong.map(|one| one["message"].to_string()).collect()
}

#[test]
fn an_input_that_nobody_hands_over_is_taken_from_elsewhere_or_done_without() {
    for (title, reason) in [("Re-source `", ""), ("Do without `", "We write none")] {
        let mut client = Client::new();
        let (actions, message) = offered_for(&mut client, "main.isms", MAIN, "input-without-provider");
        let (text, _) = taken(&mut client, "main.isms", MAIN, &actions, title);
        client.replace("main.isms", &text.replace("because \"\"", &format!("because \"{reason}\"")));
        assert!(!said(&mut client, &message), "{message}\n{text}");
        assert_eq!(mistakes(&mut client), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_finding_is_set_aside_with_a_reason() {
    let mut client = Client::new();
    let (actions, message) = offered_for(&mut client, "risks.isms", RISKS, "residual-not-accepted");
    let (text, _) = taken(&mut client, "risks.isms", RISKS, &actions, "Set `residual-not-accepted` aside");
    client.replace("risks.isms", &text.replace("because \"\"", "because \"The board meets in July\""));
    assert!(!said(&mut client, &message), "{text}");
    assert_eq!(mistakes(&mut client), Vec::<String>::new(), "{text}");
    assert!(text.contains("until 2026-09-30"), "three months from the day that counts: {text}");
}

#[test]
fn a_control_is_excluded_with_a_reason() {
    let mut client = Client::new();
    let actions = offered(&mut client, "risks.isms", RISKS, "A.8.13 {", &[]);
    let (text, _) = taken(&mut client, "risks.isms", RISKS, &actions, "Exclude A.8.13");
    let text = text.replace("because \"\"", "because \"Nothing of ours is worth a copy\"");
    client.replace("risks.isms", &text);
    assert_eq!(mistakes(&mut client), Vec::<String>::new(), "{text}");
    let at = client.position("risks.isms", before(&text, "A.8.13 because"));
    let card = client.request("textDocument/hover", at)["contents"]["value"].to_string();
    assert!(card.contains("does not apply") && card.contains("worth a copy") && card.contains("Would be included because of"), "{card}");
}

#[test]
fn all_findings_of_a_kind_are_fixed_at_once() {
    let mut client = Client::new();
    let wrong = RISKS.replace("owner ciso", "ownr ciso");
    let actions = offered(&mut client, "risks.isms", &wrong, "ownr", &[]);
    let (text, codes) = taken(&mut client, "risks.isms", &wrong, &actions, "Fix all 3 `unknown-word`");
    assert_eq!(text, RISKS);
    assert_eq!(count(&codes, "unknown-word"), 0, "{codes:?}");
}

#[test]
fn what_is_safe_is_fixed_when_the_editor_saves() {
    let mut client = Client::new();
    let wrong =
        RISKS.replace("  consequence 5\n", "  consequence: 5\n").replace("  likelihood 4\n", "  likelihood = 4\n").replacen("owner ciso", "ownr ciso", 1);
    let actions = offered(&mut client, "risks.isms", &wrong, "R-1", &["source.fixAll"]);
    assert_eq!(titles(&actions), ["Apply all safe fixes"], "nothing else was asked for");
    let (text, codes) = taken(&mut client, "risks.isms", &wrong, &actions, "Apply all safe fixes");
    assert_eq!(text, RISKS.replacen("owner ciso", "ownr ciso", 1), "a guess is no safe fix");
    assert_eq!((count(&codes, "needless-sign"), count(&codes, "unknown-word")), (0, 1), "{codes:?}");
    let none = offered(&mut client, "risks.isms", RISKS, "R-1", &["source.fixAll"]);
    assert_eq!(none, json!([]));
}

#[test]
fn decisions_that_are_left_are_written_down() {
    let mut client = Client::new();
    for (title, code) in [("Decide the remaining 92 controls", "control-undecided"), ("Add the missing 15 processes", "process-undecided")] {
        let actions = offered(&mut client, "main.isms", MAIN, "organisation", &["refactor"]);
        let (text, codes) = taken(&mut client, "main.isms", MAIN, &actions, title);
        assert_eq!(count(&codes, code), 0, "{text}");
        assert_eq!(mistakes(&mut client), Vec::<String>::new(), "{text}");
    }
}
