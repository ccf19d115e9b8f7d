//! "The provider does it" is no exclusion: the control applies, and somebody else performs it.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("exclusion-means-supplier", Warn, Controls);

/// Looks for suppliers in the reasons of exclusions.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for (id, one) in &cx.model.exclusions {
        let Some(because) = &one.because else { continue };
        let lower = because.to_lowercase();
        let supplier = cx.model.suppliers.values().find(|supplier| {
            let title = supplier.head.title.to_lowercase();
            title.len() > 3 && lower.contains(&title)
        });
        let phrase = [
            "provider's responsibility",
            "supplier's responsibility",
            "responsibility of the provider",
            "responsibility of the supplier",
            "handled by the provider",
            "handled by our provider",
            "done by the provider",
            "managed by the provider",
            "performed by the provider",
            "cloud provider does",
            "aws responsibility",
            "provider responsibility",
        ]
        .into_iter()
        .any(|phrase| lower.contains(phrase));
        if supplier.is_none() && !phrase {
            continue;
        }
        let mut finding = Diagnostic::new(&CODE, format!("`{id}` is excluded because somebody else performs it"))
            .at(one.header, "a control that a supplier performs applies");
        let name = supplier.map_or("SUPPLIER", |supplier| supplier.head.id.as_str());
        if let Some(supplier) = supplier {
            finding = finding.and(supplier.head.place, "named in the reason");
        }
        out.push(
            finding
                .cite("ISO/IEC 27001, 6.1.3 b to d; ISO/IEC 27002:2022, 5.19")
                .help(format!("apply it: `control {id} status implemented performed inherited by {name} baseline \"…\"`"))
                .about(format!("control {id}")),
        );
    }
}
