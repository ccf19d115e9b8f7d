//! OSCAL files: every identifier once, every reference leads somewhere, and the same twice.

use std::collections::BTreeSet;

use super::*;
use crate::document::tests::{HOSTILE, model};
use crate::render::{FORMATS, Format, render_all};
use crate::source::Memory;

fn made(text: &str) -> Vec<OutputFile> {
    let model = model(text);
    let documents = crate::document::documents(&model, &Memory::new(), &mut Vec::new());
    let formats: Vec<Format> = FORMATS.iter().filter(|format| format.name == "oscal").map(|format| format.id).collect();
    render_all(&model, &documents, &formats).unwrap()
}

fn json(files: &[OutputFile], name: &str) -> Value {
    serde_json::from_slice(&files.iter().find(|file| file.path == format!("oscal/{name}.json")).unwrap().bytes).unwrap()
}

#[test]
fn what_is_selected_and_implemented_is_in_the_catalogue() {
    let text = HOSTILE
        .replace("status implemented", "status planned")
        .replace("  evidence \"@SUM(1)\"", "  plan {\n    due 2026-12-01\n    task a \"Do it\" due 2026-11-01\n  }\n  evidence \"@SUM(1)\"");
    let files = made(&text);
    let catalog = json(&files, "catalog");
    let groups = catalog["catalog"]["groups"].as_array().unwrap();
    let known: BTreeSet<&str> = groups.iter().flat_map(|group| group["controls"].as_array().unwrap()).map(|control| control["id"].as_str().unwrap()).collect();
    assert_eq!(known.len(), 93);
    let profile = json(&files, "profile");
    assert_eq!(profile["profile"]["imports"][0]["include-controls"][0]["with-ids"], json!(["A.8.13"]));
    assert!(profile["profile"]["metadata"]["remarks"].as_str().unwrap().contains("Not decided yet: A.5.1,"));
    let definition = json(&files, "component-definition");
    let requirement = &definition["component-definition"]["components"][0]["control-implementations"][0]["implemented-requirements"][0];
    assert!(known.contains(requirement["control-id"].as_str().unwrap()));
    assert_eq!(requirement["responsible-roles"][0]["role-id"], "ciso");
    assert!(requirement["description"].as_str().unwrap().starts_with("-2+3 | a | b"), "text arrives as text");
    let plan = &json(&files, "plan-of-action-and-milestones")["plan-of-action-and-milestones"];
    assert_eq!(plan["poam-items"][0]["related-risks"][0]["risk-uuid"], plan["risks"][0]["uuid"]);
    assert_eq!(plan["risks"][0]["deadline"], "2026-12-01T00:00:00Z");
    assert_eq!(plan["risks"][0]["remediations"][0]["tasks"][0]["timing"]["on-date"]["date"], "2026-11-01T00:00:00Z");
}

#[test]
fn identifiers_are_of_version_5_and_stay() {
    let files = made(HOSTILE);
    assert!(files == made(HOSTILE));
    let mut seen = BTreeSet::new();
    for file in &files {
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        for id in text.split("\"uuid\": \"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert_eq!(Uuid::parse_str(id).unwrap().get_version_num(), 5);
            seen.insert(id.to_string());
        }
    }
    // the four heads or fewer, the organisation, and one for each thing
    assert!(seen.len() >= 6, "{seen:?}");
}

#[test]
fn names_become_tokens_and_stay_apart() {
    assert_eq!(token("A.5.1"), "A.5.1");
    assert_eq!(token("5.1"), "_5.1");
    assert_ne!(token("ä"), token("ö"));
    assert_eq!(line(" \n "), "not stated");
}
