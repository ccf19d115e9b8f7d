//! Tasks that wait for each other.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::Task;
use std::collections::HashMap;

code!("task-cycle", Error, Plans);

/// Follows `after` from every task; each circle is reported once, at its first task by name.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let tasks: Vec<&Task> = cx.model.tasks().map(|(_, task)| task).collect();
    // looked up by name only
    let by_id: HashMap<&str, &Task> = tasks.iter().map(|task| (task.head.id.as_str(), *task)).collect();
    let mut state: HashMap<&str, u8> = HashMap::new();
    for start in &tasks {
        let mut stack: Vec<(&str, usize)> = vec![(start.head.id.as_str(), 0)];
        while let Some((id, next)) = stack.pop() {
            if next == 0 {
                if state.get(id).is_some_and(|seen| *seen == 2) {
                    continue;
                }
                state.insert(id, 1);
            }
            let Some(task) = by_id.get(id) else {
                state.insert(id, 2);
                continue;
            };
            match task.after.get(next) {
                Some(before) => {
                    stack.push((id, next + 1));
                    match state.get(before.id.as_str()) {
                        Some(1) => {
                            let from = stack.iter().position(|(name, _)| *name == before.id).unwrap_or(0);
                            let mut circle: Vec<&str> = stack.iter().skip(from).map(|(name, _)| *name).collect();
                            circle.push(&before.id);
                            out.push(
                                Diagnostic::new(&CODE, format!("tasks wait for each other: `{}`", circle.join("` → `")))
                                    .at(before.place, "closes the circle")
                                    .cite("ISO/IEC TS 27022:2021, Table 5")
                                    .help("remove one `after` of the circle"),
                            );
                            // said once: treat the rest of this path as done
                            for (name, _) in stack.drain(..) {
                                state.insert(name, 2);
                            }
                        }
                        Some(2) => {}
                        _ => stack.push((before.id.as_str(), 0)),
                    }
                }
                None => {
                    state.insert(id, 2);
                }
            }
        }
    }
}
