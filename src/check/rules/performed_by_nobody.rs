//! A control that is shared or inherited, without a word on with whom or from whom.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("performed-by-nobody", Deny, Controls);

/// Looks at who performs controls.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for (id, control) in &cx.model.controls {
        if matches!(control.performed, "shared" | "inherited") && control.performed_by.is_empty() {
            out.push(
                Diagnostic::new(&CODE, format!("`{id}` is {}, and nobody is named", control.performed))
                    .at(control.head.place, "by whom?")
                    .cite("ISO/IEC 27002:2022, 5.19 and 5.23")
                    .help(format!("name the supplier: `performed {} by SUPPLIER`", control.performed))
                    .about(format!("control {id}")),
            );
        }
    }
}
