//! An exclusion is justified, or it is no exclusion.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("exclusion-without-reason", Deny, Controls);

/// Looks at every exclusion.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for (id, one) in &cx.model.exclusions {
        let empty = one.because.as_deref().is_some_and(|text| {
            matches!(text.trim().trim_end_matches('.').to_lowercase().as_str(), "n/a" | "na" | "not applicable" | "none" | "-" | "not required")
        });
        if one.because.is_some() && !empty {
            continue;
        }
        let finding = if empty {
            Diagnostic::new(&CODE, format!("the reason for excluding `{id}` says nothing")).at(one.header, "this repeats the decision and gives no reason")
        } else {
            Diagnostic::new(&CODE, format!("`{id}` is excluded without a reason")).at(one.place, "why does it not apply?")
        };
        out.push(
            finding
                .cite("ISO/IEC 27001, 6.1.3 d")
                .help("say what is not there that the control would protect: `because \"No development is outsourced.\"`")
                .about(format!("control {id}")),
        );
    }
}
