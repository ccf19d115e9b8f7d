//! OSCAL 1.2 for machines: a catalogue, a profile of what is selected, a component definition of how it is implemented,
//! and a plan of action and milestones.
//!
//! * identifiers are made from names (UUID version 5, RFC 9562): the same sources give the same ones
//! * what OSCAL has no place for is said in the remarks of each file, and in `docs/outputs.md`
//! * the text of the standard is not part of the catalogue: numbers and titles are

mod catalog;
mod components;
mod plan;
mod profile;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{OutputFile, Set};
use crate::base::visible;
use crate::document::text::one_line;
use crate::model::{Day, Ref, RefOrText};

/// The version of OSCAL that the files follow.
const VERSION: &str = "1.2.1";
/// The space of our own properties.
const SPACE: &str = "https://isms.invalid/ns/oscal";

/// What the translation loses, for the remarks of each file.
const LOSSES: &[&str] = &[
    "The text of the controls is not included; it is protected by copyright. Titles and numbers are.",
    "Levels and scores of risks stand in titles and remarks: OSCAL rates risks by characterizations of its own.",
    "Processes, work products, policies, records, audits and measures have no place in these models and are left out.",
    "Money and effort of tasks stand in remarks.",
];

/// All files.
pub(super) fn render(set: &Set<'_>) -> Result<Vec<OutputFile>, String> {
    let made = [
        ("catalog", Some(catalog::make(set))),
        ("profile", profile::make(set)),
        ("component-definition", components::make(set)),
        ("plan-of-action-and-milestones", plan::make(set)),
    ];
    let files = made.into_iter().filter_map(|(name, value)| Some((name, value?)));
    files
        .map(|(name, value)| {
            let mut text = serde_json::to_string_pretty(&Value::Object(Map::from_iter([(name.to_string(), value)]))).map_err(|error| error.to_string())?;
            text.push('\n');
            Ok(OutputFile { path: format!("oscal/{name}.json"), bytes: text.into_bytes() })
        })
        .collect()
}

/// The identifier of something by its kind and name.
fn uuid(set: &Set<'_>, kind: &str, id: &str) -> String {
    let space = Uuid::new_v5(&Uuid::NAMESPACE_URL, SPACE.as_bytes());
    let package = Uuid::new_v5(&space, set.model.package.name.as_bytes());
    Uuid::new_v5(&package, format!("{kind}\0{id}").as_bytes()).to_string()
}

/// The head of a file; its identifier changes with what it says.
fn head(set: &Set<'_>, kind: &str, title: &str, remarks: &[String]) -> Map<String, Value> {
    let model = set.model;
    let version = model.package.version.clone().filter(|version| !version.trim().is_empty());
    let organisation = line(if model.organisation.head.title.is_empty() { &model.organisation.head.id } else { &model.organisation.head.title });
    let party = uuid(set, "party", "organisation");
    let roles: Vec<Value> =
        model.roles.values().map(|role| json!({ "id": token(&role.head.id), "title": line(or_id(&role.head.title, &role.head.id)) })).collect();
    let mut remarks: Vec<String> = remarks.to_vec();
    remarks.extend(LOSSES.iter().map(|loss| (*loss).to_string()));
    let mut metadata = json!({
        "title": line(title),
        "last-modified": time(model.as_of),
        "version": line(&version.unwrap_or_else(|| model.package.digest.chars().take(16).collect())),
        "oscal-version": VERSION,
        "props": [prop("sources-sha256", &model.package.digest)],
        "parties": [{ "uuid": party, "type": "organization", "name": organisation }],
        "remarks": remarks.join("\n\n"),
    });
    if let (Some(metadata), false) = (metadata.as_object_mut(), roles.is_empty()) {
        metadata.insert("roles".into(), Value::Array(roles));
    }
    Map::from_iter([("uuid".to_string(), Value::String(uuid(set, kind, &model.package.digest))), ("metadata".to_string(), metadata)])
}

/// A property of our own.
fn prop(name: &str, value: &str) -> Value {
    json!({ "name": name, "ns": SPACE, "value": line(value) })
}

/// Who answers for something.
fn responsible(role: Option<&Ref>) -> Option<Value> {
    role.filter(|role| role.group == crate::vocabulary::Namespace::Role).map(|role| json!([{ "role-id": token(&role.id) }]))
}

/// A reference or a sentence, in words.
fn words(set: &Set<'_>, value: &RefOrText) -> String {
    match value {
        RefOrText::Text(text) => line(text),
        RefOrText::Ref(reference) => {
            let title = set.model.title_of(reference);
            if title.is_empty() || title == reference.id { line(&reference.id) } else { line(&format!("{} {title}", reference.id)) }
        }
    }
}

fn or_id<'t>(title: &'t str, id: &'t str) -> &'t str {
    if title.trim().is_empty() { id } else { title }
}

/// A text on one line that is not empty, as OSCAL asks for.
fn line(text: &str) -> String {
    let text = one_line(text);
    let text = text.trim();
    if text.is_empty() { "not stated".into() } else { text.to_string() }
}

/// A text that may have several lines.
fn prose(text: &str) -> String {
    let text = visible(text);
    if text.trim().is_empty() { "not stated".into() } else { text.trim().to_string() }
}

/// A name of the letters that OSCAL allows; two names stay two names.
fn token(id: &str) -> String {
    let mut out = String::new();
    for c in id.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' | '_' => out.push(c),
            other => out.push_str(&format!("_x{:04x}", u32::from(other))),
        }
    }
    if out.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') { out } else { format!("_{out}") }
}

/// A day as a moment.
fn time(day: Day) -> String {
    format!("{day}T00:00:00Z")
}
