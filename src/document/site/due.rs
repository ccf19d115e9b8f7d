//! What is to be done next: the head of the calendar, and what is late.

use crate::document::build::Build;
use crate::document::registers::{Cell, Piece, calendar};
use crate::model::Day;

/// So many dates that lie ahead are shown.
const AHEAD: usize = 10;
/// So many that have passed are shown; the calendar has them all.
const LATE: usize = 10;

/// The dates that matter now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// How many dates have passed while the thing is open.
    pub overdue: usize,
    /// How many dates lie ahead within 90 days.
    pub soon: usize,
    /// How many dates there are.
    pub total: usize,
    /// Those that are shown: what is late first, then what comes next.
    pub shown: Vec<Upcoming>,
}

/// A date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upcoming {
    /// When.
    pub on: Day,
    /// How many days from the day that everything is judged at; below zero for what is late.
    pub days: i64,
    /// A review, an audit, a deadline.
    pub kind: String,
    /// Of what, with where it is described.
    pub of: Piece,
    /// Its title.
    pub title: String,
    /// Who sees to it.
    pub who: String,
}

/// The dates of a model, from its calendar.
pub(super) fn of(build: &Build<'_>) -> Due {
    let today = build.model.as_of;
    let register = calendar::register(build);
    let column = |key: &str| register.column(key).unwrap_or(usize::MAX);
    let (on, kind, of, title, who) = (column("on"), column("kind"), column("of"), column("title"), column("who"));
    let text = |row: &[Cell], at: usize| row.get(at).map(Cell::plain).unwrap_or_default();
    let all: Vec<Upcoming> = register
        .rows
        .iter()
        .filter_map(|row| {
            let Some(Cell::Date(day)) = row.get(on) else { return None };
            let piece = match row.get(of) {
                Some(Cell::Text(piece)) => piece.clone(),
                _ => Piece::default(),
            };
            Some(Upcoming { on: *day, days: between(today, *day), kind: text(row, kind), of: piece, title: text(row, title), who: text(row, who) })
        })
        .collect();
    let (late, ahead): (Vec<Upcoming>, Vec<Upcoming>) = all.into_iter().partition(|one| one.on < today);
    Due {
        overdue: late.len(),
        soon: ahead.iter().filter(|one| one.days <= 90).count(),
        total: late.len() + ahead.len(),
        shown: late.into_iter().take(LATE).chain(ahead.into_iter().take(AHEAD)).collect(),
    }
}

/// How many days lie between two days.
fn between(from: Day, to: Day) -> i64 {
    from.0.until(to.0).map_or(0, |span| i64::from(span.get_days()))
}
