//! A world with other contents for some of its files: what an editor shows, what comes in on standard input, what a fix
//! would write. What is below is read once and kept until someone says that it changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::world::{Listing, ReadError, World};

/// Another world, and the files that stand in front of it.
pub struct Overlay<W> {
    below: W,
    front: BTreeMap<String, Contents>,
    kept: Mutex<Kept>,
}

/// What was read from below.
#[derive(Default)]
struct Kept {
    files: BTreeMap<String, Contents>,
    listing: Option<Result<Listing, ReadError>>,
    templates: Option<Vec<String>>,
}

/// What a file holds: text where it is text, so that it is not copied each time.
#[derive(Clone)]
enum Contents {
    Text(Arc<str>),
    Bytes(Result<Vec<u8>, ReadError>),
}

impl Contents {
    fn of(read: Result<Vec<u8>, ReadError>) -> Self {
        match read.map(String::from_utf8) {
            Ok(Ok(text)) => Contents::Text(text.strip_prefix('\u{FEFF}').unwrap_or(&text).into()),
            Ok(Err(error)) => Contents::Bytes(Ok(error.into_bytes())),
            Err(error) => Contents::Bytes(Err(error)),
        }
    }
}

impl<W: World> Overlay<W> {
    /// Nothing in front yet.
    pub fn new(below: W) -> Self {
        Self { below, front: BTreeMap::new(), kept: Mutex::default() }
    }

    /// Puts a file in front, whether it is there below or not.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, bytes: Vec<u8>) -> Self {
        self.front.insert(path.into(), Contents::of(Ok(bytes)));
        self
    }

    /// Shows this text for a file, from now on.
    pub fn open(&mut self, path: &str, text: Arc<str>) {
        self.front.insert(path.to_string(), Contents::Text(text));
    }

    /// Shows what is below again.
    pub fn close(&mut self, path: &str) {
        self.front.remove(path);
        self.changed(path);
    }

    /// A file below was written, made or deleted.
    pub fn changed(&self, path: &str) {
        let mut kept = self.kept();
        kept.files.remove(path);
        kept.listing = None;
        kept.templates = None;
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // what a panic left behind is a cache: at worst a file is read again
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn contents(&self, path: &str) -> Contents {
        if let Some(shown) = self.front.get(path) {
            return shown.clone();
        }
        if let Some(known) = self.kept().files.get(path) {
            return known.clone();
        }
        let found = Contents::of(self.below.read(path));
        self.kept().files.insert(path.to_string(), found.clone());
        found
    }
}

impl<W: World> World for Overlay<W> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        match self.contents(path) {
            Contents::Text(text) => Ok(text.as_bytes().to_vec()),
            Contents::Bytes(bytes) => bytes,
        }
    }

    fn text(&self, path: &str) -> Option<Arc<str>> {
        match self.contents(path) {
            Contents::Text(text) => Some(text),
            Contents::Bytes(_) => None,
        }
    }

    fn list(&self) -> Result<Listing, ReadError> {
        let known = self.kept().listing.clone();
        let below = known.unwrap_or_else(|| {
            let found = self.below.list();
            self.kept().listing = Some(found.clone());
            found
        });
        let mut listing = match below {
            Err(error) if self.front.is_empty() => return Err(error),
            // a folder that cannot be listed is no reason to say nothing about the files that are shown
            Err(error) => Listing { unread: vec![(String::new(), error)], ..Listing::default() },
            Ok(listing) => listing,
        };
        let listed: BTreeSet<&String> = listing.files.iter().collect();
        let new: Vec<String> = self.front.keys().filter(|path| path.ends_with(".isms") && !listed.contains(path)).cloned().collect();
        if !new.is_empty() {
            listing.files.extend(new);
            listing.files.sort_by(|a, b| crate::base::natural_cmp(a, b));
        }
        Ok(listing)
    }

    fn templates(&self) -> Vec<String> {
        let known = self.kept().templates.clone();
        let mut names = known.unwrap_or_else(|| {
            let found = self.below.templates();
            self.kept().templates = Some(found.clone());
            found
        });
        names.extend(self.front.keys().filter_map(|path| path.strip_prefix("templates/")).map(str::to_string));
        names.sort();
        names.dedup();
        names
    }
}
