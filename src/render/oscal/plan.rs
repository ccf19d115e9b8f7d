//! The plan of action and milestones: the control implementation plan, each control with its tasks.

use serde_json::{Map, Value, json};

use super::{head, line, prop, prose, responsible, time, uuid};
use crate::document::links::in_plan;
use crate::model::{Control, Task};
use crate::render::Set;

/// None where nothing is left to be done: OSCAL has no empty plan.
pub(super) fn make(set: &Set<'_>) -> Option<Value> {
    let model = set.model;
    let controls: Vec<&Control> = model.controls.values().filter(|control| in_plan(control)).collect();
    if controls.is_empty() {
        return None;
    }
    let mut out = head(set, "plan-of-action-and-milestones", "Control implementation plan", &[]);
    out.insert("system-id".into(), json!({ "identifier-type": "https://ietf.org/rfc/rfc4122", "id": uuid(set, "system", "isms") }));
    out.insert("risks".into(), controls.iter().map(|control| risk(set, control)).collect());
    out.insert("poam-items".into(), controls.iter().map(|control| item(set, control)).collect());
    Some(Value::Object(out))
}

fn title(set: &Set<'_>, control: &Control) -> String {
    line(&format!("{} {}", control.head.id, set.model.control_title(&control.head.id)))
}

fn item(set: &Set<'_>, control: &Control) -> Value {
    let id = &control.head.id;
    json!({
        "uuid": uuid(set, "poam-item", id),
        "title": title(set, control),
        "description": control.implementation.as_deref().map_or_else(|| "How it is to be implemented is not stated.".to_string(), prose),
        "props": [prop("control-id", id), prop("status", control.status)],
        "related-risks": [{ "risk-uuid": uuid(set, "gap", id) }],
    })
}

/// That a control is not in place yet is the risk that OSCAL asks for; the work on it is its remediation.
fn risk(set: &Set<'_>, control: &Control) -> Value {
    let id = &control.head.id;
    let mut out = Map::from_iter([
        ("uuid".to_string(), Value::String(uuid(set, "gap", id))),
        ("title".to_string(), Value::String(line(&format!("{id} is not fully in place")))),
        ("description".to_string(), Value::String(format!("The control {} applies and is not fully in place.", title(set, control)))),
        ("statement".to_string(), Value::String(treats(set, id))),
        ("status".to_string(), Value::String("remediating".into())),
    ]);
    let Some(plan) = &control.plan else { return Value::Object(out) };
    if let Some(due) = &plan.due {
        out.insert("deadline".into(), Value::String(time(due.value)));
    }
    let tasks: Vec<Value> = plan.tasks.iter().map(|one| task(set, id, one)).collect();
    let mut remediation = Map::from_iter([
        ("uuid".to_string(), Value::String(uuid(set, "remediation", id))),
        ("lifecycle".to_string(), Value::String("planned".into())),
        ("title".to_string(), Value::String(title(set, control))),
        (
            "description".to_string(),
            Value::String(plan.deferred.as_deref().map_or_else(|| "The control is put in place by the tasks below.".to_string(), prose)),
        ),
    ]);
    if !tasks.is_empty() {
        remediation.insert("tasks".into(), Value::Array(tasks));
    }
    out.insert("remediations".into(), json!([remediation]));
    Value::Object(out)
}

/// Which risks stay higher until the control is in place.
fn treats(set: &Set<'_>, id: &str) -> String {
    let risks: Vec<String> = set
        .model
        .risks
        .values()
        .filter(|risk| risk.controls().any(|control| control.id == id))
        .map(|risk| line(&format!("{} {}", risk.head.id, risk.head.title)))
        .collect();
    if risks.is_empty() { "No risk of the register is treated by it.".into() } else { format!("It treats: {}.", risks.join("; ")) }
}

fn task(set: &Set<'_>, control: &str, task: &Task) -> Value {
    let mut out = Map::from_iter([
        ("uuid".to_string(), Value::String(uuid(set, "task", &format!("{control}\0{}", task.head.id)))),
        ("type".to_string(), Value::String("milestone".into())),
        ("title".to_string(), Value::String(line(if task.head.title.is_empty() { &task.head.id } else { &task.head.title }))),
        ("props".to_string(), json!([prop("status", task.status)])),
    ]);
    match (&task.start, &task.due) {
        (Some(start), Some(due)) => {
            out.insert("timing".into(), json!({ "within-date-range": { "start": time(start.value), "end": time(due.value) } }));
        }
        (_, Some(due)) => {
            out.insert("timing".into(), json!({ "on-date": { "date": time(due.value) } }));
        }
        _ => {}
    }
    let cost = task.cost.as_ref().map(|cost| format!("Cost: {} {}.", cost.value.amount, cost.value.currency));
    let effort = task.effort.as_ref().map(|effort| format!("Effort: {} hours.", effort.value));
    let verify = task.verify.as_deref().map(|verify| format!("Verified by: {}", prose(verify)));
    let remarks: Vec<String> = [cost, effort, verify].into_iter().flatten().collect();
    if !remarks.is_empty() {
        out.insert("remarks".into(), Value::String(remarks.join(" ")));
    }
    if let Some(role) = responsible(task.by.as_ref()) {
        out.insert("responsible-roles".into(), role);
    }
    Value::Object(out)
}
