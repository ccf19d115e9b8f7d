//! What the ISMS borders on and depends on (ISO/IEC 27001, 4.3 c): declared interfaces, processes outside, suppliers.

use super::{Cell, Column, Kind, Register, col, data};
use crate::document::build::Build;

const COLUMNS: &[Column] = &[
    col("kind", "Kind", Kind::Text),
    data("id", "Id", Kind::Text),
    col("title", "Interface or dependency", Kind::Text),
    col("what", "What comes from there", Kind::Text),
    col("controls", "Performs controls", Kind::List),
    col("owner", "Answered for by", Kind::Text),
];

/// The register of interfaces and dependencies of the scope.
pub(crate) fn dependencies(build: &Build<'_>) -> Register {
    let model = build.model;
    let mut register = Register::new("scope_dependencies", "Interfaces and dependencies", COLUMNS);
    for text in &model.organisation.interfaces {
        register.rows.push(vec![Cell::text(build.t("Interface")), Cell::Empty, Cell::text(text.clone()), Cell::Empty, Cell::Empty, Cell::Empty]);
    }
    for one in model.processes.values().filter(|one| one.external) {
        register.rows.push(vec![
            Cell::text(build.t("Process outside the ISMS")),
            Cell::text(one.head.id.clone()),
            Cell::Text(build.process(&one.head.id)),
            Cell::maybe(one.head.description.clone()),
            Cell::Empty,
            build.role(one.tailoring.owner.as_ref()),
        ]);
    }
    for one in model.suppliers.values().filter(|one| one.status == "active") {
        register.rows.push(vec![
            Cell::text(build.t("Supplier")),
            Cell::text(one.head.id.clone()),
            Cell::Text(build.linked("supplier", &one.head.id, one.head.title.clone())),
            Cell::text(one.services.join("; ")),
            Cell::list(super::suppliers::performs(build, &one.head.id)),
            build.role(one.owner.as_ref()),
        ]);
    }
    register
}
