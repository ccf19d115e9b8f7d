//! What the plans take and who pays for each part of it: every sum of money and work, in checks and in documents, is made of
//! these shares.

use std::collections::BTreeSet;

use super::{Control, Model, Money, Task};
use crate::base::{Decimal, Place};

/// A part of what is planned: a task, or what a plan states beyond its tasks.
#[derive(Debug, Clone)]
pub(crate) struct Share<'a> {
    /// Who pays: the funder of the task, else that of the control; nobody where neither says.
    pub funder: Option<&'a str>,
    /// The year of the due date.
    pub year: Option<i64>,
    pub money: Option<Money>,
    /// Work in hours.
    pub hours: Decimal,
    /// Where it is said: the amount, or what it stands in.
    pub place: Place,
}

/// Who pays for a task of a control: whom the task names, else whom the control names.
pub(crate) fn funder<'a>(task: &'a Task, control: Option<&'a Control>) -> Option<&'a str> {
    task.funded_by.as_deref().or_else(|| control.and_then(|control| control.funded_by.as_deref()))
}

fn of_task<'a>(task: &'a Task, control: Option<&'a Control>) -> Option<Share<'a>> {
    let money = task.cost.as_ref().map(|at| at.value.clone());
    let hours = task.effort.as_ref().map_or(Decimal::ZERO, |at| at.value);
    let year = task.due.as_ref().map(|at| i64::from(at.value.0.year()));
    let counts = task.status != "cancelled" && (money.is_some() || hours > Decimal::ZERO);
    counts.then(|| Share { funder: funder(task, control), year, money, hours, place: task.cost.as_ref().map_or(task.head.place, |at| at.place) })
}

/// What the plan of a control takes: its tasks, and what the plan states beyond them.
pub(crate) fn of_control(control: &Control) -> Vec<Share<'_>> {
    let Some(plan) = &control.plan else { return Vec::new() };
    let mut shares: Vec<Share<'_>> = plan.tasks.iter().filter_map(|task| of_task(task, Some(control))).collect();
    let rest = |all: Decimal, part: Decimal| if all > part { minus(all, part) } else { Decimal::ZERO };
    let money = plan.cost.as_ref().map(|at| {
        let spent = shares.iter().filter_map(|share| share.money.as_ref()).filter(|money| money.currency == at.value.currency);
        Money { amount: rest(at.value.amount, spent.map(|money| money.amount).fold(Decimal::ZERO, Decimal::plus)), currency: at.value.currency.clone() }
    });
    let money = money.filter(|money| money.amount > Decimal::ZERO);
    let worked = shares.iter().map(|share| share.hours).fold(Decimal::ZERO, Decimal::plus);
    let hours = plan.effort.as_ref().map_or(Decimal::ZERO, |at| rest(at.value, worked));
    if money.is_some() || hours > Decimal::ZERO {
        let year = plan.due.as_ref().map(|at| i64::from(at.value.0.year()));
        shares.push(Share { funder: control.funded_by.as_deref(), year, money, hours, place: plan.cost.as_ref().map_or(plan.place, |at| at.place) });
    }
    shares
}

/// What all plans take, and the tasks of risks, nonconformities and changes.
pub(crate) fn all(model: &Model) -> Vec<Share<'_>> {
    let mut shares: Vec<Share<'_>> = model.controls.values().flat_map(of_control).collect();
    shares.extend(model.tasks().filter(|(of, _)| of.kind != "control").filter_map(|(_, task)| of_task(task, None)));
    shares
}

/// Who pays for a control: one funder for each part of its plan.
pub(crate) fn funders(control: &Control) -> Vec<Option<&str>> {
    let mut funders: Vec<Option<&str>> = of_control(control).into_iter().map(|share| share.funder).collect();
    if funders.is_empty() && control.funded_by.is_some() {
        funders.push(control.funded_by.as_deref());
    }
    let mut seen = BTreeSet::new();
    funders.retain(|one| seen.insert(*one));
    funders
}

/// One number less another.
pub(crate) fn minus(from: Decimal, take: Decimal) -> Decimal {
    from.plus(take.times(Decimal::whole(-1).unwrap_or_default()))
}
