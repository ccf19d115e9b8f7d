//! A waiver that is over: the interface is open again.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::Waiver;

code!("waiver-expired", Deny, Time);

/// Compares the ends of waivers with the day of the check.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    let inner = model.process_set.processes.values().flat_map(|one| one.tailoring.waive.iter());
    let all: Vec<&Waiver> = model.waivers.iter().chain(model.omissions.iter().flat_map(|one| one.waive.iter())).chain(inner).collect();
    for waiver in all {
        let Some(until) = waiver.until.as_ref().filter(|until| until.value < model.as_of) else { continue };
        let what: Vec<String> = waiver.artifacts.iter().map(|one| format!("`{}`", one.id)).collect();
        out.push(
            Diagnostic::new(&CODE, format!("the waiver of {} ended on {}", what.join(", "), until.value))
                .at(until.place, format!("before {}", model.as_of))
                .cite("ISO/IEC TS 27022:2021, clause 4")
                .help("name a provider now, or decide again with a new end"),
        );
    }
}
