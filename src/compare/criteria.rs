//! Risk criteria: what reads differently, whether that loosens or tightens them, and what follows for risks.

use super::change::{Change, Subject};
use super::fields::{self, Table, json};
use super::kind::{Kind, Weight};
use super::pair::Pair;
use crate::base::{Decimal, Place};
use crate::model::{Acceptance, Approval, At, Criteria, Head, Model, Rating, ScaleValue};

/// Compares the criteria of both states.
pub(super) fn changes(pair: &mut Pair<'_>) {
    let (old, new) = (pair.old, pair.new);
    match (&old.criteria, &new.criteria) {
        (None, None) => {}
        (None, Some(after)) => {
            let subject = Subject::new("criteria", &after.head.id, &after.head.title);
            pair.add(Change::new(Kind::CriteriaAdded, subject, "there are risk criteria").approved(after.approved.as_ref()), None, Some(after.head.place));
        }
        (Some(before), None) => {
            let subject = Subject::new("criteria", &before.head.id, &before.head.title);
            pair.add(Change::new(Kind::CriteriaRemoved, subject, "there are no risk criteria any more"), Some(before.head.place), None);
        }
        (Some(before), Some(after)) => both(pair, before, after),
    }
}

fn both(pair: &mut Pair<'_>, before: &Criteria, after: &Criteria) {
    let subject = Subject::new("criteria", &after.head.id, &after.head.title);
    let places = (before.head.place, after.head.place);
    const TABLE: Table = Table {
        decides: Kind::CriteriaChanged,
        deciding: &["appetite", "consequences_by", "score_by"],
        special: &[],
        skip: &["likelihood", "consequences", "levels", "rows", "accept"],
    };
    fields::compare(pair, &subject, (&json(before), &json(after)), places, &TABLE);
    let grid = grid(before, after);
    let first = |list: &[Cell]| {
        list.iter()
            .take(4)
            .map(|cell| format!("{} × {}: `{}` instead of `{}`", cell.likelihood, cell.consequence, cell.after, cell.before))
            .collect::<Vec<_>>()
            .join("; ")
    };
    let more = |list: &[Cell]| if list.len() > 4 { format!("; and {} more", list.len() - 4) } else { String::new() };
    for (kind, cells, verb) in [(Kind::CriteriaLoosened, &grid.lower, "lower"), (Kind::CriteriaTightened, &grid.higher, "higher")] {
        if !cells.is_empty() {
            let what = format!("the criteria rate {} {verb} (likelihood × consequence {}{})", count(cells.len()), first(cells), more(cells));
            let place = thresholds(before, after).unwrap_or(places);
            pair.both(Change::new(kind, subject.clone(), what).approved(anew(before, after)), place.0, place.1);
        }
    }
    levels(pair, &subject, before, after);
    scales(pair, &subject, before, after);
    for level in &after.levels {
        acceptance(pair, &subject, before, after, &level.head.id);
    }
}

/// The approval of the new criteria, unless it is the one of the old or an earlier one.
fn anew<'c>(before: &Criteria, after: &'c Criteria) -> Option<&'c Approval> {
    after.approved.as_ref().filter(|one| before.approved.as_ref().is_none_or(|other| one.on > other.on))
}

fn count(number: usize) -> String {
    if number == 1 { "1 combination".into() } else { format!("{number} combinations") }
}

/// A combination of values that the criteria rate differently.
struct Cell {
    likelihood: Decimal,
    consequence: Decimal,
    before: String,
    after: String,
}

#[derive(Default)]
struct Grid {
    lower: Vec<Cell>,
    higher: Vec<Cell>,
}

/// Rates every combination of the steps that both have, under both: this is what a change of criteria means.
fn grid(before: &Criteria, after: &Criteria) -> Grid {
    let mut found = Grid::default();
    let steps = |criteria: &Criteria| {
        criteria.consequences.first().map(|scale| scale.steps.iter().map(|step| step.value.value).collect::<Vec<_>>()).unwrap_or_default()
    };
    let consequences = steps(before);
    for likelihood in before.likelihood.steps.iter().map(|step| step.value.value).filter(|value| after.likelihood.has(*value)) {
        for consequence in consequences.iter().copied().filter(|value| steps(after).contains(value)) {
            let level = |criteria: &Criteria| {
                let place = Place::default();
                let scale = criteria.consequences.first().map(|scale| scale.head.id.clone());
                let mut rating = Rating {
                    likelihood: Some(At { value: likelihood, place }),
                    consequences: vec![ScaleValue { scale, value: At { value: consequence, place } }],
                    ..Rating::default()
                };
                criteria.rate(&mut rating);
                rating.level
            };
            let (Some(was), Some(is)) = (level(before), level(after)) else { continue };
            let order = compare(before, after, &was, &is);
            let cell = Cell { likelihood, consequence, before: was, after: is };
            match order {
                std::cmp::Ordering::Less => found.lower.push(cell),
                std::cmp::Ordering::Greater => found.higher.push(cell),
                std::cmp::Ordering::Equal => {}
            }
        }
    }
    found
}

/// Whether a level of the new criteria lies below or above one of the old: by name where both know it, else by its place from below.
pub(super) fn compare(before: &Criteria, after: &Criteria, was: &str, is: &str) -> std::cmp::Ordering {
    if was == is {
        return std::cmp::Ordering::Equal;
    }
    match (before.rank(was), before.rank(is), after.rank(was), after.rank(is)) {
        (Some(one), Some(other), ..) | (_, _, Some(one), Some(other)) => other.cmp(&one),
        (Some(one), _, _, Some(other)) => other.cmp(&one),
        _ => std::cmp::Ordering::Equal,
    }
}

/// The first level or row that differs, in both.
fn thresholds(before: &Criteria, after: &Criteria) -> Option<(Place, Place)> {
    let level = before.levels.iter().zip(&after.levels).find(|(one, other)| one.from.as_ref().map(|at| at.value) != other.from.as_ref().map(|at| at.value));
    let row = || before.rows.iter().zip(&after.rows).find(|(one, other)| json(*one) != json(*other)).map(|(one, other)| (one.place, other.place));
    level.map(|(one, other)| (one.head.place, other.head.place)).or_else(row)
}

/// Levels that are new or gone, and what they ask for.
fn levels(pair: &mut Pair<'_>, subject: &Subject, before: &Criteria, after: &Criteria) {
    for one in &before.levels {
        match after.levels.iter().find(|other| other.head.id == one.head.id) {
            Some(other) if one.response != other.response => {
                let what = format!("a `{}` risk asks for something else", one.head.id);
                pair.both(
                    Change::new(Kind::CriteriaChanged, subject.clone(), what).from_to(one.response.clone(), other.response.clone()),
                    one.head.place,
                    other.head.place,
                );
            }
            Some(other) if one.head.title != other.head.title => called(pair, subject, ("level", &one.head), &other.head),
            Some(_) => {}
            None => pair.add(
                Change::new(Kind::CriteriaChanged, subject.clone(), format!("the level `{}` is gone", one.head.id)).weighs(Weight::High),
                Some(one.head.place),
                None,
            ),
        }
    }
    for other in after.levels.iter().filter(|other| before.rank(&other.head.id).is_none()) {
        pair.add(Change::new(Kind::CriteriaChanged, subject.clone(), format!("the level `{}` is new", other.head.id)), None, Some(other.head.place));
    }
}

/// A level or a scale that is called something else: readers of the register see only this name.
fn called(pair: &mut Pair<'_>, subject: &Subject, (word, before): (&str, &Head), after: &Head) {
    let what = format!("the {word} `{}` is called “{}” instead of “{}”", after.id, after.title, before.title);
    let change = Change::new(Kind::CriteriaChanged, subject.clone(), what).from_to(Some(before.title.clone()), Some(after.title.clone()));
    pair.both(change, before.place, after.place);
}

/// Steps of scales that are new, gone, or mean something else.
fn scales(pair: &mut Pair<'_>, subject: &Subject, before: &Criteria, after: &Criteria) {
    let all = |criteria: &Criteria| std::iter::once(&criteria.likelihood).chain(&criteria.consequences).cloned().collect::<Vec<_>>();
    let (old, new) = (all(before), all(after));
    for scale in &old {
        let Some(other) = new.iter().find(|one| one.head.id == scale.head.id) else {
            pair.add(
                Change::new(Kind::CriteriaChanged, subject.clone(), format!("the scale `{}` is gone", scale.head.id)).weighs(Weight::High),
                Some(scale.head.place),
                None,
            );
            continue;
        };
        if scale.head.title != other.head.title {
            called(pair, subject, ("scale", &scale.head), &other.head);
        }
        let said = |scale: &crate::model::Scale| {
            scale
                .steps
                .iter()
                .map(|step| format!("{} {}{}", step.value.value, step.title, step.means.as_ref().map(|means| format!(": {means}")).unwrap_or_default()))
                .collect::<Vec<_>>()
        };
        let (was, is) = (said(scale), said(other));
        if was != is {
            let steps = scale.steps.len() != other.steps.len();
            let what = if steps {
                format!("the scale `{}` has {} steps instead of {}", scale.head.id, other.steps.len(), scale.steps.len())
            } else {
                format!("steps of the scale `{}` mean something else", scale.head.id)
            };
            let differing = |list: &[String], others: &[String]| Some(list.iter().filter(|one| !others.contains(one)).cloned().collect::<Vec<_>>().join("; "));
            // whoever shifts what a step means shifts the rating of every risk without touching one
            let change = Change::new(Kind::CriteriaChanged, subject.clone(), what).from_to(differing(&was, &is), differing(&is, &was)).weighs(Weight::High);
            pair.both(change, scale.head.place, other.head.place);
        }
    }
    for scale in new.iter().filter(|one| !old.iter().any(|other| other.head.id == one.head.id)) {
        pair.add(Change::new(Kind::CriteriaChanged, subject.clone(), format!("the scale `{}` is new", scale.head.id)), None, Some(scale.head.place));
    }
}

/// How strict a rule of acceptance is: nobody, somebody, everybody.
fn strictness(rule: Option<&Acceptance>) -> usize {
    match rule {
        Some(rule) if rule.never => 2,
        Some(rule) if rule.always => 0,
        _ => 1,
    }
}

fn acceptance(pair: &mut Pair<'_>, subject: &Subject, before: &Criteria, after: &Criteria, level: &str) {
    let of = |criteria: &'_ Criteria| criteria.accept.iter().position(|rule| rule.level.value == level);
    let (was, is) = (of(before).and_then(|at| before.accept.get(at)), of(after).and_then(|at| after.accept.get(at)));
    if was.map(json) == is.map(json) || before.rank(level).is_none() {
        return;
    }
    let (kind, why) = match strictness(is).cmp(&strictness(was)) {
        std::cmp::Ordering::Less => (Kind::CriteriaLoosened, ""),
        std::cmp::Ordering::Greater => (Kind::CriteriaTightened, ""),
        std::cmp::Ordering::Equal => terms(pair.old, pair.new, was, is),
    };
    let what = format!("who may accept a `{level}` risk: {} instead of {}{why}", rule(is), rule(was));
    let change = Change::new(kind, subject.clone(), what).from_to(Some(rule(was)), Some(rule(is))).approved(anew(before, after));
    pair.add(change, was.map(|rule| rule.place), is.map(|rule| rule.place));
}

/// Two rules that name roles: a longer time is looser, and so are more roles, or roles below top management.
fn terms(old: &Model, new: &Model, was: Option<&Acceptance>, is: Option<&Acceptance>) -> (Kind, &'static str) {
    let days = |rule: Option<&Acceptance>| rule.and_then(|rule| rule.within).map_or(i64::MAX, crate::model::Length::days);
    let roles = |rule: Option<&Acceptance>| rule.map(|rule| rule.by.iter().map(|at| at.value.clone()).collect::<Vec<_>>()).unwrap_or_default();
    let (before, after) = (roles(was), roles(is));
    let top = |model: &Model, names: &[String]| !names.is_empty() && names.iter().all(|name| model.roles.get(name).is_some_and(|role| role.top_management));
    if days(is) > days(was) {
        return (Kind::CriteriaLoosened, "; that is longer");
    }
    if top(old, &before) && !top(new, &after) {
        return (Kind::CriteriaLoosened, "; that is not top management");
    }
    if before.iter().all(|name| after.contains(name)) && after.len() > before.len() {
        return (Kind::CriteriaLoosened, "");
    }
    if days(is) < days(was) || (after.iter().all(|name| before.contains(name)) && after.len() < before.len()) || (!top(old, &before) && top(new, &after)) {
        return (Kind::CriteriaTightened, "");
    }
    (Kind::CriteriaChanged, "")
}

fn rule(rule: Option<&Acceptance>) -> String {
    match rule {
        None => "nobody is named".into(),
        Some(rule) if rule.never => "nobody".into(),
        Some(rule) if rule.always => "no signature needed".into(),
        Some(rule) => {
            let by: Vec<&str> = rule.by.iter().map(|at| if at.value == "owner" { "the owner of the risk" } else { at.value.as_str() }).collect();
            let within = rule.within.map(|length| format!(" for {length}")).unwrap_or_default();
            format!("{}{within}", by.join(" or "))
        }
    }
}
