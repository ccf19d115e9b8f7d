//! Dropping an input or a result of a reference process is a decision, and carries its reason.
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("drop-without-reason", Deny, Interfaces);

/// Looks at all drops.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for process in cx.model.process_set.processes.values() {
        for drop in process.tailoring.drop.iter().filter(|one| one.because.is_none()) {
            let what: Vec<String> = drop.artifacts.iter().map(|one| format!("`{}`", one.id)).collect();
            out.push(
                Diagnostic::new(&CODE, format!("`{}` drops {} without a reason", process.id, what.join(", ")))
                    .at(drop.place, "why?")
                    .cite("ISO/IEC TS 27022:2021, clause 4")
                    .help("add `because \"…\"`")
                    .about(format!("process {}", process.id)),
            );
        }
    }
}
