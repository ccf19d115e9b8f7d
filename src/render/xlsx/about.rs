//! The sheets around the registers: what the workbook is, what it holds, and texts that no cell can hold.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatUnderline, Url, Workbook, XlsxError};

use super::{MAX_CELL, date, units};
use crate::base::visible;
use crate::document::{Document, Fact, Language, Meta, Register};

/// How much of a long text stands in its own cell before the note that says where the rest is.
const KEPT: usize = 32_000;

/// Texts that no cell can hold.
#[derive(Default)]
pub(super) struct LongTexts {
    /// Register, row, column and number of the part, and the part.
    parts: Vec<(String, String, String, usize, String)>,
    texts: usize,
}

impl LongTexts {
    /// Keeps a text in parts, and gives what stands in the cell instead: its beginning and where the whole is.
    pub fn keep(&mut self, language: &Language, register: &str, id: &str, column: &str, text: &str) -> String {
        self.texts += 1;
        let mut first = String::new();
        for (number, part) in split(text, KEPT).into_iter().enumerate() {
            if number == 0 {
                first.clone_from(&part);
            }
            let id: String = id.chars().take(1000).collect();
            self.parts.push((register.to_string(), id, column.to_string(), number + 1, part));
        }
        format!(
            "{first} … [{}]",
            language.say("the whole text is no. {number} on the sheet {sheet}", &[("number", &self.texts), ("sheet", &language.t("Long texts"))])
        )
    }

    /// Writes them, if there are any.
    pub fn write(&self, book: &mut Workbook, language: &Language, name: &str) -> Result<(), XlsxError> {
        if self.parts.is_empty() {
            return Ok(());
        }
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        let (head, text) = (head(), text());
        for (place, title) in (0u16..).zip(["No.", "Register", "Row", "Column", "Part", "Text"]) {
            sheet.write_string_with_format(0, place, language.t(title), &head)?;
        }
        let mut number = 0u32;
        for (line, (register, id, column, part, whole)) in (1u32..).zip(&self.parts) {
            number += u32::from(*part == 1);
            sheet.write_number(line, 0, number)?;
            for (place, value) in [(1u16, register), (2, id), (3, column), (5, whole)] {
                sheet.write_string_with_format(line, place, visible(value), &text)?;
            }
            sheet.write_number(line, 4, u32::try_from(*part).unwrap_or(0))?;
        }
        for (place, width) in [(1u16, 24), (2, 16), (3, 24), (5, 100)] {
            sheet.set_column_width(place, width)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(())
    }
}

/// The parts of a text, each short enough for a cell; a word stays whole where it can. Together they are the text.
pub(super) fn split(text: &str, room: usize) -> Vec<String> {
    let mut parts = Vec::new();
    let mut part = String::new();
    let mut used = 0;
    for c in text.chars() {
        used += c.len_utf16();
        if used > room {
            let word = part.rfind(' ').map_or(part.len(), |at| at + 1);
            // a long way back there is no word any more
            let tail = if part.len() - word < 200 { part.split_off(word) } else { String::new() };
            used = tail.encode_utf16().count() + c.len_utf16();
            parts.push(std::mem::replace(&mut part, tail));
        }
        part.push(c);
    }
    parts.push(part);
    parts
}

fn head() -> Format {
    Format::new().set_bold().set_font_name("Arial").set_font_size(10).set_font_color(Color::White).set_background_color(Color::RGB(0x1C_27_33))
}

fn text() -> Format {
    Format::new().set_font_name("Arial").set_font_size(10).set_align(FormatAlign::Top).set_text_wrap()
}

fn title() -> Format {
    Format::new().set_bold().set_font_name("Arial").set_font_size(14)
}

/// A sheet that says of what the register is a copy.
pub(super) fn copy(book: &mut Workbook, document: &Document, register: &Register, name: &str) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    sheet.write_string_with_format(0, 0, register.title, &title())?;
    let (label, value) = (text().set_bold(), text());
    let say = &document.meta.say;
    let mut rows = vec![(say.t("Part of"), Fact::Text(document.title.clone()))];
    rows.extend(document.meta.facts());
    rows.push((say.t("SHA-256 of the sources"), Fact::Text(document.meta.digest.clone())));
    let changes = say.t("This workbook is made from the sources and is written anew by every build. A change belongs into the sources.");
    rows.push((say.t("Changes"), Fact::Text(changes.into())));
    for (line, (left, right)) in (2u32..).zip(rows) {
        sheet.write_string_with_format(line, 0, visible(left), &label)?;
        let text = match right {
            Fact::Text(text) => text,
            Fact::Day(day, more) => match date(day) {
                Some(date) => {
                    // what stands behind the day is a part of how it is shown, so that the cell is a day
                    let more = if more.is_empty() { more } else { format!("\"{}\"", more.replace('"', "")) };
                    let shown = format!("{}{more}", say.day_pattern());
                    sheet.write_datetime_with_format(line, 1, &date, &self::text().set_num_format(shown).set_align(FormatAlign::Left))?;
                    continue;
                }
                None => format!("{}{more}", say.day(day)),
            },
        };
        sheet.write_string_with_format(line, 1, within(&text), &value)?;
    }
    sheet.set_column_width(0, 26)?.set_column_width(1, 90)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// The list of all registers.
pub(super) fn contents(book: &mut Workbook, meta: &Meta, registers: &[(String, &Document, &Register)], name: &str) -> Result<(), XlsxError> {
    let say = &meta.say;
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    sheet.write_string_with_format(0, 0, say.say("Registers of {name}", &[("name", &within(&meta.organisation))]), &title())?;
    let day = meta.as_of.map(|day| format!("{}, ", say.say("as of {day}", &[("day", &say.day(day))]))).unwrap_or_default();
    sheet.write_string_with_format(
        1,
        0,
        format!("{day}{}", say.say("made from {package}, sources {digest}", &[("package", &within(&meta.package)), ("digest", &meta.digest)])),
        &Format::new().set_font_name("Arial").set_font_size(10),
    )?;
    let (head, text) = (head(), text());
    for (place, label) in (0u16..).zip(["Register", "Rows", "Part of", "Number", "Version", "State", "Classification"]) {
        sheet.write_string_with_format(3, place, say.t(label), &head)?;
    }
    for (line, (target, document, register)) in (4u32..).zip(registers) {
        let meta = &document.meta;
        let link = Url::new(format!("internal:'{}'!A1", target.replace('\'', "''"))).set_text(register.title);
        sheet.write_url_with_format(line, 0, link, &self::text().set_font_color(Color::RGB(0x0B_53_94)).set_underline(FormatUnderline::Single))?;
        sheet.write_number_with_format(line, 1, u32::try_from(register.rows.len()).unwrap_or(u32::MAX), &text)?;
        let state = if meta.controlled { meta.state() } else { "" };
        let number = meta.number.clone().unwrap_or_default();
        let version = meta.version.clone().unwrap_or_default();
        let classification = meta.classification.clone().unwrap_or_default();
        for (place, value) in [(2u16, document.title.as_str()), (3, &number), (4, &version), (5, state), (6, &classification)] {
            sheet.write_string_with_format(line, place, within(value), &text)?;
        }
    }
    for (place, width) in [(0u16, 42), (1, 8), (2, 42), (3, 14), (4, 12), (5, 20), (6, 22)] {
        sheet.set_column_width(place, width)?;
    }
    sheet.set_freeze_panes(4, 0)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// A text of the head; one that no cell can hold is no title any more, and the register has it whole.
fn within(text: &str) -> String {
    let text = visible(text);
    if units(&text) <= MAX_CELL / 8 { text.into_owned() } else { format!("{} …", text.chars().take(1000).collect::<String>()) }
}
