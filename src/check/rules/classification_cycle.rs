//! Levels of confidentiality that lie above each other in a circle.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("classification-cycle", Error, Interfaces);

/// Follows `above` from every level.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for circle in model.lattice().circles() {
        let names: Vec<String> = circle.iter().map(|level| format!("`{level}`")).collect();
        let mut finding = Diagnostic::new(&CODE, format!("no level is the highest of {}: each lies above the other", names.join(" and ")));
        for (at, level) in circle.iter().enumerate() {
            let Some(one) = model.classifications.get(*level) else { continue };
            let above = one.above.iter().find(|below| circle.contains(&below.id.as_str()));
            let place = above.map_or(one.head.place, |below| below.place);
            let says = above.map_or_else(String::new, |below| format!("`{level}` is above `{}`", below.id));
            finding = if at == 0 { finding.at(place, says) } else { finding.and(place, says) };
        }
        out.push(
            finding
                .cite("ISO/IEC 27001, A.5.12")
                .help("remove one `above` of the circle")
                .about(format!("classification {}", circle.first().copied().unwrap_or_default())),
        );
    }
}
