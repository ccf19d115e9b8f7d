//! Risks without criteria cannot be rated.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("criteria-missing", Deny, Risks);

/// Looks for criteria where there are risks, or a whole organisation.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    if cx.model.criteria.is_some() || !cx.is_whole() {
        return;
    }
    let place = cx.model.risks.values().next().map_or(cx.organisation(), |risk| risk.head.place);
    out.push(
        Diagnostic::new(&CODE, "no risk criteria are declared")
            .at(place, if cx.model.risks.is_empty() { "this organisation has none" } else { "cannot be rated" })
            .cite("ISO/IEC 27001, 6.1.2 a")
            .help("declare scales, levels and who may accept which: `isms explain criteria-missing` shows a short example"),
    );
}
