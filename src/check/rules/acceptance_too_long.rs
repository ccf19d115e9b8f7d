//! An acceptance that lasts longer than the criteria allow, or that has no end where they ask for one.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("acceptance-too-long", Deny, Risks);

/// Compares the length of acceptances with the rules.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(criteria) = &cx.model.criteria else { return };
    for risk in cx.model.risks.values() {
        let rating = risk.residual.as_ref().unwrap_or(&risk.inherent);
        let Some(level) = &rating.level else { continue };
        let Some(rule) = criteria.accept.iter().find(|accept| accept.level.value == *level) else { continue };
        let Some(within) = rule.within else { continue };
        // only the last acceptance counts; earlier ones are history
        let Some(accepted) = risk.accepted.iter().max_by_key(|one| one.on) else { continue };
        let Some(on) = accepted.on else { continue };
        let last = on.after(within);
        let finding = match &accepted.until {
            None => {
                Diagnostic::new(&CODE, format!("the acceptance of `{}` has no end", risk.head.id)).at(accepted.place, format!("until {last} at the latest"))
            }
            Some(until) if until.value > last => Diagnostic::new(&CODE, format!("the acceptance of `{}` lasts longer than the criteria allow", risk.head.id))
                .at(until.place, format!("{last} at the latest")),
            Some(_) => continue,
        };
        out.push(
            finding
                .and(rule.place, format!("`{level}` may be accepted for {within}"))
                .cite("ISO/IEC 27001, 6.1.2 a and 6.1.3 f")
                .help(format!("write `until {last}` or an earlier day"))
                .about(format!("risk {}", risk.head.id)),
        );
    }
}
