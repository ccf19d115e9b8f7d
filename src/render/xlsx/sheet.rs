//! One register on one sheet: typed cells, a head that stays, filters, lists, colours, and how it prints.

use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use super::about::LongTexts;
use super::{MAX_CELL, date, lists, units};
use crate::base::visible;
use crate::document::{Cell, Column, Document, Kind, Language, Meta, Register};
use crate::render::Set;

/// Rows below the last one in which lists and colours work too, so that a line can be added.
const SPARE_ROWS: u32 = 200;
/// The widths of columns, in characters.
const NARROW: usize = 9;
const WIDE: usize = 52;
/// Columns that hold names and numbers of things, which are texts even where they look like numbers.
const NAMES: &[&str] = &["id", "number", "version", "clauses", "cite", "table", "year", "of", "artifact_id"];
/// The height of a line and the largest one of a row, in points.
const LINE: u32 = 13;
const MAX_HEIGHT: u32 = 400;
/// How many characters stand beside each other on a landscape page that can still be read.
const READABLE: u32 = 190;

/// Writes a register.
pub(super) fn write(book: &mut Workbook, set: &Set<'_>, document: &Document, register: &Register, name: &str, long: &mut LongTexts) -> Result<(), XlsxError> {
    let columns: Vec<(usize, &Column)> = register.data_columns().collect();
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    let styles = Styles::new(&set.language);
    let mut total = 0;
    // how many lines each row needs: not every program finds the height of a row by itself
    let mut heights = vec![1u32; register.rows.len()];
    for (place, (at, column)) in (0u16..).zip(&columns) {
        sheet.write_string_with_format(0, place, column.title, &styles.head)?;
        let name_like = NAMES.contains(&column.key);
        for (line, row) in (1u32..).zip(&register.rows) {
            let cell = row.get(*at).unwrap_or(&Cell::Empty);
            let id = row.first().map(Cell::plain).unwrap_or_default();
            put(sheet, line, place, cell, name_like, &styles, |text| long.keep(&set.language, register.title, &id, column.title, text))?;
        }
        let wide = width(register, *at, column);
        sheet.set_column_width(place, wide)?;
        total += wide;
        for (lines, row) in heights.iter_mut().zip(&register.rows) {
            *lines = (*lines).max(row.get(*at).map_or(1, |cell| lines_of(&cell.plain(), wide)));
        }
    }
    for (line, lines) in (1u32..).zip(&heights) {
        sheet.set_row_height(line, (lines * LINE + 3).min(MAX_HEIGHT))?;
    }
    let last = u32::try_from(register.rows.len()).unwrap_or(0);
    let last_column = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
    sheet.set_row_height(0, 32)?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.autofilter(0, 0, last.max(1), last_column)?;
    for (place, (at, column)) in (0u16..).zip(&columns) {
        choose(sheet, set, register, column, place, last + SPARE_ROWS)?;
        colour(sheet, set, register, *at, place, last + SPARE_ROWS)?;
    }
    page(sheet, set, &document.meta, register.title, total)?;
    Ok(())
}

/// The formats of cells.
struct Styles {
    head: Format,
    text: Format,
    name: Format,
    date: Format,
    whole: Format,
    decimal: Format,
    language: Language,
}

impl Styles {
    fn new(language: &Language) -> Self {
        let base = || {
            Format::new()
                .set_align(FormatAlign::Top)
                .set_font_name("Arial")
                .set_font_size(10)
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(Color::RGB(0xD5_DC_E2))
        };
        Styles {
            head: Format::new()
                .set_bold()
                .set_font_name("Arial")
                .set_font_size(10)
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x1C_27_33))
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter),
            text: base().set_text_wrap(),
            name: base().set_num_format("@"),
            date: base().set_num_format(language.day_pattern()).set_align(FormatAlign::Left),
            whole: base().set_num_format("#,##0").set_align(FormatAlign::Right).set_indent(1),
            decimal: base().set_num_format("#,##0.##").set_align(FormatAlign::Right).set_indent(1),
            language: language.clone(),
        }
    }
}

fn put(
    sheet: &mut Worksheet,
    line: u32,
    place: u16,
    cell: &Cell,
    name_like: bool,
    styles: &Styles,
    mut rest: impl FnMut(&str) -> String,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {
            sheet.write_blank(line, place, &styles.text)?;
        }
        Cell::Number(number) => {
            let format = if number.as_whole().is_some() { &styles.whole } else { &styles.decimal };
            match number.to_string().parse::<f64>() {
                Ok(value) => sheet.write_number_with_format(line, place, value, format)?,
                Err(_) => sheet.write_string_with_format(line, place, number.to_string(), &styles.text)?,
            };
        }
        Cell::Date(day) => match date(*day) {
            Some(value) => {
                sheet.write_datetime_with_format(line, place, &value, &styles.date)?;
            }
            None => {
                sheet.write_string_with_format(line, place, day.to_string(), &styles.text)?;
            }
        },
        other => {
            let plain = other.shown(&styles.language);
            let text = visible(&plain);
            let text = if units(&text) > MAX_CELL { rest(&text) } else { text.into_owned() };
            // long texts in cells of the type "text" are shown as ##### by some versions
            let format = if name_like && text.len() < 40 && !matches!(other, Cell::List(_)) { &styles.name } else { &styles.text };
            sheet.write_string_with_format(line, place, text, format)?;
        }
    }
    Ok(())
}

/// How many lines a text takes in a column of so many characters.
fn lines_of(text: &str, wide: u32) -> u32 {
    let room = usize::try_from(wide.saturating_sub(2).max(4)).unwrap_or(4);
    let lines: usize = text
        .lines()
        .map(|line| {
            let (mut lines, mut used) = (1, 0);
            for word in line.split(' ') {
                let length = word.chars().count();
                if used > 0 && used + 1 + length > room {
                    lines += 1;
                    used = 0;
                }
                lines += length.saturating_sub(1) / room;
                used += length % room + usize::from(used > 0);
            }
            lines
        })
        .sum();
    u32::try_from(lines.max(1)).unwrap_or(1)
}

/// The width of a column: that of its longest word or its usual text, within bounds.
fn width(register: &Register, at: usize, column: &Column) -> u32 {
    let lengths: Vec<usize> =
        register.rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.plain().chars().count()).filter(|length| *length > 0).collect();
    let longest = lengths.iter().max().copied().unwrap_or(0);
    let usual = lengths.iter().sum::<usize>() / lengths.len().max(1);
    let head = column.title.split_whitespace().map(|word| word.chars().count() + 4).max().unwrap_or(0);
    let wanted = match column.kind {
        Kind::Date => 12,
        Kind::Number | Kind::Bool => longest + 2,
        // a text of two lines is read as well as one of one line
        _ if longest <= 24 => longest + 2,
        _ => (usual * 2 / 3 + 8).max(22),
    };
    u32::try_from(wanted.max(head).clamp(NARROW, WIDE)).unwrap_or(20)
}

/// A list to choose from, where the column has one. What stands there may differ; Excel then asks and does not refuse.
fn choose(sheet: &mut Worksheet, set: &Set<'_>, register: &Register, column: &Column, place: u16, last: u32) -> Result<(), XlsxError> {
    let list = lists::of(set, register.id, column);
    if list.is_empty() || column.kind == Kind::List {
        return Ok(());
    }
    let rule = DataValidation::new()
        .allow_list_strings(&list)?
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title(set.t("Another word"))?
        .set_error_message(set.t("This word is not in the list. The sources accept only words of the list."))?;
    sheet.add_data_validation(1, place, last, place, &rule)?;
    Ok(())
}

/// Colours for words that stand out, in columns in which one of them stands; they follow when the word is changed.
fn colour(sheet: &mut Worksheet, set: &Set<'_>, register: &Register, at: usize, place: u16, last: u32) -> Result<(), XlsxError> {
    let toned = register.rows.iter().filter_map(|row| row.get(at)).any(|cell| set.looks.tone(&cell.plain()).is_some());
    if !toned {
        return Ok(());
    }
    for (word, tone) in set.looks.all() {
        // such a title of a level would not be a plain text in a rule
        if word.contains('"') || word.starts_with('=') || word.is_empty() || units(word) > 200 {
            continue;
        }
        let (ink, back) = tone.colours();
        let format = Format::new().set_font_color(ink).set_background_color(back);
        let rule = ConditionalFormatCell::new().set_rule(ConditionalFormatCellRule::EqualTo(visible(word).into_owned())).set_format(format);
        sheet.add_conditional_format(1, place, last, place, &rule)?;
    }
    Ok(())
}

/// How the sheet prints: landscape, as many pages beside each other as it needs to be read, the heads and the names
/// of the rows on every page, and what the document is.
fn page(sheet: &mut Worksheet, set: &Set<'_>, meta: &Meta, title: &str, total: u32) -> Result<(), XlsxError> {
    let across = u16::try_from(total.div_ceil(READABLE).clamp(1, 20)).unwrap_or(1);
    sheet.set_landscape().set_paper_size(set.theme.paper_number()).set_print_fit_to_pages(across, 0).set_margins(0.4, 0.4, 0.75, 0.6, 0.3, 0.3);
    sheet.set_repeat_rows(0, 0)?.set_repeat_columns(0, 0)?;
    let text = |text: &str| visible(text).chars().take(70).collect::<String>().replace('&', "&&");
    let classification = meta.classification.as_deref().map(text).unwrap_or_default();
    sheet.set_header(format!("&L&8{}&C&9&B{}&R&8{classification}", text(&meta.organisation), text(title)));
    let mut left: Vec<String> = Vec::new();
    left.extend(meta.number.as_deref().map(text));
    left.extend(meta.version.as_deref().map(|version| format!("{} {}", set.t("version"), text(version))));
    if meta.controlled {
        left.push(meta.state().to_string());
    }
    let day = meta.as_of.map(|day| format!("{} · ", set.language.say("as of {day}", &[("day", &set.language.day(day))]))).unwrap_or_default();
    sheet.set_footer(format!("&L&8{}&C&8{} &P {} &N&R&8{day}{} {}", left.join(" · "), set.t("page"), set.t("of"), set.t("sources"), meta.short_digest()));
    Ok(())
}
