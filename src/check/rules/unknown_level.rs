//! A level that the criteria do not have.

use crate::base::did_you_mean;
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::At;

code!("unknown-level", Error, Risks);

/// Looks at matrix rows and acceptance rules.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(criteria) = &cx.model.criteria else { return };
    let known: Vec<&str> = criteria.levels.iter().map(|level| level.head.id.as_str()).collect();
    let mut look = |name: &At<String>| {
        if known.contains(&name.value.as_str()) {
            return;
        }
        let finding = Diagnostic::new(&CODE, format!("there is no level `{}`", name.value));
        out.push(match did_you_mean(&name.value, known.iter().copied()) {
            Some(guess) => finding.at(name.place, format!("did you mean `{guess}`?")).fix(format!("write `{guess}`"), name.place, guess, false),
            None => finding.at(name.place, "not declared").help(format!("declared levels: `{}`", known.join("`, `"))),
        });
    };
    criteria.rows.iter().flat_map(|row| row.gives.iter()).for_each(&mut look);
    criteria.accept.iter().map(|accept| &accept.level).for_each(&mut look);
}
