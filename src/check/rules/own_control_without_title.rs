//! A control beyond the catalogue needs a title: nothing else says what it is.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("own-control-without-title", Error, Controls);

/// Looks at own controls.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for (id, control) in cx.model.controls.iter().filter(|(_, control)| control.own && control.head.title.is_empty()) {
        out.push(
            Diagnostic::new(&CODE, format!("`{id}` is not in the catalogue and has no title"))
                .at(control.head.place, "a control of your own?")
                .help(format!("give it a title: `control {id} \"…\" {{ … }}`"))
                .help("a control of Annex A begins with `A.`: `isms reference controls` lists them")
                .about(format!("control {id}")),
        );
    }
}
