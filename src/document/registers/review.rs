//! What the management review needs (ISO/IEC 27001, 9.3; ISO/IEC TS 27022:2021, Table 1): what was done since the
//! last review, and the decisions that wait for top management.

use super::{Cell, Column, Kind, Piece, Register, col, data, objectives, treatment};
use crate::document::build::Build;
use crate::document::{Meta, links};
use crate::model::Day;

const DECISIONS: &[Column] = &[
    col("kind", "Decision", Kind::Text),
    col("id", "Id", Kind::Text),
    col("what", "On", Kind::Text),
    col("why", "Why now", Kind::Text),
    col("proposed_by", "Proposed by", Kind::Text),
];

const ACTIONS: &[Column] = &[
    col("of", "Belongs to", Kind::Text),
    col("id", "Task", Kind::Text),
    col("title", "What is done", Kind::Text),
    col("by", "By", Kind::Text),
    col("due", "Due", Kind::Text),
    data("due_on", "Due on", Kind::Date),
    col("status", "Status", Kind::Text),
    col("note", "Note", Kind::Text),
];

const REQUIREMENTS: &[Column] = &[
    col("id", "Id", Kind::Text),
    col("title", "Requirement", Kind::Text),
    col("kind", "Kind", Kind::Text),
    col("changed", "Looked at", Kind::Date),
    col("status", "Status", Kind::Text),
    col("responsible", "Responsible", Kind::Text),
];

/// The day of the last review, as the declaration of this document says it.
pub(crate) fn since(build: &Build<'_>) -> Option<Day> {
    let control = build.model.documents.get("management_review")?;
    control.review.as_ref().and_then(|review| review.last).or(control.effective)
}

/// The tasks that are open, late or were finished since the last review.
pub(crate) fn actions(build: &Build<'_>) -> Register {
    let since = since(build);
    let mut register = Register::new("review_actions", "Actions", ACTIONS);
    for (of, task) in build.model.tasks() {
        let recent = task.done.is_some_and(|done| since.is_none_or(|since| done >= since));
        let due = task.due.as_ref().map(|at| at.value);
        let begun = task.status == "in_progress" || due.is_some_and(|due| due < build.model.as_of);
        if !(recent || task.is_open() && begun) {
            continue;
        }
        register.rows.push(vec![
            Cell::Text(build.id(of.kind, of.id)),
            Cell::text(task.head.id.clone()),
            Cell::text(task.head.title.clone()),
            build.role(task.by.as_ref()),
            build.due(due, task.is_open()),
            Cell::day(due),
            Cell::text(build.phrase(task.status)),
            Cell::maybe(task.note.clone().or_else(|| task.done.map(|done| build.say("done on {day}", &[("day", &build.language.day(done))])))),
        ]);
    }
    register
}

/// The requirements that were approved or reviewed since the last review, and those that nobody approved.
pub(crate) fn requirements(build: &Build<'_>) -> Register {
    let since = since(build);
    let mut register = Register::new("review_requirements", "Changes of requirements", REQUIREMENTS);
    for one in build.model.requirements.values() {
        let seen = one.approved.as_ref().and_then(|approved| approved.on).max(one.review.as_ref().and_then(|review| review.last));
        let recent = seen.is_none_or(|seen| since.is_none_or(|since| seen >= since));
        if recent {
            register.rows.push(vec![
                Cell::Text(build.id("requirement", &one.head.id)),
                Cell::text(one.head.title.clone()),
                Cell::text(build.phrase(one.kind)),
                Cell::day(seen),
                Cell::maybe(one.status.map(|word| build.phrase(word))),
                build.role(one.responsible.as_ref()),
            ]);
        }
    }
    register
}

/// The decisions that wait for top management.
pub(crate) fn decisions(build: &Build<'_>) -> Register {
    let model = build.model;
    let mut register = Register::new("review_decisions", "Decisions to take", DECISIONS);
    let mut add = |kind: &str, id: Piece, what: &str, why: String, by: Cell| {
        register.rows.push(vec![Cell::text(build.t(kind)), Cell::Text(id), Cell::text(what), Cell::text(why), by]);
    };
    let not_approved = || build.t("not approved").to_string();
    for one in model.requirements.values().filter(|one| one.approved.is_none()) {
        add("Approve the requirement", build.id("requirement", &one.head.id), &one.head.title, not_approved(), build.role(one.responsible.as_ref()));
    }
    for one in model.policies.values().filter(|one| one.approved.is_none()) {
        add("Approve the policy", build.id("policy", &one.head.id), &one.head.title, not_approved(), build.role(one.owner.as_ref()));
    }
    for (id, title) in crate::document::DOCUMENTS.iter().filter(|(id, _)| links::is_written(model, id) && !crate::document::is_listed_only(id)) {
        // this pack is what they decide on, and the statement for customers is approved with the one that it is taken from
        if !Meta::of(build, id).is_approved() && !matches!(*id, "management_review" | "soa_customer") {
            let owner = model.documents.get(*id).and_then(|one| one.owner.as_ref());
            add("Approve the document", build.linked("document", id, build.t(title)), build.t(title), not_approved(), build.role(owner));
        }
    }
    for one in super::risks::ordered(build) {
        let ended = one.accepted.iter().any(|accepted| accepted.until.as_ref().is_some_and(|at| at.value < model.as_of));
        let why = match () {
            () if one.treatments.is_empty() => "no treatment decided",
            () if ended => "the acceptance has ended",
            () if one.accepted.is_empty() && !treatment::within_appetite(build, one) => "the residual risk is not accepted",
            () => continue,
        };
        add("Decide on the risk", build.id("risk", &one.head.id), &one.head.title, build.t(why).to_string(), build.role(one.owner.as_ref()));
    }
    for one in model.changes.values().filter(|one| one.approved.is_none() && !matches!(one.status, Some("declined" | "done"))) {
        add("Decide on the change", build.id("change", &one.head.id), &one.head.title, build.t("requested").to_string(), build.role(one.owner.as_ref()));
    }
    for one in model.budgets.values().filter(|one| one.approved.is_none()) {
        add("Approve the budget", Piece::text(one.head.id.clone()), &one.head.title, not_approved(), Cell::Empty);
    }
    for one in model.measures.values() {
        let last = objectives::observations(one).last().and_then(|last| objectives::reaches(one, last.value));
        if last == Some(false) {
            let why = build.t("the last value misses the target").to_string();
            add("Decide on the measure", build.id("measure", &one.head.id), &one.head.title, why, build.role(one.by.as_ref()));
        }
    }
    register
}
