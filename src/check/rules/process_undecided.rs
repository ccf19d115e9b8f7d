//! A tailored process set is an exhaustive match over the reference model.
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("process-undecided", Deny, Tailoring);

/// Lists the processes of the model that no decision mentions.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    if !cx.is_whole() {
        return;
    }
    let missing = cx.model.undecided_processes();
    if missing.is_empty() {
        return;
    }
    let listed: Vec<String> = missing.iter().map(|id| format!("`{id}`")).collect();
    let many = missing.len() > 1;
    let subject = if many { format!("{} processes", listed.len()) } else { "one process".to_string() };
    out.push(
        Diagnostic::new(&CODE, format!("{subject} of the reference model {} not decided: {}", if many { "are" } else { "is" }, listed.join(", ")))
            .at(cx.organisation(), "this organisation decides on each process of the model")
            .cite("ISO/IEC TS 27022:2021, clause 4; ISO/IEC 27001, 4.4")
            .help("adopt what you have: `adopt NAME, NAME owner ROLE`")
            .help("leave out what you do without: `omit NAME because \"…\" approved by ROLE on DATE`")
            .help("`isms reference processes` shows what each is for, `isms stubs --write undecided.isms` writes a declaration for each")
            .about("organisation")
            .sums_up(missing),
    );
}
