//! A work product comes less often than its receiver can use it.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::Age;

code!("input-too-old", Deny, Interfaces);

/// Compares how often a work product is delivered with the age that the receiver tolerates.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for flow in &cx.model.flows {
        let (Some(every), Some(at_most)) = (&flow.every, &flow.at_most) else { continue };
        if Age::of(every.value) <= Age::of(at_most.value) {
            continue;
        }
        out.push(
            Diagnostic::new(&CODE, format!("`{}` can be {} old when `{}` uses it, and may be {} old at most", flow.artifact, every, flow.to.id, at_most))
                .at(at_most.place, format!("`{}` needs it this fresh", flow.to.id))
                .and(every.place, format!("`{}` renews it every {every}", flow.from.id))
                .cite("ISO/IEC 27001, 4.4; ISO/IEC TS 27022:2021, clause 5")
                .help(format!("let it come more often: `deliver {} every {at_most}` at `{}`", flow.artifact, flow.from.id))
                .help(format!("or accept that it is older: `at most {every} old` at `{}`", flow.to.id))
                .fix(format!("renew it every {at_most}"), every.place, at_most.to_string(), false)
                .fix(format!("accept {every}"), at_most.place, every.to_string(), false)
                .about(format!("process {}", flow.to.id)),
        );
    }
}
