//! Workbooks read back by an independent reader.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};

use super::*;
use crate::document::tests::{HOSTILE, model};
use crate::render::{FORMATS, Format, OutputFile, render_all};
use crate::source::Memory;

fn made(text: &str) -> Vec<OutputFile> {
    let model = model(text);
    let documents = crate::document::documents(&model, &Memory::new(), &mut Vec::new());
    let formats: Vec<Format> = FORMATS.iter().filter(|format| format.name == "xlsx").map(|format| format.id).collect();
    render_all(&model, &documents, &formats).unwrap()
}

fn open(files: &[OutputFile], path: &str) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(files.iter().find(|file| file.path == path).unwrap().bytes.clone())).unwrap()
}

/// The cell below a head.
fn cell(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str, head: &str, row: usize) -> Data {
    let range = book.worksheet_range(sheet).unwrap();
    let column = range.rows().next().unwrap().iter().position(|one| *one == Data::String(head.into())).unwrap();
    range.rows().nth(row).unwrap()[column].clone()
}

#[test]
fn what_sources_say_is_text_and_never_a_formula() {
    let files = made(HOSTILE);
    let mut book = open(&files, "registers/risks.xlsx");
    let title = "=HYPERLINK(\"http://evil.example\") | pipes | `code` # x";
    assert_eq!(cell(&mut book, "Risk register", "Risk", 1), Data::String(title.into()));
    assert_eq!(cell(&mut book, "Risk register", "Inherent likelihood", 1), Data::Float(1.0));
    let mut roles = open(&files, "registers/roles.xlsx");
    assert_eq!(cell(&mut roles, "Roles", "Held by", 1), Data::String("=cmd|' /C calc'!A0".into()));
    for file in &files {
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(file.bytes.clone())).unwrap();
        for name in book.sheet_names() {
            assert!(book.worksheet_formula(&name).unwrap().used_cells().next().is_none(), "{} {name}", file.path);
        }
    }
}

#[test]
fn days_are_days() {
    let mut book = open(&made(HOSTILE), "registers/soa.xlsx");
    let rows: Vec<Data> = (1..94).map(|row| cell(&mut book, "Statement of Applicability", "Latest evidence", row)).collect();
    let days: Vec<f64> = rows.iter().filter_map(|data| if let Data::DateTime(day) = data { Some(day.as_f64()) } else { None }).collect();
    // the number of 1 January 2026 in the calendar of a workbook
    assert_eq!(days, [46_023.0]);
}

#[test]
fn a_text_that_no_cell_can_hold_is_kept_whole() {
    for length in [MAX_CELL, MAX_CELL + 1, 100_000] {
        let long: String = "long text ".chars().cycle().take(length).collect();
        let text = HOSTILE.replace("-2+3 | a | b\\n\\n# not a heading", &long);
        let files = made(&text);
        let mut book = open(&files, "registers/soa.xlsx");
        let rows = 1..94;
        let kept: Vec<String> = rows.map(|row| cell(&mut book, "Statement of Applicability", "Implementation", row).to_string()).collect();
        let shown = kept.iter().find(|one| one.starts_with("long text")).unwrap();
        if length <= MAX_CELL {
            assert_eq!(shown.trim_end(), long.trim_end());
            assert!(!book.sheet_names().contains(&"Long texts".to_string()));
        } else {
            assert!(shown.ends_with("[the whole text is no. 1 on the sheet Long texts]"));
            let parts: String = book.worksheet_range("Long texts").unwrap().rows().skip(1).map(|row| row[5].to_string()).collect();
            assert_eq!(parts.trim_end(), long.trim_end());
        }
    }
}

#[test]
fn the_workbook_with_all_has_every_register() {
    let files = made(HOSTILE);
    let mut book = open(&files, "registers/all.xlsx");
    let names = book.sheet_names();
    assert_eq!(names[0], "Contents");
    assert_eq!(names.len(), files.len(), "one sheet for each single workbook, and the contents");
    let listed = book.worksheet_range("Contents").unwrap().rows().filter(|row| matches!(row[1], Data::Float(_))).count();
    assert_eq!(listed, names.len() - 1);
}

#[test]
fn sheets_have_names_that_are_allowed() {
    let mut names = Names::default();
    assert_eq!(names.take("Nonconformities and corrective actions"), "Nonconformities and corrective");
    assert_eq!(names.take("Nonconformities and corrective actions"), "Nonconformities and 2");
    assert_eq!(names.take("a[b]:c*d?e/f\\g"), "a b  c d e f g");
    assert_eq!(names.take("'History'"), "Sheet");
    assert_eq!(names.take(""), "Sheet 2");
    assert!(units(&names.take(&"\u{1F600}".repeat(40))) <= MAX_NAME);
}

#[test]
fn a_text_that_no_cell_holds_is_cut_between_words() {
    use super::about::split;
    let text = "word ".repeat(20);
    let parts = split(&text, 12);
    assert_eq!(parts.concat(), text);
    assert!(parts.iter().all(|part| part.len() <= 12 && part.ends_with("word ")), "{parts:?}");
    let unbroken = "x".repeat(1_000);
    assert_eq!(split(&unbroken, 300).iter().map(String::len).collect::<Vec<_>>(), [300, 300, 300, 100]);
    // letters beyond the first plane take two units of a cell
    assert_eq!(split(&"😀".repeat(4), 4), ["😀😀", "😀😀"]);
}
