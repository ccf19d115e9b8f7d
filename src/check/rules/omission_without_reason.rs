//! Leaving a process out is a decision, and a decision carries its reason.
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("omission-without-reason", Deny, Tailoring);

/// Looks at omissions and at maturity 0.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for one in cx.model.omissions.iter().filter(|one| one.because.is_none()) {
        out.push(finding(&one.process.id, one.place));
    }
    for one in &cx.model.adoptions {
        if one.tailoring.maturity.as_ref().is_some_and(|level| level.value == 0)
            && one.tailoring.maturity_target.unwrap_or(0) == 0
            && one.tailoring.because.is_none()
        {
            out.push(finding(&one.process.id, one.place));
        }
    }
}

fn finding(id: &str, place: crate::base::Place) -> Diagnostic {
    Diagnostic::new(&CODE, format!("`{id}` is left out without a reason"))
        .at(place, "why?")
        .cite("ISO/IEC TS 27022:2021, clauses 4 and 5")
        .help("add `because \"…\"`, as an auditor will read it")
        .about(format!("process {id}"))
}
