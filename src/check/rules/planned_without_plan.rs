//! What is not in place yet has an owner, a date, and resources.

use crate::check::Context;
use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, code};
use crate::model::Task;

code!("planned-without-plan", Deny, Controls);

/// Looks at controls that are partial or planned.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    // a treatment plan may hold the tasks that put a control in place; looked up by name only
    let mut by_control: HashMap<&str, Vec<&Task>> = HashMap::new();
    for (_, task) in cx.model.tasks() {
        for control in &task.controls {
            by_control.entry(control.id.as_str()).or_default().push(task);
        }
    }
    for (id, control) in &cx.model.controls {
        if !matches!(control.status, "partial" | "planned") {
            continue;
        }
        let plan = control.plan.as_ref();
        let tasks: Vec<_> = plan.iter().flat_map(|plan| plan.tasks.iter()).chain(by_control.get(id.as_str()).into_iter().flatten().copied()).collect();
        let mut missing = Vec::new();
        if control.owner.is_none() && plan.is_none_or(|plan| plan.by.is_none()) && tasks.iter().all(|task| task.by.is_none()) {
            missing.push("an owner");
        }
        let dated = plan.is_some_and(|plan| plan.due.is_some()) || tasks.iter().any(|task| task.due.is_some());
        if !dated {
            missing.push("a date");
        }
        let resourced =
            plan.is_some_and(|plan| plan.cost.is_some() || plan.effort.is_some()) || tasks.iter().any(|task| task.cost.is_some() || task.effort.is_some());
        if !resourced {
            missing.push("resources");
        }
        if missing.is_empty() {
            continue;
        }
        let way_out = if plan.is_some() {
            "complete the plan: `owner ROLE`, `due DATE`, and `effort 5 days` or `cost 8000 EUR`"
        } else {
            "say who does it, by when, and with what: `owner ROLE plan due DATE effort 5 days`"
        };
        let state = if control.status == "partial" { "partly in place" } else { "planned" };
        out.push(
            Diagnostic::new(&CODE, format!("`{id}` is {state}, and its plan is not complete"))
                .at(control.status_place, format!("without {}", missing.join(" and without ")))
                .cite("ISO/IEC TS 27022:2021, Table 5; ISO/IEC 27001, 6.1.3 e")
                .help(way_out)
                .about(format!("control {id}")),
        );
    }
}
