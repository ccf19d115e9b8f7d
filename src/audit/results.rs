//! Results that nobody receives, and processes outside the model that it relies on.

use crate::base::IndexMap;
use serde::Serialize;

use super::sides::{Why, sides};
use super::{category, table, tables};
use crate::model::Reference;

/// A result that no profile of the model names as an input of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unreceived {
    /// Who delivers it.
    pub from: String,
    /// What.
    pub artifact: String,
    /// Whom the table delivers it to.
    pub to: Vec<String>,
    /// What becomes of it.
    pub fate: Fate,
    /// The tables of both ends.
    pub cite: String,
}

/// What becomes of such a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It leaves the model.
    Leaves,
    /// It goes to the record, and no process is said to take it out again.
    Recorded,
    /// The receiver's table does not know it.
    Lost,
}

impl Fate {
    /// All, the open one first.
    pub const ALL: [Fate; 3] = [Fate::Lost, Fate::Recorded, Fate::Leaves];

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Fate::Lost => "the table of the receiver does not know it",
            Fate::Recorded => "it goes to the record only",
            Fate::Leaves => "it leaves the model",
        }
    }
}

/// The results that no table receives by name, in the order of the tables.
pub(super) fn unreceived(reference: &Reference) -> Vec<Unreceived> {
    let (_, producer_only, _) = sides(reference);
    let mut found: IndexMap<(String, String), Unreceived> = IndexMap::default();
    let received = |from: &str, artifact: &str| {
        reference.interfaces.iter().any(|row| row.from == from && row.artifact == artifact && row.declared_by.contains(&"consumer"))
    };
    for side in producer_only.iter().filter(|side| !received(&side.from, &side.artifact)) {
        let fate = match side.why {
            Some(Why::Outside) => Fate::Leaves,
            Some(Why::Collective) => Fate::Recorded,
            Some(Why::Gap) => Fate::Lost,
            // all processes at once, or the receiver has it under another name
            _ => continue,
        };
        let entry = found.entry((side.from.clone(), side.artifact.clone())).or_insert_with(|| Unreceived {
            from: side.from.clone(),
            artifact: side.artifact.clone(),
            to: Vec::new(),
            fate,
            cite: String::new(),
        });
        entry.fate = entry.fate.max(fate);
        entry.to.push(side.to.clone());
        let ends = entry.to.iter().filter_map(|to| table(reference, to)).chain(table(reference, &entry.from));
        entry.cite = tables(ends);
    }
    found.into_values().collect()
}

/// A process outside the model, and what passes between it and the model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outside {
    /// The process.
    pub process: String,
    /// Its name.
    pub title: String,
    /// What the model needs from it: the receiver, and the work product.
    pub gives: Vec<(String, String)>,
    /// What the model hands to it: the deliverer, and the work product.
    pub takes: Vec<(String, String)>,
    /// The tables that name it.
    pub cite: String,
}

/// The processes outside the model that a table names.
pub(super) fn outside(reference: &Reference) -> Vec<Outside> {
    let outside = reference.processes.values().filter(|process| category(reference, &process.head.id) == "outside");
    outside
        .map(|process| {
            let id = &process.head.id;
            let gives = reference.interfaces.iter().filter(|row| row.from == *id).map(|row| (row.to.clone(), row.artifact.clone()));
            let takes = reference.interfaces.iter().filter(|row| row.to == *id).map(|row| (row.from.clone(), row.artifact.clone()));
            let (gives, takes): (Vec<_>, Vec<_>) = (gives.collect(), takes.collect());
            let cite = tables(gives.iter().chain(&takes).filter_map(|(process, _)| table(reference, process)));
            Outside { process: id.clone(), title: process.head.title.clone(), gives, takes, cite }
        })
        .collect()
}
