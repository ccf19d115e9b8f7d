//! The answer to a question: a tree of reasons or consequences.

use super::{Fact, Graph, Key};
use crate::base::Place;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// What leads to it.
    Why,
    /// What follows from it.
    Trace,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Tree {
    /// What was asked.
    pub question: Question,
    /// What it is about.
    pub about: Branch,
}

/// A thing in an answer, and what leads to it or follows from it.
#[derive(Debug, Clone)]
pub struct Branch {
    /// How it has to do with the thing above: "treats", "is demanded by"; empty at the root.
    pub relation: &'static str,
    /// What it is.
    pub key: Key,
    /// Its title.
    pub title: String,
    /// How it stands.
    pub says: String,
    /// What was decided on it.
    pub facts: Vec<Fact>,
    /// Where it is declared.
    pub place: Option<Place>,
    /// The table or clause behind the relation.
    pub cite: Option<String>,
    /// What leads to it or follows from it.
    pub branches: Vec<Branch>,
    /// How many branches are not shown because they lie too deep.
    pub deeper: usize,
    /// Whether its branches stand at another place of the tree.
    pub again: bool,
}

/// So many hand-overs are followed one after the other: further on, everything leads to everything.
const FLOWS: usize = 2;

impl Graph {
    /// What leads to a thing, so many steps back.
    pub fn why(&self, key: &Key, depth: usize) -> Option<Tree> {
        self.answer(Question::Why, key, depth)
    }

    /// What follows from a thing, so many steps on.
    pub fn trace(&self, key: &Key, depth: usize) -> Option<Tree> {
        self.answer(Question::Trace, key, depth)
    }

    fn answer(&self, question: Question, key: &Key, depth: usize) -> Option<Tree> {
        let at = self.things.get_index_of(key)?;
        let mut walk = Walk { graph: self, question, shown: vec![false; self.things.len()] };
        Some(Tree { question, about: walk.branch(at, "", None, depth, FLOWS)? })
    }
}

struct Walk<'a> {
    graph: &'a Graph,
    question: Question,
    /// Which things already stand in the tree with their branches.
    shown: Vec<bool>,
}

impl Walk<'_> {
    /// The next things, with the relation, the citation, and whether it is a hand-over.
    fn next(&self, at: usize, flows: usize) -> Vec<(usize, &'static str, Option<String>, bool)> {
        let list = match self.question {
            Question::Why => self.graph.reasons.get(at),
            Question::Trace => self.graph.consequences.get(at),
        };
        let is_process = self.graph.things.get_index(at).is_some_and(|(key, _)| key.kind == "process");
        list.into_iter()
            .flatten()
            .filter_map(|index| self.graph.relations.get(*index))
            // a process is there because of a decision, not because of what it is given
            .filter(|relation| !relation.flow || (flows > 0 && !(self.question == Question::Why && is_process)))
            .map(|relation| match self.question {
                Question::Why => (relation.from, relation.why, relation.cite.clone(), relation.flow),
                Question::Trace => (relation.to, relation.trace, relation.cite.clone(), relation.flow),
            })
            .filter(|(_, words, _, _)| !words.is_empty())
            .collect()
    }

    fn branch(&mut self, at: usize, relation: &'static str, cite: Option<String>, depth: usize, flows: usize) -> Option<Branch> {
        let (key, thing) = self.graph.things.get_index(at)?;
        let mut branch = Branch {
            relation,
            key: key.clone(),
            title: thing.title.clone(),
            says: thing.says.clone(),
            facts: thing.facts.clone(),
            place: thing.place,
            cite,
            branches: Vec::new(),
            deeper: 0,
            again: false,
        };
        let next = self.next(at, flows);
        let seen = self.shown.get(at).copied().unwrap_or(true);
        if seen {
            branch.again = !next.is_empty();
        } else if depth == 0 {
            branch.deeper = next.len();
        } else {
            if let Some(slot) = self.shown.get_mut(at) {
                *slot = true;
            }
            for (other, relation, cite, flow) in next {
                branch.branches.extend(self.branch(other, relation, cite, depth - 1, flows - usize::from(flow)));
            }
        }
        Some(branch)
    }
}
