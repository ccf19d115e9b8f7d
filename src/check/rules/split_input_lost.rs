//! Several processes share one of the model: each of its inputs must reach the one that needs it.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("split-input-lost", Deny, Interfaces);

/// Looks at every input of a process that is split.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for (reference, by) in &model.process_set.realised_by {
        if by.len() < 2 {
            continue;
        }
        let parts: Vec<_> = by.iter().filter_map(|id| model.process_set.processes.get(id)).collect();
        let mut seen: Vec<&str> = Vec::new();
        for row in model.reference.interfaces.iter().filter(|row| row.to == *reference) {
            let wildcard = model.reference.processes.get(&row.from).is_some_and(|one| one.category == "wildcard");
            if wildcard || seen.contains(&row.artifact.as_str()) {
                continue;
            }
            seen.push(&row.artifact);
            if model.is_taken(row) {
                continue;
            }
            let mut finding = Diagnostic::new(&CODE, format!("none of the processes that share `{reference}` receives `{}`", row.artifact));
            for (at, part) in parts.iter().enumerate() {
                finding =
                    if at == 0 { finding.at(part.place, "shares it, and does not receive this") } else { finding.and(part.place, "and neither does this one") };
            }
            out.push(
                finding
                    .cite(format!("ISO/IEC TS 27022:2021, {}", row.cite.join(" and ")))
                    .help(format!("let the one that needs it say `receive {}`", row.artifact))
                    .about(format!("process {reference}")),
            );
        }
    }
}
