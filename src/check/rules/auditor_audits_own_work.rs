//! Whoever audits does not own what is audited.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{Model, Ref, RefOrText};
use crate::vocabulary::Namespace;

code!("auditor-audits-own-work", Deny, Roles);

/// Compares the auditor with the owners of what is in the scope.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for audit in model.audits.values() {
        let Some(RefOrText::Ref(auditor)) = &audit.auditor else { continue };
        for item in &audit.scope {
            let RefOrText::Ref(item) = item else { continue };
            let found = hands_in(model, item).into_iter().find(|(role, _)| role.group == auditor.group && role.id == auditor.id);
            let Some((role, how)) = found else { continue };
            out.push(
                Diagnostic::new(&CODE, format!("`{}` audits `{}` and {how} it", auditor.id, item.id))
                    .at(auditor.place, "the auditor")
                    .and(role.place, format!("{how} what is audited"))
                    .cite("ISO/IEC 27001, 9.2.2; ISO/IEC TS 27022:2021, Table 11")
                    .help("let somebody audit who does not answer for it, from inside or outside")
                    .about(format!("audit {}", audit.head.id)),
            );
        }
    }
}

/// Who owns or performs what is audited.
fn hands_in<'a>(model: &'a Model, item: &Ref) -> Vec<(&'a Ref, &'static str)> {
    let owned = |owner: Option<&'a Ref>| owner.map(|one| (one, "owns")).into_iter().collect::<Vec<_>>();
    match item.group {
        Namespace::Control => owned(model.controls.get(&item.id).and_then(|one| one.owner.as_ref())),
        Namespace::Policy => owned(model.policies.get(&item.id).and_then(|one| one.owner.as_ref())),
        Namespace::Supplier => owned(model.suppliers.get(&item.id).and_then(|one| one.owner.as_ref())),
        Namespace::Process | Namespace::ReferenceProcess => {
            let set = &model.process_set;
            // a process of the model stands for all that realise it
            let by = set.realised_by.get(&item.id).into_iter().flatten().filter_map(|id| set.processes.get(id));
            let processes = set.processes.get(&item.id).into_iter().chain(by.filter(|one| one.id != item.id));
            processes
                .flat_map(|one| one.tailoring.owner.iter().map(|role| (role, "owns")).chain(one.tailoring.performed_by.iter().map(|role| (role, "performs"))))
                .collect()
        }
        _ => Vec::new(),
    }
}
