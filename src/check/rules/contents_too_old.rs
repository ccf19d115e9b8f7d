//! A work product comes often enough, but what it is made from has been waiting for longer.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{Age, At, Flow, Length, Model};

code!("contents-too-old", Deny, Interfaces);

/// Follows what goes into each work product back to where it comes from, and adds up the ages.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for flow in &model.flows {
        let Some(own) = &flow.every else { continue };
        let own = Age::of(own.value);
        // late on its own is a finding of its own
        if flow.at_most.as_ref().is_some_and(|limit| own > Age::of(limit.value)) {
            continue;
        }
        let mut found: Vec<(Age, Diagnostic, String)> = Vec::new();
        for content in model.ingredients(flow) {
            let Some(limit) = limit_of(model, flow, content) else { continue };
            let chain = model.oldest(content);
            let age = own.plus(chain.age);
            // an interval that nobody states is another finding
            if content.every.is_none() || age <= Age::of(limit.value) || chain.steps.iter().any(|step| step.from == flow.to) {
                continue;
            }
            let part = model.parts_of(&flow.artifact).into_iter().find(|part| model.fits(&content.artifact, part)).unwrap_or(&content.artifact);
            let source = chain.steps.last().map_or(content.artifact.as_str(), |step| step.artifact.as_str());
            let short = format!("`{source}` from `{}` ({age})", chain.steps.last().map_or("", |step| step.from.id.as_str()));
            found.push((age, picture(flow, &chain.steps, age, &limit, part), short));
        }
        // the oldest content is told in full, the others beside it
        found.sort_by_key(|(age, _, _)| std::cmp::Reverse(*age));
        let mut found = found.into_iter();
        if let Some((_, finding, _)) = found.next() {
            let others: Vec<String> = found.map(|(_, _, short)| short).collect();
            out.push(if others.is_empty() { finding } else { finding.help(format!("also too old there: {}", others.join(", "))) });
        }
    }
}

/// The age that a receiver tolerates in a part: what it says of the part, else what it says of the whole.
fn limit_of(model: &Model, flow: &Flow, content: &Flow) -> Option<At<Length>> {
    let receiver = model.process_set.processes.get(&flow.to.id)?;
    let part =
        receiver.tailoring.receive.iter().find(|row| {
            row.at_most.is_some() && row.artifacts.iter().any(|one| model.fits(&content.artifact, &one.id) && !model.fits(&flow.artifact, &one.id))
        });
    part.and_then(|row| row.at_most.clone()).or_else(|| flow.at_most.clone())
}

fn picture(flow: &Flow, steps: &[&Flow], age: Age, limit: &At<Length>, part: &str) -> Diagnostic {
    let every = |one: &Flow| one.every.as_ref().map_or_else(|| "at no stated interval".to_string(), |every| format!("every {every}"));
    let place = |one: &Flow| one.every.as_ref().map_or(one.delivered_at, |every| every.place);
    let first = steps.last().copied().unwrap_or(flow);
    let mut finding = Diagnostic::new(
        &CODE,
        format!("`{}` can be {age} old when `{}` reads it in `{}`, and may be {limit} old at most", first.artifact, flow.to.id, flow.artifact),
    )
    .at(limit.place, format!("`{}` needs it this fresh", flow.to.id));
    // from the source to the reader, with the age that has come together at each place
    let mut so_far = Age::default();
    let mut sum = Vec::new();
    for (at, step) in steps.iter().rev().copied().chain(std::iter::once(flow)).enumerate() {
        if let Some(interval) = &step.every {
            so_far = so_far.plus(Age::of(interval.value));
            sum.push(interval.to_string());
        }
        let says = format!("{}. `{}` hands `{}` to `{}` {}: up to {so_far} old", at + 1, step.from.id, step.artifact, step.to.id, every(step));
        finding = finding.and(place(step), says);
    }
    let finding = finding
        .cite("ISO/IEC TS 27022:2021, clause 5; ISO/IEC 27001, 9.3.2")
        .help(format!("a report is no fresher than what it contains: {} = {age}", sum.join(" + ")))
        .help(format!("shorten an interval of the chain, or accept the age of this content: `receive {part} at most {age} old` at `{}`", flow.to.id))
        .about(format!("process {}", flow.to.id));
    match age.in_months() {
        Some(months) => finding.fix(format!("accept {age}"), limit.place, format!("{months} months"), false),
        None => finding,
    }
}
