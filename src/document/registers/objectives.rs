//! Information security objectives and measures as tables.

use super::{Cell, Column, Kind, Piece, Register, col, data, page};
use crate::base::Decimal;
use crate::document::build::Build;
use crate::model::{Day, Measure, Observation};

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
    col("reached", "Reached", Kind::Text),
    col("trend", "Trend", Kind::Text),
    data("next", "Next measurement", Kind::Date),
    data("overdue", "Overdue", Kind::Bool),
];

const OBSERVATIONS: &[Column] = &[
    col("measure", "Id", Kind::Text),
    col("title", "Measure", Kind::Text),
    col("on", "Date", Kind::Date),
    col("value", "Value", Kind::Number),
    col("unit", "Unit", Kind::Text),
    col("reached", "Target reached", Kind::Text),
    col("note", "Note", Kind::Text),
];

/// The values of a measure in the order in which they were taken; those without a day come first.
pub(crate) fn observations(measure: &Measure) -> Vec<&Observation> {
    let mut found: Vec<&Observation> = measure.observed.iter().collect();
    found.sort_by_key(|one| one.on);
    found
}

/// Whether a value reaches the target; nothing where there is no target.
pub(crate) fn reaches(measure: &Measure, value: Decimal) -> Option<bool> {
    let target = measure.target?;
    Some(match measure.direction {
        "at least" => value >= target,
        "at most" => value <= target,
        _ => value == target,
    })
}

/// How the last two values compare, seen from the target.
pub(crate) fn trend(measure: &Measure) -> &'static str {
    let found = observations(measure);
    match found.as_slice() {
        [.., before, last] => {
            let better = match measure.direction {
                "at least" => last.value > before.value,
                "at most" => last.value < before.value,
                _ => reaches(measure, last.value) == Some(true),
            };
            match () {
                () if last.value == before.value => "unchanged",
                () if measure.target.is_none() => "changed",
                () if better => "better",
                () => "worse",
            }
        }
        [_] => "first value",
        [] => "not measured",
    }
}

/// The day of the next measurement.
pub(crate) fn next(measure: &Measure) -> Option<Day> {
    let last = measure.observed.iter().filter_map(|one| one.on).max()?;
    Some(last.after(measure.cadence?))
}

/// All values of all measures.
pub(crate) fn values(build: &Build<'_>) -> Register {
    let mut register = Register::new("observations", "Observations", OBSERVATIONS);
    for measure in build.model.measures.values() {
        for one in observations(measure) {
            register.rows.push(vec![
                Cell::text(measure.head.id.clone()),
                Cell::text(measure.head.title.clone()),
                Cell::day(one.on),
                Cell::Number(one.value),
                Cell::maybe(one.unit.clone().or_else(|| measure.unit.clone())),
                verdict(build, reaches(measure, one.value)),
                Cell::maybe(one.note.clone()),
            ]);
        }
    }
    register
}

fn verdict(build: &Build<'_>, reached: Option<bool>) -> Cell {
    match reached {
        Some(true) => Cell::text(build.t("yes")),
        Some(false) => Cell::Text(Piece::strong(build.t("no"))),
        None => Cell::Empty,
    }
}

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
            Cell::maybe(one.status.map(|one| build.phrase(one))),
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
            let direction = if one.direction == "equal" { String::new() } else { format!("{} ", build.t(one.direction)) };
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
            Cell::maybe(one.cadence.map(|every| build.language.length(every))),
            build.role(one.by.as_ref()),
            Cell::maybe(last.map(|last| {
                let on = last.on.map(|on| format!(" ({})", build.language.day(on))).unwrap_or_default();
                format!("{}{on}", shown(last.value.to_string(), last.unit.as_deref().or(one.unit.as_deref())))
            })),
            last.map_or(Cell::Empty, |last| Cell::Number(last.value)),
            Cell::day(last.and_then(|last| last.on)),
            verdict(build, last.and_then(|last| reaches(one, last.value))),
            Cell::text(build.t(trend(one))),
            Cell::day(next(one)),
            Cell::Bool(next(one).is_some_and(|next| next < build.model.as_of)),
        ]);
    }
    register
}
