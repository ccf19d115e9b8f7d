//! What the templates on improvement, changes and documented information are given beside their tables.

use minijinja::{Value, context};

use super::fact;
use crate::document::build::Build;
use crate::document::registers::{Cell, Piece, clauses, objectives};
use crate::model::{Change, Nonconformity};

/// The improvement plan (ISO/IEC 27001, 10.1 and 10.2).
pub(super) fn plan(build: &Build<'_>) -> Value {
    let model = build.model;
    let open = || model.nonconformities.values().filter(|one| one.closed.is_none());
    let missed =
        model.measures.values().filter(|one| objectives::observations(one).last().and_then(|last| objectives::reaches(one, last.value)) == Some(false));
    let results = model
        .audits
        .values()
        .filter_map(|one| one.result.as_ref().map(|result| context! { id => one.head.id.clone(), title => one.head.title.clone(), result => result.clone() }));
    context! {
        open => open().map(|one| nonconformity(build, one)).collect::<Vec<_>>(),
        closed => model.nonconformities.values().filter(|one| one.closed.is_some()).count(),
        without_cause => open().filter(|one| one.cause.is_none()).map(|one| one.head.id.clone()).collect::<Vec<_>>(),
        missed => missed.map(|one| one.head.title.clone()).collect::<Vec<_>>(),
        results => results.collect::<Vec<_>>(),
    }
}

fn nonconformity(build: &Build<'_>, one: &Nonconformity) -> Value {
    const STEM: &str = "improvement";
    let facts = [
        fact(build, STEM, "Found", &Cell::day(one.found)),
        fact(build, STEM, "Found by", &one.source.as_ref().map_or(Cell::Empty, |source| Cell::Text(build.either(source)))),
        fact(build, STEM, "Against", &Cell::list(against(build, one))),
        fact(
            build,
            STEM,
            "Root cause",
            &one.cause.as_ref().map_or_else(|| Cell::Text(Piece::strong(build.t("not found yet"))), |text| Cell::text(text.clone())),
        ),
        fact(build, STEM, "Correction", &Cell::maybe(one.correction.clone())),
        fact(build, STEM, "Corrective action", &Cell::maybe(one.action.clone())),
        fact(build, STEM, "Owner", &build.person_cell(one.owner.as_ref())),
        fact(build, STEM, "Due", &build.due(one.due.as_ref().map(|at| at.value), true)),
    ];
    context! {
        id => one.head.id.clone(),
        title => one.head.title.clone(),
        description => one.head.description.clone(),
        facts => facts.into_iter().flatten().collect::<Vec<_>>(),
        has_tasks => !one.tasks.is_empty(),
    }
}

/// The clauses, controls and processes that a nonconformity is against.
fn against(build: &Build<'_>, one: &Nonconformity) -> Vec<Piece> {
    let clauses = one.clauses.iter().map(|clause| Piece::text(build.say("clause {number}", &[("number", clause)])));
    clauses.chain(one.of.iter().map(|found| build.reference(found))).collect()
}

/// Change requests (6.3; ISO/IEC TS 27022:2021, Table 10).
pub(super) fn changes(build: &Build<'_>) -> Value {
    let group = |title: &str, keep: &dyn Fn(&Change) -> bool| {
        let list: Vec<Value> = build.model.changes.values().filter(|one| keep(one)).map(|one| change(build, one)).collect();
        (!list.is_empty()).then(|| context! { title => build.t(title), list => list })
    };
    let state = |one: &Change| match one.status {
        Some(word @ ("done" | "declined")) => word,
        Some("approved") => "approved",
        _ if one.approved.is_some() => "approved",
        _ => "requested",
    };
    let groups = [
        group("Waiting for a decision", &|one| state(one) == "requested"),
        group("Approved and to be done", &|one| state(one) == "approved"),
        group("Done", &|one| state(one) == "done"),
        group("Declined", &|one| state(one) == "declined"),
    ];
    context! { groups => groups.into_iter().flatten().collect::<Vec<_>>() }
}

fn change(build: &Build<'_>, one: &Change) -> Value {
    const STEM: &str = "change_requests";
    let open = !matches!(one.status, Some("done" | "declined"));
    let facts = [
        fact(build, STEM, "What changes", &build.eithers(&one.of)),
        fact(build, STEM, "Because of", &build.eithers(&one.because)),
        fact(
            build,
            STEM,
            "What it means for risks",
            &one.effect.as_ref().map_or_else(|| Cell::Text(Piece::strong(build.t("not rated"))), |text| Cell::text(text.clone())),
        ),
        fact(build, STEM, "If it fails", &Cell::maybe(one.fallback.clone())),
        fact(build, STEM, "Owner", &build.person_cell(one.owner.as_ref())),
        fact(build, STEM, "Due", &build.due(one.due.as_ref().map(|at| at.value), open)),
        fact(build, STEM, "Approved", &build.approval(one.approved.as_ref())),
    ];
    context! {
        id => one.head.id.clone(),
        title => one.head.title.clone(),
        description => one.head.description.clone(),
        facts => facts.into_iter().flatten().collect::<Vec<_>>(),
        has_tasks => !one.tasks.is_empty(),
    }
}

/// The documented information that the standard names.
pub(super) fn information(build: &Build<'_>) -> Value {
    let register = clauses::information(build);
    let state = register.column("state").unwrap_or_default();
    let count = |wanted: &str| register.rows.iter().filter(|row| row.get(state).is_some_and(|cell| cell.plain() == build.t(wanted))).count();
    context! { total => register.rows.len(), approved => count("Approved"), kept => count("Kept current"), open => count("To be filled in"), drafts => count("Draft"), missing => count("Missing") }
}
