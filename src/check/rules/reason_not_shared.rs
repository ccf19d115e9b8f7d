//! The control names a risk or a requirement that does not name the control.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::RefOrText;
use crate::vocabulary::Namespace;

code!("reason-not-shared", Deny, Controls);

/// Compares what controls say with what risks and requirements say.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for (id, control) in &model.controls {
        for reason in &control.because {
            let RefOrText::Ref(reason) = reason else { continue };
            let (agrees, place, say) = match reason.group {
                Namespace::Risk => (model.links.risks(id).contains(&reason.id), model.risks.get(&reason.id).map(|one| one.head.place), "treat modify with"),
                Namespace::Requirement => {
                    (model.links.requirements(id).contains(&reason.id), model.requirements.get(&reason.id).map(|one| one.head.place), "demands")
                }
                Namespace::Objective => (
                    model.links.objectives_of.get(id).is_some_and(|list| list.contains(&reason.id)),
                    model.objectives.get(&reason.id).map(|one| one.head.place),
                    "controls",
                ),
                _ => continue,
            };
            if agrees {
                continue;
            }
            let kind = reason.kind;
            let mut finding = Diagnostic::new(&CODE, format!("`{id}` says that the {kind} `{}` asks for it, but that {kind} does not name it", reason.id))
                .at(reason.place, "named as the reason here");
            if let Some(place) = place {
                finding = finding.and(place, format!("does not name `{id}`"));
            }
            out.push(
                finding
                    .cite("ISO/IEC 27001, 6.1.3 b to d")
                    .help(format!("the link is stored at the {kind}: let it name the control, as in `{say} {id}`"))
                    .help("or remove the reason here")
                    .about(format!("control {id}")),
            );
        }
    }
}
