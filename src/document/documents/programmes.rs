//! What the templates on assets, suppliers and the programmes are given beside their tables.

use std::collections::BTreeSet;

use minijinja::{Value, context};

use super::fact;
use crate::document::build::{Build, covered};
use crate::document::registers::{Cell, Piece, Register, audits as coverage, objectives, programme, suppliers as supplier_tables};
use crate::model::{RefOrText, Supplier};

/// A word with how many there are of it.
fn counts<'w>(build: &Build<'_>, words: impl Iterator<Item = &'w str>) -> Vec<Value> {
    let mut found: crate::base::IndexMap<&str, usize> = crate::base::IndexMap::default();
    words.for_each(|word| *found.entry(word).or_default() += 1);
    found.into_iter().map(|(word, count)| context! { id => word, title => build.phrase(word), count => count }).collect()
}

/// Assets and their classification (ISO/IEC 27002, 5.9, 5.12 and 5.13).
pub(super) fn assets(build: &Build<'_>) -> Value {
    let model = build.model;
    let classifications: Vec<Value> = build
        .classifications()
        .into_iter()
        .map(|level| {
            let is = |one: &&crate::model::Asset| one.classification.as_ref().is_some_and(|found| found.id == level.head.id);
            context! { id => level.head.id.clone(), title => level.head.title.clone(), handling => level.handling.clone(), count => model.assets.values().filter(is).count() }
        })
        .collect();
    let late = model.assets.values().filter(|one| one.review.as_ref().and_then(|review| review.next).is_some_and(|next| next < model.as_of));
    let list = |keep: &dyn Fn(&crate::model::Asset) -> bool| model.assets.values().filter(|one| keep(one)).map(|one| one.head.id.clone()).collect::<Vec<_>>();
    context! {
        kinds => counts(build, model.assets.values().filter_map(|one| one.kind)),
        classifications => classifications,
        without_kind => model.assets.values().filter(|one| one.kind.is_none()).count(),
        without_classification => list(&|one| one.classification.is_none()),
        review_overdue => late.map(|one| one.head.id.clone()).collect::<Vec<_>>(),
    }
}

/// Suppliers with a plan for the audit of each (ISO/IEC 27002, 5.19 to 5.23; ISO/IEC TS 27022:2021, Table 7).
pub(super) fn suppliers(build: &Build<'_>) -> Value {
    let active = || build.model.suppliers.values().filter(|one| one.status == "active");
    let unplanned = active().filter(|one| one.audit.is_none() && matches!(one.criticality, Some("critical" | "high")));
    let late = active().filter(|one| one.audit.as_ref().and_then(|audit| audit.next).is_some_and(|next| next < build.model.as_of));
    context! {
        active => active().count(),
        criticalities => counts(build, active().filter_map(|one| one.criticality)),
        unplanned => unplanned.map(|one| one.head.title.clone()).collect::<Vec<_>>(),
        audits_overdue => late.map(|one| one.head.title.clone()).collect::<Vec<_>>(),
        plans => active().filter(|one| one.audit.is_some()).map(|one| audit_plan(build, one)).collect::<Vec<_>>(),
    }
}

fn audit_plan(build: &Build<'_>, one: &Supplier) -> Value {
    const STEM: &str = "supplier_register";
    let audit = one.audit.as_ref();
    let next = audit.and_then(|audit| audit.next);
    let agreements = one.contracts.iter().filter_map(|contract| Some(format!("{}: {}", contract.reference, contract.agreement.as_ref()?)));
    let risks = build.model.risks.values().filter(|risk| risk.suppliers.iter().any(|found| found.id == one.head.id));
    let facts = [
        fact(build, STEM, "Next audit", &build.due(next, true)),
        fact(build, STEM, "Audited", &build.every(audit.and_then(|audit| audit.every))),
        fact(build, STEM, "Auditor", &build.person_cell(one.audited_by.as_ref().or(one.owner.as_ref()))),
        fact(build, STEM, "Services", &Cell::texts(one.services.iter().cloned())),
        fact(build, STEM, "Controls that it performs", &Cell::list(supplier_tables::performs(build, &one.head.id))),
        fact(build, STEM, "Requirements passed on", &build.refs(&one.requirements)),
        fact(build, STEM, "What was agreed", &Cell::texts(agreements)),
        fact(build, STEM, "Risks", &Cell::list(risks.map(|risk| build.id("risk", &risk.head.id)).collect())),
        fact(build, STEM, "Information", &Cell::maybe(one.data.clone())),
        fact(build, STEM, "Certificates", &Cell::texts(one.certificates.iter().cloned())),
        fact(build, STEM, "Last audit", &Cell::day(audit.and_then(|audit| audit.last))),
        fact(build, STEM, "Result of the last audit", &Cell::maybe(one.audit_result.clone())),
    ];
    context! { id => one.head.id.clone(), title => one.head.title.clone(), facts => facts.into_iter().flatten().collect::<Vec<_>>() }
}

/// Awareness, training and education (7.2 and 7.3): which policies nobody teaches, and what is late.
pub(super) fn trainings(build: &Build<'_>) -> Value {
    let model = build.model;
    let taught: BTreeSet<&str> = model.trainings.values().flat_map(|one| &one.covers).map(|found| found.id.as_str()).collect();
    let untaught = model
        .policies
        .values()
        .filter(|policy| !taught.contains(policy.head.id.as_str()) && !covered(model, policy).iter().any(|control| taught.contains(control.id.as_str())));
    let late = model
        .trainings
        .values()
        .filter(|one| programme::training_next(one, one.held.iter().filter_map(|held| held.on).max()).is_some_and(|next| next < model.as_of));
    context! {
        untaught => untaught.map(|policy| policy.head.title.clone()).collect::<Vec<_>>(),
        trainings_overdue => late.map(|one| one.head.id.clone()).collect::<Vec<_>>(),
    }
}

/// Communication (7.4): regulators that nobody would tell in an emergency, and parties that are never told anything.
pub(super) fn communications(build: &Build<'_>) -> Value {
    let model = build.model;
    let told: BTreeSet<&str> = model.communications.values().flat_map(|one| &one.to).filter_map(reference).collect();
    let alarmed: BTreeSet<&str> = model.communications.values().filter(|one| one.mode == "emergency").flat_map(|one| &one.to).filter_map(reference).collect();
    let parties =
        |keep: &dyn Fn(&crate::model::Party) -> bool| model.parties.values().filter(|one| keep(one)).map(|one| one.head.title.clone()).collect::<Vec<_>>();
    context! {
        emergencies => model.communications.values().filter(|one| one.mode == "emergency").count(),
        silent_regulators => parties(&|one| one.kind == "regulator" && !alarmed.contains(one.head.id.as_str())),
        untold => parties(&|one| !told.contains(one.head.id.as_str())),
    }
}

fn reference(one: &RefOrText) -> Option<&str> {
    match one {
        RefOrText::Ref(found) => Some(found.id.as_str()),
        RefOrText::Text(_) => None,
    }
}

/// The audit programme (9.2): its years, what it leaves out, and auditors who are not independent.
pub(super) fn audits(build: &Build<'_>) -> Value {
    let model = build.model;
    let years: BTreeSet<i16> = model.audits.values().filter_map(|one| one.date.as_ref()).map(|at| at.value.0.year()).collect();
    let left_out = |register: &Register, column: usize| -> Vec<String> {
        let state = register.column("state").unwrap_or_default();
        let open = |row: &&Vec<Cell>| matches!(row.get(state), Some(Cell::Text(Piece { strong: true, .. })));
        register.rows.iter().filter(open).filter_map(|row| row.get(column)).map(Cell::plain).collect()
    };
    let (processes, clauses) = (coverage::processes(build), coverage::clauses(build));
    let independence = coverage::independence(build);
    let conflicts = independence.column("conflicts").unwrap_or_default();
    let dependent = independence.rows.iter().filter(|row| row.get(conflicts).is_some_and(|cell| *cell != Cell::Empty));
    context! {
        years => years.into_iter().map(|year| year.to_string()).collect::<Vec<_>>(),
        cycle => coverage::cycle(build).map(|(from, to)| context! { from => build.language.day(from), to => build.language.day(to) }),
        external => model.audits.values().any(|one| !one.is_internal()),
        processes => processes.rows.len(),
        clauses => clauses.rows.len(),
        processes_left_out => left_out(&processes, 1),
        clauses_left_out => left_out(&clauses, 0),
        dependent => dependent.filter_map(|row| row.first()).map(Cell::plain).collect::<Vec<_>>(),
    }
}

/// Measurement (9.1): what is reached, what is missed, what is late.
pub(super) fn measures(build: &Build<'_>) -> Value {
    let all = || build.model.measures.values();
    let reached = |wanted: bool| {
        let last = |one: &&crate::model::Measure| objectives::observations(one).last().and_then(|last| objectives::reaches(one, last.value)) == Some(wanted);
        all().filter(last).map(|one| one.head.title.clone()).collect::<Vec<_>>()
    };
    context! {
        total => build.model.measures.len(),
        reached => reached(true).len(),
        missed => reached(false),
        unmeasured => all().filter(|one| one.observed.is_empty()).map(|one| one.head.title.clone()).collect::<Vec<_>>(),
        measures_overdue => all().filter(|one| objectives::next(one).is_some_and(|next| next < build.model.as_of)).map(|one| one.head.title.clone()).collect::<Vec<_>>(),
    }
}
