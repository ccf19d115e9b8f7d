//! A process that nobody answers for.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::Origin;

code!("process-without-owner", Warn, Roles);

/// Looks at the processes that the organisation answers for.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for process in cx.model.process_set.processes.values() {
        // help desk or purchasing are somebody else's; a process of the model stays one of the ISMS, whoever performs it
        let of_model = process.realises.iter().any(|id| cx.model.reference.processes.get(id).is_some_and(|one| one.is_of_model()));
        let outside = process.origin == Origin::External;
        if process.tailoring.owner.is_none() && (!outside || of_model) {
            let (message, label) = if outside {
                (format!("nobody here answers for `{}`, which others perform", process.id), "stands for a process of the ISMS: who answers for it?")
            } else {
                (format!("nobody owns the process `{}`", process.id), "who answers for it?")
            };
            out.push(
                Diagnostic::new(&CODE, message)
                    .at(process.place, label)
                    .cite(if outside { "ISO/IEC 27001, 5.3 and 8.1" } else { "ISO/IEC 27001, 5.3" })
                    .help("add `owner ROLE`")
                    .about(format!("process {}", process.id)),
            );
        }
    }
}
