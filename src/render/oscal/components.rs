//! The component definition: how each control that applies is implemented, by whom, and what shows it.

use serde_json::{Map, Value, json};

use super::{head, line, or_id, prop, prose, responsible, uuid, words};
use crate::model::Control;
use crate::render::Set;

/// None where no control was decided to apply.
pub(super) fn make(set: &Set<'_>) -> Option<Value> {
    let model = set.model;
    if model.controls.is_empty() {
        return None;
    }
    let organisation = line(or_id(&model.organisation.head.title, &model.organisation.head.id));
    let requirements: Vec<Value> = model.controls.values().map(|control| requirement(set, control)).collect();
    let scope = prose(&model.organisation.scope);
    let implementation = json!({
        "uuid": uuid(set, "control-implementation", "isms"),
        "source": "profile.json",
        "description": "How the controls of the Statement of Applicability are implemented.",
        "implemented-requirements": requirements,
    });
    let component = json!({
        "uuid": uuid(set, "component", "isms"),
        "type": "process-procedure",
        "title": line(&format!("Information security management system of {organisation}")),
        "description": scope,
        "control-implementations": [implementation],
    });
    let mut definition = head(set, "component-definition", &format!("Implementation of controls at {organisation}"), &[]);
    definition.insert("components".into(), json!([component]));
    Some(Value::Object(definition))
}

fn requirement(set: &Set<'_>, control: &Control) -> Value {
    let id = &control.head.id;
    let status = match control.status {
        "implemented" => "implemented",
        "partial" => "partial",
        "planned" => "planned",
        // OSCAL knows no control that applies and is not begun
        _ => "planned",
    };
    let mut props = vec![json!({ "name": "implementation-status", "value": status }), prop("status", control.status), prop("performed", control.performed)];
    props.extend(control.performed_by.iter().map(|by| prop("performed-by", &set.model.title_of(by))));
    props.extend(control.documented_in.iter().map(|at| prop("documented-in", &words(set, at))));
    for exception in set.model.exceptions.values().filter(|one| one.is_in_force(set.model.as_of) && one.is_from_control(id)) {
        let until = exception.until.as_ref().map(|at| format!(" (until {})", at.value)).unwrap_or_default();
        props.push(prop("exception", &format!("{}{until}", exception.head.id)));
    }
    for evidence in &control.evidence {
        let on = evidence.on.map(|day| format!(" ({day})")).unwrap_or_default();
        props.push(prop("evidence", &format!("{}{on}", evidence.text)));
    }
    let mut out = Map::from_iter([
        ("uuid".to_string(), Value::String(uuid(set, "implemented-requirement", id))),
        ("control-id".to_string(), Value::String(super::token(id))),
        ("description".to_string(), Value::String(control.implementation.as_deref().map_or_else(|| "How it is implemented is not stated.".to_string(), prose))),
        ("props".to_string(), Value::Array(props)),
    ]);
    if let Some(role) = responsible(control.owner.as_ref()) {
        out.insert("responsible-roles".into(), role);
    }
    Value::Object(out)
}
