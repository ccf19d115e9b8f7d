//! Findings: sent with every edit, or when they are asked for.

use serde_json::json;

use super::client::{Client, MAIN, RISKS};

#[test]
fn findings_of_the_whole_package_come_with_every_edit() {
    let mut client = Client::new();
    assert!(client.codes("main.isms").contains(&"process-undecided".to_string()), "files that are not open are checked too: {:?}", client.codes("main.isms"));
    assert!(!client.codes("risks.isms").contains(&"unknown-name".to_string()));
    client.open("main.isms", &MAIN.replacen("role ciso", "role cxo", 1));
    let found = client.findings("risks.isms");
    let one = found.iter().find(|one| one["code"] == "unknown-name").expect("the other file names a role that is gone");
    assert_eq!(one["severity"], 1);
    assert!(one["codeDescription"]["href"].as_str().unwrap().contains("explain/unknown-name.md"));
    assert!(one["message"].as_str().unwrap().contains("help: "));
    client.replace("main.isms", MAIN);
    assert!(!client.codes("risks.isms").contains(&"unknown-name".to_string()), "the finding is taken back");
    // a second declaration: the first one is shown beside it
    client.replace("main.isms", &format!("{MAIN}\nrole ciso \"Twice\"\n"));
    let found = client.findings("main.isms");
    let twice = found.iter().find(|one| one["code"] == "duplicate-name").unwrap();
    assert_eq!(twice["relatedInformation"][0]["location"]["uri"], client.uri("main.isms"));
    assert!(!client.folder.path().join("build").exists());
}

#[test]
fn findings_can_be_asked_for() {
    let mut client = Client::new();
    client.open("risks.isms", &RISKS.replacen("owner ciso", "owner nobody", 1));
    let uri = client.uri("risks.isms");
    let report = client.request("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } }));
    assert!(report["items"].as_array().unwrap().iter().any(|one| one["code"] == "unknown-name"), "{report}");
    let all = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    assert_eq!(all["items"].as_array().unwrap().iter().filter(|one| one["uri"] == *uri).count(), 1);
    assert!(all["items"].as_array().unwrap().len() >= 2);
}

#[test]
fn findings_that_did_not_change_are_not_sent_again() {
    let mut client = Client::new();
    client.open("risks.isms", &RISKS.replacen("owner ciso", "owner nobody", 1));
    let uri = client.uri("risks.isms");
    let first = client.request("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } }));
    let known = json!({ "textDocument": { "uri": uri }, "previousResultId": first["resultId"] });
    let second = client.request("textDocument/diagnostic", known.clone());
    assert_eq!(second, json!({ "kind": "unchanged", "resultId": first["resultId"] }));
    let all = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let previous: Vec<_> = all["items"].as_array().unwrap().iter().map(|one| json!({ "uri": one["uri"], "value": one["resultId"] })).collect();
    client.replace("risks.isms", RISKS);
    let third = client.request("textDocument/diagnostic", known);
    assert_eq!(third["kind"], "full");
    assert_ne!(third["resultId"], first["resultId"]);
    let now = client.request("workspace/diagnostic", json!({ "previousResultIds": previous }));
    let kinds: Vec<_> =
        now["items"].as_array().unwrap().iter().map(|one| (one["uri"] == *uri, one["kind"].as_str().unwrap(), one.get("items").is_some())).collect();
    assert_eq!(kinds, [(false, "unchanged", false), (true, "full", true)], "only the file that changed is told");
}

#[test]
fn findings_of_a_file_that_is_gone_are_taken_back() {
    let mut client = Client::new();
    let gone = client.uri("gone.isms");
    let report = client.request("workspace/diagnostic", json!({ "previousResultIds": [{ "uri": gone, "value": "abc" }] }));
    let one = report["items"].as_array().unwrap().iter().find(|one| one["uri"] == *gone).expect("a report on it").clone();
    assert_eq!((&one["kind"], &one["items"]), (&json!("full"), &json!([])));
}

#[test]
fn the_first_line_of_a_finding_is_short_and_none_is_wider_than_a_panel() {
    let mut client = Client::new();
    client.open("risks.isms", &RISKS.replacen("owner ciso", "ownr ciso", 1));
    let found = client.findings("risks.isms");
    let word = found.iter().find(|one| one["code"] == "unknown-word").unwrap();
    let message = word["message"].as_str().unwrap();
    assert_eq!(message.lines().next(), Some("`risk` has no `ownr`: did you mean `owner`?"));
    assert!(message.lines().count() > 2 && message.lines().nth(1).unwrap().starts_with("known here: `"), "{message}");
    for one in found.iter().chain(&client.findings("main.isms")) {
        for line in one["message"].as_str().unwrap().lines() {
            assert!(line.chars().count() <= 100 || line.matches('`').count() <= 4, "{line}");
        }
    }
}

#[test]
fn settings_are_completed_explained_and_checked() {
    let mut client = Client::new();
    let keys = client.labels("isms.toml", "[package]\nname = \"acme\"\n\n[lints]\n|\n");
    for key in ["preset", "baseline", "risks", "process-undecided"] {
        assert!(keys.contains(&key.to_string()), "{key}: {keys:?}");
    }
    assert_eq!(keys[0], "preset", "the settings of the table before the findings");
    assert!(!keys.contains(&"unknown-name".to_string()), "its level is fixed");
    assert_eq!(client.labels("isms.toml", "[package]\nname = \"acme\"\n|"), ["version", "description"], "what is not there yet");
    assert_eq!(client.labels("isms.toml", "[lints]\npreset = \"|\"\n"), ["draft", "default", "certification"]);
    assert_eq!(client.labels("isms.toml", "[lints]\nprocess-undecided = |\n"), ["allow", "warn", "deny"]);
    assert_eq!(client.labels("isms.toml", "[package]\n[|"), ["build", "theme", "lints"]);
    assert!(client.labels("isms.toml", "[build]\nformats = \"html,|\"").contains(&"docx".to_string()));
    assert!(client.labels("isms.toml", "[lints]\n# pre|\n").is_empty(), "nothing inside a comment");
    // what is put in is right
    let at = client.at("isms.toml", "[lints]\nprocess-und|\n");
    let list = client.request("textDocument/completion", at);
    assert_eq!(list["items"][0]["textEdit"]["newText"], "process-undecided = \"warn\"");
    let mut hover = |text: &str| {
        let at = client.at("isms.toml", text);
        client.request("textDocument/hover", at)["contents"]["value"].as_str().unwrap_or("").to_string()
    };
    assert!(hover("[lints]\nprocess-|undecided = \"warn\"\n").starts_with("# process-undecided"));
    assert!(hover("[lints]\nrisks = \"de|ny\"\n").contains("the run fails"));
    assert!(hover("[lints]\npreset = \"dra|ft\"\n").contains("not yet decided"));
    assert!(hover("[the|me]\n").contains("How the documents look"));
    assert!(hover("[build]\no|ut = \"build\"\n").contains("folder for documents"));
    assert_eq!(hover("# out| = \"x\"\n"), "");
    client.open("isms.toml", "[lints]\npreset = \"certifcation\"\nproces-undecided = \"warn\"\n[packag]\n");
    let found = client.findings("isms.toml");
    let codes: Vec<&str> = found.iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"unknown-lint") && codes.contains(&"unknown-setting") && codes.contains(&"invalid-package-file"), "{codes:?}");
    // its fixes are actions there too
    let lint = found.iter().find(|one| one["code"] == "unknown-lint").unwrap();
    let ask = json!({ "textDocument": { "uri": client.uri("isms.toml") }, "range": lint["range"], "context": { "diagnostics": [] } });
    assert!(client.request("textDocument/codeAction", ask).to_string().contains("\"newText\":\"process-undecided\""));
    let document = json!({ "textDocument": { "uri": client.uri("isms.toml") }, "options": { "tabSize": 2, "insertSpaces": true } });
    assert_eq!(client.request("textDocument/formatting", document), json!([]), "it is no source, and keeps its layout");
}
