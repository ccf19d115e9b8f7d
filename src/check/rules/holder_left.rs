//! A role whose holder has left, and which still answers for something.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("holder-left", Warn, Roles);

/// Looks for owners that are gone.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for role in model.roles.values() {
        let Some(left) = role.left.as_ref().filter(|left| left.value <= model.as_of) else { continue };
        let id = role.head.id.as_str();
        let is = |owner: &Option<crate::model::Ref>| owner.as_ref().is_some_and(|one| one.id == id);
        let risks = model.risks.values().filter(|one| is(&one.owner)).count();
        let controls = model.controls.values().filter(|one| is(&one.owner)).count();
        let policies = model.policies.values().filter(|one| is(&one.owner)).count();
        if risks + controls + policies == 0 {
            continue;
        }
        let count = |number: usize, one: &str, many: &str| match number {
            0 => None,
            1 => Some(format!("1 {one}")),
            more => Some(format!("{more} {many}")),
        };
        let owned: Vec<String> =
            [count(risks, "risk", "risks"), count(controls, "control", "controls"), count(policies, "policy", "policies")].into_iter().flatten().collect();
        out.push(
            Diagnostic::new(&CODE, format!("`{id}` has had no holder since {}", left.value))
                .at(left.place, format!("still answers for {}", owned.join(" and ")))
                .cite("ISO/IEC 27001, 5.3")
                .help("name the successor in `held_by`, and remove `left`")
                .about(format!("role {id}")),
        );
    }
}
