//! Work whose day has passed, and which is not done.

use std::fmt::Arguments;

use crate::base::Place;
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::Day;

code!("past-due", Warn, Time);

/// Compares tasks, plans, nonconformities, objectives and audits with the day of the check.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    let mut look = |day: Day, place: Place, what: Arguments<'_>| {
        if day < model.as_of {
            out.push(
                Diagnostic::new(&CODE, format!("{what} was due on {day}"))
                    .at(place, format!("before {}", model.as_of))
                    .cite("ISO/IEC 27001, 8.1 and 10.2")
                    .help("say that it is done, or give it a new day and tell whoever approved the old one")
                    .about(what.to_string().replace('`', "")),
            );
        }
    };
    for (_, task) in model.tasks().filter(|(_, task)| task.is_open()) {
        if let Some(due) = &task.due {
            look(due.value, due.place, format_args!("task `{}`", task.head.id));
        }
    }
    for control in model.controls.values().filter(|one| matches!(one.status, "partial" | "planned" | "not_started")) {
        if let Some(due) = control.plan.as_ref().and_then(|plan| plan.due.as_ref()) {
            look(due.value, due.place, format_args!("control `{}`", control.head.id));
        }
    }
    for one in model.nonconformities.values().filter(|one| one.closed.is_none()) {
        if let Some(due) = &one.due {
            look(due.value, due.place, format_args!("nonconformity `{}`", one.head.id));
        }
    }
    for one in model.objectives.values().filter(|one| !matches!(one.status, Some("reached" | "missed"))) {
        if let Some(due) = &one.due {
            look(due.value, due.place, format_args!("objective `{}`", one.head.id));
        }
    }
    for one in model.audits.values().filter(|one| one.status == "planned") {
        if let Some(date) = &one.date {
            look(date.value, date.place, format_args!("audit `{}`", one.head.id));
        }
    }
    for one in model.changes.values().filter(|one| !matches!(one.status, Some("done" | "declined"))) {
        if let Some(due) = &one.due {
            look(due.value, due.place, format_args!("change `{}`", one.head.id));
        }
    }
    for one in model.trainings.values() {
        if let Some(due) = &one.due {
            let held = one.held.iter().any(|held| held.on.is_some_and(|on| on <= model.as_of));
            if !held {
                look(due.value, due.place, format_args!("training `{}`", one.head.id));
            }
        }
    }
}
