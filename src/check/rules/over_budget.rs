//! More is planned than the funder gives for that year.

use crate::base::IndexMap;
use crate::base::{Decimal, Place};
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("over-budget", Deny, Plans);

/// What is planned for one funder in one year.
#[derive(Default)]
struct Sum {
    money: Decimal,
    hours: Decimal,
    largest: Option<(Decimal, Place)>,
}

/// Adds up plans and tasks by funder and year of their due date, and compares with the budgets.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    let currency = &model.organisation.currency;
    if model.budgets.is_empty() {
        return;
    }
    let mut sums: IndexMap<(i64, String), Sum> = IndexMap::default();
    let mut add = |year: i16, funder: &str, money: Decimal, hours: Decimal, place: Place| {
        let sum = sums.entry((i64::from(year), funder.to_string())).or_default();
        sum.money = sum.money.plus(money);
        sum.hours = sum.hours.plus(hours);
        if sum.largest.is_none_or(|(most, _)| money > most) {
            sum.largest = Some((money, place));
        }
    };
    for control in model.controls.values() {
        let Some(plan) = &control.plan else { continue };
        let funder = control.funded_by.as_deref().unwrap_or("isms");
        // a plan with tasks is the sum of its tasks; what the plan itself says beyond them counts too
        let of_tasks =
            |read: fn(&crate::model::Task) -> Decimal| plan.tasks.iter().filter(|task| task.status != "cancelled").map(read).fold(Decimal::ZERO, Decimal::plus);
        let task_money = of_tasks(|task| task.cost.as_ref().map_or(Decimal::ZERO, |cost| cost.value.amount));
        let task_hours = of_tasks(|task| task.effort.as_ref().map_or(Decimal::ZERO, |effort| effort.value));
        if let Some(due) = &plan.due {
            let rest = |all: Decimal, part: Decimal| if all > part { all.plus(part.times(Decimal::whole(-1).unwrap_or_default())) } else { Decimal::ZERO };
            let money = plan.cost.as_ref().map_or(Decimal::ZERO, |cost| rest(cost.value.amount, task_money));
            let hours = plan.effort.as_ref().map_or(Decimal::ZERO, |effort| rest(effort.value, task_hours));
            add(due.value.0.year(), funder, money, hours, plan.cost.as_ref().map_or(plan.place, |cost| cost.place));
        }
    }
    for (owner, task) in model.tasks().filter(|(_, task)| task.status != "cancelled") {
        let Some(due) = &task.due else { continue };
        let of_control = model.controls.get(owner.id).and_then(|control| control.funded_by.as_deref());
        let funder = task.funded_by.as_deref().or(of_control).unwrap_or("isms");
        let money = task.cost.as_ref().map_or(Decimal::ZERO, |cost| cost.value.amount);
        let hours = task.effort.as_ref().map_or(Decimal::ZERO, |effort| effort.value);
        add(due.value.0.year(), funder, money, hours, task.cost.as_ref().map_or(task.head.place, |cost| cost.place));
    }
    for budget in model.budgets.values() {
        for ((year, funder), sum) in &sums {
            if *year != budget.year {
                continue;
            }
            let Some(fund) = budget.funds.iter().find(|fund| fund.funder.value == *funder) else {
                if sum.money > Decimal::ZERO {
                    let place = sum.largest.map_or(budget.head.place, |(_, place)| place);
                    out.push(
                        Diagnostic::new(&CODE, format!("`{funder}` is to pay {} {currency} in {year}, and the budget gives it nothing", sum.money))
                            .at(budget.head.place, format!("no `fund {funder}`"))
                            .and(place, "the largest amount")
                            .cite("ISO/IEC 27001, 7.1; ISO/IEC TS 27022:2021, Table 15")
                            .help(format!("add `fund {funder} money {} {currency}`", sum.money))
                            .sums_up([format!("{} {currency} in {year}", sum.money)]),
                    );
                }
                continue;
            };
            let money = fund.money.as_ref().map_or(Decimal::ZERO, |money| money.amount);
            if sum.money > money {
                let mut finding =
                    Diagnostic::new(&CODE, format!("{} {currency} is planned for `{funder}` in {year}, and the budget gives {money} {currency}", sum.money))
                        .at(fund.funder.place, "less than is planned");
                if let Some((_, place)) = sum.largest {
                    finding = finding.and(place, "the largest amount");
                }
                out.push(
                    finding
                        .cite("ISO/IEC 27001, 7.1; ISO/IEC TS 27022:2021, Table 15")
                        .help("raise the budget, move a task to another year, or let another unit pay")
                        .sums_up([format!("{} {currency} in {year}", sum.money)]),
                );
            }
            if let Some(hours) = fund.effort.filter(|hours| sum.hours > *hours) {
                out.push(
                    Diagnostic::new(&CODE, format!("{} hours are planned for `{funder}` in {year}, and the budget gives {hours}", sum.hours))
                        .at(fund.funder.place, "less working time than is planned")
                        .cite("ISO/IEC 27001, 7.1; ISO/IEC TS 27022:2021, Table 15")
                        .help("raise the budget, or move a task to another year")
                        .sums_up([format!("{} hours in {year}", sum.hours)]),
                );
            }
        }
    }
}
