//! Roles, units, sites and issues as tables.

use super::{Cell, Column, Kind, Register, col, data};
use crate::document::build::Build;

const ROLES: &[Column] = &[
    data("id", "Id", Kind::Text),
    col("title", "Role", Kind::Text),
    col("held_by", "Held by", Kind::List),
    col("deputy", "Deputy", Kind::Text),
    col("reports_to", "Reports to", Kind::Text),
    col("unit", "Unit", Kind::Text),
    col("top_management", "Top management", Kind::Bool),
    data("independent", "Independent", Kind::Bool),
    col("competences", "Competence", Kind::List),
    data("left", "Left", Kind::Date),
];

const UNITS: &[Column] = &[data("id", "Id", Kind::Text), col("title", "Unit", Kind::Text), col("head", "Led by", Kind::Text)];

const SITES: &[Column] =
    &[data("id", "Id", Kind::Text), col("title", "Site", Kind::Text), col("address", "Address", Kind::Text), col("purpose", "Purpose", Kind::Text)];

const ISSUES: &[Column] = &[
    col("kind", "Kind", Kind::Text),
    col("title", "Issue", Kind::Text),
    col("relevant", "Relevant", Kind::Bool),
    col("effect", "What follows from it", Kind::Text),
];

/// The register of roles.
pub(crate) fn roles(build: &Build<'_>) -> Register {
    let mut register = Register::new("roles", "Roles", ROLES);
    for one in build.model.roles.values() {
        register.rows.push(vec![
            Cell::text(one.head.id.clone()),
            Cell::text(one.head.title.clone()),
            Cell::texts(one.held_by.iter().cloned()),
            Cell::maybe(one.deputy.as_ref().map(|at| at.value.clone())),
            build.role(one.reports_to.as_ref()),
            build.role(one.unit.as_ref()),
            Cell::Bool(one.top_management),
            Cell::Bool(one.independent),
            Cell::texts(one.competences.iter().map(|competence| match &competence.evidence {
                Some(evidence) => format!("{} ({evidence})", competence.text),
                None => competence.text.clone(),
            })),
            Cell::day(one.left.as_ref().map(|at| at.value)),
        ]);
    }
    register
}

/// The register of units.
pub(crate) fn units(build: &Build<'_>) -> Register {
    let mut register = Register::new("units", "Units", UNITS);
    for one in &build.model.organisation.units {
        register.rows.push(vec![Cell::text(one.head.id.clone()), Cell::text(one.head.title.clone()), build.role(one.lead.as_ref())]);
    }
    register
}

/// The register of sites.
pub(crate) fn sites(build: &Build<'_>) -> Register {
    let mut register = Register::new("sites", "Sites", SITES);
    for one in &build.model.organisation.sites {
        register.rows.push(vec![
            Cell::text(one.head.id.clone()),
            Cell::text(one.head.title.clone()),
            Cell::maybe(one.address.clone()),
            Cell::maybe(one.purpose.clone()),
        ]);
    }
    register
}

/// The register of issues.
pub(crate) fn issues(build: &Build<'_>) -> Register {
    let mut register = Register::new("issues", "Internal and external issues", ISSUES);
    for one in &build.model.organisation.issues {
        register.rows.push(vec![
            Cell::text(build.phrase(one.kind)),
            Cell::text(one.title.clone()),
            one.relevant.map_or(Cell::Empty, Cell::Bool),
            Cell::maybe(one.effect.clone()),
        ]);
    }
    register
}
