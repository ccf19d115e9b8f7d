//! `instead` and `waive` for something that nobody misses: the name is wrong, or the provider is there after all.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{Instead, State, Waiver};

code!("needless-source", Warn, Interfaces);

/// Looks for new sources and waivers that no interface uses.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    if !cx.is_whole() {
        return;
    }
    let mut look = |id: &str, verb: &str, place: crate::base::Place| {
        let used = model.process_set.interfaces.iter().any(|one| {
            one.artifact == id
                && match (&one.state, verb) {
                    (State::ReSourced { .. }, "instead") => true,
                    (State::Waived { .. }, _) => verb == "waive",
                    (State::Missing { .. }, _) => true,
                    _ => false,
                }
        });
        if !used {
            out.push(
                Diagnostic::new(&CODE, format!("no process misses `{id}`, so this `{verb}` changes nothing"))
                    .at(place, "not needed")
                    .help("remove it, or look at the name: `isms reference interfaces` lists who needs what"),
            );
        }
    };
    let mut insteads: Vec<&Instead> = model.omissions.iter().flat_map(|one| one.instead.iter()).collect();
    let mut waivers: Vec<&Waiver> = model.waivers.iter().chain(model.omissions.iter().flat_map(|one| one.waive.iter())).collect();
    for adoption in &model.adoptions {
        if !model.process_set.processes.contains_key(&adoption.process.id) {
            insteads.extend(adoption.tailoring.instead.iter());
            waivers.extend(adoption.tailoring.waive.iter());
        }
    }
    for process in model.process_set.processes.values() {
        insteads.extend(process.tailoring.instead.iter());
        waivers.extend(process.tailoring.waive.iter());
    }
    for one in insteads {
        for artifact in &one.artifacts {
            look(&artifact.id, "instead", artifact.place);
        }
    }
    for one in waivers {
        for artifact in &one.artifacts {
            look(&artifact.id, "waive", artifact.place);
        }
    }
}
