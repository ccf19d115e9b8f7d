//! The control implementation plan (ISO/IEC 27001, 6.1.3 e and 8.3; ISO/IEC TS 27022:2021, Table 5).

use minijinja::{Value, context};

use super::{Plan, Shop, fact};
use crate::document::build::Build;
use crate::document::registers::{Cell, Piece, funding, implementation, soa};
use crate::document::{Document, links, words};
use crate::model::Control;

const ID: &str = "control_implementation_plan";

pub(super) fn make(shop: &mut Shop<'_>) -> Option<Document> {
    let build = shop.build;
    let controls: Vec<&Control> = implementation::controls(build);
    let overdue = controls
        .iter()
        .filter(|control| control.status != "implemented" && soa::due(control).is_some_and(|due| due < build.model.as_of))
        .map(|control| control.head.id.clone());
    let context = context! {
        overdue => overdue.collect::<Vec<_>>(),
        controls => controls.iter().map(|control| view(build, control)).collect::<Vec<_>>(),
    };
    let registers = vec![implementation::plan(build), implementation::tasks(build), funding::sums(build)];
    shop.write(Plan::listed(build, ID, registers), "documents/control_implementation_plan.md.j2", context)
}

fn view(build: &Build<'_>, control: &Control) -> Value {
    let model = build.model;
    let id = control.head.id.as_str();
    let plan = control.plan.as_ref();
    let risks: Vec<Piece> = model
        .links
        .risks(id)
        .iter()
        .map(|risk| build.linked("risk", risk, links::heading(risk, model.risks.get(risk).map_or("", |one| one.head.title.as_str()))))
        .collect();
    let requirements: Vec<Piece> = model
        .links
        .requirements(id)
        .iter()
        .map(|one| build.linked("requirement", one, links::heading(one, model.requirements.get(one).map_or("", |found| found.head.title.as_str()))))
        .collect();
    let due = soa::due(control);
    let late = control.status != "implemented" && due.is_some_and(|due| due < model.as_of);
    let due_cell = match due {
        Some(due) if late => Cell::Text(Piece::strong(build.say("{day}, overdue", &[("day", &build.language.day(due))]))),
        Some(due) => Cell::Date(due),
        None => Cell::text(if control.status == "implemented" { "" } else { build.t("not stated") }),
    };
    let cost = plan.and_then(|plan| plan.cost.as_ref()).map(|at| build.language.money(&at.value));
    let effort = plan.and_then(|plan| plan.effort.as_ref()).map(|at| build.language.effort(at.value));
    let funded = match crate::model::funding::funders(control).as_slice() {
        [] => None,
        [None] => Some(build.t("funder not stated").to_string()),
        several => Some(build.say("funded by {name}", &[("name", &several.iter().map(|one| build.funder(*one)).collect::<Vec<_>>().join(", "))])),
    };
    let resources: Vec<String> = [cost, effort, funded].into_iter().flatten().collect();
    let evidence = control.evidence.iter().map(|one| one.on.map_or_else(|| one.text.clone(), |on| format!("{} ({})", one.text, build.language.day(on))));
    let mut by: Vec<Piece> =
        plan.and_then(|plan| plan.by.as_ref()).or(control.owner.as_ref()).map(|role| Piece::text(build.person(role))).into_iter().collect();
    by.extend(control.performed_by.iter().map(|one| build.reference(one)));
    let facts = [
        fact(build, ID, "Status", &Cell::text(build.t(words::status(control.status)))),
        fact(build, ID, "Priority", &Cell::maybe(plan.and_then(|plan| plan.priority).map(|one| build.phrase(one)))),
        fact(build, ID, "Risks treated", &Cell::list(risks)),
        fact(build, ID, "Requirements", &Cell::list(requirements)),
        fact(
            build,
            ID,
            "Scope",
            &if control.applies_to.is_empty() { Cell::text(build.t("the whole scope of the ISMS")) } else { build.eithers(&control.applies_to) },
        ),
        fact(build, ID, "Owner", &control.owner.as_ref().map_or_else(|| Cell::text(build.t("not stated")), |owner| Cell::text(build.person(owner)))),
        fact(build, ID, "Implemented by", &Cell::list(by)),
        fact(build, ID, "Start", &Cell::day(plan.and_then(|plan| plan.start.as_ref()).map(|at| at.value))),
        fact(build, ID, "Due", &due_cell),
        fact(build, ID, "Resources", &Cell::texts(resources)),
        fact(build, ID, "How it is implemented", &Cell::maybe(control.implementation.clone())),
        fact(build, ID, "Documents", &Cell::list(soa::documents(build, id, Some(control)))),
        fact(build, ID, "Evidence", &Cell::texts(evidence)),
        fact(build, ID, "Measure of effectiveness", &plan.and_then(|plan| plan.measure.as_ref()).map_or(Cell::Empty, |one| Cell::Text(build.either(one)))),
        fact(build, ID, "Deferred because", &Cell::maybe(plan.and_then(|plan| plan.deferred.clone()))),
    ];
    context! {
        id => id,
        title => model.control_title(id),
        status => control.status,
        planned => plan.is_some(),
        facts => facts.into_iter().flatten().collect::<Vec<_>>(),
        has_tasks => plan.is_some_and(|plan| !plan.tasks.is_empty()),
    }
}
