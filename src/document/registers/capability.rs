//! Capability levels: where each process stands, and what is missing up to the level that it needs.

use super::{Cell, Column, Kind, Piece, Register, col, data};
use crate::document::build::Build;

const LEVELS: &[Column] = &[
    data("id", "Process id", Kind::Text),
    col("process", "Process", Kind::Text),
    col("current", "Level today", Kind::Number),
    col("target", "Level needed", Kind::Number),
    col("shown", "Level shown", Kind::Number),
    col("gaps", "Gaps", Kind::Number),
];

const GAPS: &[Column] = &[
    data("id", "Process id", Kind::Text),
    col("process", "Process", Kind::Text),
    col("level", "For level", Kind::Number),
    col("attribute", "Attribute", Kind::Text),
    col("asks", "What is missing", Kind::Text),
    data("claimed", "Claimed today", Kind::Bool),
];

/// The levels of each process that has a `maturity`.
pub(crate) fn levels(build: &Build<'_>) -> Register {
    let mut register = Register::new("capability", "Capability of processes", LEVELS);
    for one in &build.model.capability {
        register.rows.push(vec![
            Cell::text(one.process.clone()),
            Cell::Text(build.process(&one.process)),
            Cell::int(one.current),
            one.target.map_or(Cell::Empty, Cell::int),
            Cell::int(one.shown),
            Cell::count(one.gaps().count()),
        ]);
    }
    register
}

/// What is missing, process by process.
pub(crate) fn gaps(build: &Build<'_>) -> Register {
    let mut register = Register::new("capability_gaps", "Gaps up to the level that is needed", GAPS);
    for one in &build.model.capability {
        for gap in one.gaps() {
            // what is missing for the level of today is worse than what is missing for that of tomorrow
            let claimed = gap.level <= one.current;
            let asks = crate::document::text::capital(build.t(gap.asks)).into_owned();
            register.rows.push(vec![
                Cell::text(one.process.clone()),
                Cell::Text(build.process(&one.process)),
                Cell::int(gap.level),
                Cell::text(format!("{} {}", gap.attribute, build.t(gap.name))),
                Cell::Text(Piece { text: asks, to: None, strong: claimed }),
                Cell::Bool(claimed),
            ]);
        }
    }
    register
}
