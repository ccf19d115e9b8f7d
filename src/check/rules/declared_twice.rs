//! One organisation, one set of criteria, one control sheet for each document.
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("declared-twice", Error, Package);

/// Looks for second ones.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let extra = &cx.model.extra;
    for place in &extra.organisations {
        out.push(
            Diagnostic::new(&CODE, "a second `organisation` is declared, and a package has one")
                .at(*place, "the second one")
                .and(cx.organisation(), "the first one")
                .help("put both into one, or make two packages"),
        );
    }
    for place in &extra.criteria {
        let finding =
            Diagnostic::new(&CODE, "a second set of risk criteria is declared, and a package has one").at(*place, "the second one").help("put both into one");
        out.push(match &cx.model.criteria {
            Some(first) => finding.and(first.head.place, "the first one"),
            None => finding,
        });
    }
    for (document, place) in &extra.documents {
        let finding = Diagnostic::new(&CODE, format!("`document {document}` is declared twice")).at(*place, "the second one").help("put both into one");
        out.push(match cx.model.documents.get(document) {
            Some(first) => finding.and(first.place, "the first one"),
            None => finding,
        });
    }
}
