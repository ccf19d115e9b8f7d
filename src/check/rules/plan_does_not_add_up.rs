//! The tasks of a plan cost more, or take longer, than the plan says.

use crate::base::Decimal;
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("plan-does-not-add-up", Deny, Plans);

/// Adds up the tasks of each control's plan.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for control in cx.model.controls.values() {
        let Some(plan) = &control.plan else { continue };
        if let Some(cost) = &plan.cost {
            let sum = plan
                .tasks
                .iter()
                .filter(|task| task.status != "cancelled")
                .filter_map(|task| task.cost.as_ref())
                .map(|cost| cost.value.amount)
                .fold(Decimal::ZERO, Decimal::plus);
            if sum > cost.value.amount {
                out.push(finding(&control.head.id, cost.place, format!("its tasks cost {sum} {}", cost.value.currency), "cost"));
            }
        }
        if let Some(effort) = &plan.effort {
            let sum = plan
                .tasks
                .iter()
                .filter(|task| task.status != "cancelled")
                .filter_map(|task| task.effort.as_ref())
                .map(|effort| effort.value)
                .fold(Decimal::ZERO, Decimal::plus);
            if sum > effort.value {
                out.push(finding(&control.head.id, effort.place, format!("its tasks take {sum} hours, and the plan gives {} hours", effort.value), "effort"));
            }
        }
    }
}

fn finding(id: &str, place: crate::base::Place, label: String, what: &str) -> Diagnostic {
    Diagnostic::new(&CODE, format!("the {what} of the plan of `{id}` does not cover its tasks"))
        .at(place, label)
        .cite("ISO/IEC TS 27022:2021, Table 15")
        .help("raise the plan, or lower the tasks")
        .about(format!("control {id}"))
}
