//! What an editor shows, on top of what is on disk.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::world::{ReadError, World};

/// A world with open files over it. What is below is read once and kept until someone says that it changed.
pub struct OpenFiles {
    below: Box<dyn World + Send>,
    open: BTreeMap<String, Arc<str>>,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    files: BTreeMap<String, Below>,
    names: Option<Result<Vec<String>, ReadError>>,
    templates: Option<Vec<String>>,
}

/// A file below.
#[derive(Clone)]
enum Below {
    Text(Arc<str>),
    Bytes(Result<Vec<u8>, ReadError>),
}

impl OpenFiles {
    /// Nothing is open.
    pub fn new(below: Box<dyn World + Send>) -> Self {
        Self { below, open: BTreeMap::new(), kept: Mutex::default() }
    }

    /// Shows this text for a file, from now on.
    pub fn open(&mut self, path: &str, text: Arc<str>) {
        self.open.insert(path.to_string(), text);
    }

    /// Shows what is below again.
    pub fn close(&mut self, path: &str) {
        self.open.remove(path);
        self.changed(path);
    }

    /// A file below was written, made or deleted.
    pub fn changed(&self, path: &str) {
        let mut kept = self.kept();
        kept.files.remove(path);
        kept.names = None;
        kept.templates = None;
    }

    /// Anything below may have changed.
    pub fn all_changed(&self) {
        *self.kept() = Kept::default();
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // what a panic left behind is a cache: at worst a file is read again
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn below(&self, path: &str) -> Below {
        if let Some(known) = self.kept().files.get(path) {
            return known.clone();
        }
        let found = match self.below.read(path) {
            Ok(bytes) => match String::from_utf8(bytes) {
                Ok(text) => Below::Text(text.strip_prefix('\u{FEFF}').unwrap_or(&text).into()),
                Err(error) => Below::Bytes(Ok(error.into_bytes())),
            },
            Err(error) => Below::Bytes(Err(error)),
        };
        self.kept().files.insert(path.to_string(), found.clone());
        found
    }
}

impl World for OpenFiles {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        if let Some(text) = self.open.get(path) {
            return Ok(text.as_bytes().to_vec());
        }
        match self.below(path) {
            Below::Text(text) => Ok(text.as_bytes().to_vec()),
            Below::Bytes(bytes) => bytes,
        }
    }

    fn text(&self, path: &str) -> Option<Arc<str>> {
        if let Some(text) = self.open.get(path) {
            return Some(Arc::clone(text));
        }
        match self.below(path) {
            Below::Text(text) => Some(text),
            Below::Bytes(_) => None,
        }
    }

    fn list(&self) -> Result<Vec<String>, ReadError> {
        let known = self.kept().names.clone();
        let below = known.unwrap_or_else(|| {
            let found = self.below.list();
            self.kept().names = Some(found.clone());
            found
        });
        let open = self.open.keys().filter(|path| path.ends_with(".isms"));
        // a folder that cannot be listed is no reason to say nothing about the files that are open
        let mut names = match below {
            Err(error) if self.open.is_empty() => return Err(error),
            Err(_) => Vec::new(),
            Ok(names) => names,
        };
        let listed: BTreeSet<&String> = names.iter().collect();
        let new: Vec<String> = open.filter(|path| !listed.contains(path)).cloned().collect();
        if !new.is_empty() {
            names.extend(new);
            names.sort_by(|a, b| crate::base::natural_cmp(a, b));
        }
        Ok(names)
    }

    fn templates(&self) -> Vec<String> {
        let known = self.kept().templates.clone();
        let mut names = known.unwrap_or_else(|| {
            let found = self.below.templates();
            self.kept().templates = Some(found.clone());
            found
        });
        let open = self.open.keys().filter_map(|path| path.strip_prefix("templates/"));
        let new: Vec<String> = open.filter(|name| !names.iter().any(|known| known == name)).map(str::to_string).collect();
        names.extend(new);
        names.sort();
        names
    }
}
