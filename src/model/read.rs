//! Reads a node's members by word; what was wrong was reported by the phase before, and reads as missing.

use super::values::{Approval, At, Day, Length, Money, Ref, RefOrText, Review};
use crate::base::Decimal;
use crate::resolve::{Data, Node, Reference, Typed};

fn to_ref(node: &Node, typed: &Typed, reference: &Reference) -> Option<Ref> {
    // a reference that was not found was reported; the model does not hold it
    let group = reference.target?;
    Some(Ref { kind: group.label(), id: reference.id.clone(), group, place: node.at(typed.span) })
}

impl Node {
    /// The word and the name of a declaration: `risk R-001`, `omit improvement`.
    pub(crate) fn subject(&self) -> String {
        let decided = || self.own_refs().into_iter().next().map(|one| one.id);
        match self.id().map(str::to_string).or_else(decided) {
            Some(id) => format!("{} {id}", self.spec.word),
            None => self.spec.word.to_string(),
        }
    }

    pub(crate) fn title_text(&self) -> String {
        self.title.as_ref().map(|(title, _)| title.clone()).unwrap_or_default()
    }

    pub(crate) fn own_refs(&self) -> Vec<Ref> {
        self.values
            .iter()
            .filter_map(|typed| match &typed.data {
                Data::Ref(reference) => to_ref(self, typed, reference),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn own_refs_or_texts(&self) -> Vec<RefOrText> {
        self.values
            .iter()
            .filter_map(|typed| match &typed.data {
                Data::Ref(reference) => to_ref(self, typed, reference).map(RefOrText::Ref),
                Data::Text(text) => Some(RefOrText::Text(text.clone())),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn own_text(&self) -> Option<String> {
        self.values.iter().find_map(|typed| match &typed.data {
            Data::Text(text) => Some(text.clone()),
            _ => None,
        })
    }

    pub(crate) fn own_word(&self) -> Option<&'static str> {
        self.values.iter().find_map(|typed| match &typed.data {
            Data::Word(word) => Some(*word),
            _ => None,
        })
    }

    pub(crate) fn own_names(&self) -> Vec<At<String>> {
        self.values
            .iter()
            .filter_map(|typed| match &typed.data {
                Data::Name(name) => Some(At { value: name.clone(), place: self.at(typed.span) }),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn own_number(&self) -> Option<At<Decimal>> {
        self.values.iter().find_map(|typed| match &typed.data {
            Data::Number(number) => Some(At { value: *number, place: self.at(typed.span) }),
            _ => None,
        })
    }

    pub(crate) fn own_quantity(&self) -> Option<(Decimal, Option<String>)> {
        self.values.iter().find_map(|typed| match &typed.data {
            Data::Quantity(number, unit) => Some((*number, unit.clone())),
            _ => None,
        })
    }

    pub(crate) fn refs(&self, word: &str) -> Vec<Ref> {
        self.all(word).flat_map(Node::own_refs).collect()
    }

    pub(crate) fn refs_or_texts(&self, word: &str) -> Vec<RefOrText> {
        self.all(word).flat_map(Node::own_refs_or_texts).collect()
    }

    pub(crate) fn one_ref(&self, word: &str) -> Option<Ref> {
        self.get(word).and_then(|node| node.own_refs().into_iter().next())
    }

    pub(crate) fn one_ref_or_text(&self, word: &str) -> Option<RefOrText> {
        self.get(word).and_then(|node| node.own_refs_or_texts().into_iter().next())
    }

    pub(crate) fn text(&self, word: &str) -> Option<String> {
        self.get(word).and_then(Node::own_text)
    }

    pub(crate) fn text_at(&self, word: &str) -> Option<At<String>> {
        self.get(word).and_then(|node| node.own_text().map(|value| At { value, place: node.place() }))
    }

    pub(crate) fn texts(&self, word: &str) -> Vec<String> {
        self.all(word)
            .flat_map(|node| node.values.iter())
            .filter_map(|typed| match &typed.data {
                Data::Text(text) => Some(text.clone()),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn choice(&self, word: &str) -> Option<&'static str> {
        self.get(word).and_then(Node::own_word)
    }

    pub(crate) fn choices(&self, word: &str) -> Vec<&'static str> {
        self.all(word)
            .flat_map(|node| node.values.iter())
            .filter_map(|typed| match &typed.data {
                Data::Word(word) => Some(*word),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn choices_at(&self, word: &str) -> Vec<At<&'static str>> {
        self.all(word)
            .flat_map(|node| node.values.iter().map(move |typed| (node, typed)))
            .filter_map(|(node, typed)| match &typed.data {
                Data::Word(word) => Some(At { value: *word, place: node.at(typed.span) }),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn name(&self, word: &str) -> Option<At<String>> {
        self.get(word).and_then(|node| node.own_names().into_iter().next())
    }

    pub(crate) fn names(&self, word: &str) -> Vec<String> {
        self.all(word).flat_map(Node::own_names).map(|at| at.value).collect()
    }

    pub(crate) fn day(&self, word: &str) -> Option<At<Day>> {
        self.get(word).and_then(|node| {
            node.values.iter().find_map(|typed| match &typed.data {
                Data::Date(date) => Some(At { value: Day(*date), place: node.at(typed.span) }),
                _ => None,
            })
        })
    }

    pub(crate) fn length(&self, word: &str) -> Option<At<Length>> {
        self.get(word).and_then(|node| {
            node.values.iter().find_map(|typed| match &typed.data {
                Data::Duration(period) => Some(At { value: Length(*period), place: node.at(typed.span) }),
                _ => None,
            })
        })
    }

    pub(crate) fn money(&self, word: &str) -> Option<At<Money>> {
        self.get(word).and_then(|node| {
            node.values.iter().find_map(|typed| match &typed.data {
                Data::Money(amount, currency) => Some(At { value: Money { amount: *amount, currency: currency.clone() }, place: node.at(typed.span) }),
                _ => None,
            })
        })
    }

    /// Work in hours.
    pub(crate) fn effort(&self, word: &str) -> Option<At<Decimal>> {
        self.get(word).and_then(|node| {
            node.values.iter().find_map(|typed| match &typed.data {
                Data::Effort(hours) => Some(At { value: *hours, place: node.at(typed.span) }),
                _ => None,
            })
        })
    }

    pub(crate) fn flag(&self, word: &str) -> Option<bool> {
        self.get(word).and_then(|node| {
            node.values.iter().find_map(|typed| match &typed.data {
                Data::Bool(value) => Some(*value),
                _ => None,
            })
        })
    }

    pub(crate) fn int(&self, word: &str) -> Option<At<i64>> {
        self.get(word).and_then(|node| {
            node.values.iter().find_map(|typed| match &typed.data {
                Data::Int(value) => Some(At { value: *value, place: node.at(typed.span) }),
                _ => None,
            })
        })
    }

    pub(crate) fn clauses(&self, word: &str) -> Vec<String> {
        self.all(word)
            .flat_map(|node| node.values.iter())
            .filter_map(|typed| match &typed.data {
                Data::Clause(clause) => Some(clause.clone()),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn approval(&self) -> Option<Approval> {
        self.get("approved").map(|node| Approval {
            by: node.refs("by"),
            on: node.day("on").map(|at| at.value),
            digest: node.text_at("digest"),
            place: node.place(),
        })
    }

    pub(crate) fn review(&self) -> Option<Review> {
        self.repeated("review")
    }

    pub(crate) fn repeated(&self, word: &str) -> Option<Review> {
        self.get(word).map(|node| {
            let every = node.length("every").map(|at| at.value);
            let last = node.day("last").map(|at| at.value);
            let next = every.zip(last).map(|(every, last)| last.after(every));
            Review { every, last, next, place: node.place() }
        })
    }

    pub(crate) fn cadence(&self) -> Option<Length> {
        self.get("cadence").and_then(|node| node.length("every")).map(|at| at.value)
    }
}
