//! The decisions on the reference model, and the findings that were set aside, as tables.

use super::{Cell, Column, Kind, Piece, Register, col, data};
use crate::document::build::Build;
use crate::model::{Origin, ReferenceProcess};

const DECISIONS: &[Column] = &[
    data("id", "Id", Kind::Text),
    col("title", "Process of the model", Kind::Text),
    col("table", "Table", Kind::Text),
    col("decision", "Decision", Kind::Text),
    col("by", "Realised by", Kind::List),
    col("because", "Reason", Kind::Text),
    col("approved", "Approved", Kind::Text),
    data("differs", "Differs from the model", Kind::List),
];

const ALLOWS: &[Column] = &[
    col("code", "Finding", Kind::Text),
    col("at", "Where", Kind::Text),
    col("because", "Reason", Kind::Text),
    col("until", "Until", Kind::Date),
    col("approved", "Approved", Kind::Text),
];

/// What was decided on each process of the model.
pub(crate) fn decisions(build: &Build<'_>) -> Register {
    let mut register = Register::new("tailoring", "Decisions on the reference model", DECISIONS);
    for process in build.model.reference.processes.values().filter(|process| process.is_of_model()) {
        register.rows.push(row(build, process));
    }
    register
}

fn row(build: &Build<'_>, process: &ReferenceProcess) -> Vec<Cell> {
    let model = build.model;
    let id = process.head.id.as_str();
    let set = &model.process_set;
    let by = set.realised_by.get(id).map_or(&[][..], Vec::as_slice);
    let omission = model.omissions.iter().find(|one| one.process.id == id);
    let adoption = model.adoptions.iter().find(|one| one.process.id == id);
    let actual: Vec<_> = by.iter().filter_map(|id| set.processes.get(id)).collect();
    let decision = match (actual.as_slice(), omission, adoption) {
        ([], Some(_), _) => Piece::text("Omitted"),
        ([], None, Some(_)) => Piece::text("Not needed (level 0)"),
        ([], None, None) => Piece::strong("not decided"),
        ([one], ..) if one.origin == Origin::Adopted => Piece::text("Adopted"),
        ([one], ..) if one.origin == Origin::External => Piece::text("Realised outside the ISMS"),
        ([one], ..) if one.realises.len() > 1 => Piece::text("Merged"),
        ([_], ..) => Piece::text("Realised by a process of our own"),
        _ => Piece::text("Split"),
    };
    let because = omission
        .and_then(|one| one.because.clone())
        .or_else(|| actual.iter().find_map(|one| one.tailoring.because.clone()))
        .or_else(|| adoption.and_then(|one| one.tailoring.because.clone()));
    let approved = omission
        .and_then(|one| one.approved.as_ref())
        .or_else(|| actual.iter().find_map(|one| one.tailoring.approved.as_ref()))
        .or_else(|| adoption.and_then(|one| one.tailoring.approved.as_ref()));
    let differs: Vec<String> = actual.iter().flat_map(|one| crate::document::documents::differences(build, &one.tailoring)).collect();
    vec![
        Cell::text(id),
        Cell::text(process.head.title.clone()),
        Cell::maybe(process.table.map(|table| build.say("Table {number}", &[("number", &table)]))),
        Cell::Text(decision),
        Cell::list(by.iter().map(|id| build.process(id)).collect()),
        Cell::maybe(because),
        build.approval(approved),
        Cell::texts(differs),
    ]
}

/// The findings that were set aside.
pub(crate) fn allows(build: &Build<'_>) -> Register {
    let mut register = Register::new("allows", "Findings set aside", ALLOWS);
    for one in &build.model.allows {
        register.rows.push(vec![
            Cell::text(one.code.value.clone()),
            Cell::text(one.at.clone().unwrap_or_else(|| build.t("the whole package").into())),
            Cell::text(one.because.clone().unwrap_or_else(|| build.t("no reason stated").into())),
            Cell::day(one.until.as_ref().map(|at| at.value)),
            build.approval(one.approved.as_ref()),
        ]);
    }
    register
}
