//! Suppliers as a table.

use super::{Cell, Column, Kind, Register, col, data};
use crate::document::build::Build;
use crate::document::words;

const COLUMNS: &[Column] = &[
    data("id", "Id", Kind::Text),
    col("title", "Supplier", Kind::Text),
    col("services", "Services", Kind::List),
    col("criticality", "Criticality", Kind::Text),
    col("owner", "Owner", Kind::Text),
    col("contracts", "Contracts", Kind::List),
    data("requirements", "Requirements", Kind::List),
    data("assets", "Assets", Kind::List),
    col("controls", "Performs controls", Kind::List),
    data("data", "Information", Kind::Text),
    data("location", "Location", Kind::Text),
    data("clearance", "May see up to", Kind::Text),
    data("depends_on", "Depends on", Kind::List),
    col("certificates", "Certificates", Kind::List),
    data("audited", "Last audit", Kind::Date),
    col("audit_next", "Next audit", Kind::Date),
    data("audit_result", "Result of the last audit", Kind::Text),
    data("audited_by", "Audited by", Kind::Text),
    col("status", "Status", Kind::Text),
];

/// The register.
pub(crate) fn register(build: &Build<'_>) -> Register {
    let mut register = Register::new("suppliers", "Suppliers", COLUMNS);
    for one in build.model.suppliers.values() {
        let contracts = one.contracts.iter().map(|contract| {
            let end = contract.end.as_ref().map(|at| format!(" until {}", at.value)).unwrap_or_default();
            let agreement = contract.agreement.as_ref().map(|text| format!(" ({text})")).unwrap_or_default();
            format!("{}{end}{agreement}", contract.reference)
        });
        let mut performs: Vec<_> =
            build.model.controls.values().filter(|control| control.performed_by.iter().any(|by| by.kind == "supplier" && by.id == one.head.id)).collect();
        performs.sort_by(|a, b| crate::base::natural_cmp(&a.head.id, &b.head.id));
        register.rows.push(vec![
            Cell::text(one.head.id.clone()),
            Cell::text(one.head.title.clone()),
            Cell::texts(one.services.iter().cloned()),
            Cell::maybe(one.criticality.map(words::phrase)),
            build.role(one.owner.as_ref()),
            Cell::texts(contracts),
            build.refs(&one.requirements),
            build.refs(&one.assets),
            Cell::list(performs.iter().map(|control| build.id("control", &control.head.id)).collect()),
            Cell::maybe(one.data.clone()),
            Cell::maybe(one.location.clone()),
            Cell::maybe(one.clearance.as_ref().map(|level| build.model.title_of(level))),
            build.eithers(&one.depends_on),
            Cell::texts(one.certificates.iter().cloned()),
            Cell::day(one.audit.as_ref().and_then(|audit| audit.last)),
            build.review(one.audit.as_ref()),
            Cell::maybe(one.audit_result.clone()),
            build.role(one.audited_by.as_ref()),
            Cell::text(words::phrase(one.status)),
        ]);
    }
    register
}
