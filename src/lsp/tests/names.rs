//! Names: followed, found and changed across files.

use serde_json::json;

use super::client::{Client, MAIN, RISKS, marked};

#[test]
fn names_are_followed_and_renamed_across_files() {
    let mut client = Client::new();
    let at = client.at("risks.isms", &RISKS.replacen("owner ciso", "owner c|iso", 1));
    let place = client.request("textDocument/definition", at.clone());
    assert_eq!(place["uri"], client.uri("main.isms"));
    assert_eq!(place["range"]["start"]["line"], 2);
    let mut references = at.clone();
    references["context"] = json!({ "includeDeclaration": false });
    let found = client.request("textDocument/references", references);
    assert_eq!(found.as_array().unwrap().len(), 6, "{found}");
    let here = client.request("textDocument/documentHighlight", at.clone());
    assert_eq!(here.as_array().unwrap().len(), 4, "{here}");
    assert_eq!(client.request("textDocument/prepareRename", at.clone())["placeholder"], "ciso");
    let mut rename = at.clone();
    rename["newName"] = json!("board");
    assert!(client.answer("textDocument/rename", rename.clone())["error"]["message"].as_str().unwrap().contains("already"));
    rename["newName"] = json!("1st");
    assert!(client.answer("textDocument/rename", rename.clone())["error"]["message"].as_str().unwrap().contains("not a name"));
    rename["newName"] = json!("security_chief");
    let edit = client.request("textDocument/rename", rename);
    let changes = edit["changes"].as_object().unwrap();
    assert_eq!(changes.len(), 2);
    assert_eq!(changes.values().map(|edits| edits.as_array().unwrap().len()).sum::<usize>(), 7);
    // from a use to what is decided on it, and from there into the library, whose texts can be read
    let at = client.at("risks.isms", &RISKS.replacen("with A.8.13", "with A.8|.13", 1));
    let place = client.request("textDocument/definition", at.clone());
    let line = RISKS.lines().position(|line| line.starts_with("control A.8.13")).unwrap();
    assert_eq!((&place["uri"], &place["range"]["start"]["line"]), (&json!(client.uri("risks.isms")), &json!(line)));
    let decision = client.at("risks.isms", &RISKS.replacen("control A.8.13", "control A.8|.13", 1));
    let place = client.request("textDocument/definition", decision);
    let (uri, line) = (place["uri"].as_str().unwrap().to_string(), place["range"]["start"]["line"].as_u64().unwrap() as usize);
    assert!(uri.starts_with("isms-library:/iso27001/annex_a"), "{uri}");
    let use_of_process = client.at("main.isms", &format!("{MAIN}\nmeasure m \"M\" of prm.risk_tre|atment target at least 1\n"));
    let place = client.request("textDocument/definition", use_of_process);
    let adoption = MAIN.lines().position(|line| line.starts_with("adopt risk_treatment")).unwrap();
    assert_eq!((&place["uri"], &place["range"]["start"]["line"]), (&json!(client.uri("main.isms")), &json!(adoption)));
    let adopted = client.at("main.isms", &MAIN.replacen("adopt risk_treatment", "adopt risk_tre|atment", 1));
    assert!(client.request("textDocument/definition", adopted)["uri"].as_str().unwrap().starts_with("isms-library:/prm/"));
    let text = client.request("isms/libraryText", json!({ "uri": uri }))["text"].as_str().unwrap().to_string();
    assert!(text.lines().nth(line).unwrap().contains("A.8.13"));
    assert!(client.answer("textDocument/prepareRename", at)["error"]["message"].as_str().unwrap().contains("library"));
}

#[test]
fn processes_show_who_hands_them_what() {
    let mut client = Client::new();
    let at = client.at("main.isms", &marked(MAIN, "risk_treatment"));
    let items = client.request("textDocument/prepareCallHierarchy", at);
    assert_eq!(items[0]["name"], "risk_treatment");
    let calls = client.request("callHierarchy/incomingCalls", json!({ "item": items[0] }));
    assert!(calls.to_string().contains("risk_assessment"), "{calls}");
    let items = json!({ "item": { "data": { "id": "risk_assessment", "root": client.root() } } });
    let calls = client.request("callHierarchy/outgoingCalls", items);
    assert!(calls.to_string().contains("risk_treatment"), "{calls}");
}
