//! The only seam to the outside: files come in through here, and nothing else does.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::misnamed::meant;

/// Files larger than this are refused before they are read.
pub const MAX_FILE_BYTES: u64 = 8 * 1024 * 1024;

/// So many folders deep a package is searched for files.
const MAX_DEPTH: usize = 32;

/// Folders that are never searched: what is made in them, and what belongs to the system of a whole disk.
const NO_SOURCES: [&str; 5] = ["build", "target", "node_modules", "lost+found", "System Volume Information"];

/// A world that can be asked for files by their path relative to a package.
pub trait World: Sync {
    /// The bytes of a file.
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError>;
    /// The text of a file, where it is in memory already: the same one as last time if it did not change.
    fn text(&self, _path: &str) -> Option<Arc<str>> {
        None
    }
    /// The `.isms` files of the package, and the folders that nobody could look into.
    fn list(&self) -> Result<Listing, ReadError>;
    /// The files below `templates/`, relative to it, with `/`, in the order of their names; none where there is no such folder.
    fn templates(&self) -> Vec<String>;
}

/// What there is in a package. Paths are relative, with `/`, in natural order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// The `.isms` files.
    pub files: Vec<String>,
    /// The folders that could not be looked into, with the reason; the empty path is the package itself.
    pub unread: Vec<(String, ReadError)>,
    /// The files that are not read because of their names, each with the name under which it would be.
    pub misnamed: Vec<(String, String)>,
}

impl Listing {
    /// The sources among these files, and no folder that could not be looked into.
    pub fn of<'a>(all: impl Iterator<Item = &'a String>) -> Self {
        let mut found = Self::default();
        all.for_each(|path| found.take(path.clone()));
        found.in_order()
    }

    /// Takes a file for what its name says.
    fn take(&mut self, path: String) {
        let (folder, name) = path.rsplit_once('/').map_or(("", path.as_str()), |(folder, name)| (folder, name));
        if name.starts_with('.') {
            return;
        }
        if name.ends_with(".isms") {
            self.files.push(path);
        } else if let Some(meant) = meant(name, folder.is_empty()) {
            let meant = if folder.is_empty() { meant } else { format!("{folder}/{meant}") };
            self.misnamed.push((path, meant));
        }
    }

    fn in_order(mut self) -> Self {
        use crate::base::natural_cmp;
        self.files.sort_by(|a, b| natural_cmp(a, b));
        self.unread.sort_by(|(a, _), (b, _)| natural_cmp(a, b));
        self.misnamed.sort_by(|(a, _), (b, _)| natural_cmp(a, b));
        self
    }
}

impl<W: World + ?Sized> World for Box<W> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        (**self).read(path)
    }

    fn text(&self, path: &str) -> Option<Arc<str>> {
        (**self).text(path)
    }

    fn list(&self) -> Result<Listing, ReadError> {
        (**self).list()
    }

    fn templates(&self) -> Vec<String> {
        (**self).templates()
    }
}

impl<W: World + ?Sized> World for &W {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        (**self).read(path)
    }

    fn text(&self, path: &str) -> Option<Arc<str>> {
        (**self).text(path)
    }

    fn list(&self) -> Result<Listing, ReadError> {
        (**self).list()
    }

    fn templates(&self) -> Vec<String> {
        (**self).templates()
    }
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
    /// The account has no right to read it.
    #[error("your account has no permission to read it")]
    Forbidden,
    /// It lies below more than 32 folders.
    #[error("it lies below more than 32 folders")]
    TooDeep,
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

    fn list(&self) -> Result<Listing, ReadError> {
        if let Some(only) = &self.only {
            return Ok(Listing { files: only.clone(), ..Listing::default() });
        }
        let mut found = Listing::default();
        walk(&self.root, "", 0, &mut found)?;
        Ok(found.in_order())
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
        std::io::ErrorKind::PermissionDenied => ReadError::Forbidden,
        _ => ReadError::Io(error.to_string()),
    }
}

/// Collects `.isms` names below a folder; hidden folders and [`NO_SOURCES`] are left out, links to folders too.
///
/// An error is one of this folder: those of the folders below are kept in `found`, and the others are searched all the same.
fn walk(root: &Path, below: &str, depth: usize, found: &mut Listing) -> Result<(), ReadError> {
    if depth > MAX_DEPTH {
        return Err(ReadError::TooDeep);
    }
    let entries = std::fs::read_dir(root.join(below)).map_err(|error| read_error(&error))?;
    for entry in entries {
        let entry = entry.map_err(|error| read_error(&error))?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() && !name.ends_with(".isms") {
            let skipped = name.starts_with('.') || NO_SOURCES.contains(&name.as_str());
            if !skipped && let Err(error) = walk(root, &path, depth + 1, found) {
                found.unread.push((path, error));
            }
        } else {
            found.take(path);
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

    fn list(&self) -> Result<Listing, ReadError> {
        Ok(Listing::of(self.files.keys()))
    }

    fn templates(&self) -> Vec<String> {
        self.files.keys().filter_map(|name| name.strip_prefix("templates/")).map(str::to_string).collect()
    }
}
