//! An exception that nobody but the one who asked for it approved.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("approved-by-requester", Warn, Roles);

/// Compares the people behind the roles that ask and those that approve.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for exception in model.exceptions.values() {
        let (Some(asked), Some(approved)) = (&exception.requested_by, &exception.approved) else { continue };
        let asking = model.people_of(asked);
        let approving: Vec<String> = approved.by.iter().flat_map(|role| model.people_of(role)).collect();
        if approving.is_empty() || !approving.iter().all(|person| asking.contains(person)) {
            continue;
        }
        let other = approved.by.iter().find(|role| role.id != asked.id);
        let (message, label) = match other {
            Some(role) => (
                format!("`{}` is approved by the person who asked for it, in another role", exception.head.id),
                format!("`{}` and `{}` are held by the same person", asked.id, role.id),
            ),
            None => (format!("`{}` is approved by the role that asked for it", exception.head.id), format!("`{}` asked for it", asked.id)),
        };
        let mut finding = Diagnostic::new(&CODE, message).at(approved.place, label).and(exception.head.place, "the exception");
        for role in other.into_iter().chain([asked]).filter_map(|role| model.roles.get(&role.id)) {
            finding = finding.and(role.head.place, "holds the role");
        }
        out.push(
            finding
                .cite("ISO/IEC 27002:2022, 5.3")
                .help("let somebody else approve it: `approved by ROLE on DATE`")
                .about(format!("exception {}", exception.head.id)),
        );
    }
}
