//! A process that nobody answers for.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::Origin;

code!("process-without-owner", Warn, Roles);

/// Looks at the processes inside the ISMS.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for process in cx.model.process_set.processes.values() {
        if process.tailoring.owner.is_none() && process.origin != Origin::External {
            out.push(
                Diagnostic::new(&CODE, format!("nobody owns the process `{}`", process.id))
                    .at(process.place, "who answers for it?")
                    .cite("ISO/IEC 27001, 5.3")
                    .help("add `owner ROLE`")
                    .about(format!("process {}", process.id)),
            );
        }
    }
}
