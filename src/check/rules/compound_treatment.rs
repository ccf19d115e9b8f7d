//! "Mitigate and transfer" in one breath: who does what, and what remains?

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("compound-treatment", Warn, Risks);

/// Looks for risks that are retained or avoided and modified at the same time.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for risk in cx.model.risks.values() {
        let ends = risk.treatments.iter().find(|one| matches!(one.option, "retain" | "avoid"));
        let acts = risk.treatments.iter().find(|one| one.option == "modify");
        if let (Some(ends), Some(acts)) = (ends, acts) {
            out.push(
                Diagnostic::new(&CODE, format!("`{}` is both modified and {}", risk.head.id, if ends.option == "avoid" { "avoided" } else { "retained" }))
                    .at(ends.place, "this says that nothing more is done")
                    .and(acts.place, "this says that controls change it")
                    .cite("ISO/IEC 27001, 6.1.3 a; ISO/IEC 27005:2022, 8.2")
                    .help("keep the one that holds; accepting what remains is `accepted by …`, not a treatment")
                    .about(format!("risk {}", risk.head.id)),
            );
        }
    }
}
