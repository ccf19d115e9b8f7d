//! A Statement of Applicability is an exhaustive match over Annex A.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("control-undecided", Deny, Controls);

/// Lists the controls of the catalogue that no decision mentions.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    if !cx.is_whole() {
        return;
    }
    let model = cx.model;
    let missing = model.undecided_controls();
    if missing.is_empty() {
        return;
    }
    let shown: Vec<String> = missing.iter().take(12).map(|id| format!("`{id}`")).collect();
    let more = if missing.len() > 12 { format!(", and {} more", missing.len() - 12) } else { String::new() };
    let (verb, noun) = if missing.len() == 1 { ("is", "control") } else { ("are", "controls") };
    let mut finding = Diagnostic::new(&CODE, format!("{} {noun} of {} {verb} not decided", missing.len(), model.reference.catalogue))
        .at(cx.organisation(), format!("not decided: {}{more}", shown.join(", ")))
        .cite("ISO/IEC 27001, 6.1.3 d");
    if let Some(first) = missing.first() {
        finding = finding
            .help(format!("one that applies: `control {first} status not_started owner ROLE baseline \"…\"`"))
            .help(format!("one that does not: `exclude {first} because \"…\"`"))
            .help("`isms stubs --write undecided.isms` writes a declaration for each, ready to be filled in");
    }
    out.push(finding.about("organisation").sums_up(missing));
}
