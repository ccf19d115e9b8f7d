//! The risk register with the criteria that it is rated by (ISO/IEC 27001, 6.1.2 and 8.2).

use minijinja::{Value, context};

use super::{Plan, Shop, fact};
use crate::document::build::Build;
use crate::document::registers::{Cell, Column, Kind, Piece, Register, col, risks};
use crate::document::{Document, words};
use crate::model::{Criteria, Risk, Scale};

const ID: &str = "risk_register";

pub(super) fn make(shop: &mut Shop<'_>) -> Option<Document> {
    let build = shop.build;
    let model = build.model;
    let all = risks::ordered(build);
    let levels = crate::model::levels_of(model.criteria.as_ref());
    let count = |id: Option<&str>, of: fn(&Risk) -> Option<&str>| all.iter().filter(|risk| of(risk) == id).count();
    let mut rows: Vec<Value> = Vec::new();
    for level in levels.iter().rev() {
        rows.push(row(build, Some(&level.head.id), &count));
    }
    if all.iter().any(|risk| risk.inherent.level.is_none()) {
        rows.push(row(build, None, &count));
    }
    let criteria = model.criteria.as_ref();
    let context = context! {
        levels => rows,
        criteria => criteria.map(|criteria| criteria_view(build, criteria)),
        risks => all.iter().map(|risk| view(build, risk)).collect::<Vec<_>>(),
    };
    let mut plan = Plan::listed(build, ID, vec![risks::register(build)]);
    plan.borrowed = criteria.map(|criteria| criteria_tables(build, criteria)).unwrap_or_default();
    shop.write(plan, "documents/risk_register.md.j2", context)
}

type Counter<'a> = dyn Fn(Option<&str>, fn(&Risk) -> Option<&str>) -> usize + 'a;

fn row(build: &Build<'_>, id: Option<&str>, count: &Counter<'_>) -> Value {
    context! {
        title => build.level(id),
        inherent => count(id, |risk| risk.inherent.level.as_deref()),
        current => count(id, |risk| risk.current.level.as_deref()),
        residual => count(id, |risk| risk.residual.as_ref().map_or(risk.inherent.level.as_deref(), |one| one.level.as_deref())),
    }
}

fn view(build: &Build<'_>, risk: &Risk) -> Value {
    let treatments = risk.treatments.iter().map(|one| {
        let mut pieces = vec![Piece::strong(build.t(words::option(one.option)))];
        for (at, control) in one.controls.iter().enumerate() {
            pieces.push(Piece::text(if at == 0 { format!(" {} ", build.t("with")) } else { ", ".to_string() }));
            pieces.push(build.reference(control));
        }
        if let Some(to) = &one.to {
            pieces.push(Piece::text(format!(" {} ", build.t("with"))));
            pieces.push(build.either(to));
        }
        if let Some(because) = &one.because {
            pieces.push(Piece::text(format!(": {because}")));
        }
        Value::from_safe_string(Cell::Line(pieces).markdown(ID, &build.language))
    });
    let treatments: Vec<Value> = treatments.collect();
    let identified = risk.identified.map(|day| build.language.day(day));
    let current = if risk.current_declared {
        risks::computed(build, &risk.current)
    } else if risk.residual.is_some() && risk.current.rank == risk.residual.as_ref().and_then(|one| one.rank) && risk.current.rank != risk.inherent.rank {
        build.say("{rating}; all treating controls are implemented", &[("rating", &risks::computed(build, &risk.current))])
    } else {
        build.t("as before treatment: the treating controls are not all implemented").to_string()
    };
    let facts = [
        fact(build, ID, "Threat", &Cell::maybe(risk.threat.clone())),
        fact(build, ID, "Vulnerability", &Cell::maybe(risk.vulnerability.clone())),
        fact(build, ID, "Assets", &build.refs(&risk.assets)),
        fact(build, ID, "Processes", &build.refs(&risk.processes)),
        fact(build, ID, "Suppliers", &build.refs(&risk.suppliers)),
        fact(build, ID, "Owner", &risk.owner.as_ref().map_or_else(|| Cell::text(build.t("not stated")), |owner| Cell::text(build.person(owner)))),
        fact(build, ID, "Identified", &Cell::maybe(identified)),
        fact(build, ID, "In place already", &Cell::maybe(risk.existing.clone())),
        fact(build, ID, "Before treatment", &Cell::text(risks::computed(build, &risk.inherent))),
        fact(build, ID, "Today", &Cell::text(current)),
        fact(
            build,
            ID,
            "After treatment",
            &risk.residual.as_ref().map_or_else(|| Cell::text(build.t("not rated")), |one| Cell::text(risks::computed(build, one))),
        ),
        fact(build, ID, "Status", &Cell::maybe(risk.status.map(|one| build.phrase(one)))),
        fact(build, ID, "Next review", &build.review(risk.review.as_ref())),
    ];
    let accepted = risk.accepted.iter().map(|one| {
        let because = one.because.as_ref().map(|text| format!(": {text}")).unwrap_or_default();
        format!("{}{because}", risks::accepted(build, one))
    });
    context! {
        id => risk.head.id.clone(),
        title => risk.head.title.clone(),
        description => risk.head.description.clone(),
        facts => facts.into_iter().flatten().collect::<Vec<_>>(),
        treatments => treatments,
        accepted => accepted.collect::<Vec<_>>(),
        within_appetite => crate::document::registers::treatment::within_appetite(build, risk),
    }
}

fn criteria_view(build: &Build<'_>, criteria: &Criteria) -> Value {
    let scale = |scale: &Scale, id: &str| context! { id => id, title => scale.head.title.clone() };
    context! {
        title => criteria.head.title.clone(),
        description => criteria.head.description.clone(),
        rule => risks::rule(build, criteria),
        appetite => criteria.appetite.clone(),
        approved => Value::from_safe_string(build.approval(criteria.approved.as_ref()).markdown(ID, &build.language)),
        responsible => criteria.responsible.as_ref().map(|role| build.person(role)),
        review => build.review(criteria.review.as_ref()).shown(&build.language),
        likelihood => scale(&criteria.likelihood, "likelihood"),
        consequences => criteria.consequences.iter().map(|one| scale(one, &one.head.id)).collect::<Vec<_>>(),
        matrix => matrix(build, criteria).map(Value::from_safe_string),
    }
}

const STEPS: &[Column] =
    &[col("scale", "Scale", Kind::Text), col("value", "Value", Kind::Text), col("title", "Name", Kind::Text), col("means", "Chosen when", Kind::Text)];
const LEVELS: &[Column] = &[col("title", "Level", Kind::Text), col("from", "From score", Kind::Text), col("response", "What it asks for", Kind::Text)];
const ACCEPTANCE: &[Column] = &[col("level", "Level", Kind::Text), col("by", "Accepted by", Kind::List), col("within", "For at most", Kind::Text)];

fn criteria_tables(build: &Build<'_>, criteria: &Criteria) -> Vec<Register> {
    let mut steps = Register::new("scales", "Scales", STEPS);
    let scales = std::iter::once(("likelihood", &criteria.likelihood)).chain(criteria.consequences.iter().map(|one| (one.head.id.as_str(), one)));
    for (id, scale) in scales {
        for step in &scale.steps {
            steps.rows.push(vec![Cell::text(id), Cell::text(step.value.value.to_string()), Cell::text(step.title.clone()), Cell::maybe(step.means.clone())]);
        }
    }
    let mut levels = Register::new("levels", "Levels", LEVELS);
    for level in &criteria.levels {
        levels.rows.push(vec![
            Cell::text(build.level(Some(&level.head.id))),
            Cell::maybe(level.from.as_ref().map(|at| at.value.to_string())),
            Cell::maybe(level.response.clone()),
        ]);
    }
    let mut acceptance = Register::new("acceptance", "Acceptance", ACCEPTANCE);
    for rule in &criteria.accept {
        let mut by: Vec<String> = rule.by.iter().map(|at| role_title(build, &at.value)).collect();
        if rule.always {
            by.push(build.t("no signature needed, within appetite").into());
        }
        if rule.never {
            by.push(build.t("nobody").into());
        }
        acceptance.rows.push(vec![
            Cell::text(build.level(Some(&rule.level.value))),
            Cell::texts(by),
            Cell::maybe(rule.within.map(|length| build.language.length(length))),
        ]);
    }
    vec![steps, levels, acceptance]
}

fn role_title(build: &Build<'_>, id: &str) -> String {
    match id {
        "owner" => build.t("the owner of the risk").into(),
        id => build.model.roles.get(id).map_or_else(|| id.to_string(), |role| role.head.title.clone()),
    }
}

/// The matrix with likelihood downwards, from high to low, and consequence to the right; also for a computed score.
fn matrix(build: &Build<'_>, criteria: &Criteria) -> Option<String> {
    let columns = criteria.consequences.first()?;
    // with several scales that add up, one matrix cannot show it
    let shown = criteria.consequences.len() == 1 || criteria.consequences_by != "sum";
    if !shown || columns.steps.is_empty() || columns.steps.len() > 12 {
        return None;
    }
    let several = criteria.consequences.len() > 1;
    let heading = |value: &str, title: &str| if several { Cell::text(value) } else { Cell::text(format!("{value} {title}")) }.markdown(ID, &build.language);
    let mut out = format!("| {} |", build.t(if several { "Likelihood, consequence" } else { "Likelihood" }));
    for step in &columns.steps {
        out.push_str(&format!(" {} |", heading(&step.value.value.to_string(), &step.title)));
    }
    out.push_str(&format!("\n| --- |{}", " --- |".repeat(columns.steps.len())));
    for row in criteria.likelihood.steps.iter().rev() {
        out.push_str(&format!("\n| {} |", Piece::strong(format!("{} {}", row.value.value, row.title)).markdown(ID)));
        for step in &columns.steps {
            let mut rating = crate::model::Rating {
                likelihood: Some(row.value.clone()),
                consequences: vec![crate::model::ScaleValue { scale: Some(columns.head.id.clone()), value: step.value.clone() }],
                ..crate::model::Rating::default()
            };
            criteria.rate(&mut rating);
            let level = Cell::text(build.level(rating.level.as_deref())).markdown(ID, &build.language);
            let score = rating.score.map(|score| format!(" ({score})")).unwrap_or_default();
            out.push_str(&format!(" {level}{score} |"));
        }
    }
    Some(out)
}
