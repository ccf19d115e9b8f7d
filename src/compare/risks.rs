//! Risks: new, gone, rated anew, treated otherwise, accepted; and the cause of every level that moved.

use super::change::{Change, Subject};
use super::criteria::compare as compare_levels;
use super::fields::{self, Table, json};
use super::kind::{Effect, Kind, Weight};
use super::pair::Pair;
use crate::base::Place;
use crate::document::text::one_line;
use crate::model::{Accepted, Criteria, Model, Rating, Risk};

const TABLE: Table = Table {
    decides: Kind::RiskChanged,
    deciding: &["assets", "processes", "suppliers", "threat", "vulnerability", "existing"],
    special: &[("status", Kind::RiskStatusMoved)],
    skip: &["inherent", "current", "current_declared", "treatments", "residual", "accepted", "tasks"],
};

/// Whether a level is one that should not pass unseen: one of the two highest, or one that nobody may accept.
pub(super) fn is_high(criteria: Option<&Criteria>, level: Option<&str>) -> bool {
    let (Some(criteria), Some(level)) = (criteria, level) else { return false };
    let never = criteria.accept.iter().any(|rule| rule.level.value == level && rule.never);
    let always = criteria.accept.iter().any(|rule| rule.level.value == level && rule.always);
    never || (!always && criteria.rank(level).is_some_and(|rank| rank + 2 >= criteria.levels.len() && rank > 0))
}

/// Compares the registers.
pub(super) fn changes(pair: &mut Pair<'_>) {
    let (old, new) = (pair.old, pair.new);
    for (id, before) in &old.risks {
        let subject = Subject::new("risk", id, &before.head.title);
        match new.risks.get(id) {
            Some(after) => both(pair, &Subject { title: after.head.title.clone(), ..subject }, before, after),
            None => {
                let closed = matches!(before.status, Some("closed" | "avoided"));
                let what = format!("`{id}` is no longer in the register; it was {}", level(&before.current));
                let change = Change::new(Kind::RiskGone, subject, what).from_to(before.current.level.clone(), None);
                let change = if closed { change.weighs(Weight::Low).cause("it was closed before") } else { change };
                pair.add(change, Some(before.head.place), None);
            }
        }
    }
    for (id, after) in new.risks.iter().filter(|(id, _)| !old.risks.contains_key(*id)) {
        let subject = Subject::new("risk", id, &after.head.title);
        let residual = after.residual.as_ref().map(|residual| format!(", {} after treatment", level(residual))).unwrap_or_default();
        let what = format!("`{id}` is new: {}{residual}", level(&after.inherent));
        let change = Change::new(Kind::RiskNew, subject.clone(), what).from_to(None, after.inherent.level.clone());
        let high = is_high(new.criteria.as_ref(), after.residual.as_ref().unwrap_or(&after.inherent).level.as_deref());
        pair.add(if high { change.weighs(Weight::High) } else { change }, None, Some(after.head.place));
        for accepted in &after.accepted {
            acceptance(pair, &subject, after, accepted, None);
        }
    }
}

fn level(rating: &Rating) -> String {
    rating.level.as_ref().map_or_else(|| "not rated".into(), |level| format!("`{level}`"))
}

/// The values of a rating in words: `likelihood 4, consequence 5`.
fn values(rating: &Rating) -> Option<String> {
    let likelihood = rating.likelihood.as_ref()?.value;
    let consequences: Vec<String> = rating
        .consequences
        .iter()
        .map(|one| format!("{}{}", one.scale.as_ref().map(|scale| format!("{scale} ")).unwrap_or_default(), one.value.value))
        .collect();
    Some(format!("likelihood {likelihood}, consequence {}", consequences.join(", ")))
}

fn both(pair: &mut Pair<'_>, subject: &Subject, before: &Risk, after: &Risk) {
    let places = (before.head.place, after.head.place);
    fields::compare(pair, subject, (&json(before), &json(after)), places, &TABLE);
    ratings(pair, subject, before, after);
    treatments(pair, subject, before, after);
    acceptances(pair, subject, before, after);
}

/// The level that the old values get under the new criteria: what differs from the old level is the criteria's doing.
fn by_criteria(new: &Model, rating: &Rating) -> Option<String> {
    let mut again = rating.clone();
    new.criteria.as_ref()?.rate(&mut again);
    again.level
}

fn direction(old: &Model, new: &Model, was: Option<&String>, is: Option<&String>) -> Effect {
    let (Some(before), Some(after), Some(was), Some(is)) = (&old.criteria, &new.criteria, was, is) else { return Effect::Neutral };
    match compare_levels(before, after, was, is) {
        std::cmp::Ordering::Less => Effect::Stronger,
        std::cmp::Ordering::Greater => Effect::Weaker,
        std::cmp::Ordering::Equal => Effect::Neutral,
    }
}

fn ratings(pair: &mut Pair<'_>, subject: &Subject, before: &Risk, after: &Risk) {
    let (old, new) = (pair.old, pair.new);
    fn today(risk: &Risk) -> Option<&Rating> {
        risk.current_declared.then_some(&risk.current)
    }
    let rows = [
        ("before treatment", Some(&before.inherent), Some(&after.inherent)),
        ("today", today(before), today(after)),
        ("after treatment", before.residual.as_ref(), after.residual.as_ref()),
    ];
    for (name, was, is) in rows {
        let (old_level, new_level) = (was.and_then(|one| one.level.as_ref()), is.and_then(|one| one.level.as_ref()));
        let place = (was.map_or(before.head.place, |one| one.place), is.map_or(after.head.place, |one| one.place));
        // first what the criteria do alone
        if let Some(was) = was.filter(|one| one.level.is_some()) {
            let again = by_criteria(new, was);
            if again.as_ref() != old_level && new.criteria.is_some() {
                let what = format!(
                    "`{}` is {} {name} under the new criteria, and was {}",
                    subject.id,
                    again.as_ref().map_or_else(|| "not rated".into(), |level| format!("`{level}`")),
                    level(was)
                );
                let way = direction(old, new, old_level, again.as_ref());
                let mut change = Change::new(Kind::RiskReclassified, subject.clone(), what).from_to(old_level.cloned(), again.clone()).goes(way);
                change = change.cause("the criteria changed; nobody rated the risk anew");
                // a level that falls without anybody having done something is no progress; one that rises asks for more
                change = if way == Effect::Weaker { change.weighs(Weight::Medium).goes(Effect::Neutral) } else { change.goes(Effect::Weaker) };
                pair.both(change, place.0, place.1);
            }
        }
        let (was_values, is_values) = (was.and_then(values), is.and_then(values));
        if was_values == is_values {
            continue;
        }
        let residual = name == "after treatment";
        let way = direction(old, new, old_level, new_level);
        let moved = old_level != new_level;
        let what = match (was, is) {
            (Some(was), Some(is)) if moved => format!("`{}` is {} {name}, and was {}", subject.id, level(is), level(was)),
            (Some(_), Some(is)) => format!("`{}` is rated anew {name}, and stays {}", subject.id, level(is)),
            (None, Some(is)) => format!("`{}` is to be {} {name}", subject.id, level(is)),
            _ => format!("nothing says any more what remains of `{}` {name}", subject.id),
        };
        let kind = if residual { Kind::ResidualMoved } else { Kind::RiskRerated };
        let way = if is.is_none() { Effect::Weaker } else { way };
        let mut change = Change::new(kind, subject.clone(), what).from_to(was_values, is_values).goes(way);
        if !moved {
            change = change.weighs(Weight::Low);
        }
        // a better rating is a claim: somebody has to look at what it rests on
        if way == Effect::Stronger && moved {
            change = change.cause("the values were changed by hand");
        }
        if residual && way == Effect::Weaker && is_high(new.criteria.as_ref(), new_level.map(String::as_str)) {
            change = change.weighs(Weight::High);
        }
        pair.both(change, place.0, place.1);
    }
    current(pair, subject, before, after);
}

/// The level of today, where it moved for another reason than the ones above.
fn current(pair: &mut Pair<'_>, subject: &Subject, before: &Risk, after: &Risk) {
    let (old, new) = (pair.old, pair.new);
    let declared = before.current_declared && after.current_declared;
    if before.current.level == after.current.level || declared || pair.knows(&[Kind::RiskReclassified], subject) {
        return;
    }
    let same_values = values(&before.inherent) == values(&after.inherent);
    if !before.current_declared && !after.current_declared && !same_values {
        return;
    }
    let way = direction(old, new, before.current.level.as_ref(), after.current.level.as_ref());
    let what = format!("`{}` is {} today, and was {}", subject.id, level(&after.current), level(&before.current));
    let change = Change::new(Kind::RiskLevelMoved, subject.clone(), what).from_to(before.current.level.clone(), after.current.level.clone()).goes(way);
    let change = if after.current_declared { change.cause("`current` is declared") } else { change.cause(controls(old, new, before, after)) };
    let change = if way == Effect::Weaker { change.weighs(Weight::High) } else { change };
    pair.both(change, before.current.place, after.current.place);
}

/// Which of its controls came into place, or fell back.
fn controls(old: &Model, new: &Model, before: &Risk, after: &Risk) -> String {
    let in_place = |model: &Model, id: &str| model.controls.get(id).is_some_and(|control| control.status == "implemented");
    let mut ids: Vec<&str> = before.controls().chain(after.controls()).map(|one| one.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let moved: Vec<String> = ids.into_iter().filter(|id| in_place(old, id) != in_place(new, id)).map(|id| format!("`{id}`")).collect();
    if moved.is_empty() { "it is treated with other controls".into() } else { format!("because of {}", moved.join(", ")) }
}

fn treatments(pair: &mut Pair<'_>, subject: &Subject, before: &Risk, after: &Risk) {
    let said = |risk: &Risk| {
        let one = |treatment: &crate::model::Treatment| {
            let with: Vec<&str> = treatment.controls.iter().map(|one| one.id.as_str()).collect();
            let to = treatment.to.as_ref().map(|to| format!(" to {}", fields::shown(&json(to)))).unwrap_or_default();
            let why = treatment.because.as_ref().map(|why| format!(" because “{}”", one_line(why))).unwrap_or_default();
            format!("{}{}{to}{why}", treatment.option, if with.is_empty() { String::new() } else { format!(" with {}", with.join(", ")) })
        };
        risk.treatments.iter().map(one).collect::<Vec<_>>()
    };
    let (was, is) = (said(before), said(after));
    if was == is {
        return;
    }
    let of = |risk: &Risk| risk.controls().map(|one| one.id.clone()).collect::<Vec<_>>();
    let (had, has) = (of(before), of(after));
    let options = |risk: &Risk| risk.treatments.iter().map(|one| one.option).collect::<Vec<_>>();
    let lost: Vec<String> = had.iter().filter(|id| !has.contains(id)).map(|id| format!("`{id}`")).collect();
    let gained: Vec<String> = has.iter().filter(|id| !had.contains(id)).map(|id| format!("`{id}`")).collect();
    let mut parts = Vec::new();
    if options(before) != options(after) {
        let shown = |risk: &Risk| if risk.treatments.is_empty() { "nothing".to_string() } else { options(risk).join(" and ") };
        parts.push(format!("{} instead of {}", shown(after), shown(before)));
    }
    if !gained.is_empty() {
        parts.push(format!("with {} too", gained.join(", ")));
    }
    if !lost.is_empty() {
        parts.push(format!("without {}", lost.join(", ")));
    }
    let reasons = |risk: &Risk| risk.treatments.iter().map(|one| one.because.as_deref().map(one_line)).collect::<Vec<_>>();
    let what = match parts.as_slice() {
        [] if reasons(before) != reasons(after) => format!("the reason for which `{}` is treated as it is reads differently", subject.id),
        [] => format!("`{}` is treated otherwise: in other words", subject.id),
        parts => format!("`{}` is treated otherwise: {}", subject.id, parts.join("; ")),
    };
    let reason = after.treatments.iter().find_map(|one| one.because.clone());
    let joined = |list: Vec<String>| (!list.is_empty()).then(|| list.join("; "));
    let way = if !lost.is_empty() && gained.is_empty() { Effect::Weaker } else { Effect::Neutral };
    let change = Change::new(Kind::TreatmentChanged, subject.clone(), what).from_to(joined(was), joined(is)).because(reason.as_ref()).goes(way);
    let retains = |risk: &Risk| options(risk).contains(&"retain");
    let change = if retains(after) && !retains(before) { change.weighs(Weight::High).goes(Effect::Weaker) } else { change };
    let place = |risk: &Risk| risk.treatments.first().map_or(risk.head.place, |one| one.place);
    pair.both(change, place(before), place(after));
}

fn key(accepted: &Accepted) -> (Option<&str>, Option<String>) {
    (accepted.by.as_ref().map(|by| by.id.as_str()), accepted.on.map(|day| day.to_string()))
}

fn acceptances(pair: &mut Pair<'_>, subject: &Subject, before: &Risk, after: &Risk) {
    for one in &after.accepted {
        match before.accepted.iter().find(|other| key(other) == key(one)) {
            None => acceptance(pair, subject, after, one, before.accepted.iter().max_by_key(|one| one.on)),
            Some(other) => {
                let until = |one: &Accepted| one.until.as_ref().map(|at| at.value.to_string());
                if until(one) != until(other) || one.because != other.because {
                    let longer = until(one).is_none() || until(one) > until(other);
                    let what = if until(one) == until(other) {
                        format!("the reason for which `{}` is accepted reads differently", subject.id)
                    } else {
                        format!("the acceptance of `{}` ends {} instead of {}, under the signature of {}", subject.id, end(one), end(other), signature(one))
                    };
                    let change = Change::new(Kind::AcceptanceChanged, subject.clone(), what).from_to(until(other), until(one)).because(one.because.as_ref());
                    let change = if longer && until(one) != until(other) { change.goes(Effect::Weaker).weighs(Weight::High) } else { change };
                    pair.both(change, other.place, one.place);
                }
            }
        }
    }
    for one in &before.accepted {
        // a later signature of the same role takes the place of the earlier one
        let renewed = after.accepted.iter().any(|other| !before.accepted.iter().any(|old| key(old) == key(other)));
        if after.accepted.iter().any(|other| key(other) == key(one)) || renewed {
            continue;
        }
        let what = format!("the acceptance of `{}` by {} is taken back", subject.id, signature(one));
        pair.add(Change::new(Kind::AcceptanceRevoked, subject.clone(), what).from_to(Some(signature(one)), None), Some(one.place), Some(after.head.place));
    }
}

/// A signature under a risk: `ceo on 2026-02-03`.
pub(super) fn signature(one: &Accepted) -> String {
    let by = one.by.as_ref().map_or("nobody", |by| by.id.as_str());
    one.on.map_or_else(|| by.to_string(), |day| format!("{by} on {day}"))
}

fn end(one: &Accepted) -> String {
    one.until.as_ref().map_or_else(|| "never".into(), |at| format!("on {}", at.value))
}

/// A risk that somebody accepts.
fn acceptance(pair: &mut Pair<'_>, subject: &Subject, risk: &Risk, accepted: &Accepted, before: Option<&Accepted>) {
    let criteria = pair.new.criteria.as_ref();
    let rating = risk.residual.as_ref().unwrap_or(&risk.inherent);
    let until = accepted.until.as_ref().map(|at| format!(", until {}", at.value)).unwrap_or_else(|| ", without an end".into());
    let by = accepted.by.as_ref().map_or("nobody", |by| by.id.as_str());
    let again = before.map(|one| format!("; it was by {}", signature(one))).unwrap_or_default();
    let what = format!("`{}` is accepted at {} by `{by}`{until}{again}", subject.id, level(rating));
    let mut change =
        Change::new(Kind::RiskAccepted, subject.clone(), what).from_to(before.map(signature), Some(signature(accepted))).because(accepted.because.as_ref());
    change.approved = Some(signature(accepted));
    let change = if is_high(criteria, rating.level.as_deref()) { change.weighs(Weight::High) } else { change };
    let place: Place = accepted.place;
    pair.add(change, None, Some(place));
}
