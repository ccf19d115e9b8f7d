//! Interested parties and requirements as tables.

use super::{Cell, Column, Kind, Register, col, data};
use crate::document::build::Build;

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

const REFERENCES: &[Column] = &[
    col("source", "Source", Kind::Text),
    col("kind", "Kind", Kind::Text),
    col("requirements", "Requirements", Kind::List),
    col("responsible", "Responsible", Kind::List),
    col("review", "Next review", Kind::Date),
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
            Cell::text(build.phrase(one.kind)),
            Cell::maybe(one.source.clone()),
            build.refs(&one.from),
            build.role(one.responsible.as_ref()),
            build.refs(&demands),
            build.approval(one.approved.as_ref()),
            Cell::maybe(one.retention.as_ref().map(|at| build.language.length(at.value))),
            Cell::texts(one.evidence.iter().cloned()),
            Cell::maybe(one.status.map(|one| build.phrase(one))),
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
            Cell::text(build.phrase(one.kind)),
            Cell::texts(one.needs.iter().cloned()),
            Cell::maybe(one.clearance.as_ref().map(|level| build.model.title_of(level))),
            build.role(one.owner.as_ref()),
            Cell::list(theirs.map(|requirement| build.id("requirement", &requirement.head.id)).collect()),
        ]);
    }
    register
}

/// The laws, rules and contracts behind the requirements, each once (ISO/IEC TS 27022:2021, Table 3).
pub(crate) fn legal_references(build: &Build<'_>) -> Register {
    let mut register = Register::new("legal_references", "Legislative, regulatory and contractual references", REFERENCES);
    let mut sources: crate::base::IndexMap<&str, Vec<&crate::model::Requirement>> = crate::base::IndexMap::default();
    for one in build.model.requirements.values().filter(|one| one.kind != "internal") {
        if let Some(source) = &one.source {
            sources.entry(source).or_default().push(one);
        }
    }
    for (source, all) in sources {
        let mut kinds: Vec<String> = all.iter().map(|one| build.phrase(one.kind)).collect();
        kinds.dedup();
        let mut responsible: Vec<String> = all.iter().filter_map(|one| one.responsible.as_ref()).map(|role| build.model.title_of(role)).collect();
        responsible.dedup();
        register.rows.push(vec![
            Cell::text(source),
            Cell::text(kinds.join(", ")),
            Cell::list(all.iter().map(|one| build.id("requirement", &one.head.id)).collect()),
            Cell::texts(responsible),
            Cell::day(all.iter().filter_map(|one| one.review.as_ref()?.next).min()),
        ]);
    }
    register
}
