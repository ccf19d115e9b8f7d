//! How wide the columns of a table are on paper, and when a table needs a page on its side.

use super::{Block, Inline, Table, Tree, plain};

/// Words longer than this, in characters, may be broken.
const UNBROKEN: usize = 22;
/// A text is not given more room than this, in characters, just because it is long.
const ENOUGH: f64 = 90.0;
/// How many characters of a table stand beside each other on an upright page, and on one on its side.
const UPRIGHT: f64 = 108.0;
const SIDEWAYS: f64 = 165.0;
/// Bold letters are wider, and a cell keeps its text off its edges.
const BOLD: f64 = 1.12;
const PADDING: f64 = 2.4;

/// What a column asks for, in characters.
#[derive(Debug, Clone, Copy)]
struct Wish {
    /// Its longest word.
    least: f64,
    /// What it would like to have.
    wanted: f64,
}

/// The widths of the columns as parts of the whole; they sum up to 1.
pub(in crate::render) fn widths(table: &Table, sideways: bool) -> Vec<f64> {
    let wishes = wishes(table);
    let room = if sideways { SIDEWAYS } else { UPRIGHT };
    let least: f64 = wishes.iter().map(|wish| wish.least).sum();
    let wanted: f64 = wishes.iter().map(|wish| wish.wanted).sum();
    let given: Vec<f64> = if wanted <= room {
        // everyone gets what he wants, and of the rest more who wants more
        wishes.iter().map(|wish| wish.wanted + (room - wanted) * wish.wanted / wanted.max(1.0)).collect()
    } else {
        // the least is kept first, and what is left over goes to those who want more
        let left = (room - least).max(0.0);
        wishes.iter().map(|wish| wish.least + left * (wish.wanted - wish.least) / (wanted - least).max(1.0)).collect()
    };
    let all: f64 = given.iter().sum::<f64>().max(1.0);
    given.into_iter().map(|one| one / all).collect()
}

/// Whether a table cannot be read on an upright page.
pub(in crate::render) fn is_wide(table: &Table) -> bool {
    let wishes = wishes(table);
    wishes.len() > 8 || wishes.iter().map(|wish| wish.least).sum::<f64>() > UPRIGHT
}

fn wishes(table: &Table) -> Vec<Wish> {
    (0..table.head.len())
        .map(|at| {
            let head = figure(table.head.get(at).map_or(0, |text| longest_word(text))) * BOLD;
            let cells: Vec<&[Inline]> = table.rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.text.as_slice()).collect();
            let lengths: Vec<usize> = cells.iter().map(|text| plain(text).chars().count()).filter(|length| *length > 0).collect();
            let longest = lengths.iter().copied().max().unwrap_or(0);
            let usual = figure(lengths.iter().sum::<usize>()) / figure(lengths.len().max(1));
            let toned = table.rows.iter().filter_map(|row| row.get(at)).any(|cell| cell.tone.is_some());
            let word = figure(cells.iter().map(|text| longest_word(text)).max().unwrap_or(0).min(UNBROKEN)) * if toned { BOLD } else { 1.0 };
            // a short text, such as a number, a day or a state, stays on one line; beside a day a little more does, since
            // word processors break lines at the hyphens in it
            let dated = cells.iter().any(|text| has_day(&plain(text)));
            let whole = if longest <= if dated { 20 } else { 12 } { figure(longest) * if toned { BOLD } else { 1.0 } } else { 0.0 };
            let least = word.max(head).max(whole).max(3.0) + PADDING;
            let wanted = (usual * 0.75 + figure(longest).min(120.0) * 0.25 + PADDING).min(ENOUGH).max(least);
            Wish { least, wanted }
        })
        .collect()
}

/// Whether any table of a text cannot be read on an upright page.
pub(in crate::render) fn needs_side(tree: &Tree) -> bool {
    tree.blocks.iter().any(|block| matches!(block, Block::Table(table) if is_wide(table)))
}

/// Whether a cell has a word that no line of its column holds, which has this part of the whole: only there words are divided.
/// Names and headings stay whole wherever they can.
#[cfg(any(feature = "pdf", test))]
pub(in crate::render) fn is_tight(text: &[Inline], part: f64, sideways: bool) -> bool {
    figure(longest_word(text)) * BOLD > part * if sideways { SIDEWAYS } else { UPRIGHT } - PADDING
}

/// The longest part of a text that is not broken: a hyphen between letters ends a part, and one beside a digit does not,
/// since days and numbers of things are read as a whole.
fn longest_word(text: &[Inline]) -> usize {
    let text = plain(text);
    let (mut longest, mut length, mut before) = (0, 0, ' ');
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let ends = c == ' ' || (c == '-' && !before.is_ascii_digit() && !chars.peek().is_some_and(char::is_ascii_digit));
        length = if ends { 0 } else { length + 1 };
        longest = longest.max(length);
        before = c;
    }
    longest
}

/// Whether a hyphen stands between two digits, as in 2026-05-21.
fn has_day(text: &str) -> bool {
    text.as_bytes().windows(3).any(|three| matches!(three, [a, b'-', b] if a.is_ascii_digit() && b.is_ascii_digit()))
}

fn figure(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::tree::Cell;

    fn table(head: &[&str], row: &[&str]) -> Table {
        let text = |text: &&str| vec![Inline::Text((*text).to_string())];
        Table { head: head.iter().map(text).collect(), right: Vec::new(), rows: vec![row.iter().map(|one| Cell { text: text(one), tone: None }).collect()] }
    }

    #[test]
    fn long_texts_get_room_and_short_ones_stay_whole() {
        let long = "word ".repeat(60);
        let widths = widths(&table(&["Id", "What", "Due"], &["A.5.1", &long, "2026-01-31"]), false);
        assert!((widths.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(widths[1] > 0.5 && widths[2] > 0.08, "{widths:?}");
    }

    #[test]
    fn days_and_numbers_of_things_are_not_broken() {
        for (text, longest) in
            [("done on 2026-05-21", 10), ("NC-2026-3 is open", 9), ("two-factor log-on", 6), ("governance/management interface", 21), ("", 0)]
        {
            assert_eq!(longest_word(&[Inline::Text(text.into())]), longest, "{text}");
        }
        // so that a word processor does not break the line within the day
        let long = "word ".repeat(60);
        let widths = widths(&table(&["What", "Note"], &[&long, "done on 2026-05-21"]), false);
        assert!(widths[1] * UPRIGHT >= 18.0, "{widths:?}");
    }

    #[test]
    fn many_columns_turn_the_page() {
        assert!(!is_wide(&table(&["Id", "What"], &["A.5.1", "x"])));
        let nine = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
        assert!(is_wide(&table(&nine, &nine)));
        let words = ["responsibilities"; 7];
        assert!(is_wide(&table(&words, &words)));
    }

    #[test]
    fn words_are_divided_only_where_no_line_holds_them() {
        let text = |text: &str| vec![Inline::Text(text.to_string())];
        assert!(is_tight(&text("an organisation"), 0.12, false));
        assert!(!is_tight(&text("an organisation"), 0.15, false));
        assert!(!is_tight(&text("Auditor (Oskar Lindner)"), 0.12, false));
        assert!(!is_tight(&text("an organisation"), 0.12, true));
    }

    #[test]
    fn an_empty_table_is_no_trouble() {
        assert!(widths(&Table::default(), true).is_empty());
        assert!(!is_wide(&Table::default()));
    }
}
