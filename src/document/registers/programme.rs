//! Audits, trainings and communication as tables.

use super::{Cell, Column, Kind, Register, col, data};
use crate::document::build::Build;
use crate::document::words;

const AUDITS: &[Column] = &[
    col("id", "Id", Kind::Text),
    col("title", "Audit", Kind::Text),
    col("scope", "Scope", Kind::List),
    col("clauses", "Clauses", Kind::List),
    data("criteria", "Criteria", Kind::Text),
    col("auditor", "Auditor", Kind::Text),
    col("date", "Date", Kind::Date),
    data("cadence", "Repeated every", Kind::Text),
    col("status", "Status", Kind::Text),
    col("result", "Result", Kind::Text),
];

const TRAININGS: &[Column] = &[
    col("id", "Id", Kind::Text),
    col("title", "Training", Kind::Text),
    col("kind", "Kind", Kind::Text),
    col("audience", "Audience", Kind::List),
    col("content", "Content", Kind::Text),
    data("covers", "Covers", Kind::List),
    col("owner", "Owner", Kind::Text),
    col("cadence", "Repeated every", Kind::Text),
    col("held", "Held", Kind::List),
    col("due", "Due", Kind::Date),
];

const COMMUNICATIONS: &[Column] = &[
    data("id", "Id", Kind::Text),
    col("title", "Communication", Kind::Text),
    col("mode", "Mode", Kind::Text),
    col("to", "To", Kind::List),
    col("what", "What", Kind::Text),
    col("channel", "Channel", Kind::Text),
    col("owner", "Owner", Kind::Text),
    data("cadence", "Every", Kind::Text),
    col("when", "When", Kind::Text),
    data("within", "Within", Kind::Text),
    col("classification", "Classification", Kind::Text),
    data("language", "Language", Kind::Text),
];

/// The audit programme.
pub(crate) fn audits(build: &Build<'_>) -> Register {
    let mut register = Register::new("audits", "Audits", AUDITS);
    for one in build.model.audits.values() {
        register.rows.push(vec![
            Cell::text(one.head.id.clone()),
            Cell::text(one.head.title.clone()),
            build.eithers(&one.scope),
            Cell::texts(one.clauses.iter().cloned()),
            Cell::maybe(one.criteria.clone()),
            one.auditor.as_ref().map_or(Cell::Empty, |auditor| Cell::Text(build.either(auditor))),
            Cell::day(one.date.as_ref().map(|at| at.value)),
            Cell::maybe(one.cadence.map(|every| every.to_string())),
            Cell::text(words::phrase(one.status)),
            Cell::maybe(one.result.clone()),
        ]);
    }
    register
}

/// The training plan.
pub(crate) fn trainings(build: &Build<'_>) -> Register {
    let mut register = Register::new("trainings", "Trainings", TRAININGS);
    for one in build.model.trainings.values() {
        let held = one.held.iter().filter_map(|held| {
            let on = held.on?;
            Some(held.evidence.as_ref().map_or_else(|| on.to_string(), |evidence| format!("{on} ({evidence})")))
        });
        register.rows.push(vec![
            Cell::text(one.head.id.clone()),
            Cell::text(one.head.title.clone()),
            Cell::text(words::phrase(one.kind)),
            build.eithers(&one.audience),
            Cell::maybe(one.content.clone()),
            build.refs(&one.covers),
            build.role(one.owner.as_ref()),
            Cell::maybe(one.cadence.map(|every| every.to_string())),
            Cell::texts(held),
            Cell::day(one.due.as_ref().map(|at| at.value)),
        ]);
    }
    register
}

/// The communication plan.
pub(crate) fn communications(build: &Build<'_>) -> Register {
    let mut register = Register::new("communications", "Communication", COMMUNICATIONS);
    for one in build.model.communications.values() {
        let when =
            one.when.clone().or_else(|| one.within.map(|within| format!("within {within}"))).or_else(|| one.cadence.map(|every| format!("every {every}")));
        register.rows.push(vec![
            Cell::text(one.head.id.clone()),
            Cell::text(one.head.title.clone()),
            Cell::text(words::phrase(one.mode)),
            build.eithers(&one.to),
            Cell::text(one.what.clone()),
            Cell::maybe(one.channel.clone()),
            build.role(one.owner.as_ref()),
            Cell::maybe(one.cadence.map(|every| every.to_string())),
            Cell::maybe(when),
            Cell::maybe(one.within.map(|within| within.to_string())),
            Cell::maybe(one.classification.as_ref().map(|level| build.model.title_of(level))),
            Cell::maybe(one.language.clone()),
        ]);
    }
    register
}
