//! The processes that there are: adopted, left out, given to others, merged and split.

use super::change::{Change, Subject};
use super::fields::{self, Table, json};
use super::kind::{Kind, Weight};
use super::pair::Pair;
use crate::base::Place;
use crate::model::{Model, Omission, Origin};

/// What a package decides on a process of the reference model.
enum Decision<'m> {
    Omitted(&'m Omission),
    Open,
    By(&'m [String]),
}

fn decision<'m>(model: &'m Model, id: &str) -> Decision<'m> {
    match model.process_set.realised_by.get(id) {
        Some(by) if !by.is_empty() => Decision::By(by),
        _ => model.omissions.iter().find(|one| one.process.id == id).map_or(Decision::Open, Decision::Omitted),
    }
}

const PROCESS: Table = Table {
    decides: Kind::ProcessChanged,
    deciding: &[
        "of",
        "clearance",
        "performed_by",
        "maturity",
        "maturity_target",
        "cadence",
        "deliver",
        "receive",
        "drop",
        "instead",
        "waive",
        "controls",
        "clauses",
        "because",
        "external",
    ],
    special: &[],
    skip: &["realises", "process"],
};
const OMISSION: Table = Table { decides: Kind::OmissionChanged, deciding: &["because", "instead", "waive"], special: &[], skip: &["process"] };

/// Compares what is decided on the reference model, and the processes of one's own.
pub(super) fn changes(pair: &mut Pair<'_>) {
    let inside = |model: &Model, id: &str| model.reference.processes.get(id).is_some_and(|one| !matches!(one.category, "outside" | "wildcard"));
    let ids: Vec<String> =
        pair.new.reference.processes.keys().filter(|id| inside(pair.new, id) && pair.old.reference.processes.contains_key(*id)).cloned().collect();
    for id in ids {
        reference(pair, &id);
    }
    own(pair);
    waivers(pair);
    declassifications(pair);
}

/// Who performs it, in words.
fn performers(model: &Model, id: &str, by: &[String]) -> String {
    let one = |name: &String| match model.process_set.processes.get(name).map(|process| process.origin) {
        Some(Origin::Adopted) if name == id => "adopted as it stands".to_string(),
        Some(Origin::External) => format!("`{name}`, outside the ISMS"),
        _ => format!("`{name}`"),
    };
    by.iter().map(one).collect::<Vec<_>>().join(" and ")
}

fn place_of(model: &Model, by: &[String]) -> Option<Place> {
    by.first().and_then(|name| model.process_set.processes.get(name)).map(|process| process.place)
}

fn state(model: &Model, id: &str, decision: &Decision<'_>) -> (Option<String>, Option<Place>) {
    match decision {
        Decision::Omitted(one) => (Some("left out".into()), Some(one.place)),
        Decision::Open => (None, None),
        Decision::By(by) => (Some(performers(model, id, by)), place_of(model, by)),
    }
}

fn reference(pair: &mut Pair<'_>, id: &str) {
    let (old, new) = (pair.old, pair.new);
    let (before, after) = (decision(old, id), decision(new, id));
    let subject = Subject::new("process", id, new.process_title(id));
    let (was, old_place) = state(old, id, &before);
    let (is, new_place) = state(new, id, &after);
    match (&before, &after) {
        (Decision::Omitted(one), Decision::Omitted(other)) => {
            fields::compare(pair, &subject, (&json(one), &json(other)), (one.place, other.place), &OMISSION);
        }
        (_, Decision::Omitted(one)) => {
            let what =
                if old_place.is_some() { format!("`{id}` is left out; it was {}", was.clone().unwrap_or_default()) } else { format!("`{id}` is left out") };
            let change = Change::new(Kind::ProcessOmitted, subject, what).from_to(was, is);
            pair.add(change.because(one.because.as_ref()).approved(one.approved.as_ref()), old_place, new_place);
        }
        (Decision::Open, Decision::Open) => {}
        (_, Decision::Open) => {
            // adopted at maturity 0 is an omission by another word
            let zero = new.adoptions.iter().find(|one| one.process.id == id);
            let change = match zero {
                Some(one) => Change::new(Kind::ProcessOmitted, subject, format!("`{id}` has maturity 0, so it is not performed"))
                    .because(one.tailoring.because.as_ref())
                    .approved(one.tailoring.approved.as_ref()),
                None => Change::new(Kind::ProcessUndecided, subject, format!("nothing decides on `{id}` any more")),
            };
            pair.add(change.from_to(was, is), old_place, zero.map(|one| one.place));
        }
        (Decision::Omitted(_) | Decision::Open, Decision::By(by)) => {
            let what = format!("`{id}` is taken up: {}", performers(new, id, by));
            pair.add(Change::new(Kind::ProcessAdopted, subject, what).from_to(was, is), old_place, new_place);
        }
        (Decision::By(one), Decision::By(other)) => {
            let origin =
                |model: &Model, by: &[String]| by.iter().map(|name| model.process_set.processes.get(name).map(|process| process.origin)).collect::<Vec<_>>();
            if one != other || origin(old, one) != origin(new, other) {
                let shares =
                    |model: &Model, by: &[String]| by.iter().filter_map(|name| model.process_set.processes.get(name)).any(|process| process.realises.len() > 1);
                let (kind, verb) = if other.len() > one.len() {
                    (Kind::ProcessSplit, "is shared by")
                } else if shares(new, other) && !shares(old, one) {
                    (Kind::ProcessMerged, "is part of")
                } else {
                    (Kind::ProcessResourced, "is performed by")
                };
                let what = match (*other, is.as_deref()) {
                    ([name], Some("adopted as it stands")) if name == id => {
                        format!("`{id}` is performed as the model has it; it was {}", was.clone().unwrap_or_default())
                    }
                    _ => format!("`{id}` {verb} {}; it was {}", is.clone().unwrap_or_default(), was.clone().unwrap_or_default()),
                };
                let outside = |model: &Model, by: &[String]| origin(model, by).contains(&Some(Origin::External));
                let weight = if outside(new, other) && !outside(old, one) { Weight::High } else { kind.weight() };
                pair.add(Change::new(kind, subject.clone(), what).from_to(was, is).weighs(weight), old_place, new_place);
            }
            let adopted = |model: &'_ Model| model.adoptions.iter().position(|one| one.process.id == id);
            if let (Some(one), Some(other)) = (adopted(old).and_then(|at| old.adoptions.get(at)), adopted(new).and_then(|at| new.adoptions.get(at))) {
                fields::compare(pair, &subject, (&json(one), &json(other)), (one.place, other.place), &PROCESS);
            }
        }
    }
}

/// Processes of one's own and external ones.
fn own(pair: &mut Pair<'_>) {
    let (old, new) = (pair.old, pair.new);
    let realises = |process: &crate::model::OwnProcess| process.realises.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(", ");
    for (id, before) in &old.processes {
        let subject = Subject::new("process", id, &before.head.title);
        match new.processes.get(id) {
            Some(after) => {
                let subject = Subject { title: after.head.title.clone(), ..subject };
                fields::compare(pair, &subject, (&json(before), &json(after)), (before.head.place, after.head.place), &PROCESS);
            }
            None => {
                let of = realises(before);
                let what = if of.is_empty() { format!("`{id}` is gone") } else { format!("`{id}` is gone; it performed {of}") };
                pair.add(Change::new(Kind::ProcessRemoved, subject, what), Some(before.head.place), None);
            }
        }
    }
    for (id, after) in new.processes.iter().filter(|(id, _)| !old.processes.contains_key(*id)) {
        let of = realises(after);
        let outside = if after.external { ", outside the ISMS" } else { "" };
        let what = if of.is_empty() { format!("`{id}` is new{outside}") } else { format!("`{id}` is new{outside}, and performs {of}") };
        pair.add(Change::new(Kind::ProcessAdded, Subject::new("process", id, &after.head.title), what), None, Some(after.head.place));
    }
}

/// Interfaces that are set aside for the whole package: one is known by what is waived and for whom.
fn waivers(pair: &mut Pair<'_>) {
    let key = |one: &crate::model::Waiver| {
        let names = |refs: &[crate::model::Ref]| refs.iter().map(|one| one.id.clone()).collect::<Vec<_>>().join(", ");
        (names(&one.artifacts), names(&one.receivers), one.from.as_ref().map(|from| from.id.clone()).unwrap_or_default())
    };
    const TABLE: Table = Table { decides: Kind::InterfaceWaived, deciding: &["because"], special: &[], skip: &["artifacts", "from", "receivers"] };
    let (old, new) = (pair.old, pair.new);
    for after in &new.waivers {
        let Some(before) = old.waivers.iter().find(|one| key(one) == key(after)) else { continue };
        let subject = Subject::new("waiver", key(after).0, "");
        fields::compare(pair, &subject, (&json(before), &json(after)), (before.place, after.place), &TABLE);
    }
}

/// Work products that somebody may see at a lower level: one is known by what is lowered and for whom.
fn declassifications(pair: &mut Pair<'_>) {
    let names = |refs: &[crate::model::Ref]| refs.iter().map(|one| one.id.clone()).collect::<Vec<_>>().join(", ");
    let key = |one: &crate::model::Declassification| (names(&one.artifacts), names(&one.receivers));
    const TABLE: Table = Table { decides: Kind::DeclassificationChanged, deciding: &["to", "because"], special: &[], skip: &["artifacts", "receivers"] };
    let (old, new) = (pair.old, pair.new);
    let told = |one: &crate::model::Declassification| {
        let receivers = if one.receivers.is_empty() { "everybody who receives it".to_string() } else { names(&one.receivers) };
        let to = one.to.as_ref().map_or("a lower level", |level| level.id.as_str()).replace('_', " ");
        format!("{} is {to} for {receivers}", names(&one.artifacts))
    };
    for before in old.declassifications.iter().filter(|one| !new.declassifications.iter().any(|other| key(other) == key(one))) {
        let subject = Subject::new("declassification", key(before).0, "");
        pair.add(Change::new(Kind::DeclassificationEnded, subject, format!("no longer: {}", told(before))), Some(before.place), None);
    }
    for after in &new.declassifications {
        let subject = Subject::new("declassification", key(after).0, "");
        match old.declassifications.iter().find(|one| key(one) == key(after)) {
            Some(before) => fields::compare(pair, &subject, (&json(before), &json(after)), (before.place, after.place), &TABLE),
            None => pair.add(Change::new(Kind::DeclassificationNew, subject, told(after)), None, Some(after.place)),
        }
    }
}
