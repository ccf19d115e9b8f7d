//! More is planned than the funder gives for that year.

use crate::base::IndexMap;
use crate::base::{Decimal, Place};
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::funding;

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
    let mut add = |year: i64, funder: &str, money: Decimal, hours: Decimal, place: Place| {
        let sum = sums.entry((year, funder.to_string())).or_default();
        sum.money = sum.money.plus(money);
        sum.hours = sum.hours.plus(hours);
        if sum.largest.is_none_or(|(most, _)| money > most) {
            sum.largest = Some((money, place));
        }
    };
    for share in funding::all(model) {
        // what names no funder falls to the budget of the ISMS
        let (Some(year), money) = (share.year, share.money.filter(|money| money.currency == *currency)) else { continue };
        add(year, share.funder.unwrap_or("isms"), money.map_or(Decimal::ZERO, |money| money.amount), share.hours, share.place);
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
