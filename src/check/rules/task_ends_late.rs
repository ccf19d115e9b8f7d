//! A task that ends after the date of the control that it puts in place.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("task-ends-late", Deny, Plans);

/// Compares tasks with the plan that they stand in.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for control in cx.model.controls.values() {
        let Some(plan) = &control.plan else { continue };
        let Some(due) = &plan.due else { continue };
        for task in plan.tasks.iter().filter(|task| task.is_open()) {
            let Some(end) = task.due.as_ref().filter(|end| end.value > due.value) else { continue };
            out.push(
                Diagnostic::new(&CODE, format!("task `{}` ends after `{}` is to be in place", task.head.id, control.head.id))
                    .at(
                        end.place,
                        match days(due.value, end.value) {
                            1 => "a day later".to_string(),
                            more => format!("{more} days later"),
                        },
                    )
                    .and(due.place, "the control is due here")
                    .cite("ISO/IEC TS 27022:2021, Table 5")
                    .help("move the date of the control, or finish the task earlier")
                    .about(format!("control {}", control.head.id)),
            );
        }
    }
}

fn days(from: crate::model::Day, to: crate::model::Day) -> i64 {
    from.0.until(to.0).map(|span| i64::from(span.get_days())).unwrap_or(0)
}
