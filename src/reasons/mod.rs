//! Why something is there, and what follows from it: the decisions of a package as a graph of reasons.
//!
//! * takes: the [`Model`]
//! * gives: a [`Graph`]; [`Graph::find`] knows what a question is about, [`Graph::why`] and [`Graph::trace`] answer
//!   it with a [`Tree`] whose every line has its place; [`text()`] shows one to people, [`markdown()`] in an editor
//! * never does: read a file, or judge
//! * where to add: a kind of thing in `things.rs`, a relation in `relations.rs` or `flows.rs`

mod find;
mod flows;
mod markdown;
mod relations;
mod roles;
#[cfg(test)]
mod tests;
mod text;
mod things;
mod tree;

pub use find::Unknown;
pub use markdown::markdown;
pub use text::{json, text};
pub use tree::{Branch, Question, Tree};

use crate::base::IndexMap;

use crate::base::Place;
use crate::model::Model;

/// What a thing is known by: its kind and its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The kind, as people call it: `control`, `risk`, `clause`, `interface`.
    pub kind: &'static str,
    /// The name.
    pub id: String,
}

/// A thing that has reasons or consequences.
#[derive(Debug, Clone)]
pub struct Thing {
    /// Its title.
    pub title: String,
    /// How it stands, in few words.
    pub says: String,
    /// What was decided on it: sentences with their places.
    pub facts: Vec<Fact>,
    /// Where it is declared.
    pub place: Option<Place>,
}

/// A sentence about a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The sentence.
    pub says: String,
    /// Where it is decided; nothing where that is the place of the thing.
    pub place: Option<Place>,
}

/// One thing leads to another.
#[derive(Debug, Clone)]
pub struct Relation {
    /// What leads, by its place in the graph.
    pub from: usize,
    /// What it leads to.
    pub to: usize,
    /// As seen from what it leads to: "treats"; empty where it is no reason that anyone wants to read.
    pub why: &'static str,
    /// As seen from what leads: "is treated with"; empty where it is no consequence that anyone wants to read.
    pub trace: &'static str,
    /// The table or clause behind it.
    pub cite: Option<String>,
    /// Whether it is a hand-over: those are followed for few steps only, else everything leads to everything.
    pub flow: bool,
}

/// The things of a package and what leads to what.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    things: IndexMap<Key, Thing>,
    relations: Vec<Relation>,
    reasons: Vec<Vec<usize>>,
    consequences: Vec<Vec<usize>>,
}

impl Graph {
    /// The graph of a model.
    pub fn of(model: &Model) -> Graph {
        let mut graph = Graph::default();
        things::add(model, &mut graph);
        relations::add(model, &mut graph);
        flows::add(model, &mut graph);
        graph.reasons = vec![Vec::new(); graph.things.len()];
        graph.consequences = vec![Vec::new(); graph.things.len()];
        for (at, relation) in graph.relations.iter().enumerate() {
            if let Some(list) = graph.reasons.get_mut(relation.to) {
                list.push(at);
            }
            if let Some(list) = graph.consequences.get_mut(relation.from) {
                list.push(at);
            }
        }
        graph
    }

    /// What is known under a key.
    pub fn thing(&self, key: &Key) -> Option<&Thing> {
        self.things.get(key)
    }

    /// All keys, in the order in which things are declared.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.things.keys()
    }

    fn put(&mut self, kind: &'static str, id: impl Into<String>, thing: Thing) {
        self.things.entry(Key { kind, id: id.into() }).or_insert(thing);
    }

    fn has(&self, kind: &'static str, id: &str) -> bool {
        self.things.contains_key(&Key { kind, id: id.to_string() })
    }

    /// Notes that one thing leads to another; nothing where one of the two is not there.
    fn relate(&mut self, from: (&'static str, &str), to: (&'static str, &str), why: &'static str, trace: &'static str) -> Option<&mut Relation> {
        let at = |(kind, id): (&'static str, &str)| self.things.get_index_of(&Key { kind, id: id.to_string() });
        let (from, to) = (at(from)?, at(to)?);
        if self.relations.iter().rev().take(64).any(|one| one.from == from && one.to == to && one.why == why && one.trace == trace) {
            return None;
        }
        self.relations.push(Relation { from, to, why, trace, cite: None, flow: false });
        self.relations.last_mut()
    }
}
