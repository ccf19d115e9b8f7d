//! What tables share: by what a cell sorts where its letters do not say it, and how much room its text needs.

use crate::render::look::Looks;

/// A text of at least so many characters needs room, or it becomes a tall thin column.
const LONG: usize = 72;

/// By what a cell sorts, as a number: a level by its rank, a day by the calendar, an amount by its size. Other texts
/// sort by their letters, and numbers in them by their size, so that A.5.2 comes before A.5.10.
pub(super) fn sort_key(looks: &Looks, language: &str, right: bool, text: &str) -> Option<String> {
    let text = text.trim();
    if let Some((rank, score)) = looks.rank(text) {
        let (whole, part) = score.split_once('.').unwrap_or((score, "0"));
        return Some(format!("{}{whole:0>6}.{part}", rank + 1));
    }
    day(text).or_else(|| amount(language, right, text))
}

/// The attribute of a cell that has such a key.
pub(super) fn keyed(key: Option<String>) -> String {
    key.map(|key| format!(" data-k=\"{key}\"")).unwrap_or_default()
}

/// A day at the start of a text, in either way of writing it: `2026-06-30, overdue` or `30.06.2026`.
fn day(text: &str) -> Option<String> {
    let head = text.get(..10)?;
    if text.get(10..).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric())) {
        return None;
    }
    let parts: Vec<&str> = head.split(['-', '.']).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let (year, month, day) = if first.len() == 4 { (first, second, third) } else { (third, second, first) };
    let digits = |part: &str, many: usize| part.len() == many && part.bytes().all(|byte| byte.is_ascii_digit());
    (digits(year, 4) && digits(month, 2) && digits(day, 2)).then(|| format!("{year}{month}{day}"))
}

/// A number in a column of numbers, or one with a currency behind it.
fn amount(language: &str, right: bool, text: &str) -> Option<String> {
    let (number, unit) = text.split_once(' ').unwrap_or((text, ""));
    let currency = unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase());
    if !(currency || (right && unit.is_empty())) {
        return None;
    }
    let (thousands, point) = if language == "de" { ('.', ',') } else { (',', '.') };
    let plain: String = number.chars().filter(|c| *c != thousands).map(|c| if c == point { '.' } else { c }).collect();
    let digits = plain.strip_prefix('-').unwrap_or(&plain);
    let fine = digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || c == '.') && digits.matches('.').count() <= 1;
    (fine && !digits.ends_with('.')).then_some(plain)
}

/// The class of a cell by the length of its text: numbers, dates and short words are not broken, long texts get room.
pub(super) fn room(text: &str) -> Option<&'static str> {
    let length = text.chars().count();
    let whole = length <= if text.contains(char::is_whitespace) { 12 } else { 20 };
    match length {
        0 => None,
        _ if whole => Some("whole"),
        LONG.. => Some("long"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Language;
    use crate::document::tests::model;

    #[test]
    fn what_letters_do_not_say_has_a_key() {
        let model = model("organisation a \"A\" scope \"S\"\ncriteria c \"C\" { level low \"Low\" from 1; level high \"High\" from 3 }");
        let looks = Looks::new(&model, &Language::english());
        let key = |text: &str| sort_key(&looks, "en", false, text);
        assert!(key("High (9)") > key("Low (20)") && key("Low (12)") > key("Low (2)"));
        assert_eq!(key("2026-06-30, overdue"), Some("20260630".into()));
        assert_eq!(key("30.06.2026"), Some("20260630".into()));
        assert_eq!(key("12,500.5 EUR"), Some("12500.5".into()));
        assert_eq!(sort_key(&looks, "de", false, "12.500,5 EUR"), Some("12500.5".into()));
        assert_eq!(sort_key(&looks, "en", true, "1,200"), Some("1200".into()));
        // what looks like a number and is a name stays one: 5.10 comes after 5.9
        for name in ["5.10", "A.5.10", "1,2", "2026-06-301", "EUR", "", "R-1"] {
            assert_eq!(key(name), None, "{name}");
        }
    }
}
