//! A world with other contents for some of its files: what is being written, or would be.

use std::collections::BTreeMap;

use super::world::{ReadError, World};

/// Another world, and the files that stand in front of it.
pub struct Overlay<W> {
    below: W,
    files: BTreeMap<String, Vec<u8>>,
}

impl<W: World> Overlay<W> {
    /// Nothing in front yet.
    pub fn new(below: W) -> Self {
        Self { below, files: BTreeMap::new() }
    }

    /// Puts a file in front, whether it is there below or not.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        self.set(path, bytes);
        self
    }

    /// Puts a file in front, or replaces the one that is there.
    pub fn set(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into());
    }
}

impl<W: World> World for Overlay<W> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        match self.files.get(path) {
            Some(bytes) => Ok(bytes.clone()),
            None => self.below.read(path),
        }
    }

    fn list(&self) -> Result<Vec<String>, ReadError> {
        let mut paths = self.below.list()?;
        paths.extend(self.files.keys().filter(|path| path.ends_with(".isms")).cloned());
        paths.sort_by(|a, b| crate::base::natural_cmp(a, b));
        paths.dedup();
        Ok(paths)
    }

    fn templates(&self) -> Vec<String> {
        let mut names = self.below.templates();
        names.extend(self.files.keys().filter_map(|path| path.strip_prefix("templates/")).map(str::to_string));
        names.sort();
        names.dedup();
        names
    }
}

impl World for Box<dyn World> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        (**self).read(path)
    }

    fn list(&self) -> Result<Vec<String>, ReadError> {
        (**self).list()
    }

    fn templates(&self) -> Vec<String> {
        (**self).templates()
    }
}

impl World for &dyn World {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        (**self).read(path)
    }

    fn list(&self) -> Result<Vec<String>, ReadError> {
        (**self).list()
    }

    fn templates(&self) -> Vec<String> {
        (**self).templates()
    }
}
