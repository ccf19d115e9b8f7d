//! The budgets, and the plans against them.

use super::{Cell, Column, Kind, Piece, Register, col, data, page};
use crate::base::Decimal;
use crate::document::build::Build;
use crate::model::{Money, funding};

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
    // who pays nothing yet stands behind those who do, and what has no year behind all years
    type Key = ((bool, i64), (bool, String));
    let key = |year: Option<i64>, funder: Option<&str>| -> Key {
        ((year.is_none(), year.unwrap_or_default()), (funder.is_none(), funder.unwrap_or_default().to_string()))
    };
    let mut planned: std::collections::BTreeMap<Key, (Decimal, Decimal)> = std::collections::BTreeMap::new();
    for share in funding::all(model) {
        let sum = planned.entry(key(share.year, share.funder)).or_default();
        let money = share.money.filter(|money| money.currency == *currency).map_or(Decimal::ZERO, |money| money.amount);
        *sum = (sum.0.plus(money), sum.1.plus(share.hours));
    }
    let own = |money: &Money| if money.currency == *currency { money.amount } else { Decimal::ZERO };
    for budget in model.budgets.values() {
        for fund in &budget.funds {
            planned.entry(key(Some(budget.year), Some(&fund.funder.value))).or_default();
        }
    }
    let mut register = Register::new("planned_against_budget", "Planned against budget", AGAINST);
    for (((timeless, year), (nobody, funder)), (money, hours)) in planned {
        let budgets = model.budgets.values().filter(|budget| !timeless && budget.year == year);
        let funds: Vec<_> = budgets.flat_map(|budget| &budget.funds).filter(|fund| !nobody && fund.funder.value == funder).collect();
        let given = funds.iter().filter_map(|fund| fund.money.as_ref()).map(own).fold(Decimal::ZERO, Decimal::plus);
        let work = funds.iter().filter_map(|fund| fund.effort).fold(Decimal::ZERO, Decimal::plus);
        let any = !funds.is_empty();
        let state = match () {
            () if !any && money == Decimal::ZERO && hours == Decimal::ZERO => continue,
            () if timeless => Piece::strong(build.t("no due date")),
            () if nobody => Piece::strong(build.t("funder not stated")),
            () if !any => Piece::strong(build.t("no budget")),
            () if money > given || (work > Decimal::ZERO && hours > work) => Piece::strong(build.t("over budget")),
            () => Piece::text(build.t("within budget")),
        };
        let shown = |amount: Decimal| Cell::text(build.language.money(&Money { amount, currency: currency.clone() }));
        let when = |there: bool, cell: Cell| if there { cell } else { Cell::Empty };
        register.rows.push(vec![
            Cell::text(if timeless { build.t("not stated").to_string() } else { year.to_string() }),
            Cell::text(build.funder(if nobody { None } else { Some(&funder) })),
            shown(money),
            Cell::Number(money),
            when(any, shown(given)),
            when(any, Cell::Number(given)),
            Cell::text(currency.clone()),
            when(any, shown(funding::minus(given, money))),
            when(any, Cell::Number(funding::minus(given, money))),
            when(hours > Decimal::ZERO, Cell::text(build.language.effort(hours))),
            Cell::Number(hours),
            when(work > Decimal::ZERO, Cell::text(build.language.effort(work))),
            when(any, Cell::Number(work)),
            Cell::Text(state),
        ]);
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
