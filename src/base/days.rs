//! Days as people write them in letters and spreadsheets.

use jiff::civil::Date;

/// The days that a text such as `15.01.2026`, `2026/01/15` or `2026-1-5` can mean, written as `2026-01-15`: none, one, or
/// two where day and month may stand in either order.
pub fn days_meant(text: &str) -> Vec<String> {
    let Some(sign) = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '.' | '/' | '-')) else { return Vec::new() };
    let parts: Vec<&str> = text.split(sign).collect();
    let [first, second, third] = parts.as_slice() else { return Vec::new() };
    if parts.iter().any(|part| part.is_empty() || part.len() > 4 || !part.bytes().all(|byte| byte.is_ascii_digit())) {
        return Vec::new();
    }
    let mut found = match (first.len(), third.len()) {
        (4, 1 | 2) => vec![day(first, second, third)],
        // with dots the day comes first, wherever people write dots
        (1 | 2, 4) if sign == '.' => vec![day(third, second, first)],
        (1 | 2, 4) => vec![day(third, second, first), day(third, first, second)],
        _ => Vec::new(),
    };
    found.dedup();
    found.into_iter().flatten().collect()
}

fn day(year: &str, month: &str, day: &str) -> Option<String> {
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    (1900..2200).contains(&date.year()).then(|| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_known_in_every_common_order() {
        for (text, meant) in [
            ("15.01.2026", vec!["2026-01-15"]),
            ("1.2.2026", vec!["2026-02-01"]),
            ("2026/01/15", vec!["2026-01-15"]),
            ("2026-1-5", vec!["2026-01-05"]),
            ("15/01/2026", vec!["2026-01-15"]),
            ("01/02/2026", vec!["2026-02-01", "2026-01-02"]),
            ("02-02-2026", vec!["2026-02-02"]),
            ("31.02.2026", vec![]),
            ("9.2.1", vec![]),
            ("9999-12-31", vec![]),
            ("2026.13", vec![]),
        ] {
            assert_eq!(days_meant(text), meant, "{text}");
        }
    }
}
