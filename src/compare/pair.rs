//! The two states side by side, and the list of changes that grows while they are read.

use std::collections::BTreeSet;

use super::change::{Change, Site, Subject};
use super::kind::Kind;
use super::signature::Signature;
use super::texts::Texts;
use crate::base::Place;
use crate::diagnostic::Level;
use crate::model::Model;
use crate::pipeline::Compilation;

/// Two states of a package.
pub(super) struct Pair<'a> {
    pub old: &'a Model,
    pub new: &'a Model,
    pub old_compiled: &'a Compilation,
    pub new_compiled: &'a Compilation,
    pub changes: Vec<Change>,
    /// The signatures of the new state, judged.
    pub signatures: Vec<Signature>,
    /// What templates made of policies and documents.
    pub texts: Texts,
    /// Files in which something could not be read, of both states.
    unread: [BTreeSet<String>; 2],
}

impl<'a> Pair<'a> {
    pub fn new(old: &'a Compilation, new: &'a Compilation) -> Self {
        let unread = [old, new].map(|side| {
            let wrong = side.findings.iter().filter(|finding| finding.level == Level::Error);
            wrong.filter_map(|finding| finding.place()).map(|place| side.sources.path(place.file).to_string()).collect()
        });
        Self {
            old: &old.model,
            new: &new.model,
            old_compiled: old,
            new_compiled: new,
            changes: Vec::new(),
            signatures: Vec::new(),
            texts: Texts::new(),
            unread,
        }
    }

    /// Adds a change with its places.
    pub fn add(&mut self, mut change: Change, old: Option<Place>, new: Option<Place>) {
        change.old = old.and_then(|place| Site::of(&self.old_compiled.sources, place));
        change.new = new.and_then(|place| Site::of(&self.new_compiled.sources, place));
        let [old_unread, new_unread] = &self.unread;
        // half of it may stand in a file of the other state that could not be read
        change.certain = match (&change.old, &change.new) {
            (Some(old), None) => !near(new_unread, old),
            (None, Some(new)) => !near(old_unread, new),
            _ => true,
        };
        self.changes.push(change);
    }

    /// Adds a change of something that stands in both.
    pub fn both(&mut self, change: Change, old: Place, new: Place) {
        self.add(change, Some(old), Some(new));
    }

    /// Whether a change of these kinds is known of a subject already.
    pub fn knows(&self, kinds: &[Kind], subject: &Subject) -> bool {
        self.changes.iter().any(|change| kinds.contains(&change.kind) && change.subject.kind == subject.kind && change.subject.id == subject.id)
    }

    /// The changes in reading order: by field, by weight, by name.
    pub fn finish(mut self) -> (Vec<Change>, Vec<Signature>) {
        self.changes.sort_by(|a, b| {
            let natural = || crate::base::natural_cmp(&a.subject.id, &b.subject.id);
            (a.topic, a.weight).cmp(&(b.topic, b.weight)).then_with(|| a.subject.kind.cmp(&b.subject.kind)).then_with(natural).then_with(|| a.kind.cmp(&b.kind))
        });
        (self.changes, self.signatures)
    }
}

/// Whether a file of the other state, of the same path or name, could not be read.
fn near(unread: &BTreeSet<String>, site: &Site) -> bool {
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_string();
    unread.iter().any(|path| *path == site.path || name(path) == name(&site.path))
}
