//! An acceptance that is over: the risk is open again.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("acceptance-expired", Deny, Time);

/// Compares the ends of acceptances with the day of the check.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for risk in cx.model.risks.values() {
        // only the last acceptance counts; earlier ones are history
        let last = risk.accepted.iter().max_by_key(|one| one.on);
        let Some(until) = last.and_then(|one| one.until.as_ref()) else { continue };
        if until.value < cx.model.as_of {
            out.push(
                Diagnostic::new(&CODE, format!("the acceptance of `{}` ended on {}", risk.head.id, until.value))
                    .at(until.place, format!("before {}", cx.model.as_of))
                    .cite("ISO/IEC 27001, 6.1.3 f and 8.2")
                    .help("assess the risk again; then accept it anew, or treat it further")
                    .about(format!("risk {}", risk.head.id)),
            );
        }
    }
}
