//! A capability level that is claimed without what it rests on.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Edit, Fix, code};
use crate::model::CAPABILITY_LEVELS;

code!("maturity-not-shown", Warn, Tailoring);

/// Compares the level that a process claims for today with the obligations of that level and those below.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    if !cx.is_whole() {
        return;
    }
    for capability in &model.capability {
        let Some(process) = model.process_set.processes.get(&capability.process) else { continue };
        let Some(claimed) = &process.tailoring.maturity else { continue };
        let missing: Vec<_> = capability.unfounded().collect();
        if missing.is_empty() {
            continue;
        }
        let name = usize::try_from(capability.current).ok().and_then(|at| CAPABILITY_LEVELS.get(at)).copied().unwrap_or_default();
        let mut finding =
            Diagnostic::new(&CODE, format!("`{}` claims level {}, and only level {} is shown", capability.process, capability.current, capability.shown))
                .at(claimed.place, format!("level {} ({name}) rests on things that are not there", capability.current))
                .and(process.place, "the process");
        let mut cites: Vec<&str> = missing.iter().map(|one| one.attribute).collect();
        cites.dedup();
        finding = finding.cite(format!("ISO/IEC 33020:2019, {}", cites.join(", ")));
        for one in missing {
            finding = finding.help(format!("for level {} ({}) it lacks {}: {}", one.level, one.name.to_lowercase(), one.asks, one.way));
        }
        if capability.shown > 0 {
            let edits = vec![Edit { place: claimed.place, text: capability.shown.to_string() }];
            finding.fixes.push(Fix { title: format!("claim level {}", capability.shown), edits, safe: false });
        }
        out.push(finding.about(format!("process {}", capability.process)));
    }
}
