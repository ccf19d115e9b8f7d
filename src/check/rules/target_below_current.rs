//! A capability level that is needed and lies below the one that is there.
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("target-below-current", Warn, Tailoring);

/// Looks at maturity levels.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for process in cx.model.process_set.processes.values() {
        let (Some(now), Some(target)) = (&process.tailoring.maturity, process.tailoring.maturity_target) else { continue };
        if target < now.value {
            out.push(
                Diagnostic::new(&CODE, format!("`{}` is at level {} and needs only {target}", process.id, now.value))
                    .at(now.place, "the level today comes first, then the one that is needed")
                    .cite("ISO/IEC 33020, 5")
                    .help(format!("swap them if that was meant: `maturity {target} to {}`", now.value))
                    .about(format!("process {}", process.id)),
            );
        }
    }
}
