//! Every date that the sources hold and that lies ahead, or has passed while the thing is still open: reviews, audits,
//! deadlines, expiries.

use super::{Cell, Column, Kind, Piece, Register, col, data, objectives};
use crate::document::build::Build;
use crate::model::{Day, Ref, Review};

const COLUMNS: &[Column] = &[
    col("on", "Date", Kind::Date),
    col("kind", "Kind", Kind::Text),
    data("of_kind", "Belongs to a", Kind::Text),
    col("of", "Id", Kind::Text),
    col("title", "What", Kind::Text),
    col("who", "Who", Kind::Text),
    col("repeats", "Repeated", Kind::Text),
    data("overdue", "Overdue", Kind::Bool),
];

/// A date.
struct Entry {
    on: Day,
    kind: &'static str,
    of_kind: &'static str,
    of: Piece,
    title: String,
    who: Cell,
    repeats: Cell,
}

/// The register, by date.
pub(crate) fn register(build: &Build<'_>) -> Register {
    let mut entries = Vec::new();
    reviews(build, &mut entries);
    programme(build, &mut entries);
    repeated(build, &mut entries);
    deadlines(build, &mut entries);
    expiries(build, &mut entries);
    entries.sort_by(|a, b| (a.on, a.kind, &a.of.text).cmp(&(b.on, b.kind, &b.of.text)));
    let mut register = Register::new("calendar", "Calendar", COLUMNS);
    for one in entries {
        register.rows.push(vec![
            Cell::Date(one.on),
            Cell::text(build.t(one.kind)),
            Cell::text(one.of_kind),
            Cell::Text(one.of),
            Cell::text(one.title),
            one.who,
            one.repeats,
            Cell::Bool(one.on < build.model.as_of),
        ]);
    }
    register
}

fn reviews(build: &Build<'_>, entries: &mut Vec<Entry>) {
    let model = build.model;
    let mut add = |review: Option<&Review>, of_kind: &'static str, of: Piece, title: String, owner: Option<&Ref>| {
        let Some((review, on)) = review.and_then(|review| Some((review, review.next?))) else { return };
        entries.push(Entry { on, kind: "Review", of_kind, of, title, who: build.person_cell(owner), repeats: build.every(review.every) });
    };
    for one in model.policies.values() {
        add(one.review.as_ref(), "policy", build.id("policy", &one.head.id), one.head.title.clone(), one.owner.as_ref());
    }
    for one in model.documents.values() {
        let title = build.t(crate::document::title_of(one.document)).to_string();
        add(one.review.as_ref(), "document", build.linked("document", one.document, title.clone()), title, one.owner.as_ref());
    }
    for one in model.risks.values() {
        add(one.review.as_ref(), "risk", build.id("risk", &one.head.id), one.head.title.clone(), one.owner.as_ref());
    }
    for one in model.controls.values() {
        add(one.review.as_ref(), "control", build.id("control", &one.head.id), model.control_title(&one.head.id).to_string(), one.owner.as_ref());
    }
    for one in model.exclusions.values() {
        add(one.review.as_ref(), "exclusion", build.id("control", &one.id), model.control_title(&one.id).to_string(), one.owner.as_ref());
    }
    for one in model.requirements.values() {
        add(one.review.as_ref(), "requirement", build.id("requirement", &one.head.id), one.head.title.clone(), one.responsible.as_ref());
    }
    for one in model.assets.values() {
        add(one.review.as_ref(), "asset", build.id("asset", &one.head.id), one.head.title.clone(), one.owner.as_ref());
    }
    for one in model.suppliers.values().filter(|one| one.status == "active") {
        add(one.review.as_ref(), "supplier", build.id("supplier", &one.head.id), one.head.title.clone(), one.owner.as_ref());
    }
    if let Some(one) = &model.criteria {
        add(
            one.review.as_ref(),
            "criteria",
            build.linked("document", "risk_register", build.t("Risk criteria")),
            one.head.title.clone(),
            one.responsible.as_ref(),
        );
    }
}

/// Tasks that repeat and were done: an interval after that they are due again.
fn repeated(build: &Build<'_>, entries: &mut Vec<Entry>) {
    for (of, task) in build.model.tasks() {
        let Some((done, every)) = task.done.zip(task.repeats) else { continue };
        let shown = Piece { text: task.head.id.clone(), ..build.id(if of.kind == "control" { "plan" } else { of.kind }, of.id) };
        let who = build.person_cell(task.by.as_ref());
        entries.push(Entry {
            on: done.after(every),
            kind: "Deadline",
            of_kind: "task",
            of: shown,
            title: task.head.title.clone(),
            who,
            repeats: build.every(Some(every)),
        });
    }
}

fn programme(build: &Build<'_>, entries: &mut Vec<Entry>) {
    let model = build.model;
    for one in model.audits.values().filter(|one| one.status == "planned") {
        let Some(on) = one.date.as_ref().map(|at| at.value) else { continue };
        let who = one.auditor.as_ref().map_or(Cell::Empty, |auditor| Cell::Text(build.either(auditor)));
        let of = build.id("audit", &one.head.id);
        entries.push(Entry { on, kind: "Audit", of_kind: "audit", of, title: one.head.title.clone(), who, repeats: build.every(one.cadence) });
    }
    for one in model.suppliers.values().filter(|one| one.status == "active") {
        let Some((audit, on)) = one.audit.as_ref().and_then(|audit| Some((audit, audit.next?))) else { continue };
        let who = build.person_cell(one.audited_by.as_ref().or(one.owner.as_ref()));
        let of = build.id("supplier", &one.head.id);
        entries.push(Entry { on, kind: "Audit of a supplier", of_kind: "supplier", of, title: one.head.title.clone(), who, repeats: build.every(audit.every) });
    }
    for one in model.trainings.values() {
        let held = one.held.iter().filter_map(|held| held.on).max();
        let Some(on) = super::programme::training_next(one, held) else { continue };
        let of = build.id("training", &one.head.id);
        let who = build.person_cell(one.owner.as_ref());
        entries.push(Entry { on, kind: "Training", of_kind: "training", of, title: one.head.title.clone(), who, repeats: build.every(one.cadence) });
    }
    for one in model.measures.values() {
        let Some(on) = objectives::next(one) else { continue };
        let of = build.id("measure", &one.head.id);
        let who = build.person_cell(one.by.as_ref());
        entries.push(Entry { on, kind: "Measurement", of_kind: "measure", of, title: one.head.title.clone(), who, repeats: build.every(one.cadence) });
    }
}

/// What repeats and has no date, since no source says when it was last done or begins: how many of a kind, with the document
/// that lists them.
pub(crate) fn undated(build: &Build<'_>) -> Vec<Piece> {
    let model = build.model;
    let processes = model.process_set.processes.values().filter(|one| one.tailoring.cadence.is_some()).count();
    let communications = model.communications.values().filter(|one| one.cadence.is_some()).count();
    let held = |one: &crate::model::Training| one.held.iter().filter_map(|held| held.on).max();
    let trainings = model.trainings.values().filter(|one| one.cadence.is_some() && super::programme::training_next(one, held(one)).is_none()).count();
    let measures = model.measures.values().filter(|one| one.cadence.is_some() && objectives::next(one).is_none()).count();
    [
        ("{count} processes that repeat", processes, "process_handbook"),
        ("{count} communications that repeat", communications, "communication_plan"),
        ("{count} trainings that repeat", trainings, "training_plan"),
        ("{count} measurements that repeat", measures, "measurement_programme"),
    ]
    .into_iter()
    .filter(|(_, count, _)| *count > 0)
    .map(|(english, count, document)| build.linked("document", document, build.say(english, &[("count", &count)])))
    .collect()
}

fn deadlines(build: &Build<'_>, entries: &mut Vec<Entry>) {
    let model = build.model;
    let mut add = |on: Option<Day>, of_kind: &'static str, of: Piece, title: String, owner: Option<&Ref>| {
        let Some(on) = on else { return };
        entries.push(Entry { on, kind: "Deadline", of_kind, of, title, who: build.person_cell(owner), repeats: Cell::Empty });
    };
    for (of, task) in model.tasks().filter(|(_, task)| task.is_open()) {
        let shown = Piece { text: task.head.id.clone(), ..build.id(if of.kind == "control" { "plan" } else { of.kind }, of.id) };
        add(task.due.as_ref().map(|at| at.value), "task", shown, task.head.title.clone(), task.by.as_ref());
    }
    for one in model.controls.values().filter(|one| one.status != "implemented") {
        add(super::soa::due(one), "control", build.id("plan", &one.head.id), model.control_title(&one.head.id).to_string(), one.owner.as_ref());
    }
    for one in model.nonconformities.values().filter(|one| one.closed.is_none()) {
        add(one.due.as_ref().map(|at| at.value), "nonconformity", build.id("nonconformity", &one.head.id), one.head.title.clone(), one.owner.as_ref());
    }
    for one in model.objectives.values().filter(|one| !matches!(one.status, Some("reached" | "missed"))) {
        add(one.due.as_ref().map(|at| at.value), "objective", build.id("objective", &one.head.id), one.head.title.clone(), one.owner.as_ref());
    }
    for one in model.changes.values().filter(|one| !matches!(one.status, Some("done" | "declined"))) {
        add(one.due.as_ref().map(|at| at.value), "change", build.id("change", &one.head.id), one.head.title.clone(), one.owner.as_ref());
    }
}

fn expiries(build: &Build<'_>, entries: &mut Vec<Entry>) {
    let model = build.model;
    let mut add = |on: Day, kind: &'static str, of_kind: &'static str, of: Piece, title: String, who: Cell| {
        entries.push(Entry { on, kind, of_kind, of, title, who, repeats: Cell::Empty });
    };
    for one in model.suppliers.values().filter(|one| one.status == "active") {
        for contract in &one.contracts {
            if let Some(end) = &contract.end {
                let of = build.linked("supplier", &one.head.id, contract.reference.clone());
                add(end.value, "Contract ends", "supplier", of, one.head.title.clone(), build.person_cell(one.owner.as_ref()));
            }
        }
    }
    for one in model.exceptions.values().filter(|one| one.status == "active") {
        if let Some(until) = &one.until {
            let of = build.linked("document", "policy_index", one.head.id.clone());
            add(until.value, "Exception ends", "exception", of, one.head.title.clone(), build.person_cell(one.requested_by.as_ref()));
        }
    }
    for one in model.risks.values() {
        for until in one.accepted.iter().filter_map(|accepted| accepted.until.as_ref()) {
            add(until.value, "Acceptance ends", "risk", build.id("risk", &one.head.id), one.head.title.clone(), build.person_cell(one.owner.as_ref()));
        }
    }
}
