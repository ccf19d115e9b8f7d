//! A treatment that makes a risk worse: most likely a slip of the pen.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("residual-above-inherent", Warn, Risks);

/// Compares levels before and after.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for risk in cx.model.risks.values() {
        let Some(residual) = &risk.residual else { continue };
        let higher = match (risk.inherent.score, residual.score) {
            (Some(before), Some(after)) => after > before,
            _ => residual.rank > risk.inherent.rank,
        };
        if higher && residual.rank.is_some() && risk.inherent.rank.is_some() {
            out.push(
                Diagnostic::new(&CODE, format!("`{}` is rated higher after treatment than before", risk.head.id))
                    .at(residual.place, format!("`{}` with the treatment in place", residual.level.as_deref().unwrap_or("?")))
                    .and(risk.head.place, format!("`{}` before", risk.inherent.level.as_deref().unwrap_or("?")))
                    .cite("ISO/IEC 27001, 6.1.3")
                    .help("correct one of the two: the values of the risk itself are those without treatment")
                    .about(format!("risk {}", risk.head.id)),
            );
        }
    }
}
