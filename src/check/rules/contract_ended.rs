//! A supplier that counts as active on a contract that has ended.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("contract-ended", Warn, Time);

/// Compares the ends of contracts with the day of the check.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for supplier in cx.model.suppliers.values().filter(|one| one.status == "active") {
        // one contract without an end, or one that still runs, is enough
        if supplier.contracts.iter().any(|one| one.end.as_ref().is_none_or(|end| end.value >= cx.model.as_of)) {
            continue;
        }
        let last = supplier.contracts.iter().filter_map(|one| one.end.as_ref()).max_by_key(|end| end.value);
        if let Some(end) = last {
            out.push(
                Diagnostic::new(&CODE, format!("the contract with `{}` ended on {}", supplier.head.id, end.value))
                    .at(end.place, format!("before {}", cx.model.as_of))
                    .and(supplier.head.place, "counts as active")
                    .cite("ISO/IEC 27002:2022, 5.20 and 5.22")
                    .help("add the new contract, or say `status ended`")
                    .about(format!("supplier {}", supplier.head.id)),
            );
        }
    }
}
