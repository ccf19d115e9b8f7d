//! Interfaces by the sides that declare them, and why one side is silent.

use serde::Serialize;

use super::{category, cites, table, tables};
use crate::model::{Reference, ReferenceInterface, fits};

/// An interface and who declares it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// Who delivers.
    pub from: String,
    /// Who receives.
    pub to: String,
    /// What.
    pub artifact: String,
    /// The tables that declare it.
    pub cite: String,
    /// Why the other table is silent; nothing where both speak.
    pub why: Option<Why>,
    /// The same for people, with the tables.
    pub says: String,
}

/// Why only one side declares an interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The other side lies outside the model and has no table.
    Outside,
    /// The other side is all processes at once.
    Wildcard,
    /// The other table speaks of all processes at once.
    Collective,
    /// The other table names it as content of something that it does declare.
    Content,
    /// The other table names what it specialises, or what specialises it.
    Specialised,
    /// The other table does not have it.
    Gap,
}

impl Why {
    /// All reasons, from the harmless ones to the gap.
    pub const ALL: [Why; 6] = [Why::Outside, Why::Wildcard, Why::Collective, Why::Content, Why::Specialised, Why::Gap];

    /// The reason in words.
    pub const fn words(self) -> &'static str {
        match self {
            Why::Outside => "the other side lies outside the model and has no table",
            Why::Wildcard => "the other side is all processes at once",
            Why::Collective => "the other table speaks of all processes at once",
            Why::Content => "the other table names it as content of another work product",
            Why::Specialised => "the other table names a more general or a more special work product",
            Why::Gap => "the other table does not have it",
        }
    }
}

/// The interfaces: of both sides, of the provider alone, of the receiver alone.
pub(super) fn sides(reference: &Reference) -> (Vec<Side>, Vec<Side>, Vec<Side>) {
    let (mut both, mut producer, mut consumer) = (Vec::new(), Vec::new(), Vec::new());
    for row in &reference.interfaces {
        let of = |id: &str| table(reference, id);
        let side = |why: Option<Why>, says: String| Side {
            from: row.from.clone(),
            to: row.to.clone(),
            artifact: row.artifact.clone(),
            cite: if row.declared_by.len() > 1 { tables(of(&row.from).into_iter().chain(of(&row.to))) } else { row.cite.join(", ") },
            why,
            says,
        };
        match row.declared_by.as_slice() {
            ["producer"] => {
                let (why, says) = silent(reference, row, false);
                producer.push(side(Some(why), says));
            }
            ["consumer"] => {
                let (why, says) = silent(reference, row, true);
                consumer.push(side(Some(why), says));
            }
            _ => both.push(side(None, String::new())),
        }
    }
    (both, producer, consumer)
}

/// Why the other side does not declare an interface.
fn silent(reference: &Reference, row: &ReferenceInterface, by_consumer: bool) -> (Why, String) {
    let other = if by_consumer { &row.from } else { &row.to };
    let side = if by_consumer { "producer" } else { "consumer" };
    let named = table(reference, other).map_or_else(|| "the other side".to_string(), |table| format!("Table {table}"));
    match category(reference, other) {
        "outside" => return (Why::Outside, "no table: the process lies outside the model".into()),
        "wildcard" => return (Why::Wildcard, "stands for all processes".into()),
        _ => {}
    }
    let fit = |one: &str, wanted: &str| fits(reference, &crate::base::IndexMap::default(), one, wanted);
    // what the other table does say about the same two processes
    let between: Vec<&ReferenceInterface> =
        reference.interfaces.iter().filter(|one| one.from == row.from && one.to == row.to && one.declared_by.contains(&side)).collect();
    let number = table(reference, other);
    let holds = |one: &&&ReferenceInterface| {
        let parts = reference.artifacts.get(&one.artifact).map_or(&[][..], |artifact| artifact.parts.as_slice());
        // it is the other table that must say so, and not a third one
        let said = |cite: Option<&str>| number.zip(cite).is_some_and(|(number, cite)| cites(cite, number));
        let listed = if by_consumer { &one.promises } else { &one.expects };
        listed.contains(&row.artifact) || parts.iter().any(|part| part.artifact.id == row.artifact && said(part.cite.as_deref()))
    };
    if let Some(whole) = between.iter().find(holds) {
        return (Why::Content, format!("{named} has it as content of {}", title(reference, &whole.artifact)));
    }
    if let Some(kin) = between.iter().find(|one| fit(&one.artifact, &row.artifact) || fit(&row.artifact, &one.artifact)) {
        return (Why::Specialised, format!("{named} has {} instead", title(reference, &kin.artifact)));
    }
    let collective = reference.interfaces.iter().any(|one| {
        let (here, there) = if by_consumer { (&one.from, &one.to) } else { (&one.to, &one.from) };
        here == other && category(reference, there) == "wildcard" && one.declared_by.contains(&side)
    });
    if collective {
        return (Why::Collective, format!("{named} speaks of all processes at once"));
    }
    (Why::Gap, format!("{named} does not have it"))
}

/// The title of a work product, in quotes.
fn title(reference: &Reference, artifact: &str) -> String {
    reference.artifacts.get(artifact).map_or_else(|| artifact.to_string(), |one| format!("“{}”", one.head.title))
}
