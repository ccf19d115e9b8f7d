//! Audits, trainings and communication as tables.

use super::{Cell, Column, Kind, Piece, Register, col, data, page};
use crate::document::build::Build;
use crate::model::{Day, RefOrText, Training};

const AUDITS: &[Column] = &[
    col("id", "Id", Kind::Text),
    col("title", "Audit", Kind::Text),
    col("kind", "Kind", Kind::Text),
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
    data("kind", "Kind", Kind::Text),
    col("audience", "Audience", Kind::List),
    col("content", "Content", Kind::Text),
    data("covers", "Covers", Kind::List),
    col("owner", "Owner", Kind::Text),
    col("cadence", "Repeated every", Kind::Text),
    col("held", "Held", Kind::List),
    data("due", "Due", Kind::Date),
    page("next_shown", "Next"),
    data("next", "Next", Kind::Date),
    data("overdue", "Overdue", Kind::Bool),
];

const AUDIENCES: &[Column] = &[
    col("audience", "For whom", Kind::Text),
    col("awareness", "Awareness", Kind::List),
    col("training", "Training", Kind::List),
    col("education", "Education", Kind::List),
];

const AUDIENCE: &[Column] = &[
    col("to", "To", Kind::Text),
    col("kind", "Kind", Kind::Text),
    col("clearance", "May see up to", Kind::Text),
    col("normal", "In normal operation", Kind::List),
    col("emergency", "In an emergency", Kind::List),
];

/// When a training is held next: by its date while that lies after the last time, else an interval after that.
pub(crate) fn training_next(one: &Training, held: Option<Day>) -> Option<Day> {
    let due = one.due.as_ref().map(|at| at.value).filter(|due| held.is_none_or(|held| *due > held));
    due.or_else(|| Some(held?.after(one.cadence?)))
}

const COMMUNICATIONS: &[Column] = &[
    data("id", "Id", Kind::Text),
    col("title", "Communication", Kind::Text),
    data("mode", "Mode", Kind::Text),
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
            Cell::text(if one.is_internal() { "Internal" } else { "External" }),
            build.eithers(&one.scope),
            Cell::texts(one.clauses.iter().cloned()),
            Cell::maybe(one.criteria.clone()),
            one.auditor.as_ref().map_or(Cell::Empty, |auditor| Cell::Text(build.either(auditor))),
            Cell::day(one.date.as_ref().map(|at| at.value)),
            Cell::maybe(one.cadence.map(|every| build.language.length(every))),
            Cell::text(build.phrase(one.status)),
            Cell::maybe(one.result.clone()),
        ]);
    }
    register
}

/// The training plan.
pub(crate) fn trainings(build: &Build<'_>) -> Register {
    let mut register = Register::new("trainings", "Trainings", TRAININGS);
    for one in build.model.trainings.values() {
        let next = training_next(one, one.held.iter().filter_map(|held| held.on).max());
        let held = one.held.iter().filter_map(|held| {
            let on = held.on?;
            Some(held.evidence.as_ref().map_or_else(|| build.language.day(on), |evidence| format!("{} ({evidence})", build.language.day(on))))
        });
        register.rows.push(vec![
            Cell::text(one.head.id.clone()),
            Cell::text(one.head.title.clone()),
            Cell::text(one.kind),
            build.eithers(&one.audience),
            Cell::maybe(one.content.clone()),
            build.refs(&one.covers),
            build.role(one.owner.as_ref()),
            Cell::maybe(one.cadence.map(|every| build.language.length(every))),
            Cell::texts(held),
            Cell::day(one.due.as_ref().map(|at| at.value)),
            build.due(next, true),
            Cell::day(next),
            Cell::Bool(next.is_some_and(|next| next < build.model.as_of)),
        ]);
    }
    register
}

/// Who gets which courses.
pub(crate) fn audiences(build: &Build<'_>) -> Register {
    let mut groups: crate::base::IndexMap<String, [Vec<Piece>; 3]> = crate::base::IndexMap::default();
    for one in build.model.trainings.values() {
        for audience in &one.audience {
            let [awareness, training, education] = groups.entry(build.either(audience).text).or_default();
            let list = match one.kind {
                "training" => training,
                "education" => education,
                _ => awareness,
            };
            list.push(Piece::text(format!("{} {}", one.head.id, one.head.title)));
        }
    }
    let mut register = Register::new("training_audiences", "Who learns what", AUDIENCES);
    for (audience, [awareness, training, education]) in groups {
        register.rows.push(vec![Cell::text(audience), Cell::list(awareness), Cell::list(training), Cell::list(education)]);
    }
    register
}

/// Who is told what: every interested party, and whoever else the plan names.
pub(crate) fn audience(build: &Build<'_>) -> Register {
    let model = build.model;
    let mut groups: crate::base::IndexMap<String, (Cell, Cell, [Vec<Piece>; 2])> = crate::base::IndexMap::default();
    for party in model.parties.values() {
        let clearance = Cell::maybe(party.clearance.as_ref().map(|level| model.title_of(level)));
        groups.insert(party.head.title.clone(), (Cell::text(build.phrase(party.kind)), clearance, Default::default()));
    }
    for one in &mut model.communications.values() {
        for to in &one.to {
            let group = groups.entry(build.either(to).text).or_insert_with(|| {
                let kind = match to {
                    RefOrText::Ref(found) => build.phrase(found.kind),
                    RefOrText::Text(_) => String::new(),
                };
                (Cell::text(kind), Cell::Empty, Default::default())
            });
            let [normal, emergency] = &mut group.2;
            let list = if one.mode == "emergency" { emergency } else { normal };
            list.push(Piece::text(one.head.title.clone()));
        }
    }
    let mut register = Register::new("communication_audience", "Who is told what", AUDIENCE);
    for (to, (kind, clearance, [normal, emergency])) in groups {
        register.rows.push(vec![Cell::text(to), kind, clearance, Cell::list(normal), Cell::list(emergency)]);
    }
    register
}

/// The communication plan.
pub(crate) fn communications(build: &Build<'_>) -> Register {
    let mut register = Register::new("communications", "Communication", COMMUNICATIONS);
    for one in build.model.communications.values() {
        let when = one
            .when
            .clone()
            .or_else(|| one.within.map(|within| build.say("within {length}", &[("length", &build.language.length(within))])))
            .or_else(|| one.cadence.map(|every| build.language.every(every)));
        register.rows.push(vec![
            Cell::text(one.head.id.clone()),
            Cell::text(one.head.title.clone()),
            Cell::text(one.mode),
            build.eithers(&one.to),
            Cell::text(one.what.clone()),
            Cell::maybe(one.channel.clone()),
            build.role(one.owner.as_ref()),
            Cell::maybe(one.cadence.map(|every| build.language.length(every))),
            Cell::maybe(when),
            Cell::maybe(one.within.map(|within| build.language.length(within))),
            Cell::maybe(one.classification.as_ref().map(|level| build.model.title_of(level))),
            Cell::maybe(one.language.clone()),
        ]);
    }
    register
}
