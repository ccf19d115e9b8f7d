//! The risk register as a table: each risk with its three ratings and how they came about.

use super::{Cell, Column, Kind, Register, col, data, page};
use crate::document::build::Build;
use crate::document::words;
use crate::model::{Criteria, Rating, Risk};

const COLUMNS: &[Column] = &[
    col("id", "Id", Kind::Text),
    col("title", "Risk", Kind::Text),
    data("threat", "Threat", Kind::Text),
    data("vulnerability", "Vulnerability", Kind::Text),
    col("assets", "Assets", Kind::List),
    data("processes", "Processes", Kind::List),
    data("suppliers", "Suppliers", Kind::List),
    col("owner", "Owner", Kind::Text),
    data("identified", "Identified", Kind::Date),
    page("inherent_shown", "Before treatment"),
    data("inherent_likelihood", "Inherent likelihood", Kind::Number),
    data("inherent_consequences", "Inherent consequences", Kind::List),
    data("inherent_score", "Inherent score", Kind::Number),
    data("inherent_level", "Inherent level", Kind::Text),
    page("current_shown", "Today"),
    data("current_score", "Current score", Kind::Number),
    data("current_level", "Current level", Kind::Text),
    page("residual_shown", "After treatment"),
    data("residual_likelihood", "Residual likelihood", Kind::Number),
    data("residual_consequences", "Residual consequences", Kind::List),
    data("residual_score", "Residual score", Kind::Number),
    data("residual_level", "Residual level", Kind::Text),
    data("existing", "In place already", Kind::Text),
    col("treatment", "Treatment", Kind::List),
    data("controls", "Controls", Kind::List),
    col("status", "Status", Kind::Text),
    data("accepted", "Accepted", Kind::List),
    col("review", "Next review", Kind::Date),
];

/// Risks in natural order of their names.
pub(crate) fn ordered<'a>(build: &Build<'a>) -> Vec<&'a Risk> {
    let mut risks: Vec<&Risk> = build.model.risks.values().collect();
    risks.sort_by(|a, b| crate::base::natural_cmp(&a.head.id, &b.head.id));
    risks
}

/// The register.
pub(crate) fn register(build: &Build<'_>) -> Register {
    let mut register = Register::new("risks", "Risk register", COLUMNS);
    for risk in ordered(build) {
        register.rows.push(row(build, risk));
    }
    register
}

fn row(build: &Build<'_>, risk: &Risk) -> Vec<Cell> {
    let number = |rating: Option<&Rating>| rating.and_then(|one| one.likelihood.as_ref()).map_or(Cell::Empty, |at| Cell::Number(at.value));
    let score = |rating: Option<&Rating>| rating.and_then(|one| one.score).map_or(Cell::Empty, Cell::Number);
    let level = |rating: Option<&Rating>| rating.map_or(Cell::Empty, |one| Cell::text(build.level(one.level.as_deref())));
    let consequences = |rating: Option<&Rating>| Cell::texts(rating.into_iter().flat_map(|one| one.consequences.iter()).map(|one| consequence(build, one)));
    let shown = |rating: Option<&Rating>| rating.map_or(Cell::Empty, |one| Cell::text(short(build, one)));
    let mut options: Vec<&str> = risk.treatments.iter().map(|one| build.t(words::option(one.option))).collect();
    options.dedup();
    let controls: Vec<_> = risk.controls().cloned().collect();
    let accepted = risk.accepted.iter().map(|one| accepted(build, one));
    vec![
        Cell::Text(build.id("risk", &risk.head.id)),
        Cell::text(risk.head.title.clone()),
        Cell::maybe(risk.threat.clone()),
        Cell::maybe(risk.vulnerability.clone()),
        build.refs(&risk.assets),
        build.refs(&risk.processes),
        build.refs(&risk.suppliers),
        build.person_cell(risk.owner.as_ref()),
        Cell::day(risk.identified),
        shown(Some(&risk.inherent)),
        number(Some(&risk.inherent)),
        consequences(Some(&risk.inherent)),
        score(Some(&risk.inherent)),
        level(Some(&risk.inherent)),
        shown(Some(&risk.current)),
        score(Some(&risk.current)),
        level(Some(&risk.current)),
        shown(risk.residual.as_ref()),
        number(risk.residual.as_ref()),
        consequences(risk.residual.as_ref()),
        score(risk.residual.as_ref()),
        level(risk.residual.as_ref()),
        Cell::maybe(risk.existing.clone()),
        if options.is_empty() { Cell::text(build.t("none decided")) } else { Cell::texts(options) },
        build.refs(&controls),
        Cell::maybe(risk.status.map(|one| build.phrase(one))),
        Cell::texts(accepted),
        build.review(risk.review.as_ref()),
    ]
}

/// An acceptance in words.
pub(crate) fn accepted(build: &Build<'_>, one: &crate::model::Accepted) -> String {
    let by = one.by.as_ref().map_or_else(|| build.t("not stated").to_string(), |by| build.person(by));
    let day = |day: crate::model::Day| build.language.day(day);
    match (one.on, one.until.as_ref().map(|at| at.value)) {
        (Some(on), Some(until)) => build.say("{by} on {day} until {until}", &[("by", &by), ("day", &day(on)), ("until", &day(until))]),
        (Some(on), None) => build.say("{by} on {day}", &[("by", &by), ("day", &day(on))]),
        (None, Some(until)) => build.say("{by} until {until}", &[("by", &by), ("until", &day(until))]),
        (None, None) => by,
    }
}

fn consequence(build: &Build<'_>, one: &crate::model::ScaleValue) -> String {
    let scales = build.model.criteria.as_ref().map_or(&[][..], |criteria| criteria.consequences.as_slice());
    let scale = one.scale.as_ref().and_then(|name| scales.iter().find(|scale| scale.head.id == *name));
    match (scale, &one.scale) {
        (Some(scale), _) => format!("{} {}", scale.head.title, one.value.value),
        (None, Some(name)) => format!("{name} {}", one.value.value),
        (None, None) => one.value.value.to_string(),
    }
}

/// A rating in short: `High (20)`.
fn short(build: &Build<'_>, rating: &Rating) -> String {
    let level = build.level(rating.level.as_deref());
    match rating.score {
        Some(score) => format!("{level} ({score})"),
        None => level,
    }
}

/// How a level was found: `likelihood 4 × consequence 5 (the highest of financial 5, legal 2) = 20: critical`.
pub(crate) fn computed(build: &Build<'_>, rating: &Rating) -> String {
    let Some(criteria) = build.model.criteria.as_ref() else { return build.t("There are no risk criteria, so no level can be computed.").into() };
    let (Some(likelihood), false) = (rating.likelihood.as_ref(), rating.consequences.is_empty()) else {
        return build.t("The rating is incomplete, so no level can be computed.").into();
    };
    let Some(level) = rating.level.as_deref() else {
        return build.t("A value does not stand on its scale, so no level can be computed.").into();
    };
    let level = build.level(Some(level));
    let parts: Vec<String> = rating.consequences.iter().map(|one| consequence(build, one)).collect();
    let values = rating.consequences.iter().map(|one| one.value.value);
    let (value, from) = match (parts.as_slice(), criteria.consequences_by) {
        ([_], _) => (values.max(), String::new()),
        (_, "sum") => (
            Some(values.fold(crate::base::Decimal::ZERO, crate::base::Decimal::plus)),
            format!(" ({})", build.say("the sum of {list}", &[("list", &parts.join(", "))])),
        ),
        _ => (values.max(), format!(" ({})", build.say("the highest of {list}", &[("list", &parts.join(", "))]))),
    };
    let value = value.map(|value| value.to_string()).unwrap_or_default();
    let likelihood = likelihood.value;
    let consequence = format!("{value}{from}");
    let score = rating.score.map(|score| score.to_string());
    let values: [(&str, &dyn std::fmt::Display); 4] =
        [("likelihood", &likelihood), ("consequence", &consequence), ("score", &score.as_deref().unwrap_or_default()), ("level", &level)];
    match (criteria.score_by, &score) {
        ("sum", Some(_)) => build.say("likelihood {likelihood} + consequence {consequence} = {score}: {level}", &values),
        ("matrix", _) => build.say("likelihood {likelihood}, consequence {consequence}; the matrix gives: {level}", &values),
        (_, Some(_)) => build.say("likelihood {likelihood} × consequence {consequence} = {score}: {level}", &values),
        _ => level,
    }
}

/// The criteria in one sentence.
pub(crate) fn rule(build: &Build<'_>, criteria: &Criteria) -> String {
    let several = match (criteria.consequences.len(), criteria.consequences_by) {
        (0 | 1, _) => "",
        (_, "sum") => "The consequences on the several scales are added up.",
        _ => "Of the consequences on the several scales the highest counts.",
    };
    let rule = match criteria.score_by {
        "matrix" => "The level of a risk is looked up in the matrix by its likelihood and its consequence.",
        "sum" => "The score of a risk is its likelihood plus its consequence; the level is the highest one whose lowest score is reached.",
        _ => "The score of a risk is its likelihood times its consequence; the level is the highest one whose lowest score is reached.",
    };
    if several.is_empty() { build.t(rule).to_string() } else { format!("{} {}", build.t(rule), build.t(several)) }
}
