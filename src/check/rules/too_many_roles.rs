//! One person in too many roles.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("too-many-roles", Warn, Roles);

/// So many roles one person can hold; from the next one on it is asked whether that works.
const MOST: usize = 3;

/// Counts the roles of each person.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for (name, roles) in cx.model.people().into_values() {
        let Some((first, rest)) = roles.split_first().filter(|_| roles.len() > MOST) else { continue };
        let mut finding = Diagnostic::new(&CODE, format!("“{name}” holds {} roles", roles.len())).at(first.head.place, "this one");
        for role in rest {
            finding = finding.and(role.head.place, "and this one");
        }
        out.push(
            finding
                .cite("ISO/IEC 27001, 5.3 and 7.1; ISO/IEC 27002:2022, 5.3")
                .help("let somebody else hold one of them")
                .help(format!("or see which of them are one role: up to {MOST} for one person are not asked about"))
                .about(format!("role {}", first.head.id)),
        );
    }
}
