//! Information security objectives and measures as tables.

use super::{Cell, Column, Kind, Register, col, data, page};
use crate::document::build::Build;
use crate::document::words;

const OBJECTIVES: &[Column] = &[
    col("id", "Id", Kind::Text),
    col("title", "Objective", Kind::Text),
    col("target", "Target", Kind::Text),
    col("measure", "Measured by", Kind::Text),
    col("owner", "Owner", Kind::Text),
    col("due", "Due", Kind::Date),
    col("resources", "Resources", Kind::Text),
    data("supports", "Supports", Kind::List),
    col("controls", "Controls", Kind::List),
    col("status", "Status", Kind::Text),
    col("evaluated", "How it is evaluated", Kind::Text),
];

const MEASURES: &[Column] = &[
    col("id", "Id", Kind::Text),
    col("title", "Measure", Kind::Text),
    col("kind", "Kind", Kind::Text),
    col("of", "Of", Kind::List),
    page("target_shown", "Target"),
    data("direction", "Direction", Kind::Text),
    data("target", "Target", Kind::Number),
    data("unit", "Unit", Kind::Text),
    col("method", "Method", Kind::Text),
    col("cadence", "Measured every", Kind::Text),
    col("by", "By", Kind::Text),
    page("observed_shown", "Last value"),
    data("observed", "Last value", Kind::Number),
    data("observed_on", "Last measured", Kind::Date),
];

/// The register of objectives.
pub(crate) fn objectives(build: &Build<'_>) -> Register {
    let mut register = Register::new("objectives", "Information security objectives", OBJECTIVES);
    for one in build.model.objectives.values() {
        register.rows.push(vec![
            Cell::text(one.head.id.clone()),
            Cell::text(one.head.title.clone()),
            Cell::maybe(one.target.clone()),
            one.measure.as_ref().map_or(Cell::Empty, |measure| Cell::Text(build.either(measure))),
            build.role(one.owner.as_ref()),
            Cell::day(one.due.as_ref().map(|at| at.value)),
            Cell::maybe(one.resources.clone()),
            build.refs(&one.supports),
            build.refs(&one.controls),
            Cell::maybe(one.status.map(words::phrase)),
            Cell::maybe(one.evaluated.clone()),
        ]);
    }
    register
}

/// The register of measures.
pub(crate) fn measures(build: &Build<'_>) -> Register {
    let mut register = Register::new("measures", "Measures", MEASURES);
    let shown = |number: String, unit: Option<&str>| format!("{number}{}", unit.map(|unit| format!(" {unit}")).unwrap_or_default());
    for one in build.model.measures.values() {
        let last = one.observed.iter().max_by_key(|observation| observation.on);
        let target = one.target.map(|target| {
            let direction = if one.direction == "equal" { String::new() } else { format!("{} ", one.direction) };
            format!("{direction}{}", shown(target.to_string(), one.unit.as_deref()))
        });
        register.rows.push(vec![
            Cell::text(one.head.id.clone()),
            Cell::text(one.head.title.clone()),
            Cell::text(one.kind.to_uppercase()),
            build.refs(&one.of),
            Cell::maybe(target),
            Cell::maybe(one.target.map(|_| one.direction)),
            one.target.map_or(Cell::Empty, Cell::Number),
            Cell::maybe(one.unit.clone()),
            Cell::maybe(one.method.clone()),
            Cell::maybe(one.cadence.map(|every| every.to_string())),
            build.role(one.by.as_ref()),
            Cell::maybe(last.map(|last| {
                let on = last.on.map(|on| format!(" ({on})")).unwrap_or_default();
                format!("{}{on}", shown(last.value.to_string(), last.unit.as_deref().or(one.unit.as_deref())))
            })),
            last.map_or(Cell::Empty, |last| Cell::Number(last.value)),
            Cell::day(last.and_then(|last| last.on)),
        ]);
    }
    register
}
