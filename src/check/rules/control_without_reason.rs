//! An applied control without any word on why it applies.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("control-without-reason", Deny, Controls);

/// Looks for controls that nothing asks for and nothing explains.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for (id, control) in &cx.model.controls {
        if cx.model.reasons(id).is_empty() && control.because.is_empty() {
            out.push(
                Diagnostic::new(&CODE, format!("nothing says why `{id}` applies"))
                    .at(control.head.place, "no risk, no requirement, no baseline asks for it")
                    .cite("ISO/IEC 27001, 6.1.3 d")
                    .help(format!("let a risk be treated with it: `treat modify with {id}`"))
                    .help(format!("or a requirement demand it: `demands {id}`"))
                    .help("or name the baseline that you follow: `baseline \"…\"`")
                    .about(format!("control {id}")),
            );
        }
    }
}
