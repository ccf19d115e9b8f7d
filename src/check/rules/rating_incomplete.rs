//! A rating that leaves out a consequence scale of the criteria.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("rating-incomplete", Deny, Risks);

/// Compares the scales of each rating with those of the criteria.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(criteria) = &cx.model.criteria else { return };
    if criteria.consequences.len() < 2 {
        return;
    }
    for risk in cx.model.risks.values() {
        let rating = &risk.inherent;
        // where the worst one counts, a single value may stand for all
        if rating.consequences.iter().any(|one| one.scale.is_none()) || rating.consequences.is_empty() {
            continue;
        }
        let missing: Vec<String> = criteria
            .consequences
            .iter()
            .filter(|scale| !rating.consequences.iter().any(|one| one.scale.as_deref() == Some(scale.head.id.as_str())))
            .map(|scale| format!("`{}`", scale.head.id))
            .collect();
        if missing.is_empty() {
            continue;
        }
        let place = rating.consequences.first().map_or(risk.head.place, |one| one.value.place);
        out.push(
            Diagnostic::new(&CODE, format!("`{}` is not rated on {}", risk.head.id, missing.join(", ")))
                .at(place, "some consequences are rated, others are not")
                .and(criteria.head.place, "the criteria ask for all of these scales")
                .cite("ISO/IEC 27001, 6.1.2 b and d")
                .help("rate every scale; the lowest value says that there is hardly any such consequence")
                .about(format!("risk {}", risk.head.id)),
        );
    }
}
