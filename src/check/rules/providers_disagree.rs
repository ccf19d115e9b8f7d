//! Two processes deliver the same work product to the same receiver, each in another shape.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{Flow, State};

code!("providers-disagree", Warn, Interfaces);

/// Compares the providers of one interface of the reference model.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    let mut said: Vec<(&str, &str, &str)> = Vec::new();
    for interface in &model.process_set.interfaces {
        let providers: Vec<&str> = match &interface.state {
            State::Provided { by } => by.iter().map(String::as_str).collect(),
            State::ReSourced { by, .. } => model.processes_named(by).into_iter().map(|one| one.id.as_str()).collect(),
            _ => continue,
        };
        let here = |one: &&Flow| one.to.id == interface.receiver && one.wanted == interface.artifact && providers.contains(&one.from.id.as_str());
        let flows: Vec<&Flow> = model.flows.iter().filter(here).collect();
        let Some((first, rest)) = flows.split_first() else { continue };
        let other = rest.iter().find_map(|other| difference(first, other).map(|what| (*other, what)));
        let Some((other, what)) = other else { continue };
        let key = (interface.artifact.as_str(), first.from.id.as_str(), other.from.id.as_str());
        if said.contains(&key) {
            continue;
        }
        said.push(key);
        out.push(
            Diagnostic::new(&CODE, format!("`{}` and `{}` deliver `{}`, {what}", first.from.id, other.from.id, interface.artifact))
                .at(other.delivered_at, shown(other))
                .and(first.delivered_at, shown(first))
                .and(other.received_at, "receives both")
                .cite(format!("ISO/IEC TS 27022:2021, {}", interface.cite.join(" and ")))
                .help("let both deliver the same, or only one of them: `deliver … to …` names who gets it")
                .about(format!("process {}", other.from.id)),
        );
    }
}

fn difference(one: &Flow, other: &Flow) -> Option<&'static str> {
    let level = |flow: &Flow| flow.stated.as_ref().map(|level| level.id.clone());
    if one.artifact != other.artifact {
        return Some("each in a shape of its own");
    }
    (level(one) != level(other)).then_some("each at a level of its own")
}

fn shown(flow: &Flow) -> String {
    let level = flow.stated.as_ref().map(|level| format!(", {}", level.id.replace('_', " "))).unwrap_or_default();
    format!("`{}` hands over `{}`{level}", flow.from.id, flow.artifact)
}
