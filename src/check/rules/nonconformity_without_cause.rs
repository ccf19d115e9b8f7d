//! A corrective action whose cause nobody looked for.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("nonconformity-without-cause", Warn, Plans);

/// Looks for nonconformities on which something is done, or that are closed, and that name no cause.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for one in cx.model.nonconformities.values().filter(|one| one.cause.is_none()) {
        let id = &one.head.id;
        let (message, label) = if let Some(day) = one.closed {
            (format!("`{id}` is closed, and nobody says what caused it"), format!("closed on {day} without a cause"))
        } else if one.action.is_some() || !one.tasks.is_empty() {
            (format!("something is done about `{id}`, and nobody says what caused it"), "an action against which cause?".into())
        } else {
            // it was just found: the cause is looked for
            continue;
        };
        out.push(
            Diagnostic::new(&CODE, message)
                .at(one.head.place, label)
                .cite("ISO/IEC 27001, 10.2 b")
                .help("say why it came about: `cause \"The checklist had no approval step.\"`")
                .help("what was done at once is the `correction`; it needs no cause")
                .about(format!("nonconformity {id}")),
        );
    }
}
