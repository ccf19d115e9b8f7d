//! The one place that asks what day it is.

use std::time::{SystemTime, UNIX_EPOCH};

use jiff::civil::Date;

use super::CliError;
use crate::model::Day;

/// The day of `--as-of`, or today in UTC.
pub fn as_of(text: Option<&str>) -> Result<Day, CliError> {
    day("--as-of", text)
}

/// The day of an option, or today in UTC.
pub fn day(option: &'static str, text: Option<&str>) -> Result<Day, CliError> {
    match text {
        Some(text) => crate::resolve::parse_date(text).map(Day).ok_or_else(|| CliError::WrongDate { text: text.into(), option }),
        None => Ok(today()),
    }
}

#[allow(clippy::disallowed_methods, reason = "this is the one place")]
fn today() -> Day {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let days = i64::try_from(seconds / 86_400).unwrap_or(0);
    let epoch = Date::constant(1970, 1, 1);
    let date = jiff::Span::new().try_days(days).and_then(|span| epoch.checked_add(span));
    Day(date.unwrap_or(epoch))
}
