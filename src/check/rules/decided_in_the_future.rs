//! An approval or an acceptance that lies after the day of the check.

use crate::base::Place;
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{Approval, Day};

code!("decided-in-the-future", Warn, Time);

/// Compares the days of decisions with the day of the check.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    let mut look = |on: Option<Day>, place: Place, what: String| {
        if let Some(on) = on.filter(|on| *on > model.as_of) {
            out.push(
                Diagnostic::new(&CODE, format!("the decision on {what} is dated {on}"))
                    .at(place, format!("after {}", model.as_of))
                    .help("correct the date; to look at another day, say `--as-of DATE`")
                    .about(what.replace('`', "")),
            );
        }
    };
    let approval = |one: &Option<Approval>| one.as_ref().map(|one| (one.on, one.place));
    let mut all: Vec<(Option<Day>, Place, String)> = Vec::new();
    for one in model.policies.values() {
        all.extend(approval(&one.approved).map(|(on, place)| (on, place, format!("policy `{}`", one.head.id))));
    }
    for one in &model.omissions {
        all.extend(approval(&one.approved).map(|(on, place)| (on, place, format!("leaving `{}` out", one.process.id))));
    }
    for one in model.exceptions.values() {
        all.extend(approval(&one.approved).map(|(on, place)| (on, place, format!("exception `{}`", one.head.id))));
    }
    if let Some(one) = &model.criteria {
        all.extend(approval(&one.approved).map(|(on, place)| (on, place, "the risk criteria".to_string())));
    }
    for risk in model.risks.values() {
        all.extend(risk.accepted.iter().map(|one| (one.on, one.place, format!("risk `{}`", risk.head.id))));
    }
    for (on, place, what) in all {
        look(on, place, what);
    }
}
