//! Interfaces: work products that nobody delivers any more, that come from elsewhere, or that are done without.

use crate::base::IndexMap;
use serde_json::Value;

use super::change::{Change, Subject};
use super::fields::{json, shown};
use super::kind::{Kind, Weight};
use super::pair::Pair;
use crate::base::Place;
use crate::model::{Interface, Model, State};

type Key<'m> = (&'m str, &'m str, &'m str, &'m str);

fn keyed(model: &Model) -> IndexMap<Key<'_>, &Interface> {
    model.process_set.interfaces.iter().map(|one| ((one.artifact.as_str(), one.from.as_str(), one.to.as_str(), one.receiver.as_str()), one)).collect()
}

/// The word of a state, and where the work product comes from, in words.
fn state(one: &Interface) -> (String, String) {
    let json = json(one);
    let get = |name: &str| json.get(name).filter(|value| !value.is_null()).map(shown).unwrap_or_default();
    let word = json.get("state").and_then(Value::as_str).unwrap_or_default().to_string();
    let words = match word.as_str() {
        "provided" | "re_sourced" => format!("from {}", get("by")),
        "internal" => "inside one process".into(),
        "wildcard" => "from all processes".into(),
        "waived" => "done without (waived)".into(),
        "dropped" => "done without (dropped)".into(),
        "missing" => format!("from nobody ({})", get("why")),
        other => other.replace('_', " "),
    };
    (word, words)
}

fn decided_at(model: &Model, one: &Interface) -> Option<Place> {
    let receiver = || model.process_set.processes.get(&one.receiver).map(|process| process.place);
    match &one.state {
        State::ReSourced { place, .. } => Some(*place),
        State::Missing { place, .. } => place.or_else(receiver),
        _ => receiver(),
    }
}

/// Compares where every work product comes from.
pub(super) fn changes(pair: &mut Pair<'_>) {
    let (old, new) = (pair.old, pair.new);
    let (before, after) = (keyed(old), keyed(new));
    for (key, other) in &after {
        let (artifact, from, _, receiver) = *key;
        let Some(one) = before.get(key) else { continue };
        let ((was, was_words), (is, is_words)) = (state(one), state(other));
        if (&was, &was_words) == (&is, &is_words) {
            continue;
        }
        let subject =
            Subject::new("interface", format!("{artifact} for {receiver}"), new.artifact(artifact).map(|one| one.head.title.clone()).unwrap_or_default());
        let of = format!("`{artifact}` for `{receiver}`");
        let (kind, what) = match (was.as_str(), is.as_str()) {
            (_, "missing") => (Kind::InterfaceBroken, format!("`{receiver}` needs `{artifact}` from `{from}`, and nobody delivers it any more")),
            ("missing", "waived" | "dropped") | (_, "waived" | "dropped") => (Kind::InterfaceWaived, format!("{of} is done without; it came {was_words}")),
            ("missing", _) => (Kind::InterfaceRestored, format!("{of} comes {is_words}; nobody delivered it")),
            _ => (Kind::InterfaceResourced, format!("{of} comes {is_words}; it came {was_words}")),
        };
        let because = match &other.state {
            State::Waived { because, .. } | State::Dropped { because } => because.clone(),
            _ => None,
        };
        let mut change = Change::new(kind, subject, what).from_to(Some(was_words), Some(is_words)).because(because.as_ref());
        if let State::Missing { why: "omitted", .. } = &other.state {
            change = change.cause(format!("`{from}` is left out"));
        }
        pair.add(change, decided_at(old, one), decided_at(new, other));
    }
    appear(pair, &before, &after);
}

/// What processes take now and did not take before, and the other way round: one change for each process.
fn appear(pair: &mut Pair<'_>, before: &IndexMap<Key<'_>, &Interface>, after: &IndexMap<Key<'_>, &Interface>) {
    let (old, new) = (pair.old, pair.new);
    for (these, those, kind) in [(after, before, Kind::InterfaceAppears), (before, after, Kind::InterfaceGone)] {
        let appears = kind == Kind::InterfaceAppears;
        let model = if appears { new } else { old };
        let mut by: IndexMap<&str, Vec<&Interface>> = IndexMap::default();
        for (key, one) in these.iter().filter(|(key, _)| !those.contains_key(*key)) {
            by.entry(key.3).or_default().push(one);
        }
        for (receiver, list) in by {
            // the same type of work product may have come from several processes
            let names: indexmap::IndexSet<&str> = list.iter().map(|one| one.artifact.as_str()).collect();
            let shown: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            let verb = if appears { "takes" } else { "no longer takes" };
            let subject = Subject::new("process", receiver, model.process_title(receiver));
            let place = model.process_set.processes.get(receiver).map(|process| process.place);
            let change = Change::new(kind, subject, format!("`{receiver}` {verb} {}", shown.join(", ")));
            let (old_place, new_place) = if appears { (None, place) } else { (place, None) };
            pair.add(change, old_place, new_place);
            // a new input that nobody delivers is broken from its first day
            for one in list.iter().filter(|one| appears && matches!(one.state, State::Missing { .. })) {
                let subject = Subject::new("interface", format!("{} for {receiver}", one.artifact), "");
                let what = format!("`{receiver}` needs `{}` from `{}`, and nobody delivers it", one.artifact, one.from);
                pair.add(Change::new(Kind::InterfaceBroken, subject, what).weighs(Weight::High), None, decided_at(new, one));
            }
        }
    }
}
