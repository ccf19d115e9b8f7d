//! What the plans take and who pays for each part of it: every sum of money and work in the documents is made of these shares.

use std::collections::BTreeSet;

use super::{Cell, Column, Kind, Register, col, data, page};
use crate::base::{Decimal, IndexMap};
use crate::document::build::Build;
use crate::model::{Control, Model, Money, Task};

const SUMS: &[Column] = &[
    col("funder", "Funded by", Kind::Text),
    col("controls", "Controls", Kind::Number),
    page("cost_shown", "Cost"),
    data("cost", "Cost", Kind::Number),
    data("currency", "Currency", Kind::Text),
    page("effort_shown", "Effort"),
    data("effort_hours", "Effort in hours", Kind::Number),
];

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
    counts.then(|| Share { funder: funder(task, control), year, money, hours })
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
        shares.push(Share { funder: control.funded_by.as_deref(), year, money, hours });
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

#[derive(Default)]
struct Sum<'a> {
    controls: BTreeSet<&'a str>,
    money: IndexMap<String, Decimal>,
    effort: Decimal,
}

/// Sums per funder over the controls of the plan.
pub(crate) fn sums(build: &Build<'_>) -> Register {
    let mut sums: IndexMap<Option<&str>, Sum<'_>> = IndexMap::default();
    for control in super::implementation::controls(build) {
        for share in of_control(control) {
            let sum = sums.entry(share.funder).or_default();
            sum.controls.insert(&control.head.id);
            sum.effort = sum.effort.plus(share.hours);
            if let Some(money) = share.money {
                let amount = sum.money.entry(money.currency).or_default();
                *amount = amount.plus(money.amount);
            }
        }
    }
    let mut register = Register::new("funding", "Cost and effort by funder", SUMS);
    let mut rows: Vec<(Option<&str>, Sum<'_>)> = sums.into_iter().collect();
    rows.sort_by_key(|(funder, _)| (funder.is_none(), *funder != Some("isms"), *funder));
    for (funder, sum) in rows {
        let currencies: Vec<Option<(String, Decimal)>> = if sum.money.is_empty() { vec![None] } else { sum.money.into_iter().map(Some).collect() };
        for (at, money) in currencies.into_iter().enumerate() {
            let first = at == 0;
            let money = money.map(|(currency, amount)| Money { amount, currency });
            register.rows.push(vec![
                Cell::text(build.funder(funder)),
                if first { Cell::count(sum.controls.len()) } else { Cell::Empty },
                Cell::maybe(money.as_ref().map(|one| build.language.money(one))),
                money.as_ref().map_or(Cell::Empty, |money| Cell::Number(money.amount)),
                Cell::maybe(money.map(|money| money.currency)),
                if first && sum.effort != Decimal::ZERO { Cell::text(build.language.effort(sum.effort)) } else { Cell::Empty },
                if first { Cell::Number(sum.effort) } else { Cell::Empty },
            ]);
        }
    }
    register
}
