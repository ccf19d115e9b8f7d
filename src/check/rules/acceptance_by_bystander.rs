//! A residual risk was accepted by somebody who neither owns it nor stands above its owner.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::Hands;

code!("acceptance-by-bystander", Warn, Risks);

/// Compares those who accepted a risk with its owner and the line above.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for risk in model.risks.values() {
        let Some(owner) = &risk.owner else { continue };
        // only the last acceptance counts; earlier ones are history, but an owner who signed earlier has signed
        let Some(accepted) = risk.accepted.iter().max_by_key(|one| one.on) else { continue };
        let Some(by) = &accepted.by else { continue };
        let is_owner = matches!(model.same_hands(&by.id, &owner.id), Some(Hands::SameRole | Hands::Holder(_)));
        let above = model.superiors(&owner.id).iter().any(|one| one.head.id == by.id);
        let top = model.roles.get(&by.id).is_some_and(|one| one.top_management);
        let signed = risk.accepted.iter().any(|one| one.by.as_ref().is_some_and(|other| other.id == owner.id));
        if is_owner || above || top || signed {
            continue;
        }
        out.push(
            Diagnostic::new(&CODE, format!("`{}` accepted `{}`, and `{}` answers for it", by.id, risk.head.id, owner.id))
                .at(by.place, "neither owns the risk nor stands above its owner")
                .and(owner.place, "owns the risk")
                .cite("ISO/IEC 27001, 6.1.3 f")
                .help(format!("let the owner accept it: `accepted by {} on …`; an acceptance by somebody above counts as well", owner.id))
                .help(format!("if `{}` is above the owner, say so at the role: `reports_to {}`", by.id, by.id))
                .fix(format!("let `{}` accept it", owner.id), by.place, owner.id.clone(), false)
                .about(format!("risk {}", risk.head.id)),
        );
    }
}
