//! Interested parties and requirements as tables.

use super::{Cell, Column, Kind, Register, col, data};
use crate::document::build::Build;
use crate::document::words;

const REQUIREMENTS: &[Column] = &[
    col("id", "Id", Kind::Text),
    col("title", "Requirement", Kind::Text),
    col("kind", "Kind", Kind::Text),
    col("source", "Source", Kind::Text),
    col("from", "From", Kind::List),
    col("responsible", "Responsible", Kind::Text),
    col("controls", "Controls that meet it", Kind::List),
    data("approved", "Approved", Kind::Text),
    data("retention", "Retention", Kind::Text),
    data("evidence", "Evidence", Kind::List),
    col("status", "Status", Kind::Text),
    col("review", "Next review", Kind::Date),
];

const PARTIES: &[Column] = &[
    data("id", "Id", Kind::Text),
    col("title", "Party", Kind::Text),
    col("kind", "Kind", Kind::Text),
    col("needs", "Needs and expectations", Kind::List),
    col("clearance", "May see up to", Kind::Text),
    col("owner", "Contact on our side", Kind::Text),
    col("requirements", "Requirements", Kind::List),
];

/// The register of requirements.
pub(crate) fn requirements(build: &Build<'_>) -> Register {
    let mut register = Register::new("requirements", "Requirements", REQUIREMENTS);
    for one in build.model.requirements.values() {
        let mut demands = one.demands.clone();
        demands.sort_by(|a, b| crate::base::natural_cmp(&a.id, &b.id));
        register.rows.push(vec![
            Cell::text(one.head.id.clone()),
            Cell::text(one.head.title.clone()),
            Cell::text(words::phrase(one.kind)),
            Cell::maybe(one.source.clone()),
            build.refs(&one.from),
            build.role(one.responsible.as_ref()),
            build.refs(&demands),
            build.approval(one.approved.as_ref()),
            Cell::maybe(one.retention.as_ref().map(|at| at.value.to_string())),
            Cell::texts(one.evidence.iter().cloned()),
            Cell::maybe(one.status.map(words::phrase)),
            build.review(one.review.as_ref()),
        ]);
    }
    register
}

/// The register of interested parties.
pub(crate) fn parties(build: &Build<'_>) -> Register {
    let mut register = Register::new("parties", "Interested parties", PARTIES);
    for one in build.model.parties.values() {
        let theirs = build.model.requirements.values().filter(|requirement| requirement.from.iter().any(|from| from.id == one.head.id));
        register.rows.push(vec![
            Cell::text(one.head.id.clone()),
            Cell::text(one.head.title.clone()),
            Cell::text(words::phrase(one.kind)),
            Cell::texts(one.needs.iter().cloned()),
            Cell::maybe(one.clearance.as_ref().map(|level| build.model.title_of(level))),
            build.role(one.owner.as_ref()),
            Cell::list(theirs.map(|requirement| build.id("requirement", &requirement.head.id)).collect()),
        ]);
    }
    register
}
