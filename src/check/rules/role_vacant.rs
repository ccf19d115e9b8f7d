//! A role that answers for something, and that nobody holds.

use crate::check::Context;
use crate::check::belongings::{listed, of_role};
use crate::diagnostic::{Diagnostic, code};

code!("role-vacant", Warn, Roles);

/// Looks for roles without a holder, where the package names holders at all.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    // some keep names out of the sources on purpose
    let Some(named) = model.roles.values().find(|role| !role.held_by.is_empty()) else { return };
    for role in model.roles.values().filter(|role| role.held_by.is_empty() && role.left.is_none()) {
        let id = &role.head.id;
        let owned = of_role(model, id);
        if owned.is_empty() {
            continue;
        }
        out.push(
            Diagnostic::new(&CODE, format!("nobody holds the role `{id}`"))
                .at(role.head.place, format!("answers for {}", listed(&owned)))
                .and(named.head.place, "this role, for one, says who holds it")
                .cite("ISO/IEC 27001, 5.3")
                .help("name who holds it: `held_by \"…\"`")
                .help("or hand what it owns to a role that somebody holds")
                .about(format!("role {id}")),
        );
    }
}
