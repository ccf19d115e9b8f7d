//! Leaving a process out is approved by someone, on a day.
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("omission-without-approval", Deny, Tailoring);

/// Looks at omissions and at maturity 0.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for one in cx.model.omissions.iter().filter(|one| one.approved.is_none()) {
        out.push(finding(&one.process.id, one.place));
    }
    for one in &cx.model.adoptions {
        if one.tailoring.maturity.as_ref().is_some_and(|level| level.value == 0)
            && one.tailoring.maturity_target.unwrap_or(0) == 0
            && one.tailoring.approved.is_none()
        {
            out.push(finding(&one.process.id, one.place));
        }
    }
}

fn finding(id: &str, place: crate::base::Place) -> Diagnostic {
    Diagnostic::new(&CODE, format!("nobody approved that `{id}` is left out"))
        .at(place, "who decided this, and when?")
        .cite("ISO/IEC 27001, 5.1; ISO/IEC TS 27022:2021, clause 5")
        .help("add `approved by ROLE on DATE`")
        .about(format!("process {id}"))
}
