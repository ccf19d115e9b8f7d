//! A work product is less confidential than something that it contains.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{Lattice, Mark, Ref};

code!("classified-below-part", Deny, Interfaces);

/// Compares the level that is stated with the levels of the contents: declared parts, and what deliveries bring along.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    let lattice = model.lattice();
    let declared = model.artifacts.values().filter_map(|one| one.classification.as_ref().map(|level| (one.head.id.as_str(), level)));
    for (artifact, level) in declared {
        if let Some(mark) = model.marks_of_parts(artifact).into_iter().find(|mark| !lattice.covers(&mark.level, &level.id)) {
            out.push(finding(&lattice, artifact, level, &mark).about(format!("artifact {artifact}")));
        }
    }
    let marks = model.marks();
    let mut said: Vec<(crate::base::Place, &str)> = Vec::new();
    for (flow, marks) in model.flows.iter().zip(&marks) {
        let Some(level) = flow.stated.as_ref().or_else(|| model.stated_level(&flow.artifact)) else { continue };
        if model.declassified(&flow.artifact, &flow.to).is_some() {
            continue;
        }
        // one finding for each place and work product, however many receivers there are; declared parts were looked at above
        let mut above = marks.iter().filter(|mark| !lattice.covers(&mark.level, &level.id) && mark.of != flow.artifact);
        let Some(mark) = above.find(|_| !said.contains(&(level.place, flow.artifact.as_str()))) else { continue };
        if flow.stated.is_none() && model.marks_of_parts(&flow.artifact).contains(mark) {
            continue;
        }
        said.push((level.place, &flow.artifact));
        out.push(finding(&lattice, &flow.artifact, level, mark).about(format!("process {}", flow.from.id)));
    }
}

fn finding(lattice: &Lattice, artifact: &str, level: &Ref, mark: &Mark) -> Diagnostic {
    let finding = Diagnostic::new(&CODE, format!("`{artifact}` is {} and contains `{}`, which is {}", words(&level.id), mark.of, words(&mark.level)))
        .at(level.place, format!("`{artifact}` counts as {}", words(&level.id)))
        .and(mark.place, format!("`{}` is {}", mark.of, words(&mark.level)))
        .cite("ISO/IEC 27001, A.5.12 and A.5.13");
    let finding = match lattice.join(&[&level.id, &mark.level]) {
        Some(join) => finding.help(format!("what contains it is at least as confidential: `classification {join}`")).fix(
            format!("classify it as {}", words(join)),
            level.place,
            join,
            false,
        ),
        None => finding,
    };
    finding.help(format!("or take out what is confidential, and decide so: `declassify {artifact} to {} for … because \"…\" approved by … on …`", level.id))
}

fn words(level: &str) -> String {
    level.replace('_', " ")
}
