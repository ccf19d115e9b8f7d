//! Code actions: each is applied as an editor does it, and the result is compiled.

use serde_json::json;

use super::client::{Client, MAIN, RISKS, before, titles};

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
