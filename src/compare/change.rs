//! One change: what is decided differently, from what to what, and where both stand.

use schemars::JsonSchema;
use serde::Serialize;

use super::kind::{Effect, Kind, Topic, Weight};
use crate::base::Place;
use crate::model::Approval;
use crate::source::Sources;

/// A change between two states of a package.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Change {
    /// Its kind.
    pub kind: Kind,
    /// The field of the ISMS that it belongs to.
    pub topic: Topic,
    /// How much it weighs.
    pub weight: Weight,
    /// Which way it goes.
    pub effect: Effect,
    /// What it is about.
    pub subject: Subject,
    /// The change as one sentence: lower case, no full stop, names in back quotes.
    pub what: String,
    /// The property that changed, as a word of the language.
    pub field: Option<String>,
    /// What stood there.
    pub before: Option<String>,
    /// What stands there.
    pub after: Option<String>,
    /// The reason that the new sources give.
    pub because: Option<String>,
    /// What brings it about, where that is another change.
    pub cause: Option<String>,
    /// Who approved it and when, as the new sources say.
    pub approved: Option<String>,
    /// Where it stood.
    pub old: Option<Site>,
    /// Where it stands.
    pub new: Option<Site>,
    /// Whether it is certain; a file that could not be read may hide the other half.
    pub certain: bool,
}

/// What a change is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Subject {
    /// The kind of declaration: `risk`, `control`, `process`.
    pub kind: String,
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// A place in one of the two states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Site {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Subject {
    /// Something declared.
    pub fn new(kind: impl Into<String>, id: impl Into<String>, title: impl Into<String>) -> Self {
        Self { kind: kind.into(), id: id.into(), title: title.into() }
    }

    /// The kind and the name, as sentences name it: ``risk `R-004` ``.
    pub fn named(&self) -> String {
        if self.id.is_empty() { self.kind.clone() } else { format!("{} `{}`", self.kind, self.id) }
    }
}

impl Site {
    /// A place as people count.
    pub fn of(sources: &Sources, place: Place) -> Option<Site> {
        let file = sources.get(place.file).filter(|file| !file.library)?;
        let position = file.lines.position(&file.text, place.span.start);
        Some(Site { path: file.path.clone(), line: position.line, column: position.column })
    }
}

impl Change {
    /// A change of this kind.
    pub fn new(kind: Kind, subject: Subject, what: impl Into<String>) -> Self {
        Self {
            kind,
            topic: kind.topic(),
            weight: kind.weight(),
            effect: kind.effect(),
            subject,
            what: what.into(),
            field: None,
            before: None,
            after: None,
            because: None,
            cause: None,
            approved: None,
            old: None,
            new: None,
            certain: true,
        }
    }

    /// From what to what.
    #[must_use]
    pub fn from_to(mut self, before: Option<String>, after: Option<String>) -> Self {
        self.before = before;
        self.after = after;
        self
    }

    /// The reason that the sources give.
    #[must_use]
    pub fn because(mut self, reason: Option<&String>) -> Self {
        self.because = reason.cloned();
        self
    }

    /// What brings it about.
    #[must_use]
    pub fn cause(mut self, cause: impl Into<String>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// Who approved it.
    #[must_use]
    pub fn approved(mut self, approval: Option<&Approval>) -> Self {
        self.approved = approval.map(shown);
        self
    }

    /// How it weighs here.
    #[must_use]
    pub fn weighs(mut self, weight: Weight) -> Self {
        self.weight = weight;
        self
    }

    /// Which way it goes here.
    #[must_use]
    pub fn goes(mut self, effect: Effect) -> Self {
        self.effect = effect;
        self
    }

    /// Belongs to another field than others of its kind.
    #[must_use]
    pub fn under(mut self, topic: Topic) -> Self {
        self.topic = topic;
        self
    }
}

/// An approval in a few words: `ceo on 2026-02-03`.
pub fn shown(approval: &Approval) -> String {
    let by: Vec<&str> = approval.by.iter().map(|role| role.id.as_str()).collect();
    let on = approval.on.map(|day| format!(" on {day}")).unwrap_or_default();
    format!("{}{on}", by.join(", "))
}
