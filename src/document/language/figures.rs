//! Days, numbers, money and lengths of time as a reader of the language expects them.
//!
//! The group `[format]` of a catalogue decides: `day`, `long_day`, `decimal` and `thousands`. In English a day in a table is
//! written as in ISO 8601. What machines read (CSV, JSON, OSCAL, iCalendar) never comes from here.

use super::{Language, fill};
use crate::base::Decimal;
use crate::model::{Day, Length, Money};

const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

impl Language {
    fn format(&self, key: &str) -> &str {
        let given = self.catalogue.format.get(key).map(String::as_str);
        given.or_else(|| super::catalogue::FORMATS.iter().find(|(name, ..)| *name == key).map(|(_, english, _)| *english)).unwrap_or("")
    }

    /// A day in a table or a head: `2026-09-30`, `30.09.2026`.
    pub fn day(&self, day: Day) -> String {
        self.written(day, "day")
    }

    /// A day as in a sentence: `30 September 2026`, `30. September 2026`.
    pub fn long_day(&self, day: Day) -> String {
        self.written(day, "long_day")
    }

    fn written(&self, day: Day, key: &str) -> String {
        let month = usize::try_from(day.0.month()).ok().and_then(|month| MONTHS.get(month.saturating_sub(1))).unwrap_or(&"");
        fill(self.format(key), |part| {
            Some(match part {
                "d" => day.0.day().to_string(),
                "dd" => format!("{:02}", day.0.day()),
                "m" => day.0.month().to_string(),
                "mm" => format!("{:02}", day.0.month()),
                "month" => self.t(month).to_string(),
                "yyyy" => format!("{:04}", day.0.year()),
                _ => return None,
            })
        })
    }

    /// How a workbook shows a day: `yyyy-mm-dd`, `dd.mm.yyyy`.
    pub fn day_pattern(&self) -> String {
        fill(self.format("day"), |part| Some(part.to_string()))
    }

    /// A number with separators: `12,500.5`, `12.500,5`.
    pub fn number(&self, number: &str) -> String {
        let (sign, digits) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
        let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
        let mut out = sign.to_string();
        for (at, c) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                out.push_str(self.format("thousands"));
            }
            out.push(c);
        }
        if let Some(fraction) = fraction {
            out.push_str(self.format("decimal"));
            out.push_str(fraction);
        }
        out
    }

    /// An amount: `12,500 EUR`.
    pub fn money(&self, money: &Money) -> String {
        format!("{} {}", self.number(&money.amount.to_string()), money.currency)
    }

    /// A length of time: `6 months`.
    pub fn length(&self, length: Length) -> String {
        let period = length.0;
        let unit = period.unit.to_string();
        self.counted(&period.count.to_string(), &unit)
    }

    /// A length of time as an interval: `every 6 months`, `every month`.
    pub fn every(&self, length: Length) -> String {
        let period = length.0;
        let unit = period.unit.to_string();
        if period.count == 1 { self.t(&format!("every {unit}")).to_string() } else { self.say("every {length}", &[("length", &self.length(length))]) }
    }

    /// Work in hours as days of eight hours where that comes out even: `15 days`, `4 hours`.
    pub fn effort(&self, hours: Decimal) -> String {
        match hours.as_whole() {
            Some(whole) if whole >= 8 && whole % 8 == 0 => self.counted(&(whole / 8).to_string(), "day"),
            _ => self.counted(&hours.to_string(), "hour"),
        }
    }

    /// "1 risk", "3 risks": the message is `{count} risks`.
    fn counted(&self, count: &str, unit: &str) -> String {
        fill(self.form(&format!("{{count}} {unit}s"), Some(count)), |name| (name == "count").then(|| self.number(count)))
    }
}
