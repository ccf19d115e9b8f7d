//! Who serves which clause of ISO/IEC 27001, and what says so: the profile of the model, or the organisation.

use super::{Cell, Column, Kind, Piece, Register, col, data};
use crate::document::build::Build;
use crate::model::ClauseCoverage;

const CLAUSES: &[Column] = &[
    col("clause", "Clause", Kind::Text),
    col("title", "Title", Kind::Text),
    data("served_by_id", "Served by, id", Kind::List),
    col("served_by", "Served by", Kind::List),
    col("why", "Why", Kind::Text),
    data("in_model", "Served in the model by", Kind::List),
    data("state", "State", Kind::Text),
];

/// Where a clause stands, in a word.
pub(crate) fn state(clause: &ClauseCoverage) -> &'static str {
    match (clause.served_by.is_empty(), clause.is_outside_model()) {
        (false, _) => "served",
        (true, true) => "not in the model",
        (true, false) => "lost",
    }
}

/// The clauses that a process serves, in the edition that the organisation follows: by the profiles that it stands for, and
/// by decision.
pub(crate) fn clauses_of(build: &Build<'_>, process: &str) -> Vec<String> {
    let serves = |clause: &&ClauseCoverage| clause.served_by.iter().any(|service| service.process == process);
    build.model.clauses.iter().filter(serves).map(|clause| clause.clause.clone()).collect()
}

/// The clauses and who serves them.
pub(crate) fn clauses(build: &Build<'_>) -> Register {
    let mut register = Register::new("clauses", "Processes behind the clauses", CLAUSES);
    for clause in &build.model.clauses {
        let through: Vec<&str> = clause.served_by.iter().flat_map(|service| service.through.iter()).map(String::as_str).collect();
        let mut tables: Vec<String> = through
            .iter()
            .filter_map(|id| build.model.reference.processes.get(*id))
            .filter_map(|one| one.table)
            .map(|table| build.say("Table {number}", &[("number", &table)]))
            .collect();
        tables.dedup();
        let mut why: Vec<String> = Vec::new();
        if !tables.is_empty() {
            why.push(tables.join(", "));
        }
        if clause.served_by.iter().any(|service| service.through.is_empty()) {
            why.push(build.t("as the organisation decided").into());
        }
        let served = clause.served_by.iter().map(|service| build.process(&service.process)).collect::<Vec<_>>();
        let served = if served.is_empty() { Cell::Text(Piece::strong(build.t("nobody"))) } else { Cell::list(served) };
        register.rows.push(vec![
            Cell::text(clause.clause.clone()),
            Cell::text(build.t(&clause.title)),
            Cell::texts(clause.served_by.iter().map(|service| service.process.clone())),
            served,
            Cell::text(why.join("; ")),
            Cell::texts(clause.in_model.iter().map(|one| one.process.clone())),
            Cell::text(build.t(state(clause))),
        ]);
    }
    register
}
