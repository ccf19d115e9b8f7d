//! What is true of the organisation: facts that it states, and facts that its other declarations show.
//!
//! Which control hangs on which fact stands in the catalogue (`needed_with`, `only_with`), not here.

use crate::base::Place;
use crate::model::Model;
use crate::vocabulary::Type;
use crate::vocabulary::organisation::FACTS;

/// A fact that holds, and what says so.
pub(super) struct Fact {
    /// As in `facts`.
    pub name: &'static str,
    /// What says so.
    pub place: Place,
    /// What stands there, for a label.
    pub says: String,
}

/// Every fact that holds, each once: as stated, else as shown.
pub(super) fn facts(model: &Model) -> Vec<Fact> {
    let stated = model.organisation.facts_at.iter().map(|at| Fact { name: at.value, place: at.place, says: "stated as a fact here".into() });
    let mut found: Vec<Fact> = Vec::new();
    for fact in stated.chain(shown(model)) {
        if !found.iter().any(|one| one.name == fact.name) {
            found.push(fact);
        }
    }
    found
}

/// The facts that other declarations show.
pub(super) fn shown(model: &Model) -> Vec<Fact> {
    let supplier = model.suppliers.values().find(|one| one.status == "active").map(|one| ("suppliers", one.head.place, "an active supplier".to_string()));
    let site = model.organisation.sites.iter().map(|one| ("premises", one.head.place, "a site of the organisation".to_string())).next();
    let facility =
        || model.assets.values().find(|one| one.kind == Some("facility")).map(|one| ("premises", one.head.place, "an asset that is a place".to_string()));
    let people = model
        .parties
        .values()
        .find(|one| one.kind == "data_subject")
        .map(|one| ("personal_data", one.head.place, "people whose data is processed".to_string()));
    [supplier, site.or_else(facility), people].into_iter().flatten().map(|(name, place, says)| Fact { name, place, says }).collect()
}

/// A fact as the end of a sentence about the organisation: "builds software, for itself or for others".
pub(super) fn in_words(fact: &str) -> &'static str {
    let Type::Word(words) = FACTS else { return "" };
    words.iter().find(|(word, _)| *word == fact).map_or("", |(_, meaning)| meaning)
}
