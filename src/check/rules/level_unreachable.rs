//! A level that no risk can ever have.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use std::collections::BTreeSet;

code!("level-unreachable", Warn, Risks);

/// Tries every likelihood with every consequence.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    use crate::base::Decimal;
    let Some(criteria) = &cx.model.criteria else { return };
    let mut reached: BTreeSet<usize> = BTreeSet::new();
    if criteria.score_by == "matrix" {
        reached.extend(criteria.rows.iter().flat_map(|row| row.gives.iter()).filter_map(|level| criteria.rank(&level.value)));
    } else {
        let mut totals: BTreeSet<Decimal> = BTreeSet::new();
        for scale in &criteria.consequences {
            let values: Vec<Decimal> = scale.steps.iter().map(|step| step.value.value).collect();
            if criteria.consequences_by == "sum" {
                let before: Vec<Decimal> = if totals.is_empty() { vec![Decimal::ZERO] } else { totals.into_iter().collect() };
                // bounded: sums of small scales repeat, so the set stays small
                totals = before.iter().flat_map(|sum| values.iter().map(|value| sum.plus(*value))).take(10_000).collect();
            } else {
                totals.extend(values);
            }
        }
        for likelihood in criteria.likelihood.steps.iter().map(|step| step.value.value) {
            for total in &totals {
                let score = if criteria.score_by == "sum" { likelihood.plus(*total) } else { likelihood.times(*total) };
                reached.extend(criteria.rank_of_score(score));
            }
        }
    }
    if reached.is_empty() {
        return;
    }
    for (rank, level) in criteria.levels.iter().enumerate() {
        if !reached.contains(&rank) {
            out.push(
                Diagnostic::new(&CODE, format!("no risk can have the level `{}`", level.head.id))
                    .at(level.head.place, "neither the scales nor the matrix lead to it")
                    .cite("ISO/IEC 27001, 6.1.2 a")
                    .help("change where it begins, or remove it"),
            );
        }
    }
}
