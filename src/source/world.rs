//! The only seam to the outside: files come in through here, and nothing else does.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Files larger than this are refused before they are read.
pub const MAX_FILE_BYTES: u64 = 8 * 1024 * 1024;

/// A world that can be asked for files by their path relative to a package.
pub trait World: Sync {
    /// The bytes of a file.
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError>;
    /// The text of a file, where it is in memory already: the same one as last time if it did not change.
    fn text(&self, _path: &str) -> Option<Arc<str>> {
        None
    }
    /// The `.isms` files of the package, relative, with `/`, in natural order.
    fn list(&self) -> Result<Vec<String>, ReadError>;
    /// The files below `templates/`, relative to it, with `/`, in the order of their names; none where there is no such folder.
    fn templates(&self) -> Vec<String>;
}

/// Why a file could not be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("there is no such file")]
    Missing,
    /// It is a folder or something else that is not a file.
    #[error("it is not a regular file")]
    NotAFile,
    /// It is larger than [`MAX_FILE_BYTES`].
    #[error("it has more than 8 MiB")]
    TooLarge,
    /// It lies outside the package.
    #[error("it leads out of the package")]
    Outside,
    /// The system said no.
    #[error("{0}")]
    Io(String),
}

/// A folder on disk.
#[derive(Debug, Clone)]
pub struct Disk {
    root: PathBuf,
    /// Only these files, where the user named files and not a folder.
    only: Option<Vec<String>>,
}

impl Disk {
    /// All of a folder.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), only: None }
    }

    /// Some files of a folder.
    pub fn only(root: impl Into<PathBuf>, files: Vec<String>) -> Self {
        Self { root: root.into(), only: Some(files) }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }
}

impl World for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let relative = Path::new(path);
        let inside = relative.components().all(|part| matches!(part, std::path::Component::Normal(_) | std::path::Component::CurDir));
        if !inside || path.contains('\0') {
            return Err(ReadError::Outside);
        }
        let full = self.root.join(relative);
        // a link may lead anywhere: what it leads to must lie in the package too
        let real = full.canonicalize().map_err(|error| read_error(&error))?;
        let root = self.root.canonicalize().map_err(|error| read_error(&error))?;
        if !real.starts_with(&root) {
            return Err(ReadError::Outside);
        }
        read_file(&real)
    }

    fn list(&self) -> Result<Vec<String>, ReadError> {
        if let Some(only) = &self.only {
            return Ok(only.clone());
        }
        let mut found = Vec::new();
        walk(&self.root, "", 0, &mut found)?;
        found.sort_by(|a, b| crate::base::natural_cmp(a, b));
        Ok(found)
    }

    fn templates(&self) -> Vec<String> {
        let mut found = Vec::new();
        walk_templates(&self.root.join("templates"), "", 0, &mut found);
        found.sort();
        found
    }
}

/// Collects names below the folder of templates; hidden files and links to folders are left out.
fn walk_templates(root: &Path, below: &str, depth: usize, found: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(root.join(below)) else { return };
    for entry in entries.flatten() {
        let (Ok(name), Ok(kind)) = (entry.file_name().into_string(), entry.file_type()) else { continue };
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        if name.starts_with('.') || depth > 8 || found.len() > 1000 {
            continue;
        }
        if kind.is_dir() {
            walk_templates(root, &path, depth + 1, found);
        } else {
            found.push(path);
        }
    }
}

/// Reads a regular file within the size limit.
fn read_file(path: &Path) -> Result<Vec<u8>, ReadError> {
    let meta = std::fs::metadata(path).map_err(|error| read_error(&error))?;
    if !meta.is_file() {
        return Err(ReadError::NotAFile);
    }
    if meta.len() > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge);
    }
    let file = std::fs::File::open(path).map_err(|error| read_error(&error))?;
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
    // the file may grow while it is read
    file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(|error| read_error(&error))?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge);
    }
    Ok(bytes)
}

fn read_error(error: &std::io::Error) -> ReadError {
    match error.kind() {
        std::io::ErrorKind::NotFound => ReadError::Missing,
        _ => ReadError::Io(error.to_string()),
    }
}

/// Collects `.isms` names below a folder; hidden folders, `build` and `target` are left out, links to folders too.
fn walk(root: &Path, below: &str, depth: usize, found: &mut Vec<String>) -> Result<(), ReadError> {
    if depth > 32 {
        return Ok(());
    }
    let entries = std::fs::read_dir(root.join(below)).map_err(|error| read_error(&error))?;
    for entry in entries {
        let entry = entry.map_err(|error| read_error(&error))?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() && !name.ends_with(".isms") {
            let skipped = name.starts_with('.') || name == "build" || name == "target" || name == "node_modules";
            if !skipped {
                walk(root, &path, depth + 1, found)?;
            }
        } else if name.ends_with(".isms") && !name.starts_with('.') {
            found.push(path);
        }
    }
    Ok(())
}

/// Files in memory, for tests, the editor and the embedded pages.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    files: BTreeMap<String, Vec<u8>>,
}

impl Memory {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, text: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.into(), text.into());
        self
    }
}

impl World for Memory {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.files.get(path).cloned().ok_or(ReadError::Missing)
    }

    fn list(&self) -> Result<Vec<String>, ReadError> {
        let mut names: Vec<String> = self.files.keys().filter(|name| name.ends_with(".isms")).cloned().collect();
        names.sort_by(|a, b| crate::base::natural_cmp(a, b));
        Ok(names)
    }

    fn templates(&self) -> Vec<String> {
        self.files.keys().filter_map(|name| name.strip_prefix("templates/")).map(str::to_string).collect()
    }
}
