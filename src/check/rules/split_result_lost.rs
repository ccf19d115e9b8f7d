//! Several processes share one of the model: together they must still deliver everything.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::fits;

code!("split-result-lost", Deny, Interfaces);

/// Looks at every result of a process that is split.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for (reference, by) in &model.process_set.realised_by {
        if by.len() < 2 {
            continue;
        }
        let parts: Vec<_> = by.iter().filter_map(|id| model.process_set.processes.get(id)).collect();
        let mut seen: Vec<&str> = Vec::new();
        for row in model.reference.interfaces.iter().filter(|row| row.from == *reference) {
            if seen.contains(&row.artifact.as_str()) {
                continue;
            }
            seen.push(&row.artifact);
            let delivered = parts.iter().any(|part| {
                part.tailoring.deliver.iter().flat_map(|one| one.artifacts.iter()).any(|one| fits(&model.reference, &model.artifacts, &one.id, &row.artifact))
                    || part.tailoring.drop.iter().flat_map(|one| one.artifacts.iter()).any(|one| one.id == row.artifact)
            });
            if delivered {
                continue;
            }
            let mut finding = Diagnostic::new(&CODE, format!("none of the processes that share `{reference}` delivers `{}`", row.artifact));
            for (at, part) in parts.iter().enumerate() {
                finding =
                    if at == 0 { finding.at(part.place, "shares it, and does not deliver this") } else { finding.and(part.place, "and neither does this one") };
            }
            out.push(
                finding
                    .cite(format!("ISO/IEC TS 27022:2021, {}", row.cite.join(" and ")))
                    .help(format!("let one of them say `deliver {}`, or `drop {} because \"…\"`", row.artifact, row.artifact))
                    .about(format!("process {reference}")),
            );
        }
    }
}
