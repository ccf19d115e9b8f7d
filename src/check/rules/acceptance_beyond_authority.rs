//! A risk was accepted by someone to whom the criteria do not give that level.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("acceptance-beyond-authority", Deny, Risks);

/// Compares acceptances with the rules of the criteria.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(criteria) = &cx.model.criteria else { return };
    for risk in cx.model.risks.values() {
        let rating = risk.residual.as_ref().unwrap_or(&risk.inherent);
        let Some(level) = &rating.level else { continue };
        let Some(rule) = criteria.accept.iter().find(|accept| accept.level.value == *level) else { continue };
        // only the last acceptance counts; earlier ones are history
        let Some(accepted) = risk.accepted.iter().max_by_key(|one| one.on) else { continue };
        let Some(by) = &accepted.by else { continue };
        let may =
            rule.always || rule.by.iter().any(|one| one.value == by.id || (one.value == "owner" && risk.owner.as_ref().is_some_and(|owner| owner.id == by.id)));
        if may && !rule.never {
            continue;
        }
        let who: Vec<String> =
            rule.by.iter().map(|one| if one.value == "owner" { "the owner of the risk".into() } else { format!("`{}`", one.value) }).collect();
        let given = if rule.never || who.is_empty() { "to nobody".to_string() } else { format!("to {}", who.join(" or ")) };
        let within = rule.within.map(|length| format!(", for {length} at most")).unwrap_or_default();
        out.push(
            Diagnostic::new(&CODE, format!("`{}` may not accept a `{level}` residual risk", by.id))
                .at(by.place, format!("the criteria give `{level}` {given}{within}"))
                .and(rule.place, "decided here")
                .cite("ISO/IEC 27001, 6.1.2 a and 6.1.3 f")
                .help("let one of those who may accept it sign, or treat the risk further")
                .about(format!("risk {}", risk.head.id)),
        );
    }
}
