//! A special work product does without a part, and a receiver needs exactly that part.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{Flow, Need};

code!("dropped-part-needed", Deny, Interfaces);

/// Looks at the parts that do not arrive, and whose absence somebody decided; each decision is reported once.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    let mut missed: Vec<(&Flow, &Need)> = Vec::new();
    for flow in &model.flows {
        missed.extend(model.lacking(flow).into_iter().map(|need| (flow, need)));
    }
    let mut said: Vec<(&str, &str)> = Vec::new();
    for (flow, need) in &missed {
        let key = (flow.artifact.as_str(), need.part.as_str());
        let Some((artifact, drop, part)) = model.dropped(&flow.artifact, &need.part) else { continue };
        if said.contains(&key) {
            continue;
        }
        said.push(key);
        let hurt: Vec<&(&Flow, &Need)> = missed.iter().filter(|(other, what)| (other.artifact.as_str(), what.part.as_str()) == key).collect();
        let receivers: Vec<String> = hurt.iter().map(|(other, _)| format!("`{}`", other.to.id)).collect();
        let verb = if receivers.len() == 1 { "needs" } else { "need" };
        let mut finding = Diagnostic::new(&CODE, format!("`{}` comes without `{}`, which {} {verb}", flow.artifact, need.part, listed(&receivers)))
            .at(part.place, format!("`{}` drops it here", artifact.head.id))
            .and(flow.delivered_at, format!("`{}` hands it over", flow.from.id));
        for (other, what) in &hurt {
            let asks = if what.cite.is_empty() { "needs the part".to_string() } else { format!("needs the part ({})", what.cite.join(" and ")) };
            finding = finding.and(what.place.unwrap_or(other.received_at), asks);
        }
        let cites: Vec<&str> = hurt.iter().flat_map(|(_, what)| what.cite.iter()).map(String::as_str).collect();
        if !cites.is_empty() {
            let mut cites = cites;
            cites.sort_by(|a, b| crate::base::natural_cmp(a, b));
            cites.dedup();
            finding = finding.cite(format!("ISO/IEC TS 27022:2021, {}", cites.join(", ")));
        }
        finding = finding
            .help(format!("keep the part: remove `drop {}` from `{}`", part.id, artifact.head.id))
            .help(format!("or deliver it beside: `deliver {} to {}`", need.part, flow.to.id))
            .help(format!("or let the receiver do without, with a reason: `drop {} because \"…\"`", need.part));
        if drop.artifacts.len() == 1 {
            finding = finding.fix(format!("keep `{}`", part.id), drop.whole, "", false);
        }
        out.push(finding.about(format!("artifact {}", artifact.head.id)));
    }
}

/// Names as a sentence has them: `a`, `b` and `c`.
fn listed(names: &[String]) -> String {
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
