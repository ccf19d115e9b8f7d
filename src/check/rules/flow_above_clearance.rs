//! Something confidential reaches somebody who may not see it.

use crate::base::Place;
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{Clearance, End, Lattice, Mark, Model, Ref, RefOrText};

code!("flow-above-clearance", Deny, Interfaces);

/// Looks at every flow between processes and to others, and at the communication plan.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    let lattice = model.lattice();
    let marks = model.marks();
    for (flow, marks) in model.flows.iter().zip(&marks) {
        let Clearance::UpTo(clearance) = model.clearance_of(&flow.to) else { continue };
        let Some(mark) = marks.iter().find(|mark| !lattice.covers(&mark.level, &clearance.id)) else { continue };
        let seen = Seen { what: &flow.artifact, to: &flow.to, at: flow.delivered_at, how: format!("`{}` hands it to `{}`", flow.from.id, flow.to.id) };
        let finding = finding(model, &lattice, &seen, clearance, mark);
        out.push(
            finding
                .help(format!(
                    "or take out what is confidential, and decide so: `declassify {} to {} for {} because \"…\" approved by … on …`",
                    flow.artifact, clearance.id, flow.to.id
                ))
                .about(format!("process {}", flow.from.id)),
        );
    }
    for entry in model.communications.values() {
        let Some(level) = &entry.classification else { continue };
        for to in &entry.to {
            let RefOrText::Ref(to) = to else { continue };
            let end = End { kind: to.kind, id: to.id.clone() };
            let Clearance::UpTo(clearance) = model.clearance_of(&end) else { continue };
            if lattice.covers(&level.id, &clearance.id) {
                continue;
            }
            let mark = Mark { level: level.id.clone(), place: level.place, of: entry.head.id.clone() };
            let seen = Seen { what: &entry.head.id, to: &end, at: to.place, how: "told here".into() };
            out.push(
                finding(model, &lattice, &seen, clearance, &mark)
                    .help("or tell less, and state the lower classification")
                    .about(format!("communication {}", entry.head.id)),
            );
        }
    }
}

struct Seen<'a> {
    what: &'a str,
    to: &'a End,
    at: Place,
    how: String,
}

fn finding(model: &Model, lattice: &Lattice, seen: &Seen<'_>, clearance: &Ref, mark: &Mark) -> Diagnostic {
    let words = |level: &str| level.replace('_', " ");
    let Seen { what, to, .. } = seen;
    let mut finding =
        Diagnostic::new(&CODE, format!("`{what}` is {} and reaches `{}`, which may see up to {}", words(&mark.level), to.id, words(&clearance.id)))
            .at(seen.at, seen.how.clone());
    let why = if mark.of == *what {
        format!("{} because of this", words(&mark.level))
    } else {
        format!("it contains `{}`, which is {}", mark.of, words(&mark.level))
    };
    finding = finding.and(mark.place, why).and(clearance.place, format!("`{}` may see this much", to.id));
    // a decision that would have allowed it, were it valid
    let over = model.declassifications.iter().find(|one| {
        !one.holds(model.as_of)
            && one.artifacts.iter().any(|of| model.fits(what, &of.id))
            && (one.receivers.is_empty() || one.receivers.iter().any(|name| model.is_end(name, to)))
    });
    if let Some(over) = over {
        let ended = over.until.as_ref().filter(|until| until.value < model.as_of);
        finding = finding.and(
            over.place,
            ended.map_or_else(|| "this decision is not complete, so it does not hold".to_string(), |until| format!("this decision ended on {}", until.value)),
        );
    }
    let finding =
        finding.cite("ISO/IEC 27001, A.5.12 and A.5.14").help(format!("let it go to somebody else, or allow `{}` more: `clearance {}`", to.id, mark.level));
    match lattice.join(&[&clearance.id, &mark.level]) {
        Some(join) => finding.fix(format!("let `{}` see up to {}", to.id, words(join)), clearance.place, join, false),
        None => finding,
    }
}
