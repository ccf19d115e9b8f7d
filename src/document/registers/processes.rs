//! The processes that there are, as a table.

use super::{Cell, Column, Kind, Piece, Register, col, data, serving};
use crate::document::build::Build;
use crate::document::words;
use crate::model::{ActualProcess, Origin};

const COLUMNS: &[Column] = &[
    data("id", "Id", Kind::Text),
    col("title", "Process", Kind::Text),
    col("origin", "How it came about", Kind::Text),
    col("category", "Category", Kind::Text),
    col("realises", "Stands for", Kind::List),
    data("cite", "Profiles", Kind::List),
    col("owner", "Owner", Kind::Text),
    data("performed_by", "Performed by", Kind::List),
    col("maturity", "Level today", Kind::Number),
    col("maturity_target", "Level needed", Kind::Number),
    col("cadence", "Performed every", Kind::Text),
    data("controls", "Controls", Kind::List),
    data("clauses", "Clauses", Kind::List),
];

/// How a process came about, in words.
pub(crate) fn origin(process: &ActualProcess) -> &'static str {
    match (process.origin, process.realises.len()) {
        (Origin::Adopted, _) => "Adopted",
        (Origin::External, _) => "Outside the ISMS",
        (Origin::Own, 0) => "Own process",
        (Origin::Own, 1) => "Own, for a part of the model or all of it",
        (Origin::Own, _) => "Own, merged",
    }
}

/// The category of a process: that of what it stands for.
pub(crate) fn category(build: &Build<'_>, process: &ActualProcess) -> &'static str {
    let found = process.realises.iter().find_map(|id| build.model.reference.processes.get(id)).map(|one| one.category);
    match (found, process.origin) {
        (Some(word), _) => words::category(word),
        (None, Origin::External) => words::category("outside"),
        (None, _) => words::category(""),
    }
}

/// The register.
pub(crate) fn register(build: &Build<'_>) -> Register {
    let mut register = Register::new("processes", "Processes", COLUMNS);
    for process in build.model.process_set.processes.values() {
        let tailoring = &process.tailoring;
        let stands_for = process.realises.iter().filter(|id| process.origin != Origin::Adopted || **id != process.id);
        let title = |id: &str| build.model.reference.processes.get(id).map_or_else(|| id.to_string(), |one| one.head.title.clone());
        register.rows.push(vec![
            Cell::text(process.id.clone()),
            Cell::Text(build.linked("process", &process.id, process.title.clone())),
            Cell::text(origin(process)),
            Cell::text(category(build, process)),
            Cell::list(stands_for.map(|id| Piece::text(title(id))).collect()),
            Cell::texts(process.realises.iter().filter_map(|id| build.model.reference.processes.get(id)).map(|one| one.cite())),
            build.role(tailoring.owner.as_ref()),
            build.refs(&tailoring.performed_by),
            tailoring.maturity.as_ref().map_or(Cell::Empty, |level| Cell::int(level.value)),
            tailoring.maturity_target.map_or(Cell::Empty, Cell::int),
            Cell::maybe(tailoring.cadence.map(|every| build.language.length(every))),
            build.refs(&tailoring.controls),
            Cell::texts(serving::clauses_of(build, &process.id)),
        ]);
    }
    register
}
