//! Somebody outside receives something classified, and nobody said how much they may see.

use crate::base::Place;
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{Clearance, End, Lattice, Mark, RefOrText};

code!("clearance-missing", Warn, Interfaces);

/// Looks at receivers without a clearance; each is reported once.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    let lattice = model.lattice();
    let marks = model.marks();
    let mut open: Vec<(End, Place, Mark)> = Vec::new();
    for (flow, marks) in model.flows.iter().zip(&marks) {
        if let Clearance::Unstated(place) = model.clearance_of(&flow.to) {
            open.extend(marks.iter().map(|mark| (flow.to.clone(), place, mark.clone())));
        }
    }
    for entry in model.communications.values() {
        let Some(level) = &entry.classification else { continue };
        for to in &entry.to {
            let RefOrText::Ref(to) = to else { continue };
            let end = End { kind: to.kind, id: to.id.clone() };
            if let Clearance::Unstated(place) = model.clearance_of(&end) {
                open.push((end, place, Mark { level: level.id.clone(), place: level.place, of: entry.head.id.clone() }));
            }
        }
    }
    let mut said: Vec<End> = Vec::new();
    for (end, place, mark) in &open {
        if said.contains(end) || lattice.is_bottom(&mark.level) {
            continue;
        }
        said.push(end.clone());
        let levels: Vec<&str> = open.iter().filter(|(other, _, _)| other == end).map(|(_, _, mark)| mark.level.as_str()).collect();
        out.push(picture(&lattice, end, *place, mark, &levels));
    }
}

fn picture(lattice: &Lattice, end: &End, place: Place, mark: &Mark, levels: &[&str]) -> Diagnostic {
    let kind = if end.kind == "process" { "external process" } else { end.kind };
    let finding = Diagnostic::new(&CODE, format!("nobody said how much the {kind} `{}` may see", end.id))
        .at(place, "states no `clearance`")
        .and(mark.place, format!("receives `{}`, which is {}", mark.of, mark.level.replace('_', " ")))
        .cite("ISO/IEC 27001, A.5.12 and A.5.14")
        .about(format!("{} {}", end.kind, end.id));
    let enough = lattice.join(levels).unwrap_or(&mark.level);
    finding.help(format!("decide it: `clearance {enough}` covers what goes there today"))
}
