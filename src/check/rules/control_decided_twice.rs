//! A control is decided once: included and excluded at the same time is no decision.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("control-decided-twice", Deny, Controls);

/// Compares inclusions and exclusions.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for (id, place) in &model.extra.controls {
        let finding = Diagnostic::new(&CODE, format!("`{id}` is decided twice")).at(*place, "decided again here");
        let first = model.controls.get(id).map(|one| one.head.place).or_else(|| model.exclusions.get(id).map(|one| one.place));
        let finding = match first {
            Some(first) => finding.and(first, "decided here first"),
            None => finding,
        };
        out.push(finding.cite("ISO/IEC 27001, 6.1.3 d").help("put both into one").about(format!("control {id}")));
    }
    for (id, exclusion) in &model.exclusions {
        if let Some(control) = model.controls.get(id) {
            out.push(
                Diagnostic::new(&CODE, format!("`{id}` is both applied and excluded"))
                    .at(exclusion.place, "excluded here")
                    .and(control.head.place, "applied here")
                    .cite("ISO/IEC 27001, 6.1.3 d")
                    .help("keep one of the two")
                    .about(format!("control {id}")),
            );
        }
    }
}
