//! The auditor reports to somebody whose work is audited, or audits the work of the own people.

use crate::check::Context;
use crate::check::hands::hands_in;
use crate::diagnostic::{Diagnostic, code};
use crate::model::RefOrText;
use crate::vocabulary::Namespace;

code!("auditor-under-auditee", Warn, Roles);

/// Follows the reporting lines of the auditor and of those who have a hand in what is audited.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for audit in model.audits.values() {
        let Some(RefOrText::Ref(auditor)) = audit.auditor.as_ref() else { continue };
        if auditor.group != Namespace::Role {
            continue;
        }
        // an auditor has to report to somebody: to top management is as far away as it gets (9.2.2)
        let above: Vec<_> = model.superiors(&auditor.id).into_iter().filter(|one| !one.top_management).collect();
        for item in &audit.scope {
            let RefOrText::Ref(item) = item else { continue };
            for (role, how) in hands_in(model, item).into_iter().filter(|(role, _)| role.group == Namespace::Role) {
                let under = above.iter().any(|one| one.head.id == role.id);
                let over = model.superiors(&role.id).iter().any(|one| one.head.id == auditor.id);
                let said = match (under, over) {
                    (true, _) => format!("`{}` audits `{}` and reports to `{}`, who {how} it", auditor.id, item.id, role.id),
                    (false, true) => format!("`{}` audits `{}`, and `{}`, who {how} it, reports to the auditor", auditor.id, item.id, role.id),
                    (false, false) => continue,
                };
                let line = if under { &auditor.id } else { &role.id };
                let mut finding = Diagnostic::new(&CODE, said).at(auditor.place, "the auditor").and(role.place, format!("{how} what is audited"));
                if let Some(up) = model.roles.get(line).and_then(|one| one.reports_to.as_ref()) {
                    finding = finding.and(up.place, "the line in which the two are");
                }
                out.push(
                    finding
                        .cite("ISO/IEC 27001, 9.2.2; ISO/IEC TS 27022:2021, Table 11")
                        .help("let somebody audit who stands outside this line, or let the auditor report to top management: `reports_to ROLE`")
                        .about(format!("audit {}", audit.head.id)),
                );
                break;
            }
        }
    }
}
