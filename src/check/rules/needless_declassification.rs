//! A declassification that changes nothing: nothing like that goes there, or it is no more confidential than that.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("needless-declassification", Warn, Interfaces);

/// Looks for declassifications that no flow uses, or that are over.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    let lattice = model.lattice();
    for one in model.declassifications.iter().filter(|one| one.because.is_some() && one.approved.is_some()) {
        let Some(to) = &one.to else { continue };
        let mut high: Vec<&str> = Vec::new();
        let mut goes = false;
        for flow in &model.flows {
            let receiver = one.receivers.is_empty() || one.receivers.iter().any(|name| model.is_end(name, &flow.to));
            if !receiver || !one.artifacts.iter().any(|of| model.fits(&flow.artifact, &of.id)) {
                continue;
            }
            goes = true;
            let stated = flow.stated.as_ref().or_else(|| model.stated_level(&flow.artifact)).map(|level| level.id.as_str());
            let contents = model.ingredients(flow).flat_map(|content| content.classification.iter().map(String::as_str));
            high.extend(stated.into_iter().chain(contents).filter(|level| !lattice.covers(level, &to.id)));
        }
        let over = one.until.as_ref().filter(|until| until.value < model.as_of);
        let names: Vec<String> = one.artifacts.iter().map(|artifact| format!("`{}`", artifact.id)).collect();
        let (message, label, help) = match (over, goes, high.is_empty()) {
            (Some(until), _, _) => {
                (format!("the declassification of {} ended on {}", names.join(", "), until.value), "over", "decide again with a new date, or remove it")
            }
            (None, false, _) => (
                format!("nothing like {} goes to these receivers", names.join(", ")),
                "changes nothing",
                "remove it, or say who delivers it there: `deliver … to …`",
            ),
            (None, true, true) => {
                (format!("{} is not above {} anyway", names.join(", "), to.id.replace('_', " ")), "changes nothing", "remove it, or classify the work product")
            }
            (None, true, false) => continue,
        };
        out.push(
            Diagnostic::new(&CODE, message)
                .at(one.place, label)
                .cite("ISO/IEC 27001, A.5.12")
                .help(help)
                .fix("remove it", one.whole, "", false)
                .about(format!("artifact {}", one.artifacts.first().map_or("", |artifact| artifact.id.as_str()))),
        );
    }
}
