//! Evidence that is older than the interval in which it is made anew.

use crate::base::IndexMap;

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{Control, Evidence, Model};

code!("evidence-too-old", Warn, Time);

/// Compares the evidence of every control with its own interval, else with the interval of the control's review.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for control in cx.model.controls.values().filter(|one| matches!(one.status, "implemented" | "partial")) {
        repeated(cx.model, control, out);
        reviewed(cx.model, control, out);
    }
}

/// Evidence with `every`: of several with the same text the newest counts.
fn repeated(model: &Model, control: &Control, out: &mut Vec<Diagnostic>) {
    let mut newest: IndexMap<&str, &Evidence> = IndexMap::default();
    for one in control.evidence.iter().filter(|one| one.every.is_some() && one.on.is_some()) {
        let known = newest.entry(one.text.as_str()).or_insert(one);
        if one.on > known.on {
            *known = one;
        }
    }
    for evidence in newest.into_values() {
        let (Some(on), Some(every)) = (evidence.on, evidence.every) else { continue };
        let next = on.after(every);
        if next < model.as_of {
            let id = &control.head.id;
            out.push(
                Diagnostic::new(&CODE, format!("the evidence of `{id}` is made anew every {}, and the last is of {on}", every.each()))
                    .at(evidence.place, format!("a new one was due on {next}, before {}", model.as_of))
                    .cite("ISO/IEC 27001, 7.5.3 and 9.1")
                    .help("make it anew, and write its day behind `on`")
                    .help("or give it the interval that you do keep")
                    .about(format!("control {id}")),
            );
        }
    }
}

/// Evidence without an interval of its own is not older than the interval in which the control is looked at.
fn reviewed(model: &Model, control: &Control, out: &mut Vec<Diagnostic>) {
    if control.evidence.iter().any(|one| one.every.is_some()) {
        return;
    }
    let Some((review, every)) = control.review.as_ref().and_then(|review| Some((review, review.every?))) else { return };
    // evidence without a day may be of today
    let dated: Option<Vec<_>> = control.evidence.iter().map(|one| Some((one.on?, one.place))).collect();
    let Some((on, place)) = dated.and_then(|dated| dated.into_iter().max_by_key(|(on, _)| *on)) else { return };
    if on.after(every) < model.as_of {
        let id = &control.head.id;
        out.push(
            Diagnostic::new(&CODE, format!("the newest evidence of `{id}` is of {on}, and the control is reviewed every {}", every.each()))
                .at(place, format!("older than one interval on {}", model.as_of))
                .and(review.place, "the interval")
                .cite("ISO/IEC 27001, 7.5.3 and 9.1")
                .help("show what the last review saw: `evidence \"…\" on DATE`")
                .help("or say how often this evidence is made anew: `every 2 years` behind its day")
                .about(format!("control {id}")),
        );
    }
}
