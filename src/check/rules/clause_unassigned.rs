//! Clauses of ISO/IEC 27001 that no profile of the reference model cites, and that no process names.

use crate::base::IndexMap;

use super::clause_lost::list;
use crate::base::{Place, Span};
use crate::check::Context;
use crate::diagnostic::{Diagnostic, Edit, Fix, code};

code!("clause-unassigned", Warn, Clauses);

/// Looks at the clauses that the reference model leaves open.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    if !cx.is_whole() || model.process_set.processes.is_empty() {
        return;
    }
    let open: Vec<&str> =
        model.clauses.iter().filter(|clause| clause.served_by.is_empty() && clause.is_outside_model()).map(|clause| clause.clause.as_str()).collect();
    if open.is_empty() {
        return;
    }
    let (what, which) = if open.len() == 1 { ("clause", "is") } else { ("clauses", "are") };
    let mut finding = Diagnostic::new(&CODE, format!("{what} {} of ISO/IEC 27001 {which} served by no process", list(&open)))
        .at(cx.organisation(), "no process says that it does; the profiles of the reference model cite none of them");
    // where people usually put them, as far as there is such a process
    let mut near: IndexMap<&str, Vec<&str>> = IndexMap::default();
    for (process, clauses) in USUAL {
        if let Some(realised) = model.process_set.realised_by.get(*process).and_then(|by| by.first()) {
            near.entry(realised).or_default().extend(clauses.iter().copied().filter(|clause| open.contains(clause)));
        }
    }
    let mut edits = Vec::new();
    for (id, clauses) in near.iter().filter(|(_, clauses)| !clauses.is_empty()) {
        let Some(process) = model.process_set.processes.get(*id) else { continue };
        let said = format!("clauses {}", clauses.join(", "));
        finding = finding.and(process.place, format!("could say `{said}`"));
        // a modifier on the header line is the same as one in the block; a list of adoptions shares one header
        let shares = model.adoptions.iter().any(|one| one.process.id == *id && one.process.place == one.place);
        if process.tailoring.clauses.is_empty() && !shares {
            let end = usize::try_from(process.place.span.end).unwrap_or_default();
            edits.push(Edit { place: Place::new(process.place.file, Span::new(end, end)), text: format!(" {said}") });
        }
    }
    if !edits.is_empty() {
        finding.fixes.push(Fix { title: "say so in these processes".into(), edits, safe: false });
    }
    out.push(
        finding
            .cite("ISO/IEC 27001, 4.4; ISO/IEC TS 27022:2021, Tables 1 to 17 (references)")
            .help(format!("name each in the block of the process that does it: `clauses {}`", open.first().copied().unwrap_or_default()))
            .about(format!("organisation {}", model.organisation.head.id))
            .sums_up(open),
    );
}

/// The process of the model whose purpose is nearest to a clause that no profile cites. Our reading, not the standard's.
const USUAL: &[(&str, &[&str])] = &[
    ("governance_management_interface", &["4.3", "4.4", "5.3"]),
    ("risk_assessment", &["6.1.1", "8.2"]),
    ("change_management", &["6.3"]),
    ("awareness_and_competence", &["7.2"]),
    ("risk_treatment", &["8.3"]),
];
