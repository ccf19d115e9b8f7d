//! A risk that was found, rated, and left lying.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("risk-without-treatment", Deny, Risks);

/// Looks for risks without a treatment.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for risk in cx.model.risks.values().filter(|risk| risk.treatments.is_empty()) {
        out.push(
            Diagnostic::new(&CODE, format!("nothing says how `{}` is treated", risk.head.id))
                .at(risk.head.place, "no `treat`")
                .cite("ISO/IEC 27001, 6.1.3 a")
                .help("choose: `treat modify with CONTROLS`, `treat retain`, `treat avoid` or `treat share`")
                .about(format!("risk {}", risk.head.id)),
        );
    }
}
