//! The sentences in which an organisation explains itself, each with its place: what lints of wording read.
//!
//! Quotations stay out: what a law, a contract or a licensed text says is not the organisation's to reword.

use std::sync::Arc;

use super::reuse::Last;
use super::values::At;
use crate::base::{FileId, Place};
use crate::resolve::{Data, Node};

/// The words whose text is a promise, a reason or a rule of the organisation itself.
const WORDS: &[&str] = &[
    "action",
    "baseline",
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

/// What one file says in words of its own, and the clauses that it names; both in their order there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Said {
    /// The file.
    pub file: FileId,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// The clauses that it names, as they are written.
    pub clauses: Vec<At<String>>,
}

/// Reads both in one walk, file after file: there may be a million members. What a file said that is the same since is
/// taken from the last model.
pub(super) fn said(package: &[&Node], last: &Last) -> Vec<Arc<Said>> {
    let of_file = |nodes: &[&Node]| {
        let first = nodes.first()?;
        if let Some(known) = last.said(first) {
            return Some(known);
        }
        let mut said = Said { file: first.file, ..Said::default() };
        for node in nodes.iter().filter(|node| !QUOTES.contains(&node.spec.word)) {
            collect(node, node, &mut said);
        }
        Some(Arc::new(said))
    };
    package.chunk_by(|one, next| one.file == next.file).filter_map(of_file).collect()
}

fn collect(top: &Node, node: &Node, said: &mut Said) {
    for member in &node.members {
        let word = member.spec.word;
        for typed in &member.values {
            match &typed.data {
                Data::Text(text) if WORDS.contains(&word) => said.sentences.push(Sentence {
                    declaration: top.spec.word,
                    ids: top.id().map(|id| vec![id.to_string()]).unwrap_or_else(|| top.own_refs().into_iter().map(|one| one.id).collect()),
                    subject: top.subject(),
                    word,
                    text: text.clone(),
                    place: member.at(typed.span),
                    has_period: has_period(node) || has_period(top),
                }),
                Data::Clause(clause) if word == "clauses" => said.clauses.push(At { value: clause.clone(), place: member.at(typed.span) }),
                _ => {}
            }
        }
        collect(top, member, said);
    }
}

fn has_period(node: &Node) -> bool {
    node.members.iter().any(|member| PERIODS.contains(&member.spec.word))
}
