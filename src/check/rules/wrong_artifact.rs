//! A new source that does not deliver what is wanted.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{State, fits};

code!("wrong-artifact", Deny, Interfaces);

/// Looks at re-sourced interfaces whose source is a process that says what it delivers.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for interface in &model.process_set.interfaces {
        let State::ReSourced { by, place, .. } = &interface.state else { continue };
        // a process of the model stands for whoever realises it
        let names: Vec<&str> = match model.process_set.processes.get(by) {
            Some(process) => vec![process.id.as_str()],
            None => model.process_set.realised_by.get(by).into_iter().flatten().map(String::as_str).collect(),
        };
        let reference = model.reference.processes.contains_key(by);
        if names.is_empty() {
            if reference {
                out.push(
                    Diagnostic::new(&CODE, format!("`{by}` cannot deliver `{}`: nobody realises it", interface.artifact))
                        .at(*place, "named as the new source here")
                        .help("name a process that there is")
                        .about(format!("process {}", interface.receiver)),
                );
            }
            continue;
        }
        let processes: Vec<_> = names.iter().filter_map(|id| model.process_set.processes.get(*id)).collect();
        let declared: Vec<&str> =
            processes.iter().flat_map(|one| one.tailoring.deliver.iter()).flat_map(|one| one.artifacts.iter()).map(|one| one.id.as_str()).collect();
        let of_model: Vec<&str> = model
            .reference
            .interfaces
            .iter()
            .filter(|row| processes.iter().any(|one| one.realises.contains(&row.from)))
            .map(|row| row.artifact.as_str())
            .collect();
        // an external process that says nothing about what it delivers is taken at its word
        if declared.is_empty() && of_model.is_empty() {
            continue;
        }
        let delivers = declared.iter().chain(of_model.iter()).any(|one| fits(&model.reference, &model.artifacts, one, &interface.artifact));
        if delivers {
            continue;
        }
        let mut listed: Vec<String> = declared.iter().chain(of_model.iter()).map(|one| format!("`{one}`")).collect();
        listed.sort();
        listed.dedup();
        listed.truncate(6);
        let mut finding = Diagnostic::new(&CODE, format!("`{by}` does not deliver `{}`", interface.artifact)).at(*place, "named as the new source here");
        if let Some(process) = processes.first() {
            finding = finding.and(process.place, format!("delivers {}", listed.join(", ")));
        }
        out.push(
            finding
                .cite(format!("ISO/IEC TS 27022:2021, {}", interface.cite.join(" and ")))
                .help(format!("let it say `deliver {}`, or declare that what it delivers `specialises {}`", interface.artifact, interface.artifact))
                .about(format!("process {}", interface.receiver)),
        );
    }
}
