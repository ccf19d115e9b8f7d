//! An exception that has ended and counts as active.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("exception-expired", Warn, Time);

/// Compares the ends of exceptions with the day of the check.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for one in cx.model.exceptions.values().filter(|one| one.status == "active") {
        let Some(until) = one.until.as_ref().filter(|until| until.value < cx.model.as_of) else { continue };
        out.push(
            Diagnostic::new(&CODE, format!("the exception `{}` ended on {}", one.head.id, until.value))
                .at(until.place, format!("before {}, and it counts as active", cx.model.as_of))
                .cite("ISO/IEC 27002:2022, 5.1 and 5.36")
                .help("end it with `status ended`, or have it approved again with a new end")
                .about(format!("exception {}", one.head.id)),
        );
    }
}
