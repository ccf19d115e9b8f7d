//! To modify a risk is to do something: the controls are named.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("treatment-without-control", Deny, Risks);

/// Looks at treatments.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for risk in cx.model.risks.values() {
        for treatment in risk.treatments.iter().filter(|one| one.option == "modify" && one.controls.is_empty()) {
            out.push(
                Diagnostic::new(&CODE, format!("`{}` is to be modified, and no control is named", risk.head.id))
                    .at(treatment.place, "by which controls?")
                    .cite("ISO/IEC 27001, 6.1.3 b")
                    .help("name them: `treat modify with A.8.7, A.8.13`")
                    .about(format!("risk {}", risk.head.id)),
            );
        }
    }
}
