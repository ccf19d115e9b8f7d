//! What remains after treatment is accepted by someone who may, or lies within appetite.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("residual-not-accepted", Deny, Risks);

/// Looks at the residual level of every risk, or at the inherent one where nothing is changed.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(criteria) = &cx.model.criteria else { return };
    for risk in cx.model.risks.values() {
        let avoided = risk.treatments.iter().any(|one| one.option == "avoid");
        let rating = risk.residual.as_ref().unwrap_or(&risk.inherent);
        let Some(level) = &rating.level else { continue };
        let Some(rule) = criteria.accept.iter().find(|accept| accept.level.value == *level) else { continue };
        if rule.always || avoided || !risk.accepted.is_empty() || risk.treatments.is_empty() {
            continue;
        }
        let place = if risk.residual.is_some() { rating.place } else { risk.head.place };
        let label = match &risk.residual {
            Some(_) => format!("`{level}` once the treatment is in place"),
            None if risk.treatments.iter().any(|one| one.option == "modify") => format!("no `residual` says what remains, so it counts as `{level}`"),
            None => format!("`{level}`, and it stays so"),
        };
        let finding = Diagnostic::new(&CODE, format!("nobody accepted that `{}` stays `{level}`", risk.head.id)).at(place, label);
        let finding = if rule.never {
            finding.and(rule.place, "the criteria let nobody accept this level").help("treat the risk further, until its residual level may be accepted")
        } else {
            let who: Vec<&str> = rule
                .by
                .iter()
                .map(|one| if one.value == "owner" { risk.owner.as_ref().map_or("owner", |owner| owner.id.as_str()) } else { one.value.as_str() })
                .collect();
            let end = if rule.within.is_some() { " until DATE" } else { "" };
            let sign = match who.as_slice() {
                [] => "say in the criteria who may accept this level".to_string(),
                [one] => format!("add `accepted by {one} on DATE{end}`"),
                [one, others @ ..] => format!("add `accepted by {one} on DATE{end}`; `{}` may sign too", others.join("`, `")),
            };
            finding.and(rule.place, "the criteria ask for a signature at this level").help(sign)
        };
        out.push(finding.cite("ISO/IEC 27001, 6.1.3 f").about(format!("risk {}", risk.head.id)));
    }
}
