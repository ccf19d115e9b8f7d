//! Scales and levels go from low to high, each value once.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("scale-not-ordered", Deny, Risks);

/// Looks at scales, levels and matrix rows.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(criteria) = &cx.model.criteria else { return };
    if criteria.consequences.is_empty() {
        out.push(
            Diagnostic::new(&CODE, "the criteria have no consequence scale")
                .at(criteria.head.place, "how bad it is cannot be said")
                .cite("ISO/IEC 27001, 6.1.2 d")
                .help("add one: `consequence business \"Damage to the business\" { step 1 \"Minor\" … }`")
                .about("criteria"),
        );
    }
    for scale in std::iter::once(&criteria.likelihood).chain(criteria.consequences.iter()) {
        // a scale that is not there at all was reported as a missing word
        if scale.steps.len() < 2 && !scale.head.id.is_empty() {
            out.push(
                Diagnostic::new(&CODE, format!("the scale \u{201c}{}\u{201d} has fewer than two values", scale.head.title))
                    .at(scale.head.place, "nothing can be compared")
                    .cite("ISO/IEC 27001, 6.1.2 b")
                    .help("add values from low to high: `step 1 \"Rare\"`"),
            );
        }
        for pair in scale.steps.windows(2) {
            let [low, high] = pair else { continue };
            if high.value.value <= low.value.value {
                out.push(
                    Diagnostic::new(&CODE, format!("the scale is not in order: {} stands behind {}", high.value.value, low.value.value))
                        .at(high.value.place, "not higher than the one before")
                        .and(low.value.place, "the one before")
                        .cite("ISO/IEC 27001, 6.1.2 b")
                        .help("write the values from low to high, each once"),
                );
            }
        }
    }
    for pair in criteria.levels.windows(2) {
        let [low, high] = pair else { continue };
        if let (Some(a), Some(b)) = (&low.from, &high.from)
            && b.value <= a.value
        {
            out.push(
                Diagnostic::new(&CODE, format!("level `{}` does not begin above `{}`", high.head.id, low.head.id))
                    .at(b.place, "not higher than the level before")
                    .and(a.place, "the level before begins here")
                    .cite("ISO/IEC 27001, 6.1.2 a")
                    .help("write the levels from low to high, each with a higher `from`"),
            );
        }
    }
}
