//! A receiver needs a part that what arrives never had, and nobody delivers it beside.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("part-without-provider", Deny, Interfaces);

/// Looks at the parts that do not arrive, and that nobody dropped.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for flow in &model.flows {
        for need in model.lacking(flow).into_iter().filter(|need| model.dropped(&flow.artifact, &need.part).is_none()) {
            let has: Vec<String> = model.parts_of(&flow.artifact).into_iter().map(|part| format!("`{part}`")).collect();
            let contents = if has.is_empty() { "no part is declared of it".to_string() } else { format!("its parts are {}", has.join(", ")) };
            let mut finding = Diagnostic::new(&CODE, format!("nobody delivers `{}`, which `{}` needs with `{}`", need.part, flow.to.id, flow.artifact))
                .at(need.place.unwrap_or(flow.received_at), "the part that is needed")
                .and(flow.delivered_at, format!("`{}` hands over `{}`; {contents}", flow.from.id, flow.artifact));
            if let Some(artifact) = model.artifacts.get(&flow.artifact) {
                finding = finding.and(artifact.head.place, "declared here");
            }
            finding = finding.cite(match need.cite.is_empty() {
                true => "ISO/IEC 27001, 4.4".to_string(),
                false => format!("ISO/IEC TS 27022:2021, {}", need.cite.join(" and ")),
            });
            finding = match model.artifacts.contains_key(&flow.artifact) {
                true => finding.help(format!("add it to what is handed over: `part {}` in `{}`", need.part, flow.artifact)),
                false => finding.help(format!("hand over a special one that has it: `artifact NAME \"…\" specialises {} part {}`", flow.artifact, need.part)),
            };
            out.push(
                finding.help(format!("or let somebody deliver it beside: `deliver {} to {}`", need.part, flow.to.id)).about(format!("process {}", flow.to.id)),
            );
        }
    }
}
