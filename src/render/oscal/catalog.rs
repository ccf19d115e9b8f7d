//! The catalogue: the controls of Annex A by theme, and those that the organisation added.

use serde_json::{Value, json};

use super::{head, line, prop, prose, token};
use crate::render::Set;

pub(super) fn make(set: &Set<'_>) -> Value {
    let model = set.model;
    let reference = &model.reference;
    let mut groups: Vec<Value> = Vec::new();
    for theme in &reference.themes {
        let controls: Vec<Value> = reference
            .controls
            .values()
            .filter(|control| control.theme == theme.id)
            .map(|control| {
                let id = &control.head.id;
                let mut props = vec![json!({ "name": "label", "value": line(id) })];
                for (name, values) in [
                    ("control-type", &control.types),
                    ("security-property", &control.properties),
                    ("cybersecurity-concept", &control.concepts),
                    ("operational-capability", &control.capabilities),
                    ("security-domain", &control.domains),
                ] {
                    props.extend(values.iter().map(|value| prop(name, value)));
                }
                json!({ "id": token(id), "class": "annex-a", "title": line(model.control_title(id)), "props": props })
            })
            .collect();
        if !controls.is_empty() {
            groups.push(json!({ "id": token(&theme.id), "class": "theme", "title": line(&theme.title), "controls": controls }));
        }
    }
    let own: Vec<Value> = model
        .controls
        .values()
        .filter(|control| control.own)
        .map(|control| {
            let id = &control.head.id;
            let mut value =
                json!({ "id": token(id), "class": "own", "title": line(model.control_title(id)), "props": [{ "name": "label", "value": line(id) }] });
            if let (Some(text), Some(value)) = (&control.head.description, value.as_object_mut()) {
                value.insert("parts".into(), json!([{ "id": format!("{}_smt", token(id)), "name": "statement", "prose": prose(text) }]));
            }
            value
        })
        .collect();
    if !own.is_empty() {
        groups.push(json!({ "id": "own", "class": "own", "title": "Controls of our own", "controls": own }));
    }
    let mut catalog = head(set, "catalog", &format!("Controls of {}", reference.catalogue), &[]);
    catalog.insert("groups".into(), Value::Array(groups));
    Value::Object(catalog)
}
