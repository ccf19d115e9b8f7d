//! A source that does not deliver what is wanted of it.

use crate::base::Place;
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{ActualProcess, Ref, Source, State};

code!("wrong-artifact", Deny, Interfaces);

/// Looks at new sources of interfaces of the model, and at what processes receive beyond the model.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for interface in &model.process_set.interfaces {
        let State::ReSourced { by, place, .. } = &interface.state else { continue };
        let wanted = Wanted { artifact: &interface.artifact, by, place: *place, role: "named as the new source here", receiver: &interface.receiver };
        if let Some(finding) = look(cx, &wanted) {
            out.push(match interface.cite.is_empty() {
                true => finding,
                false => finding.cite(format!("ISO/IEC TS 27022:2021, {}", interface.cite.join(" and "))),
            });
        }
    }
    for receiver in model.process_set.processes.values() {
        for row in &receiver.tailoring.receive {
            for artifact in row.artifacts.iter().filter(|one| !model.is_of_model(receiver, &one.id)) {
                let arrives = |from: &Ref| {
                    let comes =
                        |one: &crate::model::Flow| one.to.id == receiver.id && model.carries(&one.artifact, &artifact.id) && model.is_end(from, &one.from);
                    // what two processes of the model hand each other needs no delivery once they are one
                    model.processes_named(&from.id).iter().any(|one| one.id == receiver.id) || model.flows.iter().any(comes)
                };
                for from in row.from.iter().filter(|from| !arrives(from)) {
                    let wanted = Wanted { artifact: &artifact.id, by: &from.id, place: from.place, role: "named as its source here", receiver: &receiver.id };
                    out.extend(look(cx, &wanted));
                }
            }
        }
    }
}

struct Wanted<'a> {
    artifact: &'a str,
    by: &'a str,
    place: Place,
    role: &'static str,
    receiver: &'a str,
}

fn look(cx: &Context<'_>, wanted: &Wanted<'_>) -> Option<Diagnostic> {
    let model = cx.model;
    let Wanted { artifact, by, place, role, receiver } = *wanted;
    let finding = match model.source(by, artifact) {
        Source::Declared | Source::AtItsWord => return None,
        Source::Nobody => {
            Diagnostic::new(&CODE, format!("`{by}` cannot deliver `{artifact}`: nobody realises it")).at(place, role).help("name a process that there is")
        }
        Source::Other(delivered) => {
            let mut listed: Vec<String> = delivered.iter().map(|one| format!("`{one}`")).collect();
            if listed.len() > 6 {
                listed.truncate(6);
                listed.push("other things".into());
            }
            let finding = Diagnostic::new(&CODE, format!("`{by}` does not deliver `{artifact}`")).at(place, role);
            let processes: Vec<&ActualProcess> = model.processes_named(by);
            let finding = match processes.first() {
                Some(process) => finding.and(process.place, format!("delivers {}", listed.join(", "))),
                None => finding,
            };
            finding.help(format!("let it say `deliver {artifact}`, or declare that what it delivers `specialises {artifact}`"))
        }
    };
    Some(finding.about(format!("process {receiver}")))
}
