//! Approvals that are bound to a text: whether a document still says what was approved.
//!
//! An approval may carry a digest of the text. The text is written again as of the day of the approval, so that dates
//! which pass in the meantime change nothing, and only what the sources and templates say does.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};

use super::{Document, Language, Shelf};
use crate::model::{Approval, Day, Model};
use crate::source::World;

/// Shorter digests are not compared: they would say nothing.
pub const SHORTEST: usize = 16;
/// So many hexadecimal digits are printed.
const PRINTED: usize = 32;

/// A document that can be approved.
#[derive(Debug, Clone)]
pub struct Approvable<'a> {
    /// `document` or `policy`.
    pub kind: &'static str,
    /// The word or the name behind it.
    pub id: &'a str,
    /// What it is called.
    pub title: String,
    /// The version.
    pub version: &'a str,
    /// The approval, where there is one.
    pub approved: Option<&'a Approval>,
}

/// All documents that are declared, and all policies.
pub fn approvable(model: &Model) -> Vec<Approvable<'_>> {
    let documents = model.documents.values().map(|one| Approvable {
        kind: "document",
        id: one.document,
        title: super::title_of(one.document).to_string(),
        version: &one.version,
        approved: one.approved.as_ref(),
    });
    let policies = model.policies.values().map(|one| Approvable {
        kind: "policy",
        id: &one.head.id,
        title: one.head.title.clone(),
        version: &one.version,
        approved: one.approved.as_ref(),
    });
    documents.chain(policies).collect()
}

/// The digest of what a document says: its title, its version and its text, without the head, in hexadecimal.
pub fn digest(document: &Document) -> String {
    let mut hash = Sha256::new();
    for part in [document.title.as_str(), document.meta.version.as_deref().unwrap_or_default(), document.markdown.as_str()] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let all: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    all.get(..PRINTED).unwrap_or(&all).to_string()
}

/// The digests of all documents and policies as of a day, by kind and name.
pub fn digests(model: &Model, world: &dyn World, on: Day) -> BTreeMap<(&'static str, String), String> {
    written(model, world, on).into_iter().map(|(key, document)| (key, digest(&document))).collect()
}

/// The texts of all documents and policies, without their heads, by kind and name.
pub(crate) fn texts(model: &Model, world: &dyn World) -> BTreeMap<(&'static str, String), String> {
    written(model, world, model.as_of).into_iter().map(|(key, document)| (key, document.markdown)).collect()
}

/// All documents and policies that can be approved, as of a day.
fn written(model: &Model, world: &dyn World, on: Day) -> BTreeMap<(&'static str, String), Document> {
    let mut then = Model { as_of: on, ..model.clone() };
    // the text must not depend on what else is in the package
    then.package.digest = String::new();
    let language = Language::load(&model.organisation.language, world).0;
    let documents = super::written(&then, world, language, BTreeSet::new()).0;
    let kind = |document: &Document| match document.shelf {
        Shelf::Policies => Some("policy"),
        Shelf::Core | Shelf::Registers => Some("document"),
        Shelf::Index | Shelf::Processes => None,
    };
    documents.into_iter().filter_map(|document| Some(((kind(&document)?, document.id.clone()), document))).collect()
}

/// The documents and policies whose text is not the one that was approved, by kind and name; with the digest of today.
pub fn changed(model: &Model, world: &dyn World) -> BTreeMap<(&'static str, String), String> {
    let all = approvable(model);
    let bound = all.iter().filter_map(|one| {
        let approved = one.approved?;
        Some((one, approved.on?, approved.digest.as_ref()?.value.to_lowercase()))
    });
    let mut on_days: BTreeMap<Day, Vec<(&Approvable<'_>, String)>> = BTreeMap::new();
    for (one, on, digest) in bound {
        on_days.entry(on).or_default().push((one, digest));
    }
    let mut changed = BTreeMap::new();
    for (on, list) in on_days {
        let digests = digests(model, world, on);
        for (one, approved) in list {
            let key = (one.kind, one.id.to_string());
            let Some(now) = digests.get(&key) else { continue };
            let same = approved.len() >= SHORTEST && (now.starts_with(&approved) || approved.starts_with(now.as_str()));
            if !same {
                changed.insert(key, now.clone());
            }
        }
    }
    changed
}
