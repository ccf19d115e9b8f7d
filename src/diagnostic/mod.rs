//! What is said about the sources: one type, made by every phase, read by every reporter.
//!
//! * takes: nothing
//! * gives: [`Code`] (what can be wrong), [`Diagnostic`] (what is wrong, where, and the way out)
//! * never does: print, or decide an exit code
//! * where to add: a code stands beside the phase or rule that reports it, with its page

mod code;
mod identity;
mod macros;
mod set_aside;

pub use code::{Code, Group, Level};
pub use identity::{Fingerprints, Identity};
pub(crate) use macros::{code, codes};
pub use set_aside::{Ground, SetAside};

use crate::base::{FileId, Place};

/// One finding, complete: any reporter can show it without asking anyone else.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// What kind of finding.
    pub code: &'static Code,
    /// How it counts after `isms.toml` and the command line were heard.
    pub level: Level,
    /// The finding in one line: lower case, no full stop, names in back quotes.
    pub message: String,
    /// Every place involved; the first primary one is where it is reported.
    pub labels: Vec<Label>,
    /// The clause or table that asks for it.
    pub cite: Option<String>,
    /// Ways out, as sentences.
    pub help: Vec<String>,
    /// Ways out that an editor can apply.
    pub fixes: Vec<Fix>,
    /// The declaration it is about, as `risk R-001`; findings are keyed by it, not by line.
    pub subject: Option<String>,
    /// Where the finding is a sum of several: the names of all of them, or the figure. More of them is another finding.
    pub sum: Vec<String>,
}

/// A place and what it has to do with the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is there.
    pub message: String,
    /// Whether this is the place to look at first.
    pub primary: bool,
}

/// A change that removes the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the change does, as on a button.
    pub title: String,
    /// The replacements, all of them or none.
    pub edits: Vec<Edit>,
    /// Whether it may be applied without anyone looking: it keeps the meaning.
    pub safe: bool,
}

/// A replacement of a range by a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; an empty range inserts.
    pub place: Place,
    /// The new text.
    pub text: String,
}

impl Diagnostic {
    /// A finding of this kind.
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            level: code.level,
            message: message.into(),
            labels: Vec::new(),
            cite: None,
            help: Vec::new(),
            fixes: Vec::new(),
            subject: None,
            sum: Vec::new(),
        }
    }

    /// Names what the finding sums up, so that more of it is a new finding.
    #[must_use]
    pub fn sums_up(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.sum = names.into_iter().map(Into::into).collect();
        self
    }

    /// Adds the place to look at first.
    #[must_use]
    pub fn at(mut self, place: Place, message: impl Into<String>) -> Self {
        self.labels.push(Label { place, message: message.into(), primary: true });
        self
    }

    /// Adds a place that has to do with it.
    #[must_use]
    pub fn and(mut self, place: Place, message: impl Into<String>) -> Self {
        self.labels.push(Label { place, message: message.into(), primary: false });
        self
    }

    /// Names the clause or table behind it.
    #[must_use]
    pub fn cite(mut self, cite: impl Into<String>) -> Self {
        self.cite = Some(cite.into());
        self
    }

    /// Adds a way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Adds a way out that an editor can apply.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, place: Place, text: impl Into<String>, safe: bool) -> Self {
        self.fixes.push(Fix { title: title.into(), edits: vec![Edit { place, text: text.into() }], safe });
        self
    }

    /// Names the declaration that it is about.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// Where it is reported: the first primary label, else the first.
    pub fn place(&self) -> Option<Place> {
        self.labels.iter().find(|label| label.primary).or_else(|| self.labels.first()).map(|label| label.place)
    }

    /// The same after `by` bytes before it were put in, in a file that has this number now. Only for findings about
    /// one file.
    pub fn move_to(&mut self, file: FileId, by: i64) {
        let places = self.labels.iter_mut().map(|label| &mut label.place);
        let edited = self.fixes.iter_mut().flat_map(|fix| fix.edits.iter_mut()).map(|edit| &mut edit.place);
        places.chain(edited).for_each(|place| *place = Place::new(file, place.span.moved(by)));
    }

    /// Whether it makes the run fail.
    pub fn is_error(&self) -> bool {
        matches!(self.level, Level::Error | Level::Deny)
    }
}

/// Puts findings into reading order: by file, by place, by code; the same finding twice is one.
pub fn in_order(findings: &mut Vec<Diagnostic>) {
    findings.sort_by(|a, b| (a.place(), a.code.slug, &a.message).cmp(&(b.place(), b.code.slug, &b.message)));
    findings.dedup_by(|a, b| a.code.slug == b.code.slug && a.place() == b.place() && a.message == b.message);
}
