//! Information leaves the ISMS by another way than the communication process.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{Flow, Model, RefOrText};

code!("leaves-past-communication", Deny, Interfaces);

/// The process of the reference model through which information leaves.
const WAY_OUT: &str = "communication";

/// Looks at what goes to parties, suppliers and processes that those run, beyond the interfaces of the model.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    if !model.reference.processes.contains_key(WAY_OUT) {
        return;
    }
    let ways: Vec<&str> = model.processes_named_by_model(WAY_OUT).into_iter().map(|one| one.id.as_str()).collect();
    for flow in model.flows.iter().filter(|one| !one.of_model && one.from.kind == "process" && leaves(model, one)) {
        if ways.contains(&flow.from.id.as_str()) || is_outside(model, &flow.from.id) {
            continue;
        }
        let mut finding = Diagnostic::new(&CODE, format!("`{}` leaves the ISMS to `{}` past the communication process", flow.artifact, flow.to.id))
            .at(flow.delivered_at, format!("`{}` sends it out itself", flow.from.id));
        let way = ways.first().copied();
        if let Some(process) = way.and_then(|id| model.process_set.processes.get(id)) {
            finding = finding.and(process.place, "whatever leaves the ISMS leaves here");
        }
        finding = finding.cite("ISO/IEC TS 27022:2021, Table 16; ISO/IEC 27001, 7.4");
        finding = match way {
            Some(way) => {
                finding.help(format!("let `{}` hand it to `{way}`, and `{way}` send it out: `deliver {} to {}` there", flow.from.id, flow.artifact, flow.to.id))
            }
            None => finding.help(format!("let a process stand for it: `realises {WAY_OUT}`")),
        };
        out.push(
            finding
                .help(format!("or, if `{}` is meant to speak for the ISMS, let it say `realises {WAY_OUT}`", flow.from.id))
                .about(format!("process {}", flow.from.id)),
        );
    }
}

fn leaves(model: &Model, flow: &Flow) -> bool {
    matches!(flow.to.kind, "party" | "supplier") || (flow.to.kind == "process" && is_run_by_others(model, &flow.to.id))
}

/// An external process of a supplier or of another party.
fn is_run_by_others(model: &Model, id: &str) -> bool {
    let of = model.processes.get(id).filter(|one| one.external).and_then(|one| one.of.as_ref());
    matches!(of, Some(RefOrText::Ref(of)) if matches!(of.kind, "supplier" | "party"))
}

/// An external process that realises nothing of the model is not part of the ISMS.
fn is_outside(model: &Model, id: &str) -> bool {
    model.processes.get(id).is_some_and(|one| one.external && one.realises.is_empty())
}
