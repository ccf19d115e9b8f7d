//! Plans: tasks, dates, effort and money.

use super::change::{Change, Subject};
use super::fields::{self, Table, json};
use super::kind::{Effect, Kind, Weight};
use super::pair::Pair;
use crate::base::Decimal;
use crate::model::{Bearer, Control, Fund, Model, Task};

const TASK: Table = Table {
    decides: Kind::TaskChanged,
    deciding: &["after", "controls", "verify", "note", "repeats"],
    special: &[("cost", Kind::CostChanged), ("effort", Kind::CostChanged), ("funded_by", Kind::CostChanged)],
    skip: &["status", "done"],
};
const PLAN: Table = Table {
    decides: Kind::PlanChanged,
    deciding: &["priority", "measure", "deferred"],
    special: &[("cost", Kind::CostChanged), ("effort", Kind::CostChanged)],
    skip: &["tasks"],
};

/// Compares plans of controls, all tasks, and budgets.
pub(super) fn changes(pair: &mut Pair<'_>) {
    plans(pair);
    tasks(pair);
    budgets(pair);
}

fn plans(pair: &mut Pair<'_>) {
    let (old, new) = (pair.old, pair.new);
    for (id, after) in &new.controls {
        let Some(before) = old.controls.get(id) else { continue };
        let subject = Subject::new("plan", id, new.control_title(id));
        match (&before.plan, &after.plan) {
            (Some(one), Some(other)) => fields::compare(pair, &subject, (&json(one), &json(other)), (one.place, other.place), &PLAN),
            (None, Some(other)) => {
                let due = other.due.as_ref().map(|at| format!(", due {}", at.value)).unwrap_or_default();
                pair.add(
                    Change::new(Kind::PlanChanged, subject, format!("`{id}` has a plan{due}")).weighs(Weight::Medium).goes(Effect::Stronger),
                    None,
                    Some(other.place),
                );
            }
            (Some(one), None) => pair.add(gone(subject, after), Some(one.place), Some(after.head.place)),
            (None, None) => {}
        }
    }
}

fn gone(subject: Subject, control: &Control) -> Change {
    let what = format!("`{}` has no plan any more", subject.id);
    let change = Change::new(Kind::PlanChanged, subject, what);
    if control.status == "implemented" { change.cause("it is implemented") } else { change.weighs(Weight::High).goes(Effect::Weaker) }
}

fn key(of: &Bearer<'_>, task: &Task) -> String {
    format!("{} {} {}", of.kind, of.id, task.head.id)
}

fn all(model: &Model) -> Vec<(Bearer<'_>, &Task)> {
    model.tasks().collect()
}

fn tasks(pair: &mut Pair<'_>) {
    let (old, new) = (pair.old, pair.new);
    let (before, after) = (all(old), all(new));
    for (of, task) in &after {
        let subject = Subject::new("task", &task.head.id, &task.head.title);
        match before.iter().find(|(other, one)| key(other, one) == key(of, task)) {
            Some((_, one)) => {
                fields::compare(pair, &subject, (&json(one), &json(task)), (one.head.place, task.head.place), &TASK);
                if one.status != task.status {
                    status(pair, &subject, one, task);
                } else if one.done != task.done {
                    done(pair, &subject, one, task);
                }
            }
            None => {
                let due = task.due.as_ref().map(|at| format!(", due {}", at.value)).unwrap_or_default();
                let what = format!("task `{}` of {} `{}` is new{due}", task.head.id, of.kind, of.id);
                pair.add(Change::new(Kind::TaskNew, subject, what), None, Some(task.head.place));
            }
        }
    }
    for (of, task) in &before {
        if after.iter().any(|(other, one)| key(other, one) == key(of, task)) {
            continue;
        }
        let subject = Subject::new("task", &task.head.id, &task.head.title);
        let what = format!("task `{}` of {} `{}` is gone; it was {}", task.head.id, of.kind, of.id, task.status.replace('_', " "));
        let change = Change::new(Kind::TaskGone, subject, what);
        let change = if task.is_open() { change } else { change.weighs(Weight::Low).goes(Effect::Neutral) };
        pair.add(change, Some(task.head.place), None);
    }
}

fn status(pair: &mut Pair<'_>, subject: &Subject, one: &Task, task: &Task) {
    let said = |task: &Task| task.status.replace('_', " ");
    let on = task.done.map(|day| format!(" since {day}")).unwrap_or_default();
    let change = match task.status {
        "done" => Change::new(Kind::TaskDone, subject.clone(), format!("task `{}` is done{on}", task.head.id)),
        "cancelled" => Change::new(Kind::TaskGone, subject.clone(), format!("task `{}` is given up", task.head.id)),
        _ => Change::new(Kind::TaskChanged, subject.clone(), format!("task `{}` is {}, and was {}", task.head.id, said(task), said(one))),
    };
    // what was reported as done is open again
    let change = if one.status == "done" { change.weighs(Weight::Medium).goes(Effect::Weaker) } else { change };
    pair.both(change.from_to(Some(one.status.into()), Some(task.status.into())), one.head.place, task.head.place);
}

/// The day on which a task was done, where that alone is another one.
fn done(pair: &mut Pair<'_>, subject: &Subject, one: &Task, task: &Task) {
    let day = |task: &Task| task.done.map(|day| day.to_string());
    let (was, is) = (day(one), day(task));
    let what = match (&was, &is) {
        (Some(was), Some(is)) => format!("task `{}` was done on {is}, and not on {was}", task.head.id),
        (Some(was), None) => format!("nothing says any more when task `{}` was done; it was on {was}", task.head.id),
        _ => format!("task `{}` was done on {}", task.head.id, is.clone().unwrap_or_default()),
    };
    let way = if is.is_none() { Effect::Weaker } else { Effect::Neutral };
    let mut change = Change::new(Kind::TaskChanged, subject.clone(), what).from_to(was, is).weighs(Weight::Medium).goes(way);
    change.field = Some("done".into());
    pair.both(change, one.head.place, task.head.place);
}

fn budgets(pair: &mut Pair<'_>) {
    let (old, new) = (pair.old, pair.new);
    for (id, after) in &new.budgets {
        let subject = Subject::new("budget", id, &after.head.title);
        let Some(before) = old.budgets.get(id) else {
            let change = Change::new(Kind::BudgetChanged, subject, format!("the budget `{id}` for {} is new", after.year)).approved(after.approved.as_ref());
            pair.add(change, None, Some(after.head.place));
            continue;
        };
        let mut names: Vec<&str> = before.funds.iter().chain(&after.funds).map(|fund| fund.funder.value.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            let find = |funds: &'_ [Fund]| funds.iter().find(|fund| fund.funder.value == name).map(said);
            let (was, is) = (find(&before.funds), find(&after.funds));
            if was != is {
                let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "nothing".into());
                let what = format!("`{name}` gives {} for {} instead of {}", shown(&is), after.year, shown(&was));
                let of = |funds: &'_ [Fund]| {
                    let fund = funds.iter().find(|fund| fund.funder.value == name);
                    (fund.and_then(|fund| fund.money.as_ref().map(|money| money.amount)), fund.and_then(|fund| fund.effort))
                };
                let (had, has) = (of(&before.funds), of(&after.funds));
                let less = has.0 < had.0 || has.1 < had.1;
                let change = Change::new(Kind::BudgetChanged, subject.clone(), what).from_to(was, is).approved(after.approved.as_ref());
                pair.both(change.goes(if less { Effect::Weaker } else { Effect::Neutral }), before.head.place, after.head.place);
            }
        }
    }
    for (id, before) in old.budgets.iter().filter(|(id, _)| !new.budgets.contains_key(*id)) {
        let subject = Subject::new("budget", id, &before.head.title);
        pair.add(
            Change::new(Kind::BudgetChanged, subject, format!("the budget `{id}` for {} is gone", before.year)).goes(Effect::Weaker),
            Some(before.head.place),
            None,
        );
    }
}

fn said(fund: &Fund) -> String {
    let money = fund.money.as_ref().map(ToString::to_string);
    let effort = fund.effort.map(working_time);
    [money, effort].into_iter().flatten().collect::<Vec<_>>().join(" and ")
}

/// Working time as people plan it: in days of eight hours where it is a whole number of them.
fn working_time(hours: Decimal) -> String {
    let days = |whole: i64| Decimal::whole(whole).map(|whole| whole.times(Decimal::whole(HOURS_A_DAY).unwrap_or_default()));
    let number = hours.to_string().parse::<i64>().ok().map(|hours| hours / HOURS_A_DAY);
    match number.filter(|whole| *whole > 0 && days(*whole) == Some(hours)) {
        Some(1) => "1 day".into(),
        Some(whole) => format!("{whole} days"),
        None => format!("{hours} hours"),
    }
}

/// A day of work, as `effort` counts it.
const HOURS_A_DAY: i64 = 8;
