//! Decisions of the Statement of Applicability: what applies, what does not, and how far it is.

use super::change::{Change, Subject};
use super::fields::{self, Table, json};
use super::kind::{Kind, Weight};
use super::pair::Pair;
use crate::base::Place;
use crate::model::{Control, Exclusion, Head, Model};

enum Decision<'m> {
    Applies(&'m Control),
    Not(&'m Exclusion),
    Open,
}

fn decision<'m>(model: &'m Model, id: &str) -> Decision<'m> {
    match (model.controls.get(id), model.exclusions.get(id)) {
        (Some(control), _) => Decision::Applies(control),
        (None, Some(exclusion)) => Decision::Not(exclusion),
        (None, None) => Decision::Open,
    }
}

/// How far a control is, from nothing to in place.
pub(super) fn rank(status: &str) -> usize {
    ["not_started", "planned", "partial", "implemented"].iter().position(|one| *one == status).unwrap_or(0)
}

fn said(status: &str) -> String {
    status.replace('_', " ")
}

const CONTROL: Table = Table {
    decides: Kind::ControlChanged,
    deciding: &["implementation", "documented_in", "applies_to"],
    special: &[
        ("performed", Kind::ControlPerformed),
        ("performed_by", Kind::ControlPerformed),
        ("because", Kind::ControlReason),
        ("baseline", Kind::ControlReason),
        ("evidence", Kind::ControlEvidence),
        ("funded_by", Kind::CostChanged),
    ],
    skip: &["own", "status", "plan"],
};
const EXCLUSION: Table = Table { decides: Kind::ExclusionChanged, deciding: &["because"], special: &[], skip: &[] };

/// Compares the decisions on all controls of both catalogues, and on own ones.
pub(super) fn changes(pair: &mut Pair<'_>) {
    let (old, new) = (pair.old, pair.new);
    let same_edition = old.organisation.standard == new.organisation.standard;
    let mut ids: Vec<&String> = old.controls.keys().chain(old.exclusions.keys()).collect();
    ids.extend(new.controls.keys().chain(new.exclusions.keys()));
    ids.sort_by(|a, b| crate::base::natural_cmp(a, b));
    ids.dedup();
    for id in ids {
        let title = if new.control_title(id).is_empty() { old.control_title(id) } else { new.control_title(id) };
        let subject = Subject::new("control", id, title);
        let known = |model: &Model| model.reference.controls.contains_key(id);
        if !same_edition && known(old) != known(new) {
            // a control of the other edition; the change of the edition says so once
            continue;
        }
        one(pair, subject, (decision(old, id), decision(new, id)), known(new));
    }
    for (id, after) in &new.reference.controls {
        // own and licensed wordings take the place of those of the catalogue
        let Some(before) = old
            .reference
            .controls
            .get(id)
            .filter(|before| same_edition && (&before.head.title, &before.head.description) != (&after.head.title, &after.head.description))
        else {
            continue;
        };
        let subject = Subject::new("control", id, &after.head.title);
        let change = Change::new(Kind::ControlChanged, subject, format!("the wording of `{id}` is another one"));
        let words = |head: &Head| match &head.description {
            _ if before.head.title != after.head.title => Some(head.title.clone()),
            description => description.clone(),
        };
        pair.add(change.from_to(words(&before.head), words(&after.head)), None, None);
    }
}

fn one(pair: &mut Pair<'_>, subject: Subject, decisions: (Decision<'_>, Decision<'_>), of_catalogue: bool) {
    let name = format!("`{}`", subject.id);
    match decisions {
        (Decision::Applies(before), Decision::Applies(after)) => applies(pair, &subject, before, after),
        (Decision::Not(before), Decision::Not(after)) => {
            fields::compare(pair, &subject, (&json(before), &json(after)), (before.place, after.place), &EXCLUSION);
        }
        (before, Decision::Not(after)) => {
            let (was, place) = state(&before);
            let what = match &before {
                Decision::Applies(one) => format!("{name} no longer applies; it was {}", said(one.status)),
                _ => format!("{name} does not apply"),
            };
            let change = Change::new(Kind::ControlExcluded, subject, what).from_to(was, Some("excluded".into()));
            pair.add(change.because(after.because.as_ref()).approved(after.approved.as_ref()), place, Some(after.place));
        }
        (before, Decision::Applies(after)) => {
            let (was, place) = state(&before);
            let kind = if of_catalogue { Kind::ControlIncluded } else { Kind::ControlAdded };
            let what =
                if of_catalogue { format!("{name} applies: {}", said(after.status)) } else { format!("own control {name} is new: {}", said(after.status)) };
            pair.add(Change::new(kind, subject, what).from_to(was, Some(after.status.into())), place, Some(after.head.place));
        }
        (before, Decision::Open) => {
            let (was, place) = state(&before);
            let (kind, what) = if of_catalogue {
                (Kind::ControlUndecided, format!("nothing decides on {name} any more"))
            } else {
                (Kind::ControlRemoved, format!("own control {name} is gone"))
            };
            pair.add(Change::new(kind, subject, what).from_to(was, None), place, None);
        }
    }
}

fn state(decision: &Decision<'_>) -> (Option<String>, Option<Place>) {
    match decision {
        Decision::Applies(one) => (Some(one.status.into()), Some(one.head.place)),
        Decision::Not(one) => (Some("excluded".into()), Some(one.place)),
        Decision::Open => (None, None),
    }
}

fn applies(pair: &mut Pair<'_>, subject: &Subject, before: &Control, after: &Control) {
    if before.status != after.status {
        let up = rank(after.status) > rank(before.status);
        let what = format!("`{}` is {}, and was {}", subject.id, said(after.status), said(before.status));
        let kind = if up { Kind::ControlStatusUp } else { Kind::ControlStatusDown };
        let change = Change::new(kind, subject.clone(), what).from_to(Some(before.status.into()), Some(after.status.into()));
        // a step that claims to be the last one without evidence deserves a look
        let bare = up && after.status == "implemented" && after.evidence.is_empty();
        let change = if bare { change.weighs(Weight::High).cause("nothing shows it: there is no `evidence`") } else { change };
        pair.both(change, before.status_place, after.status_place);
    }
    fields::compare(pair, subject, (&json(before), &json(after)), (before.head.place, after.head.place), &CONTROL);
}
