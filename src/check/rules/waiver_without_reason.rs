//! A waiver sets an interface of the model aside: it needs a reason.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::Waiver;

code!("waiver-without-reason", Deny, Interfaces);

/// Looks at all waivers.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    let inner = model.process_set.processes.values().flat_map(|one| one.tailoring.waive.iter());
    let all: Vec<&Waiver> = model.waivers.iter().chain(model.omissions.iter().flat_map(|one| one.waive.iter())).chain(inner).collect();
    for waiver in all.into_iter().filter(|one| one.because.is_none()) {
        let what: Vec<String> = waiver.artifacts.iter().map(|one| format!("`{}`", one.id)).collect();
        out.push(
            Diagnostic::new(&CODE, format!("{} is waived without a reason", what.join(", ")))
                .at(waiver.place, "why?")
                .cite("ISO/IEC TS 27022:2021, clause 4")
                .help("add `because \"…\"`, and an end with `until DATE` if it is for a while"),
        );
    }
}
