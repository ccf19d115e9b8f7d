//! Words and figures as a reader expects them.

use crate::base::Decimal;
use crate::model::{Day, Money};

/// How far something is, in words.
pub fn status(word: &str) -> &str {
    match word {
        "implemented" => "Implemented",
        "partial" => "Partly implemented",
        "planned" => "Planned",
        "not_started" => "Not started",
        "in_treatment" => "In treatment",
        "in_progress" => "In progress",
        other => other,
    }
}

/// A word of the vocabulary as a phrase: `not_started` reads "Not started".
pub fn phrase(word: &str) -> String {
    super::text::capital(&word.replace('_', " ")).into_owned()
}

/// A treatment option in words.
pub fn option(word: &str) -> &str {
    match word {
        "modify" => "Modify",
        "retain" => "Retain",
        "avoid" => "Avoid",
        "share" => "Share",
        other => other,
    }
}

/// Who performs a control, in words.
pub fn performed(word: &str) -> &str {
    match word {
        "own" => "Own",
        "shared" => "Shared",
        "inherited" => "Inherited",
        other => other,
    }
}

/// A day as in a sentence: `30 September 2026`.
pub fn long_date(day: Day) -> String {
    const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    let month = usize::try_from(day.0.month()).ok().and_then(|month| MONTHS.get(month.saturating_sub(1))).unwrap_or(&"");
    format!("{} {month} {}", day.0.day(), day.0.year())
}

/// An amount with separators: `12,500 EUR`.
pub fn money(money: &Money) -> String {
    format!("{} {}", thousands(&money.amount.to_string()), money.currency)
}

/// A number with separators.
pub fn thousands(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut out = String::new();
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    match fraction {
        Some(fraction) => format!("{sign}{out}.{fraction}"),
        None => format!("{sign}{out}"),
    }
}

/// Work in hours as days of eight hours where that comes out even: `15 days`, `4 hours`.
pub fn effort(hours: Decimal) -> String {
    let shown = |count: &str, unit: &str| format!("{} {unit}{}", thousands(count), if count == "1" { "" } else { "s" });
    match hours.as_whole() {
        Some(whole) if whole >= 8 && whole % 8 == 0 => shown(&(whole / 8).to_string(), "day"),
        _ => shown(&hours.to_string(), "hour"),
    }
}

/// "1 risk", "3 risks".
pub fn count(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

/// A capability level in words (ISO/IEC 33020).
pub fn maturity(level: i64) -> &'static str {
    match level {
        0 => "incomplete",
        1 => "performed",
        2 => "managed",
        3 => "established",
        4 => "predictable",
        5 => "innovating",
        _ => "not on the scale",
    }
}

/// A facet of a process of the model.
pub fn category(word: &str) -> &'static str {
    match word {
        "management" => "Management process",
        "core" => "Core process",
        "support" => "Support process",
        "outside" => "Outside the ISMS",
        _ => "Process",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_well() {
        assert_eq!(thousands("1234567.5"), "1,234,567.5");
        assert_eq!(thousands("-100"), "-100");
        assert_eq!(effort(Decimal::whole(120).unwrap()), "15 days");
        assert_eq!(effort(Decimal::whole(4).unwrap()), "4 hours");
        assert_eq!(long_date(Day(jiff::civil::date(2026, 9, 30))), "30 September 2026");
    }
}
