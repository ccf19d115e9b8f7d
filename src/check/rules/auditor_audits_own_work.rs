//! Whoever audits does not own what is audited.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::RefOrText;
use crate::vocabulary::Namespace;

code!("auditor-audits-own-work", Deny, Roles);

/// Compares the auditor with the owners of what is in the scope.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for audit in model.audits.values() {
        let Some(RefOrText::Ref(auditor)) = &audit.auditor else { continue };
        for item in &audit.scope {
            let RefOrText::Ref(item) = item else { continue };
            let owner = match item.group {
                Namespace::Control => model.controls.get(&item.id).and_then(|one| one.owner.as_ref()),
                Namespace::Process => model.process_set.processes.get(&item.id).and_then(|one| one.tailoring.owner.as_ref()),
                Namespace::ReferenceProcess => model
                    .process_set
                    .realised_by
                    .get(&item.id)
                    .and_then(|by| by.first())
                    .and_then(|id| model.process_set.processes.get(id))
                    .and_then(|one| one.tailoring.owner.as_ref()),
                Namespace::Policy => model.policies.get(&item.id).and_then(|one| one.owner.as_ref()),
                Namespace::Supplier => model.suppliers.get(&item.id).and_then(|one| one.owner.as_ref()),
                _ => None,
            };
            let Some(owner) = owner.filter(|owner| owner.group == auditor.group && owner.id == auditor.id) else { continue };
            out.push(
                Diagnostic::new(&CODE, format!("`{}` audits `{}` and owns it", auditor.id, item.id))
                    .at(auditor.place, "the auditor")
                    .and(owner.place, "the owner of what is audited")
                    .cite("ISO/IEC 27001, 9.2.2; ISO/IEC TS 27022:2021, Table 11")
                    .help("let somebody audit who does not answer for it, from inside or outside")
                    .about(format!("audit {}", audit.head.id)),
            );
        }
    }
}
