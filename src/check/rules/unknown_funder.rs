//! Money from someone who is not there.

use crate::base::{Place, did_you_mean};
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("unknown-funder", Error, Plans);

/// Looks at everyone who funds: `isms`, or a unit.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let units: Vec<&str> = cx.model.organisation.units.iter().map(|unit| unit.head.id.as_str()).collect();
    let mut look = |name: &str, place: Place| {
        if name == "isms" || units.contains(&name) {
            return;
        }
        let finding = Diagnostic::new(&CODE, format!("there is no unit `{name}` that could pay"));
        out.push(match did_you_mean(name, units.iter().copied().chain(std::iter::once("isms"))) {
            Some(guess) => finding.at(place, format!("did you mean `{guess}`?")).fix(format!("write `{guess}`"), place, guess, false),
            None => finding.at(place, "neither `isms` nor a unit of the organisation").help(format!("declare it in the organisation: `unit {name} \"…\"`")),
        });
    };
    for control in cx.model.controls.values() {
        if let (Some(name), Some(place)) = (&control.funded_by, control.funded_place) {
            look(name, place);
        }
    }
    for (_, task) in cx.model.tasks() {
        if let (Some(name), Some(place)) = (&task.funded_by, task.funded_place) {
            look(name, place);
        }
    }
    for fund in cx.model.budgets.values().flat_map(|budget| budget.funds.iter()) {
        look(&fund.funder.value, fund.funder.place);
    }
}
