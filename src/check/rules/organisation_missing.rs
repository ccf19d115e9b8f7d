//! A package that says nothing about the organisation is a fragment, and is not asked to be complete.
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("organisation-missing", Warn, Package);

/// Looks for the organisation.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let empty = cx.model.roles.is_empty() && cx.model.controls.is_empty() && cx.model.adoptions.is_empty() && cx.model.risks.is_empty();
    if !cx.is_whole() && !empty {
        out.push(
            Diagnostic::new(&CODE, "no `organisation` is declared")
                .cite("ISO/IEC 27001, 4.3")
                .help("declare it: `organisation acme \"Acme Ltd\" { scope \"…\" }`")
                .help("without it this is a fragment: nobody asks whether processes and controls are all decided"),
        );
    }
}
