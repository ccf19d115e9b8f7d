//! A likelihood or a consequence that the scale does not have.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{Criteria, Rating};

code!("off-scale-value", Error, Risks);

/// Looks at every rating of every risk.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(criteria) = &cx.model.criteria else { return };
    for risk in cx.model.risks.values() {
        let about = risk.head.id.as_str();
        look(criteria, &risk.inherent, about, out);
        if risk.current_declared {
            look(criteria, &risk.current, about, out);
        }
        if let Some(residual) = &risk.residual {
            look(criteria, residual, about, out);
        }
    }
}

fn look(criteria: &Criteria, rating: &Rating, about: &str, out: &mut Vec<Diagnostic>) {
    if let Some(value) = rating.likelihood.as_ref().filter(|at| !criteria.likelihood.has(at.value)) {
        let steps: Vec<String> = criteria.likelihood.steps.iter().map(|step| step.value.value.to_string()).collect();
        out.push(
            Diagnostic::new(&CODE, format!("{} is not on the likelihood scale", value.value))
                .at(value.place, "not a value of the scale")
                .and(criteria.likelihood.head.place, format!("the scale has {}", steps.join(", ")))
                .cite("ISO/IEC 27001, 6.1.2 b")
                .help("choose a value of the scale, or add a `step` to it in the criteria")
                .about(format!("risk {about}")),
        );
    }
    for one in &rating.consequences {
        match criteria.scale_of(one) {
            None => {
                let known: Vec<String> = criteria.consequences.iter().map(|scale| format!("`{}`", scale.head.id)).collect();
                let (message, label) = match &one.scale {
                    Some(name) => (format!("there is no consequence scale `{name}`"), "not declared in the criteria"),
                    None => ("which consequence scale is meant?".to_string(), "say its name before the value"),
                };
                out.push(
                    Diagnostic::new(&CODE, message)
                        .at(one.value.place, label)
                        .and(criteria.head.place, format!("the criteria have {}", known.join(", ")))
                        .help("for example: `consequence financial 4, legal 2`")
                        .about(format!("risk {about}")),
                );
            }
            Some(scale) if !scale.has(one.value.value) => {
                let steps: Vec<String> = scale.steps.iter().map(|step| step.value.value.to_string()).collect();
                out.push(
                    Diagnostic::new(&CODE, format!("{} is not on the scale \u{201c}{}\u{201d}", one.value.value, scale.head.title))
                        .at(one.value.place, "not a value of the scale")
                        .and(scale.head.place, format!("the scale has {}", steps.join(", ")))
                        .cite("ISO/IEC 27001, 6.1.2 b")
                        .help("choose a value of the scale, or add a `step` to it in the criteria")
                        .about(format!("risk {about}")),
                );
            }
            Some(_) => {}
        }
    }
}
