//! Parts that a profile expects, and that the profile at the other end does not promise.

use serde::Serialize;

use super::{category, cites, table, tables};
use crate::model::{Reference, ReferenceInterface, fits};

/// A part that is expected and not promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartFinding {
    /// The part.
    pub part: String,
    /// What it is directly a part of: the work product, or another part of it.
    pub within: String,
    /// The work product that is handed over and is to contain it.
    pub artifact: String,
    /// Who delivers that.
    pub from: String,
    /// Who expects the part.
    pub to: String,
    /// The table that expects it, and the one that does not promise it.
    pub cite: String,
    /// Whether the part could come from somewhere.
    pub whence: Whence,
    /// The same for people, with the tables.
    pub says: String,
}

/// Where a part could come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Whence {
    /// The deliverer gets it from a process, or delivers it elsewhere: it has it.
    AtHand,
    /// Some process delivers it, but not to the deliverer.
    Elsewhere,
    /// No table delivers it under the name by which it is expected.
    Nowhere,
    /// The deliverer lies outside the model: no table says what it has.
    Outside,
}

impl Whence {
    /// All, from the harmless to the open.
    pub const ALL: [Whence; 4] = [Whence::AtHand, Whence::Elsewhere, Whence::Nowhere, Whence::Outside];

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Whence::AtHand => "the deliverer has it and could put it in",
            Whence::Elsewhere => "another process delivers it, but not to the deliverer",
            Whence::Nowhere => "no table delivers it under this name",
            Whence::Outside => "the deliverer lies outside the model",
        }
    }
}

/// The parts of a part: what the work products of the model contain, each with the table that says so.
fn inside(reference: &Reference, part: &str, expected_by: Option<i64>, depth: usize, out: &mut Vec<(String, String)>) {
    let Some(artifact) = reference.artifacts.get(part).filter(|_| depth > 0) else { return };
    for inner in &artifact.parts {
        // the receiver's own table must say so: other tables put other things in
        let said = expected_by.is_some_and(|number| inner.cite.as_deref().is_some_and(|cite| cites(cite, number)));
        if said && !out.iter().any(|(one, _)| *one == inner.artifact.id) {
            out.push((inner.artifact.id.clone(), part.to_string()));
            inside(reference, &inner.artifact.id, expected_by, depth - 1, out);
        }
    }
}

/// All parts that are expected and not promised, in the order of the tables.
pub(super) fn unpromised(reference: &Reference) -> Vec<PartFinding> {
    let mut found = Vec::new();
    for row in &reference.interfaces {
        let receiver = table(reference, &row.to);
        let mut expected: Vec<(String, String)> = row.expects.iter().map(|part| (part.clone(), row.artifact.clone())).collect();
        for part in &row.expects {
            inside(reference, part, receiver, 4, &mut expected);
        }
        for (part, within) in expected.iter().filter(|(part, _)| !row.promises.contains(part)) {
            let (whence, source) = whence(reference, row, part);
            let tables = tables(receiver.into_iter().chain(table(reference, &row.from)));
            let says = match (whence, &source) {
                (Whence::AtHand, Some(source)) if source.from == row.from => format!("{} delivers it to another process", cite(reference, &row.from)),
                (Whence::AtHand, Some(source)) => format!("{} receives it ({})", cite(reference, &row.from), source.cite.join(", ")),
                (Whence::Elsewhere, Some(source)) => format!("{} delivers it, but not there", cite(reference, &source.from)),
                _ => whence.words().to_string(),
            };
            found.push(PartFinding {
                part: part.clone(),
                within: within.clone(),
                artifact: row.artifact.clone(),
                from: row.from.clone(),
                to: row.to.clone(),
                cite: tables,
                whence,
                says,
            });
        }
    }
    found.sort_by_key(|one| (table(reference, &one.to), table(reference, &one.from)));
    found
}

fn cite(reference: &Reference, process: &str) -> String {
    table(reference, process).map_or_else(|| process.to_string(), |table| format!("Table {table}"))
}

/// Where a part could come from, and the interface that shows it.
fn whence<'a>(reference: &'a Reference, row: &ReferenceInterface, part: &str) -> (Whence, Option<&'a ReferenceInterface>) {
    if category(reference, &row.from) == "outside" {
        return (Whence::Outside, None);
    }
    let nothing = crate::base::IndexMap::default();
    let has = |one: &ReferenceInterface| {
        let same = fits(reference, &nothing, &one.artifact, part);
        same || one.promises.iter().any(|promised| fits(reference, &nothing, promised, part))
    };
    let here = |one: &&ReferenceInterface| has(one) && (one.from == row.from || one.to == row.from) && !(one.artifact == row.artifact && one.to == row.to);
    if let Some(found) = reference.interfaces.iter().find(here) {
        return (Whence::AtHand, Some(found));
    }
    // what is only asked for from outside the model is delivered by no table
    match reference.interfaces.iter().find(|one| has(one) && one.declared_by.contains(&"producer")) {
        Some(found) => (Whence::Elsewhere, Some(found)),
        None => (Whence::Nowhere, None),
    }
}
