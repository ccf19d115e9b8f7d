//! The small values that entities are made of, each with the place that it came from.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::base::{Decimal, Place};
use crate::resolve::Period;
use crate::vocabulary::Namespace;

/// A value and where it stands; in JSON just the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

impl<T: std::fmt::Display> std::fmt::Display for At<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.value.fmt(f)
    }
}

impl<T: Serialize> Serialize for At<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T: JsonSchema> JsonSchema for At<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }
}

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub Date);

impl Day {
    /// The day that lies this long after it; the last day of the calendar where that is beyond it.
    #[must_use]
    pub fn after(self, length: Length) -> Day {
        let count = length.0.count;
        let span = match length.0.unit {
            "day" => jiff::Span::new().try_days(count),
            "week" => jiff::Span::new().try_weeks(count),
            "month" => jiff::Span::new().try_months(count),
            "quarter" => jiff::Span::new().try_months(count * 3),
            _ => jiff::Span::new().try_years(count),
        };
        Day(span.and_then(|span| self.0.checked_add(span)).unwrap_or(Date::MAX))
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// A length of time as it was written: `6 months`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length(pub Period);

impl Length {
    /// About how many days, for comparing lengths of different units.
    pub fn days(self) -> i64 {
        let unit = crate::vocabulary::TIME_UNITS.iter().find(|(one, _, _)| *one == self.0.unit);
        self.0.count.saturating_mul(unit.map_or(1, |(_, _, days)| *days))
    }

    /// As it stands behind "every": `month`, `3 months`.
    pub fn each(self) -> String {
        if self.0.count == 1 { self.0.unit.into() } else { self.to_string() }
    }
}

impl std::fmt::Display for Length {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let plural = if self.0.count == 1 { "" } else { "s" };
        write!(f, "{} {}{plural}", self.0.count, self.0.unit)
    }
}

impl Serialize for Length {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

macro_rules! string_schema {
    ($ty:ty, $name:literal, $doc:literal) => {
        impl JsonSchema for $ty {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "description": $doc })
            }
        }
    };
}

string_schema!(Day, "Day", "a day, YYYY-MM-DD");
string_schema!(Length, "Length", "a length of time, such as `6 months`");

impl JsonSchema for Decimal {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Decimal".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number" })
    }
}

/// A reference to something declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Ref {
    /// What kind of thing.
    pub kind: &'static str,
    /// Its name.
    pub id: String,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) group: Namespace,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// Something declared, or a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum RefOrText {
    /// Something declared.
    Ref(Ref),
    /// A sentence.
    Text(String),
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Money {
    /// How much.
    pub amount: Decimal,
    /// Of which currency, ISO 4217.
    pub currency: String,
}

impl std::fmt::Display for Money {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.amount, self.currency)
    }
}

/// A decision of someone on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Approval {
    /// The roles.
    pub by: Vec<Ref>,
    /// The day.
    pub on: Option<Day>,
    /// The digest of the text that was approved, for documents and policies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<At<String>>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// How often something is looked at again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Review {
    /// The interval.
    pub every: Option<Length>,
    /// The day of the last one.
    pub last: Option<Day>,
    /// The day of the next one, where both are known.
    pub next: Option<Day>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}
