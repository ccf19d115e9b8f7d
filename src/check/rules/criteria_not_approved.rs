//! Risk criteria say how much risk the organisation takes: top management decides that.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("criteria-not-approved", Warn, Risks);

/// Looks at who approved the criteria.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(criteria) = &cx.model.criteria else { return };
    let top = |id: &str| cx.model.roles.get(id).is_some_and(|role| role.top_management);
    let finding = match &criteria.approved {
        None => Diagnostic::new(&CODE, "nobody approved the risk criteria").at(criteria.head.place, "who decided how much risk is taken?"),
        Some(approval) if !approval.by.iter().any(|one| top(&one.id)) => {
            let finding = Diagnostic::new(&CODE, "the risk criteria are not approved by top management").at(approval.place, "not a role of top management");
            match approval.by.first().and_then(|one| cx.model.roles.get(&one.id)) {
                Some(role) => finding.and(role.head.place, "declared without `top_management yes`"),
                None => finding,
            }
        }
        Some(_) => return,
    };
    out.push(
        finding.cite("ISO/IEC 27001, 5.1 and 6.1.2 a").help("add `approved by ROLE on DATE`, with a role that says `top_management yes`").about("criteria"),
    );
}
