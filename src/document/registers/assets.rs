//! Assets as a table.

use super::{Cell, Column, Kind, Piece, Register, col, data};
use crate::document::build::Build;

const COLUMNS: &[Column] = &[
    data("id", "Id", Kind::Text),
    col("title", "Asset", Kind::Text),
    col("kind", "Kind", Kind::Text),
    col("owner", "Owner", Kind::Text),
    col("classification", "Classification", Kind::Text),
    col("criticality", "Criticality", Kind::Text),
    data("value", "Value", Kind::Text),
    data("custodian", "Custodian", Kind::Text),
    col("location", "Location", Kind::Text),
    data("used_by", "Used by", Kind::List),
    col("suppliers", "Suppliers", Kind::List),
    col("risks", "Risks", Kind::List),
    data("review", "Next review", Kind::Date),
];

/// The register.
pub(crate) fn register(build: &Build<'_>) -> Register {
    let mut register = Register::new("assets", "Assets", COLUMNS);
    let mut risks: std::collections::BTreeMap<&str, Vec<Piece>> = std::collections::BTreeMap::new();
    for risk in super::risks::ordered(build) {
        for asset in &risk.assets {
            risks.entry(&asset.id).or_default().push(build.id("risk", &risk.head.id));
        }
    }
    for one in build.model.assets.values() {
        register.rows.push(vec![
            Cell::text(one.head.id.clone()),
            Cell::text(if one.head.title.is_empty() { one.head.id.clone() } else { one.head.title.clone() }),
            Cell::maybe(one.kind.map(|one| build.phrase(one))),
            build.role(one.owner.as_ref()),
            Cell::maybe(one.classification.as_ref().map(|level| build.model.title_of(level))),
            Cell::maybe(one.criticality.map(|one| build.phrase(one))),
            Cell::maybe(one.value.clone()),
            one.custodian.as_ref().map_or(Cell::Empty, |by| Cell::Text(build.either(by))),
            Cell::maybe(one.location.clone()),
            build.refs(&one.used_by),
            build.refs(&one.suppliers),
            Cell::list(risks.remove(one.head.id.as_str()).unwrap_or_default()),
            build.review(one.review.as_ref()),
        ]);
    }
    register
}
