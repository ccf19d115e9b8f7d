//! A result that nobody receives any more: work for nothing, or a receiver that was forgotten.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::State;

code!("result-without-receiver", Warn, Interfaces);

/// Looks at the results of each process of the model that is realised, and at results of one's own.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    if !cx.is_whole() {
        return;
    }
    let realised = |id: &str| model.process_set.realised_by.get(id).is_some_and(|by| !by.is_empty());
    for process in model.process_set.processes.values() {
        for reference in &process.realises {
            let rows: Vec<_> = model.reference.interfaces.iter().filter(|row| row.from == *reference).collect();
            let mut seen: Vec<&str> = Vec::new();
            for row in &rows {
                let artifact = row.artifact.as_str();
                if !row.declared_by.contains(&"producer")
                    || seen.contains(&artifact)
                    || process.tailoring.drop.iter().any(|drop| drop.artifacts.iter().any(|one| one.id == artifact))
                {
                    continue;
                }
                seen.push(artifact);
                let receivers: Vec<&str> = rows.iter().filter(|other| other.artifact == artifact).map(|other| other.to.as_str()).collect();
                let received = receivers.iter().any(|to| {
                    let wildcard = model
                        .reference
                        .processes
                        .get(*to)
                        .is_some_and(|one| one.category != "management" && one.category != "core" && one.category != "support");
                    wildcard || realised(to)
                });
                let elsewhere = process.tailoring.deliver.iter().any(|one| !one.to.is_empty() && one.artifacts.iter().any(|other| other.id == artifact))
                    || model
                        .process_set
                        .interfaces
                        .iter()
                        .any(|one| one.artifact == artifact && matches!(&one.state, State::ReSourced { by, .. } if *by == process.id));
                // who left a receiver out was told about it there; undecided ones too
                let decided = receivers.iter().all(|to| realised(to) || model.omissions.iter().any(|one| one.process.id == **to));
                if received || elsewhere || !decided {
                    continue;
                }
                let mut finding = Diagnostic::new(&CODE, format!("nobody receives `{artifact}` from `{}`", process.id)).at(process.place, "delivers it");
                for to in &receivers {
                    if let Some(omission) = model.omissions.iter().find(|one| one.process.id == **to) {
                        finding = finding.and(omission.place, format!("`{to}`, which received it, is omitted here"));
                    }
                }
                out.push(
                    finding
                        .cite(process_cite(cx, reference))
                        .help(format!("if nobody needs it, say so: `drop {artifact} because \"…\"`"))
                        .help(format!("else say who gets it: `deliver {artifact} to …`"))
                        .about(format!("process {}", process.id)),
                );
            }
        }
    }
}

fn process_cite(cx: &Context<'_>, id: &str) -> String {
    cx.model.reference.processes.get(id).map(crate::model::ReferenceProcess::cite).unwrap_or_default()
}
