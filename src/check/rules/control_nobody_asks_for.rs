//! A sentence explains the control, but no risk, law, contract or baseline asks for it.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::RefOrText;

code!("control-nobody-asks-for", Warn, Controls);

/// Looks for controls whose only reason is a sentence.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for (id, control) in &cx.model.controls {
        if !cx.model.reasons(id).is_empty() || control.because.is_empty() {
            continue;
        }
        let text = control.because.iter().find_map(|one| match one {
            RefOrText::Text(text) => Some(text.as_str()),
            RefOrText::Ref(_) => None,
        });
        let Some(text) = text else { continue };
        let shown: String = text.chars().take(60).collect();
        out.push(
            Diagnostic::new(&CODE, format!("no risk, requirement or baseline asks for `{id}`"))
                .at(control.head.place, format!("its only reason is a sentence: \u{201c}{shown}\u{201d}"))
                .cite("ISO/IEC 27001, 6.1.3 b and d")
                .help(format!("if a risk asks for it, let it say so: `treat modify with {id}`"))
                .help(format!("if a law or a contract does: `demands {id}`; if it is good practice that you chose to follow: `baseline \"…\"`"))
                .about(format!("control {id}")),
        );
    }
}
