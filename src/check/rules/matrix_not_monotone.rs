//! More likely or worse never means less risk.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("matrix-not-monotone", Deny, Risks);

/// Compares neighbours in the matrix.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(criteria) = &cx.model.criteria else { return };
    let mut rows: Vec<_> = criteria.rows.iter().collect();
    rows.sort_by_key(|row| row.likelihood.value);
    for row in &rows {
        for pair in row.gives.windows(2) {
            let [left, right] = pair else { continue };
            if let (Some(a), Some(b)) = (criteria.rank(&left.value), criteria.rank(&right.value))
                && b < a
            {
                out.push(
                    Diagnostic::new(&CODE, format!("a worse consequence gives a lower level: `{}` after `{}`", right.value, left.value))
                        .at(right.place, "lower than the level to its left")
                        .and(left.place, "the level for a smaller consequence")
                        .cite("ISO/IEC 27001, 6.1.2 b")
                        .help("levels rise, or stay the same, from left to right"),
                );
            }
        }
    }
    for pair in rows.windows(2) {
        let [low, high] = pair else { continue };
        for (below, above) in low.gives.iter().zip(high.gives.iter()) {
            if let (Some(a), Some(b)) = (criteria.rank(&below.value), criteria.rank(&above.value))
                && b < a
            {
                out.push(
                    Diagnostic::new(
                        &CODE,
                        format!(
                            "a higher likelihood gives a lower level: `{}` for {}, `{}` for {}",
                            above.value, high.likelihood.value, below.value, low.likelihood.value
                        ),
                    )
                    .at(above.place, "lower than for a smaller likelihood")
                    .and(below.place, "the level for the smaller likelihood")
                    .cite("ISO/IEC 27001, 6.1.2 b")
                    .help("levels rise, or stay the same, with the likelihood"),
                );
            }
        }
    }
}
