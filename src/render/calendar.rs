//! The calendar as iCalendar (RFC 5545): one whole-day event for each date that lies ahead or is overdue.
//!
//! The same sources give the same bytes: an event is named by what it is about, and its stamp is the day that
//! everything is judged at.

use sha2::{Digest as _, Sha256};

use super::{OutputFile, Set};
use crate::document::{Cell, Register};
use crate::model::Day;

/// A line has at most so many bytes before it is folded (RFC 5545, 3.1).
const FOLD: usize = 75;

/// The file, where there is a calendar.
pub(super) fn render(set: &Set<'_>) -> Result<Vec<OutputFile>, String> {
    let register = set.documents.iter().flat_map(|document| &document.registers).find(|register| register.id == "calendar");
    Ok(register.map(|register| OutputFile { path: "calendar.ics".into(), bytes: write(set, register).into_bytes() }).into_iter().collect())
}

fn write(set: &Set<'_>, register: &Register) -> String {
    let model = set.model;
    let mut out = String::new();
    let mut line = |name: &str, value: &str| fold(&mut out, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//isms//isms//EN");
    line("CALSCALE", "GREGORIAN");
    line("METHOD", "PUBLISH");
    let organisation = &model.organisation.head;
    let name = if organisation.title.is_empty() { &organisation.id } else { &organisation.title };
    line("X-WR-CALNAME", &escape(&format!("ISMS {name}")));
    let stamp = format!("{}T000000Z", day(model.as_of));
    let at = |row: &[Cell], key: &str| register.column(key).and_then(|at| row.get(at)).map(Cell::plain).unwrap_or_default();
    for row in &register.rows {
        let Some(Cell::Date(on)) = register.column("on").and_then(|at| row.get(at)) else { continue };
        let (kind, of, title) = (at(row, "kind"), at(row, "of"), at(row, "title"));
        line("BEGIN", "VEVENT");
        line("UID", &uid(&model.package.name, &[&at(row, "of_kind"), &of, &kind, &on.to_string()]));
        line("DTSTAMP", &stamp);
        line("DTSTART;VALUE=DATE", &day(*on));
        line("DTEND;VALUE=DATE", &day(on.0.tomorrow().map_or(*on, Day)));
        let name = if of == title { title.clone() } else { format!("{of} {title}") };
        line("SUMMARY", &escape(&format!("{kind}: {name}")));
        let about = [at(row, "who"), at(row, "repeats")].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
        if !about.is_empty() {
            line("DESCRIPTION", &escape(&about));
        }
        line("CATEGORIES", &escape(&kind));
        line("TRANSP", "TRANSPARENT");
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
    out
}

fn day(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.0.year(), day.0.month(), day.0.day())
}

/// A name of an event that stays the same while the thing and its date do.
fn uid(package: &str, parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in std::iter::once(&package).chain(parts) {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let digest: String = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("{digest}@isms")
}

/// A text as a value (RFC 5545, 3.3.11).
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in crate::base::visible(text).chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

/// Adds a line, folded between characters, with the line end that the format asks for.
fn fold(out: &mut String, line: &str) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > FOLD {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters_and_unfold_to_the_same() {
        let line = format!("SUMMARY:{}", "Überprüfung; ".repeat(20));
        let mut out = String::new();
        fold(&mut out, &line);
        assert!(out.split("\r\n").all(|one| one.len() <= FOLD), "{out}");
        assert_eq!(out.trim_end_matches("\r\n").replace("\r\n ", ""), line);
    }

    #[test]
    fn texts_stay_texts() {
        assert_eq!(escape("a;b,c\\d\ne"), "a\\;b\\,c\\\\d\\ne");
        assert_eq!(uid("p", &["a", "bc"]), uid("p", &["a", "bc"]));
        assert_ne!(uid("p", &["a", "bc"]), uid("p", &["ab", "c"]));
    }
}
