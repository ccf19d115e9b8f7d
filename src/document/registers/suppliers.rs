//! Suppliers as a table.

use super::{Cell, Column, Kind, Piece, Register, col, data, page};
use crate::document::build::Build;

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

const CONTRACTS: &[Column] = &[
    col("reference", "Contract", Kind::Text),
    col("supplier", "With", Kind::Text),
    col("start", "From", Kind::Date),
    col("end", "Until", Kind::Date),
    col("agreement", "What it says on security", Kind::Text),
    col("requirements", "Requirements passed on", Kind::List),
    col("owner", "Owner", Kind::Text),
];

const DEPENDENCIES: &[Column] = &[
    data("id", "Id", Kind::Text),
    col("title", "Supplier", Kind::Text),
    col("criticality", "Criticality", Kind::Text),
    col("assets", "Assets that depend on it", Kind::List),
    col("controls", "Performs controls", Kind::List),
    col("depends_on", "Depends on in turn", Kind::List),
    col("data", "Information", Kind::Text),
    col("location", "Location", Kind::Text),
    col("clearance", "May see up to", Kind::Text),
];

const AUDITS: &[Column] = &[
    data("id", "Id", Kind::Text),
    col("title", "Supplier", Kind::Text),
    col("criticality", "Criticality", Kind::Text),
    col("every", "Audited", Kind::Text),
    col("by", "By", Kind::Text),
    col("last", "Last audit", Kind::Date),
    col("result", "Result", Kind::Text),
    page("next_shown", "Next audit"),
    data("next", "Next audit", Kind::Date),
    data("overdue", "Overdue", Kind::Bool),
    col("certificates", "Certificates", Kind::List),
];

/// The controls that a supplier performs, in natural order.
pub(crate) fn performs(build: &Build<'_>, supplier: &str) -> Vec<Piece> {
    let mut found: Vec<&str> = build
        .model
        .controls
        .values()
        .filter(|control| control.performed_by.iter().any(|by| by.kind == "supplier" && by.id == supplier))
        .map(|control| control.head.id.as_str())
        .collect();
    found.sort_by(|a, b| crate::base::natural_cmp(a, b));
    found.into_iter().map(|id| build.id("control", id)).collect()
}

/// The contracts with suppliers.
pub(crate) fn contracts(build: &Build<'_>) -> Register {
    let mut register = Register::new("contracts", "Contracts with suppliers", CONTRACTS);
    for one in build.model.suppliers.values() {
        for contract in &one.contracts {
            register.rows.push(vec![
                Cell::text(contract.reference.clone()),
                Cell::Text(build.linked("supplier", &one.head.id, one.head.title.clone())),
                Cell::day(contract.start),
                Cell::day(contract.end.as_ref().map(|at| at.value)),
                Cell::maybe(contract.agreement.clone()),
                build.refs(&one.requirements),
                build.role(one.owner.as_ref()),
            ]);
        }
    }
    register
}

/// What depends on which supplier, and on whom it depends in turn (ISO/IEC TS 27022:2021, Table 7).
pub(crate) fn dependencies(build: &Build<'_>) -> Register {
    let mut register = Register::new("supplier_dependencies", "Dependencies", DEPENDENCIES);
    for one in build.model.suppliers.values().filter(|one| one.status == "active") {
        register.rows.push(vec![
            Cell::text(one.head.id.clone()),
            Cell::text(one.head.title.clone()),
            Cell::maybe(one.criticality.map(|word| build.phrase(word))),
            build.refs(&one.assets),
            Cell::list(performs(build, &one.head.id)),
            build.eithers(&one.depends_on),
            Cell::maybe(one.data.clone()),
            Cell::maybe(one.location.clone()),
            Cell::maybe(one.clearance.as_ref().map(|level| build.model.title_of(level))),
        ]);
    }
    register
}

/// The audit programme of the suppliers.
pub(crate) fn audits(build: &Build<'_>) -> Register {
    let mut register = Register::new("supplier_audits", "Audit programme of suppliers", AUDITS);
    for one in build.model.suppliers.values().filter(|one| one.status == "active") {
        let next = one.audit.as_ref().and_then(|audit| audit.next);
        register.rows.push(vec![
            Cell::text(one.head.id.clone()),
            Cell::text(one.head.title.clone()),
            Cell::maybe(one.criticality.map(|word| build.phrase(word))),
            match &one.audit {
                Some(audit) => build.every(audit.every),
                None => Cell::Text(Piece::strong(build.t("no audit planned"))),
            },
            build.role(one.audited_by.as_ref().or(one.audit.as_ref().and(one.owner.as_ref()))),
            Cell::day(one.audit.as_ref().and_then(|audit| audit.last)),
            Cell::maybe(one.audit_result.clone()),
            build.due(next, true),
            Cell::day(next),
            Cell::Bool(next.is_some_and(|next| next < build.model.as_of)),
            Cell::texts(one.certificates.iter().cloned()),
        ]);
    }
    register
}

/// The register.
pub(crate) fn register(build: &Build<'_>) -> Register {
    let mut register = Register::new("suppliers", "Suppliers", COLUMNS);
    for one in build.model.suppliers.values() {
        let contracts = one.contracts.iter().map(|contract| {
            let end = contract.end.as_ref().map(|at| format!(" {}", build.say("until {day}", &[("day", &build.language.day(at.value))]))).unwrap_or_default();
            let agreement = contract.agreement.as_ref().map(|text| format!(" ({text})")).unwrap_or_default();
            format!("{}{end}{agreement}", contract.reference)
        });
        register.rows.push(vec![
            Cell::text(one.head.id.clone()),
            Cell::text(one.head.title.clone()),
            Cell::texts(one.services.iter().cloned()),
            Cell::maybe(one.criticality.map(|one| build.phrase(one))),
            build.role(one.owner.as_ref()),
            Cell::texts(contracts),
            build.refs(&one.requirements),
            build.refs(&one.assets),
            Cell::list(performs(build, &one.head.id)),
            Cell::maybe(one.data.clone()),
            Cell::maybe(one.location.clone()),
            Cell::maybe(one.clearance.as_ref().map(|level| build.model.title_of(level))),
            build.eithers(&one.depends_on),
            Cell::texts(one.certificates.iter().cloned()),
            Cell::day(one.audit.as_ref().and_then(|audit| audit.last)),
            build.review(one.audit.as_ref()),
            Cell::maybe(one.audit_result.clone()),
            build.role(one.audited_by.as_ref()),
            Cell::text(build.phrase(one.status)),
        ]);
    }
    register
}
