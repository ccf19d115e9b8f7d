//! What every document and register is made with: the model, the links, and how things are named.

use std::collections::{BTreeMap, BTreeSet};

use super::language::Language;
use super::links::Links;
use super::registers::{Cell, Piece};
use super::words;
use crate::model::{Approval, Day, Length, Model, Policy, Ref, RefOrText, Review};
use crate::vocabulary::Namespace as N;

/// The model, ready to be written about.
pub(crate) struct Build<'a> {
    pub model: &'a Model,
    pub links: Links,
    pub language: Language,
    /// Whether the package writes the management review from a template of its own, with the results in it.
    pub own_review: bool,
    /// The documents and policies whose text is not the one that was approved, by kind and name.
    changed: BTreeSet<(&'static str, String)>,
    /// The policies that cover a control, by its name.
    covering: BTreeMap<&'a str, Vec<&'a Policy>>,
}

/// The controls that a policy covers: those that it names, else those of its template.
pub(crate) fn covered<'a>(model: &'a Model, policy: &'a Policy) -> &'a [Ref] {
    if !policy.covers.is_empty() {
        return &policy.covers;
    }
    policy.template.as_ref().and_then(|template| model.template(&template.id)).map_or(&[], |template| template.covers.as_slice())
}

/// How many levels lie below one; bounded, since a circle is a finding of its own.
fn above(model: &Model, id: &str, depth: usize) -> usize {
    if depth > 16 {
        return depth;
    }
    model.classifications.get(id).into_iter().flat_map(|level| level.above.iter()).map(|below| 1 + above(model, &below.id, depth + 1)).max().unwrap_or(0)
}

impl<'a> Build<'a> {
    pub fn new(model: &'a Model, language: Language) -> Self {
        let mut covering: BTreeMap<&str, Vec<&Policy>> = BTreeMap::new();
        for policy in model.policies.values() {
            for control in covered(model, policy) {
                covering.entry(&control.id).or_default().push(policy);
            }
        }
        Build { model, links: Links::new(model, &language), language, own_review: false, changed: BTreeSet::new(), covering }
    }

    /// With the documents and policies whose text is not the one that was approved.
    pub fn with_changed(mut self, changed: BTreeSet<(&'static str, String)>) -> Self {
        self.changed = changed;
        self
    }

    /// Whether the text of a document or policy is not the one that was approved.
    pub fn is_changed(&self, kind: &'static str, id: &str) -> bool {
        self.changed.contains(&(kind, id.to_string()))
    }

    /// A message in the language of the documents.
    pub fn t<'t>(&'t self, english: &'t str) -> &'t str {
        self.language.t(english)
    }

    /// A message with values in its places.
    pub fn say(&self, english: &str, values: &[(&str, &dyn std::fmt::Display)]) -> String {
        self.language.say(english, values)
    }

    /// A word of the vocabulary as a phrase: `not_started` reads "Not started".
    pub fn phrase(&self, word: &str) -> String {
        self.t(&words::phrase(word)).to_string()
    }

    /// A day by which something is to be done; one that has passed stands out while the thing is open.
    pub fn due(&self, day: Option<Day>, open: bool) -> Cell {
        match day {
            Some(day) if open && day < self.model.as_of => Cell::Text(Piece::strong(self.say("{day}, overdue", &[("day", &self.language.day(day))]))),
            Some(day) => Cell::Date(day),
            None => Cell::Empty,
        }
    }

    /// A length of time as an interval: `every 6 months`.
    pub fn every(&self, length: Option<Length>) -> Cell {
        Cell::maybe(length.map(|length| self.language.every(length)))
    }

    /// The levels of confidentiality, from low to high: whoever stands above fewer comes first.
    pub fn classifications(&self) -> Vec<&'a crate::model::Classification> {
        let mut levels: Vec<_> = self.model.classifications.values().collect();
        levels.sort_by_key(|level| above(self.model, &level.head.id, 0));
        levels
    }

    /// A place in a standard: `ISO/IEC TS 27022:2021, Table 4`.
    pub fn cite(&self, cite: &str) -> String {
        match cite.split_once("Table ") {
            Some((before, number)) => format!("{before}{}", self.say("Table {number}", &[("number", &number)])),
            None => cite.to_string(),
        }
    }

    /// The title of a clause.
    pub fn clause_title(&self, clause: &crate::model::Clause) -> String {
        self.t(&clause.title).to_string()
    }

    /// The policy that top management signs (ISO/IEC 27001, 5.2): the one of that template, else the first that covers A.5.1.
    pub fn main_policy(&self) -> Option<&'a Policy> {
        let policies = || self.model.policies.values();
        let by_template = policies().find(|one| one.template.as_ref().is_some_and(|template| template.id == "information_security"));
        by_template.or_else(|| self.policies_of("A.5.1").first().copied())
    }

    /// The policies that cover a control.
    pub fn policies_of(&self, control: &str) -> &[&'a Policy] {
        self.covering.get(control).map_or(&[], Vec::as_slice)
    }

    /// A name that leads to where it is described.
    pub fn id(&self, kind: &str, id: &str) -> Piece {
        Piece { text: id.to_string(), to: self.links.find(kind, id).cloned(), strong: false }
    }

    /// A text that leads to where something is described.
    pub fn linked(&self, kind: &str, id: &str, text: impl Into<String>) -> Piece {
        Piece { text: text.into(), to: self.links.find(kind, id).cloned(), strong: false }
    }

    /// What a reference names: by its number where people speak of it so, else by its title.
    pub fn reference(&self, reference: &Ref) -> Piece {
        let kind = match reference.group {
            N::ReferenceProcess => return self.process(&reference.id),
            N::Document => return Piece { text: self.t(super::title_of(&reference.id)).to_string(), to: None, strong: false },
            group => group.label(),
        };
        let text = match reference.group {
            N::Control | N::Risk | N::Requirement | N::Nonconformity | N::Clause => reference.id.clone(),
            _ => self.model.title_of(reference),
        };
        self.linked(kind, &reference.id, text)
    }

    /// A process: an actual one, or whoever realises one of the reference model.
    pub fn process(&self, id: &str) -> Piece {
        let set = &self.model.process_set;
        let actual = if set.processes.contains_key(id) { None } else { set.realised_by.get(id).and_then(|by| by.first()) };
        let id = actual.map_or(id, String::as_str);
        let title = set.processes.get(id).map_or_else(|| self.model.process_title(id), |process| process.title.clone());
        self.linked("process", id, title)
    }

    /// A reference or a sentence.
    pub fn either(&self, value: &RefOrText) -> Piece {
        match value {
            RefOrText::Ref(reference) => self.reference(reference),
            RefOrText::Text(text) => Piece::text(text.clone()),
        }
    }

    /// References as a cell.
    pub fn refs(&self, refs: &[Ref]) -> Cell {
        Cell::list(refs.iter().map(|one| self.reference(one)).collect())
    }

    /// References and sentences as a cell.
    pub fn eithers(&self, values: &[RefOrText]) -> Cell {
        Cell::list(values.iter().map(|one| self.either(one)).collect())
    }

    /// The title of a role, or of whatever the reference names.
    pub fn role(&self, role: Option<&Ref>) -> Cell {
        Cell::maybe(role.map(|role| self.model.title_of(role)))
    }

    /// A role with the people who hold it: `IT lead (Ben Kurz)`.
    pub fn person(&self, role: &Ref) -> String {
        let title = self.model.title_of(role);
        match self.model.roles.get(&role.id) {
            Some(found) if role.group == N::Role && !found.held_by.is_empty() => format!("{title} ({})", found.held_by.join(", ")),
            _ => title,
        }
    }

    /// A role with the people who hold it, as a cell.
    pub fn person_cell(&self, role: Option<&Ref>) -> Cell {
        Cell::maybe(role.map(|role| self.person(role)))
    }

    /// An approval in words: `CEO (Eva Lang), 2026-01-15`.
    pub fn approval(&self, approval: Option<&Approval>) -> Cell {
        let Some(approval) = approval else { return Cell::Empty };
        let mut parts: Vec<String> = approval.by.iter().map(|role| self.person(role)).collect();
        parts.extend(approval.on.map(|day| self.language.day(day)));
        Cell::text(parts.join(", "))
    }

    /// The next review, or how often there is one.
    pub fn review(&self, review: Option<&Review>) -> Cell {
        match review {
            Some(Review { next: Some(next), .. }) => Cell::Date(*next),
            _ => Cell::Empty,
        }
    }

    /// The title of a level of risk; "not rated" where there is none.
    pub fn level(&self, level: Option<&str>) -> String {
        let Some(level) = level else { return self.t("not rated").into() };
        let found = crate::model::levels_of(self.model.criteria.as_ref()).iter().find(|one| one.head.id == level);
        found.map_or_else(|| level.to_string(), |one| if one.head.title.is_empty() { one.head.id.clone() } else { one.head.title.clone() })
    }

    /// Who pays, in words.
    pub fn funder(&self, id: Option<&str>) -> String {
        match id {
            None => self.t("not stated").into(),
            Some("isms") => self.t("ISMS budget").into(),
            Some(id) => self.model.organisation.units.iter().find(|unit| unit.head.id == id).map_or_else(|| id.to_string(), |unit| unit.head.title.clone()),
        }
    }
}
