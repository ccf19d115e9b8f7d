//! A role whose holder has left, and which still answers for something.

use crate::check::Context;
use crate::check::belongings::{listed, of_role};
use crate::diagnostic::{Diagnostic, code};

code!("holder-left", Warn, Roles);

/// Looks for owners that are gone.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for role in model.roles.values() {
        let Some(left) = role.left.as_ref().filter(|left| left.value <= model.as_of) else { continue };
        let id = role.head.id.as_str();
        let owned = of_role(model, id);
        if owned.is_empty() {
            continue;
        }
        out.push(
            Diagnostic::new(&CODE, format!("`{id}` has had no holder since {}", left.value))
                .at(left.place, format!("still answers for {}", listed(&owned)))
                .cite("ISO/IEC 27001, 5.3")
                .help("name the successor in `held_by`, and remove `left`")
                .about(format!("role {id}")),
        );
    }
}
