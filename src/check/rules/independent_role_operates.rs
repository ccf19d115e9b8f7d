//! A role counts as independent and has work of its own in the ISMS.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::Ref;

code!("independent-role-operates", Warn, Roles);

/// Looks for processes and controls in the hands of roles that are `independent yes`.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for role in model.roles.values().filter(|role| role.independent) {
        let is = |one: &&Ref| one.id == role.head.id;
        // auditing is what an independent role is there for
        let operates = model.process_set.processes.values().filter(|one| !one.realises.iter().any(|id| id == "internal_audit"));
        let of_processes = operates.flat_map(|one| {
            let owns = one.tailoring.owner.iter().filter(is).map(|at| (format!("owns the process `{}`", one.id), at.place));
            let performs = one.tailoring.performed_by.iter().filter(is).map(|at| (format!("performs the process `{}`", one.id), at.place));
            owns.chain(performs)
        });
        // the independent review of information security is the same work by its other name
        let controls = model.controls.values().filter(|one| one.head.id != "A.5.35");
        let of_controls = controls.flat_map(|one| one.owner.iter().filter(is).map(|at| (format!("owns the control `{}`", one.head.id), at.place)));
        let found: Vec<_> = of_processes.chain(of_controls).collect();
        let Some((first, _)) = found.first() else { continue };
        let more = if found.len() > 1 { format!(", and {} more", found.len() - 1) } else { String::new() };
        let mut finding =
            Diagnostic::new(&CODE, format!("`{}` counts as independent and {first}{more}", role.head.id)).at(role.head.place, "`independent yes`");
        for (what, place) in found.iter().take(4) {
            finding = finding.and(*place, what.clone());
        }
        out.push(
            finding
                .cite("ISO/IEC 27001, 9.2.2 and A.5.3")
                .help("give the work to somebody else, or remove `independent yes`")
                .about(format!("role {}", role.head.id)),
        );
    }
}
