//! A deputy who is the same person stands in for nobody.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::person_key;

code!("deputy-is-holder", Deny, Roles);

/// Compares holders and deputies.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for role in cx.model.roles.values() {
        let Some(deputy) = &role.deputy else { continue };
        if role.holders().any(|holder| holder == person_key(&deputy.value)) {
            out.push(
                Diagnostic::new(&CODE, format!("the deputy of `{}` is the holder", role.head.id))
                    .at(deputy.place, "the same person")
                    .and(role.head.place, "holds the role")
                    .cite("ISO/IEC 27001, 5.3; ISO/IEC 27002:2022, 5.2")
                    .help("name somebody else, or nobody")
                    .about(format!("role {}", role.head.id)),
            );
        }
    }
}
