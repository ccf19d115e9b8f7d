//! Two levels of confidentiality without one lowest level that covers both.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("classifications-without-join", Deny, Interfaces);

/// Looks at every pair of levels; a report that contains both has to go somewhere.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    let lattice = model.lattice();
    if !lattice.circles().is_empty() {
        return;
    }
    for pair in lattice.without_join() {
        let (Some(one), Some(other)) = (model.classifications.get(&pair.one), model.classifications.get(&pair.other)) else { continue };
        let mut finding = Diagnostic::new(&CODE, format!("what contains `{}` and `{}` has no level of its own", pair.one, pair.other))
            .at(other.head.place, format!("neither above nor below `{}`", pair.one))
            .and(one.head.place, format!("neither above nor below `{}`", pair.other));
        for candidate in &pair.candidates {
            if let Some(level) = model.classifications.get(candidate) {
                finding = finding.and(level.head.place, "covers both, and is not the only one that does");
            }
        }
        finding = match pair.candidates.as_slice() {
            [] => finding
                .help(format!("declare a level above both: `classification NAME \"…\" above {}, {}`", pair.one, pair.other))
                .help(format!("or put the one above the other: `above {}` at `{}`", pair.one, pair.other)),
            several => finding.help(format!(
                "declare one level between: above `{}` and `{}`, below {}",
                pair.one,
                pair.other,
                several.iter().map(|one| format!("`{one}`")).collect::<Vec<_>>().join(" and ")
            )),
        };
        out.push(finding.cite("ISO/IEC 27001, A.5.12").about(format!("classification {}", pair.other)));
    }
}
