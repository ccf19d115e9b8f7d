//! A measure that nobody measures.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("measure-not-observed", Warn, Time);

/// Looks at the last observation of every measure, up to the day of the check.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let as_of = cx.model.as_of;
    for measure in cx.model.measures.values() {
        let id = &measure.head.id;
        // an observation without a day may be of today
        if measure.observed.iter().any(|one| one.on.is_none()) {
            continue;
        }
        let last = measure.observed.iter().filter_map(|one| one.on).filter(|on| *on <= as_of).max();
        let (message, label) = match (last, measure.cadence) {
            (None, Some(every)) => (format!("`{id}` is to be measured every {}, and nothing was observed yet", every.each()), "no observation".to_string()),
            (None, None) => (format!("nothing was ever observed for the measure `{id}`"), "no observation, and no interval".to_string()),
            (Some(on), Some(every)) if on.after(every) < as_of => (
                format!("`{id}` is to be measured every {}, and the last observation is of {on}", every.each()),
                format!("the next was due on {}", on.after(every)),
            ),
            _ => continue,
        };
        out.push(
            Diagnostic::new(&CODE, message)
                .at(measure.head.place, label)
                .cite("ISO/IEC 27001, 9.1; ISO/IEC 27004:2016")
                .help("measure, and write what came out: `observed 97 % on DATE`")
                .help("or give it the interval that you do keep, or give the measure up")
                .about(format!("measure {id}")),
        );
    }
}
