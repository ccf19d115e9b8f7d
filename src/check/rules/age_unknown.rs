//! A receiver says how old its input may be, and nobody says how often the input comes.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("age-unknown", Warn, Interfaces);

/// Looks at the flows with a limit and without an interval.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for flow in model.flows.iter().filter(|flow| flow.every.is_none()) {
        let Some(at_most) = &flow.at_most else { continue };
        let mut finding = Diagnostic::new(&CODE, format!("nobody knows how old `{}` is when `{}` uses it", flow.artifact, flow.to.id))
            .at(at_most.place, "needs it this fresh")
            .and(flow.delivered_at, format!("`{}` does not say how often it delivers", flow.from.id))
            .cite("ISO/IEC 27001, 4.4; ISO/IEC TS 27022:2021, clause 5");
        finding = match flow.from.kind {
            "process" => finding
                .help(format!("say it at the provider: `deliver {} every {at_most}`", flow.artifact))
                .help(format!("or for all that it does: `cadence every {at_most}`")),
            _ => finding.help(format!(
                "a process that watches over it can say how often: `external NAME \"…\" of {} deliver {} every {at_most}`",
                flow.from.id, flow.artifact
            )),
        };
        out.push(finding.about(format!("process {}", flow.to.id)));
    }
}
