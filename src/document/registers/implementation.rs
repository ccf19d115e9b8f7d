//! The control implementation plan as two tables: the controls that are not in place, and all tasks of all plans.

use super::{Cell, Column, Kind, Piece, Register, col, data, page};
use crate::document::build::Build;
use crate::document::words;
use crate::model::{Control, Task};

const PLAN: &[Column] = &[
    col("id", "Id", Kind::Text),
    col("title", "Control", Kind::Text),
    col("status", "Status", Kind::Text),
    col("priority", "Priority", Kind::Text),
    col("owner", "Owner", Kind::Text),
    col("by", "Implemented by", Kind::Text),
    col("start", "Start", Kind::Date),
    col("due", "Due", Kind::Date),
    data("overdue", "Overdue", Kind::Bool),
    data("risks", "Risks treated", Kind::List),
    data("requirements", "Requirements", Kind::List),
    data("scope", "Scope", Kind::List),
    page("effort_shown", "Effort"),
    data("effort_hours", "Effort in hours", Kind::Number),
    page("cost_shown", "Cost"),
    data("cost", "Cost", Kind::Number),
    data("currency", "Currency", Kind::Text),
    col("funded_by", "Funded by", Kind::List),
    data("tasks", "Tasks", Kind::Number),
    data("tasks_open", "Open tasks", Kind::Number),
    data("documents", "Documents", Kind::List),
    data("evidence", "Evidence", Kind::List),
    data("measure", "Measure of effectiveness", Kind::Text),
    data("deferred", "Deferred because", Kind::Text),
];

const TASKS: &[Column] = &[
    data("of_kind", "Belongs to a", Kind::Text),
    col("of", "Belongs to", Kind::Text),
    col("id", "Task", Kind::Text),
    col("title", "What is done", Kind::Text),
    col("by", "By", Kind::Text),
    col("after", "After", Kind::List),
    col("start", "Start", Kind::Date),
    col("due", "Due", Kind::Date),
    page("effort_shown", "Effort"),
    data("effort_hours", "Effort in hours", Kind::Number),
    page("cost_shown", "Cost"),
    data("cost", "Cost", Kind::Number),
    data("currency", "Currency", Kind::Text),
    col("funded_by", "Funded by", Kind::Text),
    col("status", "Status", Kind::Text),
    data("done", "Done", Kind::Date),
    data("overdue", "Overdue", Kind::Bool),
    data("repeats", "Repeats", Kind::Text),
    data("verify", "How it is verified", Kind::Text),
    data("note", "Note", Kind::Text),
];

/// The controls of the plan, in natural order.
pub(crate) fn controls<'a>(build: &Build<'a>) -> Vec<&'a Control> {
    let mut found: Vec<&Control> = build.model.controls.values().filter(|control| crate::document::links::in_plan(control)).collect();
    // those of the catalogue first, as in the Statement of Applicability
    found.sort_by(|a, b| a.own.cmp(&b.own).then_with(|| crate::base::natural_cmp(&a.head.id, &b.head.id)));
    found
}

/// The register of controls.
pub(crate) fn plan(build: &Build<'_>) -> Register {
    let mut register = Register::new("implementation_plan", "Controls to be implemented", PLAN);
    for control in controls(build) {
        register.rows.push(plan_row(build, control));
    }
    register
}

fn plan_row(build: &Build<'_>, control: &Control) -> Vec<Cell> {
    let model = build.model;
    let id = control.head.id.as_str();
    let plan = control.plan.as_ref();
    let due = super::soa::due(control);
    let cost = plan.and_then(|plan| plan.cost.as_ref()).map(|at| &at.value);
    let effort = plan.and_then(|plan| plan.effort.as_ref()).map(|at| at.value);
    let tasks: &[Task] = plan.map_or(&[], |plan| plan.tasks.as_slice());
    let names = |kind: &str, ids: &[String]| Cell::list(ids.iter().map(|id| build.id(kind, id)).collect());
    vec![
        Cell::Text(Piece { text: id.into(), to: build.links.find("plan", id).cloned(), strong: false }),
        Cell::text(model.control_title(id)),
        Cell::text(words::status(control.status)),
        Cell::maybe(plan.and_then(|plan| plan.priority).map(|one| build.phrase(one))),
        build.role(control.owner.as_ref()),
        build.role(plan.and_then(|plan| plan.by.as_ref()).or(control.owner.as_ref())),
        Cell::day(plan.and_then(|plan| plan.start.as_ref()).map(|at| at.value)),
        Cell::day(due),
        Cell::Bool(control.status != "implemented" && due.is_some_and(|due| due < model.as_of)),
        names("risk", model.links.risks(id)),
        names("requirement", model.links.requirements(id)),
        build.eithers(&control.applies_to),
        Cell::maybe(effort.map(|one| build.language.effort(one))),
        effort.map_or(Cell::Empty, Cell::Number),
        Cell::maybe(cost.map(|one| build.language.money(one))),
        cost.map_or(Cell::Empty, |money| Cell::Number(money.amount)),
        Cell::maybe(cost.map(|money| money.currency.clone())),
        Cell::texts(crate::model::funding::funders(control).into_iter().map(|one| build.funder(one))),
        Cell::count(tasks.len()),
        Cell::count(tasks.iter().filter(|task| task.is_open()).count()),
        Cell::list(super::soa::documents(build, id, Some(control))),
        Cell::texts(control.evidence.iter().map(|one| one.text.clone())),
        plan.and_then(|plan| plan.measure.as_ref()).map_or(Cell::Empty, |measure| Cell::Text(build.either(measure))),
        Cell::maybe(plan.and_then(|plan| plan.deferred.clone())),
    ]
}

/// The register of all tasks.
pub(crate) fn tasks(build: &Build<'_>) -> Register {
    let mut register = Register::new("tasks", "Tasks", TASKS);
    for (of, task) in build.model.tasks() {
        let funder = crate::model::funding::funder(task, build.model.controls.get(of.id).filter(|_| of.kind == "control"));
        let cost = task.cost.as_ref().map(|at| &at.value);
        let effort = task.effort.as_ref().map(|at| at.value);
        let due = task.due.as_ref().map(|at| at.value);
        register.rows.push(vec![
            Cell::text(of.kind),
            Cell::Text(if of.kind == "control" {
                Piece { text: of.id.to_string(), to: build.links.find("plan", of.id).cloned(), strong: false }
            } else {
                build.id(of.kind, of.id)
            }),
            Cell::text(task.head.id.clone()),
            Cell::text(task.head.title.clone()),
            build.role(task.by.as_ref()),
            Cell::texts(task.after.iter().map(|one| one.id.clone())),
            Cell::day(task.start.as_ref().map(|at| at.value)),
            Cell::day(due),
            Cell::maybe(effort.map(|one| build.language.effort(one))),
            effort.map_or(Cell::Empty, Cell::Number),
            Cell::maybe(cost.map(|one| build.language.money(one))),
            cost.map_or(Cell::Empty, |money| Cell::Number(money.amount)),
            Cell::maybe(cost.map(|money| money.currency.clone())),
            if cost.is_some() || effort.is_some() || task.funded_by.is_some() { Cell::text(build.funder(funder)) } else { Cell::Empty },
            Cell::text(build.phrase(task.status)),
            Cell::day(task.done),
            Cell::Bool(task.is_open() && due.is_some_and(|due| due < build.model.as_of)),
            Cell::maybe(task.repeats.map(|every| build.language.every(every))),
            Cell::maybe(task.verify.clone()),
            Cell::maybe(task.note.clone()),
        ]);
    }
    register
}
