//! A part that a receiver needs reaches it from two sides, and nobody says which one holds.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::Flow;

code!("part-from-two", Warn, Interfaces);

/// Looks at the parts that arrive inside one work product and beside it, from different providers.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    // the model itself keeps the risk register at two processes; only what the organisation adds is a question
    let as_model = |flow: &Flow| flow.of_model && flow.artifact == flow.wanted;
    let mut said: Vec<(&str, &str)> = Vec::new();
    for flow in &model.flows {
        for need in flow.needs.iter().filter(|need| model.has_part(&flow.artifact, &need.part)) {
            let other: Option<&Flow> = model.beside(flow, &need.part).into_iter().find(|one| one.from != flow.from && !(as_model(flow) && as_model(one)));
            let Some(other) = other.filter(|_| !said.contains(&(flow.to.id.as_str(), need.part.as_str()))) else { continue };
            said.push((&flow.to.id, &need.part));
            let inside = if other.artifact == need.part { "delivers it".to_string() } else { format!("delivers it with `{}`", other.artifact) };
            let mut finding = Diagnostic::new(&CODE, format!("`{}` gets `{}` from `{}` and from `{}`", flow.to.id, need.part, flow.from.id, other.from.id))
                .at(other.delivered_at, inside)
                .and(flow.delivered_at, format!("delivers it with `{}`", flow.artifact));
            finding = finding.and(need.place.unwrap_or(flow.received_at), "which of the two holds?");
            finding = finding.cite(match need.cite.is_empty() {
                true => "ISO/IEC 27001, 4.4 and 7.5.3".to_string(),
                false => format!("ISO/IEC TS 27022:2021, {}", need.cite.join(" and ")),
            });
            out.push(
                finding
                    .help(format!("let one of them stop: `drop {}` in a special `{}`, or no `deliver` at the other", need.part, flow.artifact))
                    .about(format!("process {}", flow.to.id)),
            );
        }
    }
}
