//! The small values that entities are made of, each with the place that it came from.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::base::{Decimal, Place};
use crate::resolve::{Data, Node, Period, Reference, Typed};
use crate::vocabulary::Namespace;

/// A value and where it stands; in JSON just the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
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

fn to_ref(node: &Node, typed: &Typed, reference: &Reference) -> Option<Ref> {
    // a reference that was not found was reported; the model does not hold it
    let group = reference.target?;
    Some(Ref { kind: group.label(), id: reference.id.clone(), group, place: node.at(typed.span) })
}

/// Reading a node's members by word; what was wrong was reported and reads as missing.
impl Node {
    pub(crate) fn title_text(&self) -> String {
        self.title.as_ref().map(|(title, _)| title.clone()).unwrap_or_default()
    }

    pub(crate) fn own_refs(&self) -> Vec<Ref> {
        self.values
            .iter()
            .filter_map(|typed| match &typed.data {
                Data::Ref(reference) => to_ref(self, typed, reference),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn own_refs_or_texts(&self) -> Vec<RefOrText> {
        self.values
            .iter()
            .filter_map(|typed| match &typed.data {
                Data::Ref(reference) => to_ref(self, typed, reference).map(RefOrText::Ref),
                Data::Text(text) => Some(RefOrText::Text(text.clone())),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn own_text(&self) -> Option<String> {
        self.values.iter().find_map(|typed| match &typed.data {
            Data::Text(text) => Some(text.clone()),
            _ => None,
        })
    }

    pub(crate) fn own_word(&self) -> Option<&'static str> {
        self.values.iter().find_map(|typed| match &typed.data {
            Data::Word(word) => Some(*word),
            _ => None,
        })
    }

    pub(crate) fn own_names(&self) -> Vec<At<String>> {
        self.values
            .iter()
            .filter_map(|typed| match &typed.data {
                Data::Name(name) => Some(At { value: name.clone(), place: self.at(typed.span) }),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn own_number(&self) -> Option<At<Decimal>> {
        self.values.iter().find_map(|typed| match &typed.data {
            Data::Number(number) => Some(At { value: *number, place: self.at(typed.span) }),
            _ => None,
        })
    }

    pub(crate) fn own_quantity(&self) -> Option<(Decimal, Option<String>)> {
        self.values.iter().find_map(|typed| match &typed.data {
            Data::Quantity(number, unit) => Some((*number, unit.clone())),
            _ => None,
        })
    }

    pub(crate) fn refs(&self, word: &str) -> Vec<Ref> {
        self.all(word).flat_map(Node::own_refs).collect()
    }

    pub(crate) fn refs_or_texts(&self, word: &str) -> Vec<RefOrText> {
        self.all(word).flat_map(Node::own_refs_or_texts).collect()
    }

    pub(crate) fn one_ref(&self, word: &str) -> Option<Ref> {
        self.get(word).and_then(|node| node.own_refs().into_iter().next())
    }

    pub(crate) fn one_ref_or_text(&self, word: &str) -> Option<RefOrText> {
        self.get(word).and_then(|node| node.own_refs_or_texts().into_iter().next())
    }

    pub(crate) fn text(&self, word: &str) -> Option<String> {
        self.get(word).and_then(Node::own_text)
    }

    pub(crate) fn text_at(&self, word: &str) -> Option<At<String>> {
        self.get(word).and_then(|node| node.own_text().map(|value| At { value, place: node.place() }))
    }

    pub(crate) fn texts(&self, word: &str) -> Vec<String> {
        self.all(word)
            .flat_map(|node| node.values.iter())
            .filter_map(|typed| match &typed.data {
                Data::Text(text) => Some(text.clone()),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn choice(&self, word: &str) -> Option<&'static str> {
        self.get(word).and_then(Node::own_word)
    }

    pub(crate) fn choices(&self, word: &str) -> Vec<&'static str> {
        self.all(word)
            .flat_map(|node| node.values.iter())
            .filter_map(|typed| match &typed.data {
                Data::Word(word) => Some(*word),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn name(&self, word: &str) -> Option<At<String>> {
        self.get(word).and_then(|node| node.own_names().into_iter().next())
    }

    pub(crate) fn names(&self, word: &str) -> Vec<String> {
        self.all(word).flat_map(Node::own_names).map(|at| at.value).collect()
    }

    pub(crate) fn day(&self, word: &str) -> Option<At<Day>> {
        self.get(word).and_then(|node| {
            node.values.iter().find_map(|typed| match &typed.data {
                Data::Date(date) => Some(At { value: Day(*date), place: node.at(typed.span) }),
                _ => None,
            })
        })
    }

    pub(crate) fn length(&self, word: &str) -> Option<At<Length>> {
        self.get(word).and_then(|node| {
            node.values.iter().find_map(|typed| match &typed.data {
                Data::Duration(period) => Some(At { value: Length(*period), place: node.at(typed.span) }),
                _ => None,
            })
        })
    }

    pub(crate) fn money(&self, word: &str) -> Option<At<Money>> {
        self.get(word).and_then(|node| {
            node.values.iter().find_map(|typed| match &typed.data {
                Data::Money(amount, currency) => {
                    Some(At { value: Money { amount: *amount, currency: currency.clone() }, place: node.at(typed.span) })
                }
                _ => None,
            })
        })
    }

    /// Work in hours.
    pub(crate) fn effort(&self, word: &str) -> Option<At<Decimal>> {
        self.get(word).and_then(|node| {
            node.values.iter().find_map(|typed| match &typed.data {
                Data::Effort(hours) => Some(At { value: *hours, place: node.at(typed.span) }),
                _ => None,
            })
        })
    }

    pub(crate) fn flag(&self, word: &str) -> Option<bool> {
        self.get(word).and_then(|node| {
            node.values.iter().find_map(|typed| match &typed.data {
                Data::Bool(value) => Some(*value),
                _ => None,
            })
        })
    }

    pub(crate) fn int(&self, word: &str) -> Option<At<i64>> {
        self.get(word).and_then(|node| {
            node.values.iter().find_map(|typed| match &typed.data {
                Data::Int(value) => Some(At { value: *value, place: node.at(typed.span) }),
                _ => None,
            })
        })
    }

    pub(crate) fn clauses(&self, word: &str) -> Vec<String> {
        self.all(word)
            .flat_map(|node| node.values.iter())
            .filter_map(|typed| match &typed.data {
                Data::Clause(clause) => Some(clause.clone()),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn approval(&self) -> Option<Approval> {
        self.get("approved").map(|node| Approval { by: node.refs("by"), on: node.day("on").map(|at| at.value), place: node.place() })
    }

    pub(crate) fn review(&self) -> Option<Review> {
        self.repeated("review")
    }

    pub(crate) fn repeated(&self, word: &str) -> Option<Review> {
        self.get(word).map(|node| {
            let every = node.length("every").map(|at| at.value);
            let last = node.day("last").map(|at| at.value);
            let next = every.zip(last).map(|(every, last)| last.after(every));
            Review { every, last, next, place: node.place() }
        })
    }

    pub(crate) fn cadence(&self) -> Option<Length> {
        self.get("cadence").and_then(|node| node.length("every")).map(|at| at.value)
    }
}
