//! An amount in another currency than that of the organisation cannot be added up.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{At, Money};

code!("foreign-currency", Deny, Plans);

/// Looks at the currencies of plans and tasks.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let wanted = &cx.model.organisation.currency;
    let mut look = |money: Option<&At<Money>>| {
        if let Some(money) = money.filter(|money| money.value.currency != *wanted) {
            let mut finding = Diagnostic::new(&CODE, format!("{} is not in {wanted}", money.value)).at(money.place, "cannot be added up with the others");
            if cx.is_whole() {
                finding = finding.and(cx.organisation(), format!("the currency of the organisation is {wanted}"));
            }
            out.push(finding.help(format!("convert it, or set `currency {}` in the organisation", money.value.currency)));
        }
    };
    for control in cx.model.controls.values() {
        look(control.plan.as_ref().and_then(|plan| plan.cost.as_ref()));
    }
    for (_, task) in cx.model.tasks() {
        look(task.cost.as_ref());
    }
}
