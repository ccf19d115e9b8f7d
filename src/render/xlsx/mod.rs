//! Registers as workbooks, as people work with them: one for each register, and one with all.
//!
//! * a text is a text, whatever it begins with: no formula is ever made from data
//! * what a cell cannot hold is not cut: the rest stands on the sheet "Long texts"
//! * the same sources give the same bytes; the workbook was "created" on the day that everything is judged at

mod about;
mod lists;
mod sheet;
#[cfg(test)]
mod tests;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::{OutputFile, Set};
use crate::base::visible;
use crate::document::{Document, Meta, Register};

/// What a cell can hold, in UTF-16 units.
const MAX_CELL: usize = 32_767;
/// What the name of a sheet can hold, in UTF-16 units.
const MAX_NAME: usize = 31;

/// The workbook of one register.
pub(super) fn register(set: &Set<'_>, document: &Document, register: &Register) -> Result<Vec<u8>, String> {
    let write = || {
        let mut book = Workbook::new();
        book.set_properties(&properties(&document.meta, register.title));
        let mut names = Names::default();
        let mut long = about::LongTexts::default();
        let name = names.take(register.title);
        sheet::write(&mut book, set, document, register, &name, &mut long)?;
        about::copy(&mut book, document, register, &names.take(set.t("About")))?;
        long.write(&mut book, &set.language, &names.take(set.t("Long texts")))?;
        book.save_to_buffer()
    };
    write().map_err(|error: XlsxError| error.to_string())
}

/// The workbook with all registers, with a list of them in front.
pub(super) fn all(set: &Set<'_>) -> Result<Vec<OutputFile>, String> {
    let registers: Vec<(&Document, &Register)> = set.documents.iter().flat_map(|document| document.registers.iter().map(move |one| (document, one))).collect();
    let Some((first, _)) = registers.first() else { return Ok(Vec::new()) };
    let write = || {
        let mut book = Workbook::new();
        // it belongs to no one document
        let whole = Meta { owner: None, controlled: false, ..first.meta.clone() };
        book.set_properties(&properties(&whole, set.t("All registers")));
        let mut names = Names::default();
        let contents = names.take(set.t("Contents"));
        let long_name = names.take(set.t("Long texts"));
        let named: Vec<(String, &Document, &Register)> = registers.iter().map(|(document, one)| (names.take(one.title), *document, *one)).collect();
        about::contents(&mut book, &first.meta, &named, &contents)?;
        let mut long = about::LongTexts::default();
        for (name, document, one) in &named {
            sheet::write(&mut book, set, document, one, name, &mut long)?;
        }
        long.write(&mut book, &set.language, &long_name)?;
        book.save_to_buffer()
    };
    let bytes = write().map_err(|error: XlsxError| error.to_string())?;
    Ok(vec![OutputFile { path: "registers/all.xlsx".into(), bytes }])
}

fn properties(meta: &Meta, title: &str) -> DocProperties {
    let properties = DocProperties::new()
        .set_title(visible(title))
        .set_company(visible(&meta.organisation))
        .set_author(visible(meta.owner.as_deref().unwrap_or(&meta.organisation)))
        .set_subject(visible(&meta.package))
        .set_status(if meta.controlled { meta.state() } else { "" })
        .set_comment(format!("{}: {}", meta.say.t("SHA-256 of the sources"), meta.digest));
    // without a day the workbook would carry the time of this run
    let day = meta.as_of.and_then(date).or_else(|| ExcelDateTime::from_ymd(2000, 1, 1).ok());
    match day {
        Some(day) => properties.set_creation_datetime(&day),
        None => properties,
    }
}

/// A day that a workbook can hold; its calendar begins in 1900.
fn date(day: crate::model::Day) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.0.year()).ok().filter(|year| *year >= 1900)?;
    ExcelDateTime::from_ymd(year, u8::try_from(day.0.month()).ok()?, u8::try_from(day.0.day()).ok()?).ok()
}

/// The length of a text as a workbook counts it.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The names of the sheets of one workbook: of the letters that are allowed, short enough, and each once.
#[derive(Default)]
struct Names {
    taken: std::collections::BTreeSet<String>,
}

impl Names {
    fn take(&mut self, title: &str) -> String {
        let clean: String = visible(title).chars().map(|c| if "[]:*?/\\\n\r\t".contains(c) { ' ' } else { c }).collect();
        let clean = clean.trim().trim_matches('\'').trim();
        let clean = if clean.is_empty() || clean.eq_ignore_ascii_case("history") { "Sheet" } else { clean };
        let mut number = 1;
        loop {
            let ending = if number == 1 { String::new() } else { format!(" {number}") };
            let name = format!("{}{ending}", cut(clean, MAX_NAME - ending.len()));
            if self.taken.insert(name.to_lowercase()) {
                return name;
            }
            number += 1;
        }
    }
}

/// As much of a name as there is room for, to the end of a word where that leaves most of it.
fn cut(text: &str, room: usize) -> &str {
    if units(text) <= room {
        return text;
    }
    let mut end = 0;
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += c.len_utf16();
        if used > room {
            break;
        }
        end = at + c.len_utf8();
    }
    let short = text.get(..end).unwrap_or_default();
    match short.rfind(' ') {
        Some(space) if space * 2 > short.len() => short.get(..space).unwrap_or(short).trim_end(),
        _ => short.trim_end(),
    }
}
