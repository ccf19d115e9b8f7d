//! A package that the editor shows: its files, and what came of compiling them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use super::uri;
use crate::base::FileId;
use crate::ide::View;
use crate::model::Day;
use crate::pipeline::{Compilation, Counting, Options, Session};
use crate::source::{Disk, Overlay, World};

/// A package.
pub struct Folder {
    /// Where it lies.
    pub root: PathBuf,
    /// Its files, as the editor shows them.
    pub world: Overlay<Box<dyn World + Send>>,
    session: Session,
    /// How it is compiled.
    pub options: Options,
    compiled: Option<Compilation>,
    /// Whether something changed since it was compiled.
    pub dirty: bool,
    /// The findings that the client knows, by document.
    pub published: BTreeMap<String, Value>,
    /// Why it could not be read, if it could not.
    pub error: Option<String>,
    /// The error that the client was told last.
    pub told: Option<String>,
}

impl Folder {
    /// A package on disk.
    pub fn new(root: PathBuf, disk: Disk, as_of: Day) -> Self {
        let name = root.file_name().map_or_else(|| "package".to_string(), |name| name.to_string_lossy().into_owned());
        let options = Options { as_of, levels: Vec::new(), prefix: String::new(), name };
        Self {
            root,
            world: Overlay::new(Box::new(disk)),
            session: Session::new(),
            options,
            compiled: None,
            dirty: true,
            published: BTreeMap::new(),
            error: None,
            told: None,
        }
    }

    /// Compiles what changed. Gives whether anything was compiled.
    pub fn refresh(&mut self) -> bool {
        if !self.dirty {
            return false;
        }
        self.dirty = false;
        match self.session.compile_after(self.compiled.take(), &self.world, &self.options, &Counting::default()) {
            Ok(compiled) => {
                self.compiled = Some(compiled);
                self.error = None;
            }
            Err(error) => {
                self.error = Some(error.to_string());
            }
        }
        true
    }

    /// Forgets everything but the files: after a crash nothing is trusted.
    pub fn reset(&mut self) {
        self.session = Session::new();
        self.compiled = None;
        self.dirty = true;
    }

    /// The package, compiled.
    pub fn view(&self) -> Option<View<'_>> {
        self.compiled.as_ref().map(|compiled| View { session: &self.session, compiled, world: &self.world })
    }

    /// The number of a file by its path in the package.
    pub fn file(&self, path: &str) -> Option<FileId> {
        let compiled = self.compiled.as_ref()?;
        compiled.sources.iter().find(|(_, source)| source.path == path).map(|(file, _)| file)
    }

    /// The document of a file.
    pub fn uri(&self, file: FileId) -> String {
        let source = self.compiled.as_ref().and_then(|compiled| compiled.sources.get(file));
        source.map_or_else(String::new, |source| match source.path.strip_prefix("stdlib/").filter(|_| source.library) {
            Some(path) => uri::library(path),
            None => uri::from_path(&self.root.join(&source.path)),
        })
    }
}
