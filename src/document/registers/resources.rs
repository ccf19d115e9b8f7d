//! What the plans cost and who pays: sums per funder and currency, and the budgets against which they stand.

use crate::base::IndexMap;

use super::{Cell, Column, Kind, Piece, Register, col, data, page};
use crate::base::Decimal;
use crate::document::build::Build;
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

const AGAINST: &[Column] = &[
    col("year", "Year", Kind::Text),
    col("funder", "Funded by", Kind::Text),
    page("planned_shown", "Planned"),
    data("planned", "Planned money", Kind::Number),
    page("budget_shown", "Budget"),
    data("budget", "Budget money", Kind::Number),
    data("currency", "Currency", Kind::Text),
    page("left_shown", "Left"),
    data("left", "Money left", Kind::Number),
    page("work_shown", "Work planned"),
    data("work", "Work planned in hours", Kind::Number),
    page("work_budget_shown", "Work given"),
    data("work_budget", "Work given in hours", Kind::Number),
    col("state", "State", Kind::Text),
];

/// What is planned for each year and funder against what the budget gives. A task counts in the year of its due date and
/// for whoever pays for it; money in another currency than that of the organisation does not count.
pub(crate) fn against_budget(build: &Build<'_>) -> Register {
    let model = build.model;
    let currency = &model.organisation.currency;
    let mut planned: std::collections::BTreeMap<(i64, String), (Decimal, Decimal)> = std::collections::BTreeMap::new();
    let mut add = |year: i16, funder: &str, money: Decimal, hours: Decimal| {
        let sum = planned.entry((i64::from(year), funder.to_string())).or_default();
        *sum = (sum.0.plus(money), sum.1.plus(hours));
    };
    let own = |money: &Money| if money.currency == *currency { money.amount } else { Decimal::ZERO };
    for control in model.controls.values() {
        let Some((plan, due)) = control.plan.as_ref().and_then(|plan| Some((plan, plan.due.as_ref()?.value))) else { continue };
        // a plan with tasks is the sum of its tasks; what the plan itself says beyond them counts too
        let live = || plan.tasks.iter().filter(|task| task.status != "cancelled");
        let money = live().filter_map(|task| task.cost.as_ref()).map(|cost| own(&cost.value)).fold(Decimal::ZERO, Decimal::plus);
        let hours = live().filter_map(|task| task.effort.as_ref()).map(|effort| effort.value).fold(Decimal::ZERO, Decimal::plus);
        let rest = |all: Decimal, part: Decimal| if all > part { minus(all, part) } else { Decimal::ZERO };
        add(
            due.0.year(),
            control.funded_by.as_deref().unwrap_or("isms"),
            plan.cost.as_ref().map_or(Decimal::ZERO, |cost| rest(own(&cost.value), money)),
            plan.effort.as_ref().map_or(Decimal::ZERO, |effort| rest(effort.value, hours)),
        );
    }
    for (owner, task) in model.tasks().filter(|(_, task)| task.status != "cancelled") {
        let Some(due) = &task.due else { continue };
        let of_control = model.controls.get(owner.id).and_then(|control| control.funded_by.as_deref());
        add(
            due.value.0.year(),
            task.funded_by.as_deref().or(of_control).unwrap_or("isms"),
            task.cost.as_ref().map_or(Decimal::ZERO, |cost| own(&cost.value)),
            task.effort.as_ref().map_or(Decimal::ZERO, |effort| effort.value),
        );
    }
    for budget in model.budgets.values() {
        for fund in &budget.funds {
            planned.entry((budget.year, fund.funder.value.clone())).or_default();
        }
    }
    let mut register = Register::new("planned_against_budget", "Planned against budget", AGAINST);
    for ((year, funder), (money, hours)) in planned {
        let funds = model.budgets.values().filter(|budget| budget.year == year).flat_map(|budget| &budget.funds).filter(|fund| fund.funder.value == funder);
        let funds: Vec<_> = funds.collect();
        let given = funds.iter().filter_map(|fund| fund.money.as_ref()).map(own).fold(Decimal::ZERO, Decimal::plus);
        let work = funds.iter().filter_map(|fund| fund.effort).fold(Decimal::ZERO, Decimal::plus);
        let any = !funds.is_empty();
        let state = match () {
            () if !any && money == Decimal::ZERO && hours == Decimal::ZERO => continue,
            () if !any => Piece::strong(build.t("no budget")),
            () if money > given || (work > Decimal::ZERO && hours > work) => Piece::strong(build.t("over budget")),
            () => Piece::text(build.t("within budget")),
        };
        let shown = |amount: Decimal| Cell::text(build.language.money(&Money { amount, currency: currency.clone() }));
        let when = |there: bool, cell: Cell| if there { cell } else { Cell::Empty };
        register.rows.push(vec![
            Cell::text(year.to_string()),
            Cell::text(build.funder(Some(&funder))),
            shown(money),
            Cell::Number(money),
            when(any, shown(given)),
            when(any, Cell::Number(given)),
            Cell::text(currency.clone()),
            when(any, shown(minus(given, money))),
            when(any, Cell::Number(minus(given, money))),
            when(hours > Decimal::ZERO, Cell::text(build.language.effort(hours))),
            Cell::Number(hours),
            when(work > Decimal::ZERO, Cell::text(build.language.effort(work))),
            when(any, Cell::Number(work)),
            Cell::Text(state),
        ]);
    }
    register
}

fn minus(from: Decimal, take: Decimal) -> Decimal {
    from.plus(take.times(Decimal::whole(-1).unwrap_or_default()))
}

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
    let mut sums: IndexMap<Option<String>, Sum> = IndexMap::default();
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
                Cell::maybe(fund.money.as_ref().map(|one| build.language.money(one))),
                fund.money.as_ref().map_or(Cell::Empty, |money| Cell::Number(money.amount)),
                Cell::maybe(fund.money.as_ref().map(|money| money.currency.clone())),
                Cell::maybe(fund.effort.map(|one| build.language.effort(one))),
                fund.effort.map_or(Cell::Empty, Cell::Number),
                build.approval(budget.approved.as_ref()),
            ]);
        }
    }
    register
}
