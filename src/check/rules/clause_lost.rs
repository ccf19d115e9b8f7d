//! Clauses of ISO/IEC 27001 that lose their process by tailoring.

use crate::base::IndexMap;

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::ClauseCoverage;

code!("clause-lost", Warn, Clauses);

/// Looks at the clauses that the reference model serves and the tailored set does not.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    if !cx.is_whole() {
        return;
    }
    let decided = |id: &str| model.omissions.iter().any(|one| one.process.id == id) || model.adoptions.iter().any(|one| one.process.id == id);
    // those that the same processes served are one finding
    let mut lost: IndexMap<Vec<&str>, Vec<&ClauseCoverage>> = IndexMap::default();
    for clause in model.clauses.iter().filter(|clause| clause.served_by.is_empty() && !clause.is_outside_model()) {
        let used_to: Vec<&str> = clause.in_model.iter().map(|one| one.process.as_str()).collect();
        // a process that nobody decided on may still come
        if used_to.iter().all(|id| decided(id)) {
            lost.entry(used_to).or_default().push(clause);
        }
    }
    for (used_to, clauses) in lost {
        let numbers: Vec<&str> = clauses.iter().map(|clause| clause.clause.as_str()).collect();
        let (what, which) = if numbers.len() == 1 { ("clause", "is") } else { ("clauses", "are") };
        let mut finding = Diagnostic::new(&CODE, format!("{what} {} of ISO/IEC 27001 {which} served by no process any more", list(&numbers)));
        for (at, id) in used_to.iter().enumerate() {
            let title = clauses.first().map_or("", |clause| clause.title.as_str());
            let said = if clauses.len() == 1 { format!("served {} ({title})", numbers.join(", ")) } else { format!("served {}", list(&numbers)) };
            let omission = model.omissions.iter().find(|one| one.process.id == *id).map(|one| (one.place, "omitted here"));
            let zero = model.adoptions.iter().find(|one| one.process.id == *id).map(|one| (one.place, "at level 0 here"));
            let Some((place, how)) = omission.or(zero) else { continue };
            let message = format!("`{id}` {said} and is {how}");
            finding = if at == 0 { finding.at(place, message) } else { finding.and(place, message) };
        }
        let cites: Vec<&str> = clauses.first().into_iter().flat_map(|clause| clause.in_model.iter()).map(|one| one.cite.as_str()).collect();
        out.push(
            finding
                .cite(cites.join("; "))
                .help(format!("say which of the other processes does that now: `clauses {}` in its block", numbers.join(", ")))
                .help("or who realises the process: `external NAME \"…\" of UNIT realises …`")
                .about(format!("process {}", used_to.first().copied().unwrap_or_default())),
        );
    }
}

/// `9.2.1`, `9.2.1 and 9.2.2`, `7.5.1, 7.5.2 and 7.5.3`.
pub(super) fn list(words: &[&str]) -> String {
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => (*last).to_string(),
        None => String::new(),
    }
}
