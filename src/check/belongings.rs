//! What a role answers for, counted by kind.

use crate::model::{Model, Ref};

/// What a role answers for, in words: `2 risks`, `1 policy`; empty where it answers for nothing.
pub(super) fn of_role(model: &Model, role: &str) -> Vec<String> {
    let is = |owner: &Option<Ref>| owner.as_ref().is_some_and(|one| one.id == role);
    let counts: [(usize, &str, &str); 12] = [
        (model.risks.values().filter(|one| is(&one.owner)).count(), "risk", "risks"),
        (model.controls.values().filter(|one| is(&one.owner)).count(), "control", "controls"),
        (model.policies.values().filter(|one| is(&one.owner)).count(), "policy", "policies"),
        (model.process_set.processes.values().filter(|one| is(&one.tailoring.owner)).count(), "process", "processes"),
        (model.assets.values().filter(|one| is(&one.owner)).count(), "asset", "assets"),
        (model.suppliers.values().filter(|one| one.status == "active" && is(&one.owner)).count(), "supplier", "suppliers"),
        (model.requirements.values().filter(|one| is(&one.responsible)).count(), "requirement", "requirements"),
        (model.objectives.values().filter(|one| is(&one.owner)).count(), "objective", "objectives"),
        (model.measures.values().filter(|one| is(&one.by)).count(), "measure", "measures"),
        (model.records.values().filter(|one| is(&one.owner)).count(), "kind of record", "kinds of records"),
        (model.nonconformities.values().filter(|one| one.closed.is_none() && is(&one.owner)).count(), "nonconformity", "nonconformities"),
        (model.tasks().filter(|(_, task)| task.is_open() && is(&task.by)).count(), "open task", "open tasks"),
    ];
    let told = |(number, one, many): (usize, &str, &str)| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        more => Some(format!("{more} {many}")),
    };
    counts.into_iter().filter_map(told).collect()
}

/// A list as the end of a sentence: `2 risks, 1 policy and 3 open tasks`.
pub(super) fn listed(items: &[String]) -> String {
    match items.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}
