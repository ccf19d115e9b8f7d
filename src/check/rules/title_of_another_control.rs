//! The identifier of one control with the title of another: which one was meant?

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("title-of-another-control", Warn, Controls);

/// Compares titles that were given with those of the catalogue.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    for (id, control) in &cx.model.controls {
        let Some(entry) = cx.model.reference.controls.get(id) else { continue };
        let title = plain(&control.head.title);
        let names = |one: &crate::model::CatalogueControl| {
            std::iter::once(one.head.title.as_str())
                .chain(one.title_de.as_deref())
                .chain(one.variants.iter().map(String::as_str))
                .any(|name| plain(name) == title)
        };
        if names(entry) {
            continue;
        }
        let other = cx.model.reference.controls.values().find(|one| names(one));
        let finding = match other {
            Some(other) => Diagnostic::new(&CODE, format!("`{id}` has the title of `{}`", other.head.id))
                .at(control.head.place, format!("`{id}` is \u{201c}{}\u{201d}", entry.head.title))
                .help(format!("write `{}` if that control is meant", other.head.id)),
            None => Diagnostic::new(&CODE, format!("the catalogue calls `{id}` something else"))
                .at(control.head.place, format!("\u{201c}{}\u{201d} in the catalogue", entry.head.title)),
        };
        out.push(finding.help("the title may be left out: the catalogue knows it").about(format!("control {id}")));
    }
}
