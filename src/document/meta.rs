//! What stands at the head of every document: who answers for it, who approved it, and what it was made from.

use super::Language;
use super::build::Build;
use crate::model::{Approval, Day, Length, Ref, Review};

/// The head of a document.
#[derive(Debug, Clone, Default)]
pub struct Meta {
    /// Whether it is a controlled document, with a version and an approval; an index is not.
    pub controlled: bool,
    /// The document number.
    pub number: Option<String>,
    /// The version.
    pub version: Option<String>,
    /// The owner, with the people who hold the role.
    pub owner: Option<String>,
    /// Who approved it.
    pub approved_by: Vec<String>,
    /// When it was approved.
    pub approved_on: Option<Day>,
    /// Whether the text is not the one that was approved.
    pub changed: bool,
    /// Whether it has a part that somebody fills in by hand, and that is empty.
    pub open_part: bool,
    /// The day from which it holds.
    pub effective: Option<Day>,
    /// How often it is reviewed.
    pub review_every: Option<Length>,
    /// The next review.
    pub next_review: Option<Day>,
    /// The classification.
    pub classification: Option<String>,
    /// Who gets it.
    pub distribution: Option<String>,
    /// The organisation.
    pub organisation: String,
    /// The package: name and version.
    pub package: String,
    /// SHA-256 over the sources.
    pub digest: String,
    /// The day that everything is judged at.
    pub as_of: Option<Day>,
    /// The language, for the HTML page.
    pub language: String,
    /// The messages of that language.
    pub say: Language,
}

/// What a declaration says about a document.
pub(crate) struct Control<'a> {
    /// Whether the text is not the one that was approved.
    pub changed: bool,
    pub number: Option<String>,
    pub version: &'a str,
    pub owner: Option<&'a Ref>,
    pub approved: Option<&'a Approval>,
    pub effective: Option<Day>,
    pub review: Option<&'a Review>,
    pub classification: Option<&'a Ref>,
    pub distribution: Option<String>,
}

impl Meta {
    /// The head of a document that is not controlled.
    pub(crate) fn plain(build: &Build<'_>) -> Meta {
        let model = build.model;
        let organisation = &model.organisation;
        let version = model.package.version.as_ref().map(|version| format!(" {version}")).unwrap_or_default();
        Meta {
            organisation: if organisation.head.title.is_empty() { organisation.head.id.clone() } else { organisation.head.title.clone() },
            package: format!("{}{version}", model.package.name),
            digest: model.package.digest.clone(),
            as_of: Some(model.as_of),
            classification: organisation.document_classification.as_ref().map(|level| model.title_of(level)),
            language: build.language.code().to_string(),
            say: build.language.clone(),
            ..Meta::default()
        }
    }

    /// The head of a controlled document; without a declaration it is a draft, and says so.
    pub(crate) fn controlled(build: &Build<'_>, control: Option<Control<'_>>) -> Meta {
        let meta = Meta { controlled: true, ..Meta::plain(build) };
        let Some(control) = control else { return meta };
        let classification = control.classification.map(|level| build.model.title_of(level)).or_else(|| meta.classification.clone());
        Meta {
            number: control.number,
            version: Some(control.version.to_string()).filter(|version| !version.is_empty()),
            owner: control.owner.map(|owner| build.person(owner)),
            approved_by: control.approved.into_iter().flat_map(|one| one.by.iter()).map(|role| build.person(role)).collect(),
            approved_on: control.approved.and_then(|one| one.on),
            changed: control.changed,
            effective: control.effective,
            review_every: control.review.and_then(|one| one.every),
            next_review: control.review.and_then(|one| one.next),
            classification,
            distribution: control.distribution,
            ..meta
        }
    }

    /// The head of a document by its word in `document`.
    pub(crate) fn of(build: &Build<'_>, word: &str) -> Meta {
        let control = build.model.documents.get(word).map(|one| Control {
            changed: build.is_changed("document", one.document),
            number: one.number.clone(),
            version: &one.version,
            owner: one.owner.as_ref(),
            approved: one.approved.as_ref(),
            effective: one.effective,
            review: one.review.as_ref(),
            classification: one.classification.as_ref(),
            distribution: one.distribution.clone(),
        });
        Meta { open_part: word == "management_review" && !build.own_review, ..Meta::controlled(build, control) }
    }

    /// Whether it was approved by the day that everything is judged at, and still says the same.
    pub fn is_approved(&self) -> bool {
        !self.changed && !self.approved_by.is_empty() && self.approved_on.is_some() && self.approved_on <= self.as_of
    }

    /// The state of the document in words.
    pub fn state(&self) -> &'static str {
        self.say.title(match (self.is_approved(), self.changed) {
            (true, _) if self.open_part => "Inputs approved, results to be filled in",
            (true, _) => "Approved",
            (false, true) => "Changed after approval",
            (false, false) => "Draft, not approved",
        })
    }

    /// The label before the state.
    pub fn state_label(&self) -> &'static str {
        self.say.title("State")
    }

    /// The first 16 digits of the digest.
    pub fn short_digest(&self) -> &str {
        self.digest.get(..16).unwrap_or(&self.digest)
    }

    /// The head as pairs of a label and a text, in the order of reading.
    pub fn rows(&self) -> Vec<(&'static str, String)> {
        let text = |fact| match fact {
            Fact::Text(text) => text,
            Fact::Day(day, more) => format!("{}{more}", self.say.day(day)),
        };
        self.facts().into_iter().map(|(label, fact)| (label, text(fact))).collect()
    }

    /// The same, with days as days.
    pub fn facts(&self) -> Vec<(&'static str, Fact)> {
        let text = |text: &str| Fact::Text(text.to_string());
        let stated = |value: &Option<String>| text(value.as_deref().unwrap_or(self.say.t("not stated")));
        let day =
            |day: Option<Day>, more: String| day.map_or_else(|| Fact::Text(format!("{}{more}", self.say.t("not stated"))), |day| Fact::Day(day, more.clone()));
        let mut facts = vec![("Organisation", text(&self.organisation))];
        if self.controlled {
            facts.push(("Document", stated(&self.number)));
            facts.push(("Version", stated(&self.version)));
            facts.push(("State", text(self.state())));
            facts.push(("Owner", stated(&self.owner)));
            let by = self.approved_by.join(", ");
            facts.push(("Approved by", text(if by.is_empty() { self.say.t("nobody yet") } else { &by })));
            facts.push(("Approved on", day(self.approved_on, String::new())));
            facts.extend(self.effective.map(|day| ("Valid from", Fact::Day(day, String::new()))));
            let every = self.review_every.map(|every| format!(" ({})", self.say.every(every))).unwrap_or_default();
            facts.push(("Next review", day(self.next_review, every)));
            facts.push(("Classification", stated(&self.classification)));
            facts.extend(self.distribution.as_deref().map(|one| ("Distribution", text(one))));
        } else if let Some(level) = &self.classification {
            facts.push(("Classification", text(level)));
        }
        facts.extend(self.as_of.map(|day| ("As of", Fact::Day(day, String::new()))));
        let from = self.say.say("{package}, sources {digest}", &[("package", &self.package), ("digest", &self.short_digest())]);
        facts.push(("Made from", Fact::Text(from)));
        facts.into_iter().map(|(label, fact)| (self.say.title(label), fact)).collect()
    }
}

/// What the head of a document says about one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// A text.
    Text(String),
    /// A day, and what stands behind it.
    Day(Day, String),
}
