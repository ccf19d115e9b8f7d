//! A matrix gives a level for every likelihood and every consequence.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("matrix-incomplete", Deny, Risks);

/// Counts rows and columns, and looks for the first level of a scored rule.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(criteria) = &cx.model.criteria else { return };
    if criteria.levels.is_empty() {
        out.push(
            Diagnostic::new(&CODE, "the criteria have no levels")
                .at(criteria.head.place, "a score means nothing without levels")
                .cite("ISO/IEC 27001, 6.1.2 a")
                .help("add levels from low to high: `level low \"Low\" from 1`"),
        );
        return;
    }
    if criteria.score_by != "matrix" {
        for level in criteria.levels.iter().skip(1).filter(|level| level.from.is_none()) {
            out.push(
                Diagnostic::new(&CODE, format!("level `{}` does not say at which score it begins", level.head.id))
                    .at(level.head.place, "`from` is missing")
                    .cite("ISO/IEC 27001, 6.1.2 a")
                    .help("add `from` and the lowest score"),
            );
        }
        let lowest = lowest_score(criteria);
        if let (Some(first), Some(lowest)) = (criteria.levels.first(), lowest)
            && let Some(from) = first.from.as_ref().filter(|from| from.value > lowest)
        {
            out.push(
                Diagnostic::new(&CODE, format!("a score of {lowest} has no level"))
                    .at(from.place, format!("the lowest level begins at {}", from.value))
                    .and(criteria.likelihood.head.place, format!("the lowest score is {lowest}"))
                    .cite("ISO/IEC 27001, 6.1.2 a")
                    .help(format!("let `{}` begin at {lowest}", first.head.id)),
            );
        }
        return;
    }
    for step in &criteria.likelihood.steps {
        if !criteria.rows.iter().any(|row| row.likelihood.value == step.value.value) {
            out.push(
                Diagnostic::new(&CODE, format!("the matrix has no row for likelihood {}", step.value.value))
                    .at(step.value.place, format!("\u{201c}{}\u{201d} has no level for any consequence", step.title))
                    .cite("ISO/IEC 27001, 6.1.2 a")
                    .help(format!("add `row {} gives …`", step.value.value)),
            );
        }
    }
    let columns = criteria.consequences.first().map_or(0, |scale| scale.steps.len());
    for row in &criteria.rows {
        if row.gives.len() != columns {
            out.push(
                Diagnostic::new(&CODE, format!("this row has {} levels, and the consequence scale has {columns} values", row.gives.len()))
                    .at(row.place, "one level for each consequence, from low to high")
                    .cite("ISO/IEC 27001, 6.1.2 a")
                    .help("add or remove levels until they match"),
            );
        }
        if !criteria.likelihood.has(row.likelihood.value) {
            out.push(
                Diagnostic::new(&CODE, format!("likelihood {} of this row is not on the scale", row.likelihood.value))
                    .at(row.likelihood.place, "not a value of the likelihood scale")
                    .and(criteria.likelihood.head.place, "the scale"),
            );
        }
    }
    for other in criteria.consequences.iter().skip(1).filter(|scale| scale.steps.len() != columns) {
        out.push(
            Diagnostic::new(&CODE, format!("the scale `{}` has {} values, and the matrix has {columns} columns", other.head.id, other.steps.len()))
                .at(other.head.place, "does not fit the matrix")
                .help("give all consequence scales the same number of values"),
        );
    }
}

fn lowest_score(criteria: &crate::model::Criteria) -> Option<crate::base::Decimal> {
    use crate::base::Decimal;
    let likelihood = criteria.likelihood.steps.first()?.value.value;
    let values = criteria.consequences.iter().filter_map(|scale| scale.steps.first()).map(|step| step.value.value);
    let consequence = if criteria.consequences_by == "sum" { values.fold(Decimal::ZERO, Decimal::plus) } else { values.min()? };
    Some(if criteria.score_by == "sum" { likelihood.plus(consequence) } else { likelihood.times(consequence) })
}
