//! CSV as RFC 4180 has it, in UTF-8, with nothing in it that a spreadsheet would run.

use super::Set;
use crate::document::{Cell, Document, Register};

/// The file of a table: a row of headings, then the rows.
pub(super) fn render(_set: &Set<'_>, _document: &Document, register: &Register) -> Result<Vec<u8>, String> {
    let columns: Vec<usize> = register.data_columns().map(|(at, _)| at).collect();
    let titles: Vec<String> = register.data_columns().map(|(_, column)| field(column.title)).collect();
    let mut out = titles.join(",");
    out.push_str("\r\n");
    for row in &register.rows {
        let fields: Vec<String> = columns.iter().map(|at| row.get(*at).map(cell).unwrap_or_default()).collect();
        out.push_str(&fields.join(","));
        out.push_str("\r\n");
    }
    Ok(out.into_bytes())
}

fn cell(cell: &Cell) -> String {
    match cell {
        // a number is a number, with its sign
        Cell::Number(number) => number.to_string(),
        other => field(&harmless(&crate::base::visible(&other.plain()))),
    }
}

/// A text that a spreadsheet takes for text: what it would take for a formula gets an apostrophe in front.
fn harmless(text: &str) -> String {
    let first = text.trim_start_matches([' ', '"', '\u{a0}', '\u{3000}']).chars().next();
    let formula = matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'));
    if formula { format!("'{text}") } else { text.to_string() }
}

fn field(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r', ';']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text() {
        for (written, expected) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("+1", "'+1"),
            ("-2+3", "'-2+3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            (" =1", "' =1"),
            ("\"=1", "\"'\"\"=1\""),
            ("\t=1", "'\t=1"),
            ("＝1", "'＝1"),
            ("a,b", "\"a,b\""),
            ("plain", "plain"),
        ] {
            assert_eq!(cell(&Cell::text(written)), expected, "{written}");
        }
        assert_eq!(cell(&Cell::int(-5)), "-5");
    }
}
