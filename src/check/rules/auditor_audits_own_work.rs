//! Whoever audits does not own, perform or put in place what is audited, in no role and not as a deputy.

use crate::check::Context;
use crate::check::hands::hands_in;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{Hands, Model, Ref, RefOrText};
use crate::vocabulary::Namespace;

code!("auditor-audits-own-work", Deny, Roles);

/// Compares the auditor with those who have a hand in what is in the scope.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for audit in model.audits.values() {
        let Some(RefOrText::Ref(auditor)) = &audit.auditor else { continue };
        for item in &audit.scope {
            let RefOrText::Ref(item) = item else { continue };
            // the plainest reason is told: the role itself before a person, a person before a deputy
            let found = hands_in(model, item)
                .into_iter()
                .filter_map(|(role, how)| in_same_hands(model, auditor, role).map(|hands| (role, how, hands)))
                .min_by_key(|(_, _, hands)| match hands {
                    Hands::SameRole => 0,
                    Hands::Holder(_) => 1,
                    Hands::Deputy(_) => 2,
                });
            let Some((role, how, hands)) = found else { continue };
            let object = if how == "put in place" { "put it in place".to_string() } else { format!("{how} it") };
            let message = match &hands {
                Hands::SameRole => format!("`{}` audits `{}` and {object}", auditor.id, item.id),
                Hands::Holder(person) => format!("{person} audits `{}` as `{}` and {object} as `{}`", item.id, auditor.id, role.id),
                Hands::Deputy(_) => format!("`{}` audits `{}`, and `{}` {object}{}", auditor.id, item.id, role.id, hands.words()),
            };
            let did = if how == "put in place" { "put in place what is audited".to_string() } else { format!("{how} what is audited") };
            let mut finding = Diagnostic::new(&CODE, message).at(auditor.place, "the auditor").and(role.place, did);
            if hands != Hands::SameRole {
                for id in [&auditor.id, &role.id] {
                    if let Some(role) = model.roles.get(id) {
                        finding = finding.and(role.head.place, behind(model, id));
                    }
                }
            }
            out.push(
                finding
                    .cite("ISO/IEC 27001, 9.2.2; ISO/IEC TS 27022:2021, Table 11")
                    .help("let somebody audit who has no hand in it, from inside or outside")
                    .about(format!("audit {}", audit.head.id)),
            );
        }
    }
}

fn in_same_hands(model: &Model, auditor: &Ref, role: &Ref) -> Option<Hands> {
    match (auditor.group, role.group) {
        (Namespace::Role, Namespace::Role) => model.same_hands(&auditor.id, &role.id),
        (one, other) => (one == other && auditor.id == role.id).then_some(Hands::SameRole),
    }
}

fn behind(model: &Model, role: &str) -> String {
    let Some(role) = model.roles.get(role) else { return String::new() };
    let held = if role.held_by.is_empty() { "held by nobody".to_string() } else { format!("held by {}", role.held_by.join(", ")) };
    role.deputy.as_ref().map_or(held.clone(), |deputy| format!("{held}, deputy {}", deputy.value))
}
