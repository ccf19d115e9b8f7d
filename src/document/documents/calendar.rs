//! The calendar: every date that lies ahead, by quarter, and what has passed and is still open.

use minijinja::context;

use super::{Plan, Shop, placed};
use crate::document::registers::{Cell, Register, calendar};
use crate::document::{Document, Meta, Shelf};

pub(super) fn make(shop: &mut Shop<'_>) -> Option<Document> {
    let build = shop.build;
    let mut register = calendar::register(build);
    register.say(&build.language);
    let mut quarters: crate::base::IndexMap<String, Register> = crate::base::IndexMap::default();
    let mut late = Register { rows: Vec::new(), ..register.clone() };
    for row in &register.rows {
        let Some(Cell::Date(day)) = row.first() else { continue };
        if *day < build.model.as_of {
            late.rows.push(row.clone());
            continue;
        }
        let quarter = format!("{} Q{}", day.0.year(), (day.0.month() + 2) / 3);
        quarters.entry(quarter).or_insert_with(|| Register { rows: Vec::new(), ..register.clone() }).rows.push(row.clone());
    }
    let shown = |register: &Register| {
        let columns: Vec<usize> = register.page_columns().map(|(at, _)| at).collect();
        minijinja::Value::from_safe_string(register.markdown("calendar", &columns, |_| true))
    };
    let context = context! {
        undated => placed("calendar", &calendar::undated(build)),
        total => register.rows.len(),
        overdue => late.rows.len(),
        late => shown(&late),
        quarters => quarters.iter().map(|(title, register)| context! { title => title.clone(), rows => shown(register) }).collect::<Vec<_>>(),
    };
    let plan = Plan { shelf: Shelf::Registers, meta: Meta::plain(build), ..Plan::listed(build, "calendar", vec![register]) };
    shop.write(plan, "documents/calendar.md.j2", context)
}
