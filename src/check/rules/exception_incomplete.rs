//! An exception has a reason, an approval and an end.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("exception-incomplete", Deny, Policies);

/// Looks at exceptions.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for one in cx.model.exceptions.values() {
        let mut missing = Vec::new();
        if one.because.is_none() {
            missing.push(("a reason", "`because \"…\"`"));
        }
        if one.approved.is_none() {
            missing.push(("an approval", "`approved by ROLE on DATE`"));
        }
        if one.until.is_none() {
            missing.push(("an end", "`until DATE`"));
        }
        if !missing.is_empty() {
            let (what, add): (Vec<&str>, Vec<&str>) = missing.into_iter().unzip();
            out.push(
                Diagnostic::new(&CODE, format!("the exception `{}` is not complete", one.head.id))
                    .at(one.head.place, format!("without {}", what.join(" and without ")))
                    .cite("ISO/IEC 27002:2022, 5.1 and 5.36")
                    .help(format!("add {}", add.join(" and ")))
                    .about(format!("exception {}", one.head.id)),
            );
        }
    }
}
