//! A requirement that no control answers.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("requirement-without-control", Warn, Controls);

/// Looks for requirements that demand nothing.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for requirement in cx.model.requirements.values() {
        if requirement.demands.is_empty() && requirement.retention.is_none() {
            out.push(
                Diagnostic::new(&CODE, format!("no control answers the requirement `{}`", requirement.head.id))
                    .at(requirement.head.place, "demands nothing")
                    .cite("ISO/IEC 27001, 4.2 and 6.1.3; ISO/IEC 27002:2022, 5.31")
                    .help("name the controls that it asks for: `demands A.5.31`")
                    .about(format!("requirement {}", requirement.head.id)),
            );
        }
    }
}
