//! A task that begins, or ends, before the one that it waits for is finished.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::Task;
use std::collections::HashMap;

code!("task-before-predecessor", Deny, Plans);

/// Compares dates along `after`.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    // looked up by name only
    let by_id: HashMap<&str, &Task> = cx.model.tasks().map(|(_, task)| (task.head.id.as_str(), task)).collect();
    for (_, task) in cx.model.tasks().filter(|(_, task)| task.is_open()) {
        for before in &task.after {
            let Some(first) = by_id.get(before.id.as_str()).filter(|first| first.is_open()) else { continue };
            let Some(end) = &first.due else { continue };
            let Some(start) = task.start.as_ref().or(task.due.as_ref()).filter(|start| start.value < end.value) else { continue };
            let what = if task.start.is_some() { "begins" } else { "ends" };
            out.push(
                Diagnostic::new(&CODE, format!("task `{}` {what} before `{}` is finished, and has to wait for it", task.head.id, first.head.id))
                    .at(start.place, format!("`{}` {what} on {}", task.head.id, start.value))
                    .and(end.place, format!("`{}` ends on {}", first.head.id, end.value))
                    .help("move one of the dates, or remove `after`"),
            );
        }
    }
}
