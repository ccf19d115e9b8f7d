//! The heart of the matter: a process needs a work product, and nobody delivers it.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::State;

code!("input-without-provider", Deny, Interfaces);

/// Reports each missing work product once for each provider and receiver.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    if !cx.is_whole() {
        return;
    }
    for interface in &model.process_set.interfaces {
        let State::Missing { why, place } = &interface.state else { continue };
        // an undecided process is one finding of its own, not one for each of its results
        let outside = model.reference.processes.get(&interface.from).is_some_and(|process| process.category == "outside");
        if *why == "undecided" && !outside {
            continue;
        }
        let Some(receiver) = model.process_set.processes.get(&interface.receiver) else { continue };
        let title = model.artifact(&interface.artifact).map_or(interface.artifact.as_str(), |artifact| artifact.head.title.as_str());
        let provider = &interface.from;
        let cite = format!("ISO/IEC TS 27022:2021, {}", interface.cite.join(" and "));
        let mut finding = Diagnostic::new(&CODE, format!("nobody delivers `{}` to `{}`", interface.artifact, interface.receiver))
            .at(receiver.place, format!("needs {} as an input", quoted(title)));
        finding = match (why, place) {
            (_, Some(place)) if *why == "omitted" => finding.and(*place, format!("`{provider}`, which delivers it, is omitted here")),
            (_, Some(place)) if *why == "maturity 0" => finding.and(*place, format!("`{provider}`, which delivers it, is at maturity 0 here")),
            (_, Some(place)) => finding.and(*place, format!("realises `{provider}`, but does not deliver it")),
            _ => finding,
        };
        finding = finding.cite(cite);
        finding = if outside {
            finding
                .help(format!("`{provider}` lies outside the reference model; say who does it here: `external {provider} \"…\" of UNIT`"))
                .help(format!("or name another source at the receiver: `instead {} from …`", interface.artifact))
        } else if *why == "not delivered" {
            finding.help(format!("let one of the processes that realise `{provider}` say `deliver {}`", interface.artifact))
        } else {
            let at = if *why == "omitted" { "at the omission".to_string() } else { format!("at `{}`", interface.receiver) };
            finding
                .help(format!("if someone else delivers it, say so {at}: `instead {} from …`", interface.artifact))
                .help(format!("or do not leave the process out, and say who runs it: `external NAME \"…\" of UNIT realises {provider}`"))
                .help(format!("or do without, with a reason: `waive {} because \"…\"`", interface.artifact))
        };
        out.push(finding.about(format!("process {}", interface.receiver)));
    }
    beyond_the_model(cx, out);
}

/// What a process receives beyond the reference model, without saying from whom.
fn beyond_the_model(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for receiver in model.process_set.processes.values() {
        let own = |id: &str| receiver.tailoring.deliver.iter().flat_map(|one| one.artifacts.iter()).any(|one| model.carries(&one.id, id));
        let open = receiver.tailoring.receive.iter().filter(|one| one.from.is_empty()).flat_map(|one| one.artifacts.iter());
        for artifact in open.filter(|one| !model.is_of_model(receiver, &one.id) && !own(&one.id)) {
            let inside = |one: &crate::model::Flow| model.ingredients(one).any(|content| model.fits(&content.artifact, &artifact.id));
            if model.flows.iter().any(|one| one.to.id == receiver.id && (model.carries(&one.artifact, &artifact.id) || inside(one))) {
                continue;
            }
            let title = model.artifact(&artifact.id).map_or(artifact.id.as_str(), |one| one.head.title.as_str());
            out.push(
                Diagnostic::new(&CODE, format!("nobody delivers `{}` to `{}`", artifact.id, receiver.id))
                    .at(artifact.place, format!("wants to receive {}", quoted(title)))
                    .cite("ISO/IEC 27001, 4.4")
                    .help(format!("let the process that has it say `deliver {} to {}`", artifact.id, receiver.id))
                    .help(format!("or say who hands it over: `receive {} from …`", artifact.id))
                    .about(format!("process {}", receiver.id)),
            );
        }
    }
}

fn quoted(title: &str) -> String {
    format!("\u{201c}{title}\u{201d}")
}
