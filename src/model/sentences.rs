//! The sentences in which an organisation explains itself, each with its place: what lints of wording read.
//!
//! Quotations stay out: what a law, a contract or a licensed text says is not the organisation's to reword.

use super::values::At;
use crate::base::Place;
use crate::resolve::{Data, Node};

/// The words whose text is a promise, a reason or a rule of the organisation itself.
const WORDS: &[&str] = &[
    "action",
    "because",
    "compensation",
    "correction",
    "deferred",
    "disposal",
    "effect",
    "existing",
    "fallback",
    "handling",
    "implementation",
    "method",
    "response",
    "retention_rule",
    "target",
    "text",
    "verify",
    "when",
];

/// Declarations that quote others, or that are written for the compiler.
const QUOTES: &[&str] = &["wording", "rule", "template", "catalogue", "clause", "reference model", "reference process", "mapping"];

/// Words beside a sentence that say how often, or how soon.
const PERIODS: &[&str] = &["cadence", "review", "repeats", "within", "every"];

/// A sentence of the organisation.
#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    /// The declaration: `control`.
    pub declaration: &'static str,
    /// Its name, or the names that it decides on: `A.8.13`.
    pub ids: Vec<String>,
    /// The declaration as findings name it: `control A.8.13`.
    pub subject: String,
    /// The word before the sentence: `because`.
    pub word: &'static str,
    /// The sentence.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// Whether a word beside it says how often.
    pub has_period: bool,
}

/// All sentences of a package, in the order of its files.
pub(super) fn sentences(package: &[&Node]) -> Vec<Sentence> {
    let mut found = Vec::new();
    for node in package.iter().filter(|node| !QUOTES.contains(&node.spec.word)) {
        collect(node, node, &mut found);
    }
    found
}

fn collect(top: &Node, node: &Node, found: &mut Vec<Sentence>) {
    let period = |one: &Node| one.members.iter().any(|member| PERIODS.contains(&member.spec.word));
    for member in &node.members {
        if WORDS.contains(&member.spec.word) {
            for typed in &member.values {
                let Data::Text(text) = &typed.data else { continue };
                let ids = top.id().map(|id| vec![id.to_string()]).unwrap_or_else(|| top.own_refs().into_iter().map(|one| one.id).collect());
                found.push(Sentence {
                    declaration: top.spec.word,
                    ids,
                    subject: top.subject(),
                    word: member.spec.word,
                    text: text.clone(),
                    place: member.at(typed.span),
                    has_period: period(node) || period(top),
                });
            }
        }
        collect(top, member, found);
    }
}

/// All clause numbers that a package names, in the order of its files.
pub(super) fn clauses_named(package: &[&Node]) -> Vec<At<String>> {
    fn collect(node: &Node, found: &mut Vec<At<String>>) {
        for member in &node.members {
            if member.spec.word == "clauses" {
                found.extend(member.values.iter().filter_map(|typed| match &typed.data {
                    Data::Clause(clause) => Some(At { value: clause.clone(), place: member.at(typed.span) }),
                    _ => None,
                }));
            }
            collect(member, found);
        }
    }
    let mut found = Vec::new();
    for node in package.iter().filter(|node| !QUOTES.contains(&node.spec.word)) {
        collect(node, &mut found);
    }
    found
}
