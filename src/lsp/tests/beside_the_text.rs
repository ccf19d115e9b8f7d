//! Completion, hover, and what is shown while someone writes.

use serde_json::json;

use super::client::{Client, MAIN, RISKS, marked};

#[test]
fn completion_knows_the_place() {
    let mut client = Client::new();
    let words = client.labels("risks.isms", "risk R-9 \"Half\" {\n  owner ciso\n  |\n");
    assert!(words.contains(&"treat".into()) && !words.contains(&"owner".into()) && !words.contains(&"asset_value".into()), "{words:?}");
    let roles = client.labels("risks.isms", "risk R-9 \"Half\" {\n  owner |\n");
    assert_eq!(roles, ["board", "ciso"], "only roles after `owner`");
    let roles = client.labels("risks.isms", "risk R-9 \"Half\" {\n  owner ci|\n}\n");
    assert_eq!(roles, ["ciso"]);
    let controls = client.labels("risks.isms", "control A.8.13 {\n  status planned\n  owner ciso\n}\n\ncontrol |");
    assert!(controls.contains(&"A.8.14".into()) && !controls.contains(&"A.8.13".into()), "only controls that are not decided yet: {controls:?}");
    let processes = client.labels("risks.isms", "adopt |\n");
    assert!(processes.contains(&"information_security_governance".into()) || processes.len() > 5, "{processes:?}");
    assert!(!processes.contains(&"risk_assessment".into()), "{processes:?}");
    let states = client.labels("risks.isms", "control A.8.14 {\n  status |\n}\n");
    assert!(states.contains(&"implemented".into()) && !states.contains(&"ciso".into()), "{states:?}");
    let artifacts = client.labels("risks.isms", "process own \"Own\" realises risk_treatment {\n  deliver |\n}\n");
    let place = |name: &str| artifacts.iter().position(|one| one == name).unwrap();
    assert!(place("risk_treatment_plan") < place("audit_reports"), "what the process hands over comes first: {artifacts:?}");
    let parameters = client.labels("risks.isms", "policy P \"P\" {\n  template access_control\n  set |\n}\n");
    assert!(!parameters.is_empty(), "the parameters of the template");
    let steps = client.labels("risks.isms", "risk R-9 \"Half\" {\n  likelihood |\n");
    assert_eq!(steps, ["1", "4"]);
    let units = client.labels("risks.isms", "risk R-9 \"Half\" {\n  review every 6 |\n");
    assert!(units.contains(&"months".into()), "{units:?}");
    assert!(client.labels("risks.isms", "risk R-9 \"Half | title\" {\n").is_empty(), "nothing inside a text");
    assert!(client.labels("risks.isms", "// a comment |\n").is_empty());
    let top = client.labels("risks.isms", "ris|");
    assert_eq!(top.first().map(String::as_str), Some("risk"));
}

#[test]
fn completion_has_snippets_and_documentation() {
    let snippets = json!({ "textDocument": { "completion": { "completionItem": { "snippetSupport": true } } } });
    let mut client = Client::with(&[("isms.toml", ""), ("main.isms", MAIN)], snippets);
    let at = client.at("new.isms", "ris|");
    let list = client.request("textDocument/completion", at);
    let risk = &list["items"][0];
    assert_eq!(risk["insertTextFormat"], 2);
    let text = risk["textEdit"]["newText"].as_str().unwrap();
    assert!(text.starts_with("risk ${1:") && text.contains("likelihood") && text.ends_with("$0\n}"), "{text}");
    assert!(risk["documentation"]["value"].as_str().unwrap().contains("ISO/IEC 27001"));
    let at = client.at("new.isms", "risk R \"R\" {\n  owner |");
    let list = client.request("textDocument/completion", at);
    let resolved = client.request("completionItem/resolve", list["items"][1].clone());
    assert!(resolved["documentation"]["value"].as_str().unwrap().contains("Anna Weber"), "{resolved}");
}

#[test]
fn hover_tells_what_is_known() {
    let mut client = Client::new();
    let mut hover = |text: &str, part: &str| {
        let at = client.at("risks.isms", &marked(text, part));
        client.request("textDocument/hover", at)["contents"]["value"].as_str().unwrap_or("").to_string()
    };
    let control = hover(RISKS, "A.8.13");
    assert!(control.contains("planned") && control.contains("R-1") && control.contains("Concept"), "{control}");
    let risk = hover(RISKS, "R-1");
    assert!(risk.contains("likelihood 4 × consequence 5 = 20") && risk.contains("High"), "{risk}");
    assert!(hover(RISKS, "2026-09-30").contains("in 3 months"));
    assert!(hover(RISKS, "likelihood").contains("likelihood scale"));
    assert!(hover(RISKS, "planned").contains("planned"));
    let process = hover("omit risk_treatment because \"x\"\n", "risk_treatment");
    assert!(process.contains("Table") && process.contains("Delivers"), "{process}");
    let parameter = hover("policy P \"P\" {\n  template access_control\n  set review_interval 6 months\n}\n", "review_interval");
    assert!(parameter.contains("duration"), "{parameter}");
}

#[test]
fn parameters_of_a_template_are_shown_while_one_is_set() {
    let mut client = Client::new();
    let at = client.at("risks.isms", "policy P \"P\" {\n  template access_control\n  set review_interval |\n}\n");
    let help = client.request("textDocument/signatureHelp", at);
    let active = help["activeParameter"].as_u64().unwrap() as usize;
    assert!(help["signatures"][0]["parameters"][active]["label"].as_str().unwrap().starts_with("review_interval duration"), "{help}");
}
