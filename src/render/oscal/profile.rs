//! The profile: which controls apply and why, and which do not and why not: the Statement of Applicability.

use serde_json::{Value, json};

use super::{head, prop, token, words};
use crate::render::Set;

/// None where no control was decided to apply: a profile that selects nothing selects everything.
pub(super) fn make(set: &Set<'_>) -> Option<Value> {
    let model = set.model;
    if model.controls.is_empty() {
        return None;
    }
    let ids: Vec<String> = model.controls.keys().map(|id| token(id)).collect();
    let alters: Vec<Value> = model
        .controls
        .values()
        .filter_map(|control| {
            let mut props: Vec<Value> = control.because.iter().map(|why| prop("because", &words(set, why))).collect();
            props.extend(control.baseline.iter().map(|baseline| prop("baseline", baseline)));
            (!props.is_empty()).then(|| json!({ "control-id": token(&control.head.id), "adds": [{ "position": "ending", "props": props }] }))
        })
        .collect();
    let excluded: Vec<String> = model
        .exclusions
        .iter()
        .filter(|(id, _)| !model.controls.contains_key(*id))
        .map(|(id, exclusion)| format!("Excluded: {id}, {}. {}", model.control_title(id), exclusion.because.as_deref().unwrap_or("No reason is stated.")))
        .collect();
    let undecided: Vec<&str> =
        model.reference.controls.keys().filter(|id| !model.controls.contains_key(*id) && !model.exclusions.contains_key(*id)).map(String::as_str).collect();
    let mut remarks = excluded;
    if !undecided.is_empty() {
        remarks.push(format!("Not decided yet: {}.", undecided.join(", ")));
    }
    let mut profile = head(set, "profile", "Statement of Applicability", &remarks);
    profile.insert("imports".into(), json!([{ "href": "catalog.json", "include-controls": [{ "with-ids": ids }] }]));
    profile.insert("merge".into(), json!({ "as-is": true }));
    if !alters.is_empty() {
        profile.insert("modify".into(), json!({ "alters": alters }));
    }
    Some(Value::Object(profile))
}
