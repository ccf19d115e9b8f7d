//! Cost and effort of the plans by who pays for them.

use std::collections::BTreeSet;

use super::{Cell, Column, Kind, Register, col, data, page};
use crate::base::{Decimal, IndexMap};
use crate::document::build::Build;
use crate::model::{Money, funding};

const SUMS: &[Column] = &[
    col("funder", "Funded by", Kind::Text),
    col("controls", "Controls", Kind::Number),
    page("cost_shown", "Cost"),
    data("cost", "Cost", Kind::Number),
    data("currency", "Currency", Kind::Text),
    page("effort_shown", "Effort"),
    data("effort_hours", "Effort in hours", Kind::Number),
];

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
        for share in funding::of_control(control) {
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
