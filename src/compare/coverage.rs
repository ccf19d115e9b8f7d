//! Clauses of ISO/IEC 27001 that gain or lose the processes that cover them.
//!
//! A process covers the clauses that it names, and those that the profiles of the reference model that it realises
//! point at (ISO/IEC TS 27022:2021 cites the 2013 edition; `was` in the list of clauses leads to the new numbers).

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Subject};
use super::kind::Kind;
use super::pair::Pair;
use crate::model::Model;

/// For each clause that a requirement stands in, the processes that cover it.
fn covered(model: &Model) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for process in model.process_set.processes.values() {
        for clause in &process.tailoring.clauses {
            found.entry(clause.clone()).or_default().insert(process.id.clone());
        }
        let profiles = process.realises.iter().filter_map(|id| model.reference.processes.get(id));
        for reference in profiles.flat_map(|profile| &profile.references) {
            let Some(list) = reference.strip_prefix("ISO/IEC 27001:2013, ") else { continue };
            for cited in list.split(", ") {
                // "5.1 b)" cites an item of 5.1
                let number = cited.split(' ').next().unwrap_or(cited);
                for clause in model.reference.clauses.iter().filter(|clause| clause.was.as_deref().unwrap_or(&clause.number) == number) {
                    found.entry(clause.number.clone()).or_default().insert(process.id.clone());
                }
            }
        }
    }
    found
}

/// Compares which processes cover which clause.
pub(super) fn changes(pair: &mut Pair<'_>) {
    let (old, new) = (pair.old, pair.new);
    if old.organisation.standard != new.organisation.standard {
        return;
    }
    let (before, after) = (covered(old), covered(new));
    let names = |set: &BTreeSet<String>| set.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let nothing = BTreeSet::new();
    let numbers: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for number in numbers {
        let (was, is) = (before.get(number).unwrap_or(&nothing), after.get(number).unwrap_or(&nothing));
        let lost: BTreeSet<String> = was.difference(is).cloned().collect();
        let title = new.reference.clauses.iter().find(|clause| clause.number == *number).map(|clause| clause.title.as_str()).unwrap_or_default();
        let subject = Subject::new("clause", number, title);
        let (kind, what) = match (was.is_empty(), is.is_empty()) {
            (true, false) => (Kind::CoverageGained, format!("clause {number} is covered by {}", names(is))),
            (false, true) => (Kind::CoverageLost, format!("no process covers clause {number} any more; {} did", names(was))),
            _ if !lost.is_empty() && is.len() < was.len() => {
                (Kind::CoverageThinner, format!("{} no longer covers clause {number}; {} still does", names(&lost), names(is)))
            }
            _ => continue,
        };
        let (old_place, new_place) = (first_place(old, was), first_place(new, is));
        pair.add(Change::new(kind, subject, what).from_to(said(was), said(is)), old_place, new_place);
    }
}

fn said(set: &BTreeSet<String>) -> Option<String> {
    (!set.is_empty()).then(|| set.iter().cloned().collect::<Vec<_>>().join(", "))
}

fn first_place(model: &Model, set: &BTreeSet<String>) -> Option<crate::base::Place> {
    set.iter().find_map(|id| model.process_set.processes.get(id)).map(|process| process.place)
}
