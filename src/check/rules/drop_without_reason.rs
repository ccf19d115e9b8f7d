//! Doing without an input, a result or a part is a decision, and carries its reason.
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::Ref;

code!("drop-without-reason", Deny, Interfaces);

/// Looks at all drops, of processes and of work products.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let names = |artifacts: &[Ref]| artifacts.iter().map(|one| format!("`{}`", one.id)).collect::<Vec<_>>().join(", ");
    let of_processes = cx
        .model
        .process_set
        .processes
        .values()
        .flat_map(|process| process.tailoring.drop.iter().map(move |drop| ("process", &process.id, &drop.artifacts, &drop.because, drop.place)));
    let of_artifacts = cx
        .model
        .artifacts
        .values()
        .flat_map(|artifact| artifact.drops.iter().map(move |drop| ("artifact", &artifact.head.id, &drop.artifacts, &drop.because, drop.place)));
    for (kind, id, artifacts, because, place) in of_processes.chain(of_artifacts) {
        if because.is_none() {
            out.push(
                Diagnostic::new(&CODE, format!("`{id}` drops {} without a reason", names(artifacts)))
                    .at(place, "why?")
                    .cite("ISO/IEC TS 27022:2021, clause 4")
                    .help("add `because \"…\"`")
                    .about(format!("{kind} {id}")),
            );
        }
    }
}
