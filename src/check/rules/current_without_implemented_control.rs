//! Only what is in place lowers the level of today; what is planned lowers the target.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("current-without-implemented-control", Warn, Risks);

/// Looks at current levels below the inherent one.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for risk in cx.model.risks.values().filter(|risk| risk.current_declared && risk.existing.is_none()) {
        let lower = match (risk.inherent.score, risk.current.score) {
            (Some(before), Some(now)) => now < before,
            _ => risk.current.rank < risk.inherent.rank,
        };
        let in_place = risk.controls().filter_map(|one| cx.model.controls.get(&one.id)).any(|control| matches!(control.status, "implemented" | "partial"));
        if lower && !in_place {
            let mut finding = Diagnostic::new(&CODE, format!("`{}` is rated lower today, but none of its controls is in place", risk.head.id))
                .at(risk.current.place, "lower than without treatment");
            for control in risk.controls().take(3) {
                if let Some(control) = cx.model.controls.get(&control.id) {
                    finding = finding.and(control.status_place, format!("`{}` is {}", control.head.id, control.status.replace('_', " ")));
                }
            }
            out.push(
                finding
                    .cite("ISO/IEC 27001, 6.1.2 d and 6.1.3")
                    .help("leave `current` out until a control is implemented, or say in `existing` what else lowers the risk")
                    .about(format!("risk {}", risk.head.id)),
            );
        }
    }
}
