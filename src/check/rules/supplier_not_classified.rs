//! A supplier of which nobody says how much depends on it.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("supplier-not-classified", Warn, Controls);

/// Looks for active suppliers without `criticality`.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    if !cx.is_whole() {
        return;
    }
    for supplier in cx.model.suppliers.values().filter(|one| one.status == "active" && one.criticality.is_none()) {
        let id = &supplier.head.id;
        out.push(
            Diagnostic::new(&CODE, format!("nobody says how critical the supplier `{id}` is"))
                .at(supplier.head.place, "how much depends on it?")
                .cite("ISO/IEC 27002:2022, 5.19 a and 5.22")
                .help("say it: `criticality critical`, `high`, `medium` or `low`")
                .help("what is agreed and how often it is audited follows from that")
                .about(format!("supplier {id}")),
        );
    }
}
