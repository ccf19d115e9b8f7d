//! The risk treatment plan as a table: a row for each way in which a risk is treated.

use super::{Cell, Column, Kind, Piece, Register, col, data, page};
use crate::document::build::Build;
use crate::document::words;
use crate::model::{Day, Risk, Task, Treatment};

const COLUMNS: &[Column] = &[
    col("id", "Risk", Kind::Text),
    col("title", "Title", Kind::Text),
    col("owner", "Risk owner", Kind::Text),
    col("inherent_level", "Level before", Kind::Text),
    data("current_level", "Level today", Kind::Text),
    col("option", "Option", Kind::Text),
    page("measures", "Controls, or shared with"),
    data("controls", "Controls", Kind::List),
    data("shared_with", "Shared with", Kind::Text),
    data("because", "Why this way", Kind::Text),
    col("actions", "Actions", Kind::List),
    col("responsible", "Responsible", Kind::List),
    col("resources", "Resources", Kind::List),
    col("due", "Due", Kind::Date),
    col("status", "Status", Kind::Text),
    col("residual_level", "Level after", Kind::Text),
    col("approval", "Approved by the risk owner", Kind::List),
];

/// The register.
pub(crate) fn register(build: &Build<'_>) -> Register {
    let mut register = Register::new("treatment_plan", "Risk treatment plan", COLUMNS);
    for risk in super::risks::ordered(build) {
        if risk.treatments.is_empty() {
            register.rows.push(row(build, risk, None));
        }
        for treatment in &risk.treatments {
            register.rows.push(row(build, risk, Some(treatment)));
        }
    }
    register
}

/// The open and finished tasks behind a treatment: those of the risk, and those of the plans of its controls.
pub(crate) fn tasks<'a>(build: &Build<'a>, risk: &'a Risk, treatment: Option<&'a Treatment>) -> Vec<&'a Task> {
    let mut found: Vec<&Task> = risk.tasks.iter().collect();
    for control in treatment.into_iter().flat_map(|one| one.controls.iter()) {
        found.extend(build.model.controls.get(&control.id).and_then(|one| one.plan.as_ref()).into_iter().flat_map(|plan| plan.tasks.iter()));
    }
    found
}

/// The day by which a treatment is in place: the last one of its tasks and of the plans of its controls.
pub(crate) fn due(build: &Build<'_>, risk: &Risk, treatment: Option<&Treatment>) -> Option<Day> {
    let of_tasks = risk.tasks.iter().filter_map(|task| task.due.as_ref()).map(|at| at.value);
    let of_plans =
        treatment.into_iter().flat_map(|one| one.controls.iter()).filter_map(|control| build.model.controls.get(&control.id)).filter_map(super::soa::due);
    of_tasks.chain(of_plans).max()
}

fn row(build: &Build<'_>, risk: &Risk, treatment: Option<&Treatment>) -> Vec<Cell> {
    let tasks = tasks(build, risk, treatment);
    let mut responsible: Vec<String> = tasks.iter().filter_map(|task| task.by.as_ref()).map(|by| build.model.title_of(by)).collect();
    responsible.extend(
        treatment
            .into_iter()
            .flat_map(|one| one.controls.iter())
            .filter_map(|control| build.model.controls.get(&control.id)?.owner.as_ref())
            .map(|owner| build.model.title_of(owner)),
    );
    let mut seen: Vec<String> = Vec::new();
    for one in responsible {
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    vec![
        Cell::Text(build.id("risk", &risk.head.id)),
        Cell::text(risk.head.title.clone()),
        build.person_cell(risk.owner.as_ref()),
        Cell::text(build.level(risk.inherent.level.as_deref())),
        Cell::text(build.level(risk.current.level.as_deref())),
        Cell::Text(match treatment {
            Some(one) => Piece::text(words::option(one.option)),
            None => Piece::strong(build.t("none decided")),
        }),
        Cell::list(
            treatment
                .into_iter()
                .flat_map(|one| one.controls.iter().map(|control| build.reference(control)).chain(one.to.iter().map(|to| build.either(to))))
                .collect(),
        ),
        treatment.map_or(Cell::Empty, |one| build.refs(&one.controls)),
        treatment.and_then(|one| one.to.as_ref()).map_or(Cell::Empty, |to| Cell::Text(build.either(to))),
        Cell::maybe(treatment.and_then(|one| one.because.clone())),
        Cell::texts(tasks.iter().map(|task| format!("{} {}", task.head.id, task.head.title))),
        Cell::texts(seen),
        Cell::texts(resources(build, risk, treatment)),
        Cell::day(due(build, risk, treatment)),
        Cell::text(status(build, risk, treatment)),
        risk.residual.as_ref().map_or(Cell::Empty, |one| Cell::text(build.level(one.level.as_deref()))),
        if risk.accepted.is_empty() {
            Cell::text(build.t(if within_appetite(build, risk) { "within appetite" } else { "not yet" }))
        } else {
            Cell::texts(risk.accepted.iter().map(|one| super::risks::accepted(build, one)))
        },
    ]
}

/// Whether the criteria ask for no signature at the level that remains.
pub(crate) fn within_appetite(build: &Build<'_>, risk: &Risk) -> bool {
    let level = risk.residual.as_ref().unwrap_or(&risk.inherent).level.as_deref();
    build.model.criteria.iter().flat_map(|criteria| criteria.accept.iter()).any(|rule| rule.always && Some(rule.level.value.as_str()) == level)
}

/// How far a treatment is: as declared, else as its controls are.
fn status(build: &Build<'_>, risk: &Risk, treatment: Option<&Treatment>) -> String {
    if let Some(status) = risk.status {
        return build.phrase(status);
    }
    let controls: Vec<&str> = treatment
        .into_iter()
        .flat_map(|one| one.controls.iter())
        .map(|one| build.model.controls.get(&one.id).map_or("not decided", |control| control.status))
        .collect();
    if controls.is_empty() {
        let word = treatment.map_or("Open", |one| if one.option == "retain" { "Retained" } else { "Not stated" });
        return build.t(word).to_string();
    }
    let done = controls.iter().filter(|status| **status == "implemented").count();
    if done == controls.len() {
        build.t("All controls implemented").to_string()
    } else {
        build.say("{done} of {count} controls implemented", &[("done", &done), ("count", &controls.len())])
    }
}

/// Money and work behind a treatment: of its own tasks, and of the plans of its controls.
fn resources(build: &Build<'_>, risk: &Risk, treatment: Option<&Treatment>) -> Vec<String> {
    let mut found = Vec::new();
    for task in &risk.tasks {
        let cost = task.cost.as_ref().map(|at| build.language.money(&at.value));
        let work = task.effort.as_ref().map(|at| build.language.effort(at.value));
        let both: Vec<String> = cost.into_iter().chain(work).collect();
        if !both.is_empty() {
            found.push(format!("{}: {}", task.head.id, both.join(&format!(" {} ", build.t("and")))));
        }
    }
    for control in treatment.into_iter().flat_map(|one| one.controls.iter()) {
        let Some(plan) = build.model.controls.get(&control.id).and_then(|one| one.plan.as_ref()) else { continue };
        let cost = plan.cost.as_ref().map(|at| build.language.money(&at.value));
        let work = plan.effort.as_ref().map(|at| build.language.effort(at.value));
        let both: Vec<String> = cost.into_iter().chain(work).collect();
        if !both.is_empty() {
            found.push(format!("{}: {}", control.id, both.join(&format!(" {} ", build.t("and")))));
        }
    }
    found
}
