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
