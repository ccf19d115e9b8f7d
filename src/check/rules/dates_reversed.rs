//! Something that ends before it begins.

use std::fmt::Arguments;

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{At, Day};

code!("dates-reversed", Deny, Plans);

/// Looks at plans, tasks and contracts.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let mut look = |start: Option<&At<Day>>, due: Option<&At<Day>>, what: Arguments<'_>| {
        if let (Some(start), Some(due)) = (start, due)
            && due.value < start.value
        {
            out.push(
                Diagnostic::new(&CODE, format!("{what} ends before it begins"))
                    .at(due.place, format!("ends on {}", due.value))
                    .and(start.place, format!("begins on {}", start.value))
                    .help("correct one of the two dates"),
            );
        }
    };
    for control in cx.model.controls.values() {
        if let Some(plan) = &control.plan {
            look(plan.start.as_ref(), plan.due.as_ref(), format_args!("the plan of `{}`", control.head.id));
        }
    }
    for (_, task) in cx.model.tasks() {
        look(task.start.as_ref(), task.due.as_ref(), format_args!("task `{}`", task.head.id));
    }
    for supplier in cx.model.suppliers.values() {
        for contract in &supplier.contracts {
            if let (Some(start), Some(end)) = (contract.start, &contract.end)
                && end.value < start
            {
                out.push(
                    Diagnostic::new(&CODE, format!("the contract \u{201c}{}\u{201d} ends before it begins", contract.reference))
                        .at(end.place, format!("begins on {start}, and ends on {}", end.value))
                        .help("correct one of the two dates"),
                );
            }
        }
    }
}
