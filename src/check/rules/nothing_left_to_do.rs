//! Everything is implemented, and nothing was ever wrong.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("nothing-left-to-do", Warn, Controls);

/// Fewer controls are the beginning of a register, not all of it.
const MANY: usize = 10;

/// Looks for anything that is still to be done, or that was found wrong.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    let all = model.controls.len();
    if !cx.is_whole() || all < MANY || model.controls.values().any(|control| control.status != "implemented") {
        return;
    }
    let found_wrong = !model.nonconformities.is_empty() || !model.exceptions.is_empty();
    let to_do = !model.changes.is_empty() || model.tasks().next().is_some();
    let missed = model.objectives.values().any(|one| matches!(one.status, Some("missed" | "at_risk")));
    if found_wrong || to_do || missed {
        return;
    }
    out.push(
        Diagnostic::new(&CODE, format!("all {all} controls count as implemented, and nothing was found wrong or is left to do"))
            .at(cx.organisation(), "no partial control, no task, no nonconformity, no exception, no change")
            .cite("ISO/IEC 27001, 9.2, 10.1 and 10.2")
            .help("record what audits and incidents showed: `nonconformity NC-2026-1 \"…\" { found on DATE }`")
            .help("say `status partial` where a control does not reach everything yet, with its plan")
            .about("organisation"),
    );
}
