//! Declarations property by property: nothing that changed goes unseen, whether or not something knows what it means.

use serde::Serialize;
use serde_json::Value;

use super::change::{Change, Subject};
use super::kind::{Effect, Kind, Weight};
use super::pair::Pair;
use crate::base::Place;

/// What the properties of one kind of declaration mean.
pub(super) struct Table {
    /// The kind of a change of a property that decides something.
    pub decides: Kind,
    /// The properties that decide something.
    pub deciding: &'static [&'static str],
    /// Properties with a kind of their own.
    pub special: &'static [(&'static str, Kind)],
    /// Properties that something else compares, or that follow from others.
    pub skip: &'static [&'static str],
}

/// A property that differs.
pub(super) struct Field {
    pub name: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// Something declared, as the model's JSON shows it.
pub(super) fn json(one: &impl Serialize) -> Value {
    serde_json::to_value(one).unwrap_or_default()
}

/// The properties in which two declarations differ, in the order of the model.
pub(super) fn differences(old: &Value, new: &Value) -> Vec<Field> {
    let (Some(old), Some(new)) = (old.as_object(), new.as_object()) else { return Vec::new() };
    let mut names: Vec<&String> = new.keys().collect();
    names.extend(old.keys().filter(|name| !new.contains_key(*name)));
    let of = |side: &serde_json::Map<String, Value>, name: &str| side.get(name).filter(|value| !is_nothing(value)).map(normal);
    names
        .into_iter()
        .map(|name| Field { name: name.clone(), before: of(old, name), after: of(new, name) })
        .filter(|field| field.before != field.after)
        .collect()
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(list) => list.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

/// The value with every run of white space as one space: a text that was only laid out anew is the same text.
pub(super) fn normal(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        Value::Array(list) => Value::Array(list.iter().map(normal).collect()),
        Value::Object(map) => Value::Object(map.iter().map(|(name, value)| (name.clone(), normal(value))).collect()),
        other => other.clone(),
    }
}

/// Compares two declarations of the same name by a table.
pub(super) fn compare(pair: &mut Pair<'_>, subject: &Subject, sides: (&Value, &Value), places: (Place, Place), table: &Table) {
    for field in differences(sides.0, sides.1) {
        let name = field.name.as_str();
        if matches!(name, "id" | "approved") || table.skip.contains(&name) {
            continue;
        }
        let special = table.special.iter().find(|(one, _)| *one == name).map(|(_, kind)| *kind);
        let change = match (special, name) {
            (Some(kind), _) => plain(kind, subject, &field),
            (None, "owner" | "responsible" | "lead" | "by") => plain(Kind::OwnerChanged, subject, &field),
            (None, "review" | "audit") if is_review(&field) => review(subject, &field),
            (None, "due" | "date" | "until" | "start" | "effective") => date(subject, &field),
            _ if table.deciding.contains(&name) => plain(table.decides, subject, &field),
            _ => plain(Kind::Reworded, subject, &field).under(table.decides.topic()),
        };
        pair.both(change, places.0, places.1);
    }
}

/// A change of one property, with no more meaning than that.
pub(super) fn plain(kind: Kind, subject: &Subject, field: &Field) -> Change {
    let (before, after) = (field.before.as_ref().map(shown), field.after.as_ref().map(shown));
    let name = words(&field.name);
    let of = format!("{name} of {}", subject.named());
    let what = match (list(field.before.as_ref()), list(field.after.as_ref())) {
        (Some(old), Some(new)) if !(old.is_empty() && new.is_empty()) => moved(&of, &old, &new),
        _ => match (before.as_deref().filter(|text| is_short(text)), after.as_deref().filter(|text| is_short(text))) {
            (Some(old), Some(new)) => format!("{of}: {new} instead of {old}"),
            (None, Some(new)) if before.is_none() => format!("{of}: {new}"),
            (Some(old), None) if after.is_none() => format!("{of}: no longer {old}"),
            _ if before.is_none() => format!("{of} is stated"),
            _ if after.is_none() => format!("{of} is no longer stated"),
            _ => format!("{of} reads differently"),
        },
    };
    let mut change = Change::new(kind, subject.clone(), what).from_to(before, after);
    change.field = Some(field.name.clone());
    change
}

/// A date that moved: later is weaker, and so is none.
pub(super) fn date(subject: &Subject, field: &Field) -> Change {
    let text = |value: &Option<Value>| value.as_ref().map(shown);
    let (before, after) = (text(&field.before), text(&field.after));
    let later = after.is_none() || (before.is_some() && after > before);
    // days sort as text: year, month, day
    plain(if later { Kind::DateLater } else { Kind::DateEarlier }, subject, field)
}

fn is_review(field: &Field) -> bool {
    [&field.before, &field.after].into_iter().flatten().all(|value| value.get("every").is_some())
}

/// A review that was held, or that is held more or less often.
fn review(subject: &Subject, field: &Field) -> Change {
    let every = |value: &Option<Value>| value.as_ref().and_then(|one| one.get("every")).map(shown);
    let last = |value: &Option<Value>| value.as_ref().and_then(|one| one.get("last")).map(shown);
    let mut change = plain(Kind::ReviewChanged, subject, field);
    if every(&field.before) == every(&field.after) {
        let held = last(&field.after) > last(&field.before);
        change = plain(Kind::ReviewHeld, subject, field);
        change.what = match last(&field.after) {
            Some(day) if held => format!("review of {} was held on {day}", subject.named()),
            Some(day) => format!("last review of {} was on {day}, and not later", subject.named()),
            None => format!("last review of {} is no longer stated", subject.named()),
        };
        if !held {
            change = change.goes(Effect::Weaker).weighs(Weight::Medium);
        }
    } else {
        let said = |text: Option<String>| text.map_or_else(|| "never".into(), |text| format!("every {text}"));
        change.what = format!("{} is reviewed {}, and no longer {}", subject.named(), said(every(&field.after)), said(every(&field.before)));
        if field.before.is_none() {
            change.what = format!("{} is reviewed {}", subject.named(), said(every(&field.after)));
            change = change.goes(Effect::Stronger);
        }
    }
    change
}

/// A list of names, where it is one; nothing counts as an empty one.
fn list(value: Option<&Value>) -> Option<Vec<String>> {
    match value {
        None => Some(Vec::new()),
        Some(Value::Array(items)) => Some(items.iter().map(shown).collect()),
        Some(_) => None,
    }
}

/// What a list gained and lost.
fn moved(of: &str, old: &[String], new: &[String]) -> String {
    let gained: Vec<&String> = new.iter().filter(|one| !old.contains(one)).collect();
    let lost: Vec<&String> = old.iter().filter(|one| !new.contains(one)).collect();
    let names = |list: &[&String]| list.iter().map(|one| cut(one)).collect::<Vec<_>>().join(", ");
    match (gained.is_empty(), lost.is_empty()) {
        (false, false) => format!("{of}: gains {}; loses {}", names(&gained), names(&lost)),
        (false, true) => format!("{of}: gains {}", names(&gained)),
        (true, false) => format!("{of}: loses {}", names(&lost)),
        (true, true) => format!("{of} stands in another order"),
    }
}

/// A value as a reader sees it.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(value) => if *value { "yes" } else { "no" }.into(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Object(map) => {
            let get = |name: &str| map.get(name).filter(|value| !is_nothing(value)).map(shown);
            match (get("kind"), get("id"), get("amount"), get("currency"), get("by"), get("on"), get("every"), get("name")) {
                (Some(_), Some(id), ..) if map.len() == 2 => id,
                (_, _, Some(amount), Some(currency), ..) => format!("{amount} {currency}"),
                (_, _, _, _, Some(by), Some(on), ..) => format!("{by} on {on}"),
                (.., Some(every), _) if map.keys().all(|key| matches!(key.as_str(), "every" | "last")) => {
                    format!("every {every}{}", get("last").map(|last| format!(", last {last}")).unwrap_or_default())
                }
                (.., Some(name)) if map.contains_key("value") => format!("{name} {}", get("value").unwrap_or_default()),
                _ => map
                    .iter()
                    .filter(|(_, value)| !is_nothing(value))
                    .map(
                        |(name, value)| {
                            if matches!(name.as_str(), "text" | "title" | "id") { shown(value) } else { format!("{} {}", words(name), shown(value)) }
                        },
                    )
                    .collect::<Vec<_>>()
                    .join(" "),
            }
        }
    }
}

/// A property as words: `retention_rule` reads "retention rule".
pub(super) fn words(name: &str) -> String {
    match name {
        "held_by" => "holder".into(),
        "from" => "from".into(),
        other => other.replace('_', " "),
    }
}

fn is_short(text: &str) -> bool {
    text.chars().count() <= 60 && !text.contains('\n')
}

/// The beginning of a text that is too long for a sentence.
pub(super) fn cut(text: &str) -> String {
    if is_short(text) {
        return text.to_string();
    }
    let start: String = text.chars().take(56).collect();
    format!("{} …", start.split_whitespace().collect::<Vec<_>>().join(" "))
}
