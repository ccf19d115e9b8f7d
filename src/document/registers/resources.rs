//! What the plans cost and who pays: sums per funder and currency, and the budgets against which they stand.

use indexmap::IndexMap;

use super::{Cell, Column, Kind, Register, col, data, page};
use crate::base::Decimal;
use crate::document::build::Build;
use crate::document::words;
use crate::model::{Control, Money, Task};

const SUMS: &[Column] = &[
    col("funder", "Funded by", Kind::Text),
    col("controls", "Controls", Kind::Number),
    page("cost_shown", "Cost"),
    data("cost", "Cost", Kind::Number),
    data("currency", "Currency", Kind::Text),
    page("effort_shown", "Effort"),
    data("effort_hours", "Effort in hours", Kind::Number),
];

const BUDGETS: &[Column] = &[
    col("id", "Id", Kind::Text),
    col("title", "Budget", Kind::Text),
    col("year", "Year", Kind::Text),
    col("funder", "Given by", Kind::Text),
    page("money_shown", "Money"),
    data("money", "Money", Kind::Number),
    data("currency", "Currency", Kind::Text),
    page("effort_shown", "Effort"),
    data("effort_hours", "Effort in hours", Kind::Number),
    col("approved", "Approved", Kind::Text),
];

#[derive(Default)]
struct Sum {
    controls: usize,
    money: IndexMap<String, Decimal>,
    effort: Decimal,
}

/// The cost of a control: what its plan states, else what its tasks add up to, each with its funder.
fn costs(control: &Control) -> Vec<(Option<&str>, Money)> {
    let Some(plan) = &control.plan else { return Vec::new() };
    if let Some(cost) = &plan.cost {
        return vec![(control.funded_by.as_deref(), cost.value.clone())];
    }
    plan.tasks.iter().filter_map(|task| Some((task.funded_by.as_deref().or(control.funded_by.as_deref()), task.cost.as_ref()?.value.clone()))).collect()
}

/// The effort of a control: what its plan states, else what its tasks add up to.
fn effort(control: &Control) -> Decimal {
    let Some(plan) = &control.plan else { return Decimal::ZERO };
    let of = |task: &Task| task.effort.as_ref().map_or(Decimal::ZERO, |at| at.value);
    plan.effort.as_ref().map_or_else(|| plan.tasks.iter().map(of).fold(Decimal::ZERO, Decimal::plus), |at| at.value)
}

/// Sums per funder over the controls of the plan.
pub(crate) fn sums(build: &Build<'_>) -> Register {
    let mut sums: IndexMap<Option<String>, Sum> = IndexMap::new();
    for control in super::implementation::controls(build) {
        let costs = costs(control);
        let work = effort(control);
        if costs.is_empty() && work == Decimal::ZERO {
            continue;
        }
        // the work is counted with whoever pays for the control
        let own = sums.entry(control.funded_by.clone()).or_default();
        own.controls += 1;
        own.effort = own.effort.plus(work);
        for (funder, money) in costs {
            let sum = sums.entry(funder.map(str::to_string)).or_default().money.entry(money.currency).or_default();
            *sum = sum.plus(money.amount);
        }
    }
    let mut register = Register::new("funding", "Cost and effort by funder", SUMS);
    let mut rows: Vec<(Option<String>, Sum)> = sums.into_iter().collect();
    rows.sort_by(|(a, _), (b, _)| (a.is_none(), a.as_deref() != Some("isms"), a).cmp(&(b.is_none(), b.as_deref() != Some("isms"), b)));
    for (funder, sum) in rows {
        let currencies: Vec<Option<(String, Decimal)>> = if sum.money.is_empty() { vec![None] } else { sum.money.into_iter().map(Some).collect() };
        for (at, money) in currencies.into_iter().enumerate() {
            let first = at == 0;
            let money = money.map(|(currency, amount)| Money { amount, currency });
            register.rows.push(vec![
                Cell::text(build.funder(funder.as_deref())),
                if first { Cell::count(sum.controls) } else { Cell::Empty },
                Cell::maybe(money.as_ref().map(words::money)),
                money.as_ref().map_or(Cell::Empty, |money| Cell::Number(money.amount)),
                Cell::maybe(money.map(|money| money.currency)),
                if first && sum.effort != Decimal::ZERO { Cell::text(words::effort(sum.effort)) } else { Cell::Empty },
                if first { Cell::Number(sum.effort) } else { Cell::Empty },
            ]);
        }
    }
    register
}

/// The budgets, one row for each funder.
pub(crate) fn budgets(build: &Build<'_>) -> Register {
    let mut register = Register::new("budgets", "Budgets", BUDGETS);
    for budget in build.model.budgets.values() {
        for fund in &budget.funds {
            register.rows.push(vec![
                Cell::text(budget.head.id.clone()),
                Cell::text(budget.head.title.clone()),
                Cell::text(budget.year.to_string()),
                Cell::text(build.funder(Some(&fund.funder.value))),
                Cell::maybe(fund.money.as_ref().map(words::money)),
                fund.money.as_ref().map_or(Cell::Empty, |money| Cell::Number(money.amount)),
                Cell::maybe(fund.money.as_ref().map(|money| money.currency.clone())),
                Cell::maybe(fund.effort.map(words::effort)),
                fund.effort.map_or(Cell::Empty, Cell::Number),
                build.approval(budget.approved.as_ref()),
            ]);
        }
    }
    register
}
