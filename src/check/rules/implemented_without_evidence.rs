//! "Implemented" is a claim; evidence is what an auditor looks at.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("implemented-without-evidence", Warn, Controls);

/// Looks for implemented controls without evidence, and without a record that shows them.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for (id, control) in &cx.model.controls {
        let shown = !control.evidence.is_empty() || cx.model.records.values().any(|record| record.shows.iter().any(|one| one.id == *id));
        if control.status == "implemented" && !shown {
            out.push(
                Diagnostic::new(&CODE, format!("`{id}` is implemented, and nothing shows it"))
                    .at(control.status_place, "what would an auditor be shown?")
                    .cite("ISO/IEC 27001, 7.5.1 b and 9.1")
                    .help("add `evidence \"…\" on DATE`, or let a `record` say that it `shows` the control")
                    .about(format!("control {id}")),
            );
        }
    }
}
