//! Records and their retention as a table.

use super::{Cell, Column, Kind, Register, col, data};
use crate::document::build::Build;

const COLUMNS: &[Column] = &[
    col("id", "Id", Kind::Text),
    col("title", "Record", Kind::Text),
    col("of", "Of", Kind::List),
    col("owner", "Owner", Kind::Text),
    col("retention", "Kept for", Kind::Text),
    col("basis", "Because of", Kind::List),
    col("location", "Where", Kind::Text),
    data("format", "Format", Kind::Text),
    col("disposal", "Disposal", Kind::Text),
    data("shows", "Shows", Kind::List),
    col("classification", "Classification", Kind::Text),
];

/// The register.
pub(crate) fn register(build: &Build<'_>) -> Register {
    let mut register = Register::new("records", "Records", COLUMNS);
    for one in build.model.records.values() {
        register.rows.push(vec![
            Cell::text(one.head.id.clone()),
            Cell::text(one.head.title.clone()),
            build.refs(&one.of),
            build.role(one.owner.as_ref()),
            Cell::maybe(one.retention.map(|kept| build.language.length(kept)).or_else(|| one.retention_rule.clone())),
            build.eithers(&one.basis),
            Cell::maybe(one.location.clone()),
            Cell::maybe(one.format.clone()),
            Cell::maybe(one.disposal.clone()),
            build.refs(&one.shows),
            Cell::maybe(one.classification.as_ref().map(|level| build.model.title_of(level))),
        ]);
    }
    register
}
