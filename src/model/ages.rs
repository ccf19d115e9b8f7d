//! How old a work product can be when it is used: the interval of its delivery, and the age of what it contains.
//!
//! What arrives every six months is up to six months old just before the next one comes. What is put into it
//! arrived before and was up to its own age then. The ages along such a chain add up; the oldest chain counts.

use super::flows::Flow;
use super::{Length, Model};

/// A length of time for comparing: 48ths of a day, so that months (365.25 / 12 days) are whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Age(i64);

const DAY: i64 = 48;
const MONTH: i64 = 1461;

impl Age {
    /// The age of what is renewed at this interval.
    pub fn of(length: Length) -> Self {
        let unit = match length.0.unit {
            "day" => DAY,
            "week" => 7 * DAY,
            "month" => MONTH,
            "quarter" => 3 * MONTH,
            _ => 12 * MONTH,
        };
        Age(length.0.count.saturating_mul(unit))
    }

    /// Whole months, where it is that.
    pub fn in_months(self) -> Option<i64> {
        (self.0 % MONTH == 0).then_some(self.0 / MONTH)
    }

    /// Both, one after the other.
    #[must_use]
    pub fn plus(self, other: Age) -> Age {
        Age(self.0.saturating_add(other.0))
    }
}

impl std::fmt::Display for Age {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let plural = |count: i64| if count == 1 { "" } else { "s" };
        if let Some(count) = self.in_months().filter(|count| *count > 0) {
            return write!(f, "{count} month{}", plural(count));
        }
        let months = self.0 / MONTH;
        let days = (self.0 - months * MONTH + DAY / 2) / DAY;
        match months {
            0 => write!(f, "{days} day{}", plural(days)),
            _ => write!(f, "{months} month{} and {days} day{}", plural(months), plural(days)),
        }
    }
}

/// A chain of deliveries, the last one first, and how old the first content can be at its end.
#[derive(Debug, Clone)]
pub struct Chain<'m> {
    /// The flows.
    pub steps: Vec<&'m Flow>,
    /// All their intervals together.
    pub age: Age,
}

impl Model {
    /// The oldest content that a flow can bring. Intervals that nobody states count as nothing.
    pub fn oldest<'m>(&'m self, flow: &'m Flow) -> Chain<'m> {
        self.oldest_beyond(flow, &mut Vec::new())
    }

    fn oldest_beyond<'m>(&'m self, flow: &'m Flow, passed: &mut Vec<&'m str>) -> Chain<'m> {
        let own = flow.every.as_ref().map_or(Age::default(), |every| Age::of(every.value));
        passed.push(&flow.from.id);
        let mut oldest: Option<Chain<'m>> = None;
        for content in self.ingredients(flow) {
            // a process that its own results come back to adds no age of its own
            if passed.contains(&content.from.id.as_str()) {
                continue;
            }
            let chain = self.oldest_beyond(content, passed);
            if oldest.as_ref().is_none_or(|best| chain.age > best.age) {
                oldest = Some(chain);
            }
        }
        passed.pop();
        let mut steps = vec![flow];
        let mut age = own;
        if let Some(chain) = oldest {
            age = age.plus(chain.age);
            steps.extend(chain.steps);
        }
        Chain { steps, age }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::Period;

    fn age(count: i64, unit: &'static str) -> Age {
        Age::of(Length(Period { count, unit }))
    }

    #[test]
    fn a_year_is_twelve_months_and_four_quarters() {
        assert_eq!(age(1, "year"), age(12, "month"));
        assert_eq!(age(4, "quarter"), age(12, "month"));
        assert!(age(30, "day") < age(1, "month") && age(31, "day") > age(1, "month"));
    }

    #[test]
    fn ages_are_told_in_months_where_they_can_be() {
        assert_eq!(age(1, "year").plus(age(3, "month")).to_string(), "15 months");
        assert_eq!(age(1, "month").plus(age(1, "week")).to_string(), "1 month and 7 days");
        assert_eq!(age(1, "day").to_string(), "1 day");
    }
}
