//! Nonconformities and changes as tables.

use super::{Cell, Column, Kind, Register, col, data};
use crate::document::build::Build;

const NONCONFORMITIES: &[Column] = &[
    col("id", "Id", Kind::Text),
    col("title", "Nonconformity", Kind::Text),
    col("source", "Found by", Kind::Text),
    col("found", "Found", Kind::Date),
    data("of", "Of", Kind::List),
    col("clauses", "Against clauses", Kind::List),
    col("cause", "Root cause", Kind::Text),
    col("correction", "Correction", Kind::Text),
    col("action", "Corrective action", Kind::Text),
    col("owner", "Owner", Kind::Text),
    col("due", "Due", Kind::Date),
    col("closed", "Closed", Kind::Date),
];

const CHANGES: &[Column] = &[
    col("id", "Id", Kind::Text),
    col("title", "Change", Kind::Text),
    col("of", "Of", Kind::List),
    col("because", "Because of", Kind::List),
    col("effect", "What it means for risks", Kind::Text),
    data("fallback", "If it fails", Kind::Text),
    col("owner", "Owner", Kind::Text),
    col("due", "Due", Kind::Date),
    col("approved", "Approved", Kind::Text),
    col("status", "Status", Kind::Text),
];

/// The register of nonconformities.
pub(crate) fn nonconformities(build: &Build<'_>) -> Register {
    let mut register = Register::new("nonconformities", "Nonconformities and corrective actions", NONCONFORMITIES);
    for one in build.model.nonconformities.values() {
        register.rows.push(vec![
            Cell::text(one.head.id.clone()),
            Cell::text(one.head.title.clone()),
            one.source.as_ref().map_or(Cell::Empty, |source| Cell::Text(build.either(source))),
            Cell::day(one.found),
            build.refs(&one.of),
            Cell::texts(one.clauses.iter().cloned()),
            Cell::maybe(one.cause.clone()),
            Cell::maybe(one.correction.clone()),
            Cell::maybe(one.action.clone()),
            build.role(one.owner.as_ref()),
            Cell::day(one.due.as_ref().map(|at| at.value)),
            Cell::day(one.closed),
        ]);
    }
    register
}

/// The register of changes.
pub(crate) fn changes(build: &Build<'_>) -> Register {
    let mut register = Register::new("changes", "Changes of the ISMS", CHANGES);
    for one in build.model.changes.values() {
        register.rows.push(vec![
            Cell::text(one.head.id.clone()),
            Cell::text(one.head.title.clone()),
            build.eithers(&one.of),
            build.eithers(&one.because),
            Cell::maybe(one.effect.clone()),
            Cell::maybe(one.fallback.clone()),
            build.role(one.owner.as_ref()),
            Cell::day(one.due.as_ref().map(|at| at.value)),
            build.approval(one.approved.as_ref()),
            Cell::maybe(one.status.map(|one| build.phrase(one))),
        ]);
    }
    register
}
