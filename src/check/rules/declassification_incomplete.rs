//! Lowering a classification is a decision: it has a reason, somebody who approved it, and a lower level to go to.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("declassification-incomplete", Deny, Interfaces);

/// Looks at all declassifications.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for one in &cx.model.declassifications {
        let names: Vec<String> = one.artifacts.iter().map(|artifact| format!("`{}`", artifact.id)).collect();
        let mut missing = Vec::new();
        if one.because.is_none() {
            missing.push(("a reason", "`because \"…\"`"));
        }
        if one.approved.is_none() {
            missing.push(("an approval", "`approved by ROLE on DATE`"));
        }
        if missing.is_empty() {
            continue;
        }
        let (what, add): (Vec<&str>, Vec<&str>) = missing.into_iter().unzip();
        out.push(
            Diagnostic::new(&CODE, format!("{} is declassified without {}", names.join(", "), what.join(" and without ")))
                .at(one.place, "until then it keeps its level")
                .cite("ISO/IEC 27001, A.5.12 and A.5.14")
                .help(format!("add {}", add.join(" and ")))
                .about(format!("artifact {}", one.artifacts.first().map_or("", |artifact| artifact.id.as_str()))),
        );
    }
}
