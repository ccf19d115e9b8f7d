//! A treatment, a requirement, a policy or an objective that rests on a control which was excluded.

use std::fmt::Arguments;

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::Ref;

code!("rests-on-excluded-control", Deny, Controls);

/// Looks at everything that names controls.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    let mut look = |reference: &Ref, what: Arguments<'_>, verb: &str| {
        if model.controls.contains_key(&reference.id) {
            return;
        }
        let Some(exclusion) = model.exclusions.get(&reference.id) else { return };
        out.push(
            Diagnostic::new(&CODE, format!("{what} {verb} `{}`, which is excluded", reference.id))
                .at(reference.place, "rests on it")
                .and(exclusion.header, "excluded here")
                .cite("ISO/IEC 27001, 6.1.3 c and d")
                .help(format!("apply the control: write `control {} status not_started owner ROLE` in place of the exclusion", reference.id))
                .help("or name another control here")
                .about(what.to_string().replace('`', "")),
        );
    };
    for risk in model.risks.values() {
        for control in risk.controls() {
            look(control, format_args!("risk `{}`", risk.head.id), "is treated with");
        }
        for control in risk.tasks.iter().flat_map(|task| task.controls.iter()) {
            look(control, format_args!("risk `{}`", risk.head.id), "has a task for");
        }
    }
    for requirement in model.requirements.values() {
        for control in &requirement.demands {
            look(control, format_args!("requirement `{}`", requirement.head.id), "demands");
        }
    }
    for policy in model.policies.values() {
        for control in &policy.covers {
            look(control, format_args!("policy `{}`", policy.head.id), "covers");
        }
    }
    for objective in model.objectives.values() {
        for control in &objective.controls {
            look(control, format_args!("objective `{}`", objective.head.id), "rests on");
        }
    }
    for process in model.process_set.processes.values() {
        for control in &process.tailoring.controls {
            look(control, format_args!("process `{}`", process.id), "performs");
        }
    }
    for record in model.records.values() {
        for control in &record.shows {
            look(control, format_args!("record `{}`", record.head.id), "is evidence for");
        }
    }
}
