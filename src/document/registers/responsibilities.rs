//! Who answers for what: the RACI matrix of the processes, what each role answers for, and the competence it needs.
//!
//! Accountable is the owner of a process, responsible is who performs it. Consulted are the owners of the processes that
//! it receives work products from, informed are those of the processes that it hands some to.

use std::collections::BTreeSet;

use super::{Cell, Column, Kind, Piece, Register, col, data};
use crate::document::build::Build;
use crate::model::{ActualProcess, Ref, RefOrText, Role, State};

const RACI: &[Column] = &[
    data("id", "Id", Kind::Text),
    col("process", "Process", Kind::Text),
    col("accountable", "Accountable", Kind::Text),
    col("responsible", "Responsible", Kind::List),
    col("consulted", "Consulted", Kind::List),
    col("informed", "Informed", Kind::List),
];

const RESPONSIBILITIES: &[Column] = &[
    data("id", "Id", Kind::Text),
    col("title", "Role", Kind::Text),
    col("held_by", "Held by", Kind::List),
    col("processes", "Processes", Kind::List),
    col("policies", "Policies", Kind::List),
    col("controls", "Controls", Kind::List),
    col("risks", "Risks", Kind::List),
    data("assets", "Assets", Kind::List),
    data("suppliers", "Suppliers", Kind::List),
    data("objectives", "Objectives", Kind::List),
    data("requirements", "Requirements", Kind::List),
];

const COMPETENCES: &[Column] = &[
    data("id", "Id", Kind::Text),
    col("title", "Role", Kind::Text),
    col("held_by", "Held by", Kind::List),
    col("competence", "Competence needed", Kind::Text),
    col("evidence", "Evidence", Kind::Text),
    col("every", "Renewed", Kind::Text),
    col("trainings", "Courses", Kind::List),
];

/// The RACI matrix of all processes of the ISMS.
pub(crate) fn raci(build: &Build<'_>) -> Register {
    let mut register = Register::new("raci", "Who does what in the processes (RACI)", RACI);
    for process in build.model.process_set.processes.values() {
        let owner = process.tailoring.owner.as_ref();
        let (consulted, informed) = around(build, process);
        let skip: BTreeSet<&str> = owner.into_iter().chain(&process.tailoring.performed_by).map(|role| role.id.as_str()).collect();
        let titles = |roles: Vec<&Ref>| {
            let mut seen = BTreeSet::new();
            let kept = roles.into_iter().filter(|role| !skip.contains(role.id.as_str()) && seen.insert(role.id.clone()));
            Cell::texts(kept.map(|role| build.model.title_of(role)))
        };
        register.rows.push(vec![
            Cell::text(process.id.clone()),
            Cell::Text(build.process(&process.id)),
            build.role(owner),
            if process.tailoring.performed_by.is_empty() {
                build.role(owner)
            } else {
                Cell::texts(process.tailoring.performed_by.iter().map(|role| build.model.title_of(role)))
            },
            titles(consulted),
            titles(informed),
        ]);
    }
    register
}

/// The owners of the processes that hand something to a process, and of those that get something from it.
fn around<'a>(build: &Build<'a>, process: &ActualProcess) -> (Vec<&'a Ref>, Vec<&'a Ref>) {
    let set = &build.model.process_set;
    let owner = |id: &str| set.processes.get(id).and_then(|one| one.tailoring.owner.as_ref());
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for interface in &set.interfaces {
        let providers: Vec<&str> = match &interface.state {
            State::Provided { by } => by.iter().map(String::as_str).collect(),
            State::ReSourced { by, .. } => vec![by.as_str()],
            _ => Vec::new(),
        };
        if interface.receiver == process.id {
            before.extend(providers.iter().filter(|id| **id != process.id).filter_map(|id| owner(id)));
        } else if providers.contains(&process.id.as_str()) {
            after.extend(owner(&interface.receiver));
        }
    }
    (before, after)
}

/// What each role answers for.
pub(crate) fn responsibilities(build: &Build<'_>) -> Register {
    let model = build.model;
    let mut register = Register::new("responsibilities", "What each role answers for", RESPONSIBILITIES);
    for role in model.roles.values() {
        let id = role.head.id.as_str();
        let is = |owner: Option<&Ref>| owner.is_some_and(|owner| owner.id == id);
        let list = |kind: &str, ids: Vec<&str>| {
            let mut ids = ids;
            ids.sort_by(|a, b| crate::base::natural_cmp(a, b));
            Cell::list(ids.into_iter().map(|one| build.id(kind, one)).collect())
        };
        let row = vec![
            Cell::text(id),
            Cell::text(role.head.title.clone()),
            Cell::texts(role.held_by.iter().cloned()),
            Cell::list(model.process_set.processes.values().filter(|one| is(one.tailoring.owner.as_ref())).map(|one| build.process(&one.id)).collect()),
            list("policy", model.policies.values().filter(|one| is(one.owner.as_ref())).map(|one| one.head.id.as_str()).collect()),
            list("control", model.controls.values().filter(|one| is(one.owner.as_ref())).map(|one| one.head.id.as_str()).collect()),
            list("risk", model.risks.values().filter(|one| is(one.owner.as_ref())).map(|one| one.head.id.as_str()).collect()),
            list("asset", model.assets.values().filter(|one| is(one.owner.as_ref())).map(|one| one.head.id.as_str()).collect()),
            list("supplier", model.suppliers.values().filter(|one| is(one.owner.as_ref())).map(|one| one.head.id.as_str()).collect()),
            list("objective", model.objectives.values().filter(|one| is(one.owner.as_ref())).map(|one| one.head.id.as_str()).collect()),
            list("requirement", model.requirements.values().filter(|one| is(one.responsible.as_ref())).map(|one| one.head.id.as_str()).collect()),
        ];
        if row.iter().skip(3).any(|cell| *cell != Cell::Empty) {
            register.rows.push(row);
        }
    }
    register
}

/// The competence that each role needs, what shows it, and the courses that keep it up.
pub(crate) fn competences(build: &Build<'_>) -> Register {
    let mut register = Register::new("competences", "Competence", COMPETENCES);
    for role in build.model.roles.values() {
        for competence in &role.competences {
            register.rows.push(vec![
                Cell::text(role.head.id.clone()),
                Cell::text(role.head.title.clone()),
                Cell::texts(role.held_by.iter().cloned()),
                Cell::text(competence.text.clone()),
                competence.evidence.as_ref().map_or_else(|| Cell::Text(Piece::strong(build.t("no evidence"))), |text| Cell::text(text.clone())),
                build.every(competence.every),
                Cell::list(trainings(build, role)),
            ]);
        }
    }
    register
}

/// The courses for a role, or for the unit that it belongs to.
pub(crate) fn trainings(build: &Build<'_>, role: &Role) -> Vec<Piece> {
    let meant = |one: &RefOrText| match one {
        RefOrText::Ref(found) => found.id == role.head.id || role.unit.as_ref().is_some_and(|unit| unit.id == found.id && unit.kind == found.kind),
        RefOrText::Text(_) => false,
    };
    build
        .model
        .trainings
        .values()
        .filter(|one| one.audience.iter().any(meant))
        .map(|one| build.linked("training", &one.head.id, one.head.title.clone()))
        .collect()
}
