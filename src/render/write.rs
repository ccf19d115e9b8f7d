//! Writes a whole set into a folder: the folder locked, and what is in it compared first.
//!
//! Where the system can, the whole folder is exchanged at one stroke (`exchange`). Else each file is put down under a
//! temporary name and renamed, the manifest last (`stage`). Until all new files are on the disk no old one is touched.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::OutputFile;
use super::exchange;
use super::manifest::{Entry, Origin, read_manifest, write_manifest};
use super::rescue::rescue;
use super::stage::{in_place, remove_stale};
use super::survey::survey;

pub(super) const LOCK: &str = ".isms-lock";
pub(super) const MANIFEST: &str = "manifest.json";
/// How long another build may take before this one gives up: so many times a tenth of a second.
const PATIENCE: u32 = 100;

/// Why a set could not be written. Files that were there before are whole.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Another build writes into the same folder.
    #[error("another build is writing into `{0}`")]
    Locked(PathBuf),
    /// A link lies where a file or a folder is to be written.
    #[error("`{0}` is a link, and documents are not written through links")]
    Link(PathBuf),
    /// A file lies where a folder is to be, or the other way round.
    #[error("`{0}` is in the way")]
    InTheWay(PathBuf),
    /// A name that could lead out of the folder.
    #[error("`{0}` is not a name that is written")]
    Name(String),
    /// Two files with one name.
    #[error("two documents have the name `{0}`")]
    Collision(String),
    /// The system said no.
    #[error("`{path}` cannot be written: {source}")]
    Io {
        /// Where.
        path: PathBuf,
        /// What it said.
        #[source]
        source: io::Error,
    },
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// Files that are new or have changed.
    pub written: usize,
    /// Files that were the same already, and were left alone.
    pub unchanged: usize,
    /// Files of the set before that are no longer part of it.
    pub removed: usize,
    /// Files of the set before that are no longer part of it, but that somebody has changed: they stay.
    pub kept: usize,
    /// Names under which files stay that lay where a document is now, and were not written here.
    pub set_aside: Vec<String>,
}

/// Writes the files and the manifest into a folder, and removes what the manifest before named and nothing needs now.
pub fn write_set(out_dir: &Path, files: &[OutputFile]) -> Result<Written, WriteError> {
    write_set_from(out_dir, files, None, Only::Whole)
}

/// Whether files are a whole set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// They are: what else the manifest names is removed.
    Whole,
    /// They are a part of one: what else the manifest names stays as it is, with what it was made from.
    Part,
}

/// The same, with what the files were made from, and for a part of a set.
pub fn write_set_from(out_dir: &Path, files: &[OutputFile], origin: Option<&Origin>, only: Only) -> Result<Written, WriteError> {
    check_names(files)?;
    refuse_link(out_dir)?;
    let new = !out_dir.exists();
    fs::create_dir_all(out_dir).map_err(|source| WriteError::Io { path: out_dir.to_path_buf(), source })?;
    let done = lock(out_dir).and_then(|lock| write_locked(out_dir, files, origin, only, &lock));
    if new && done.is_err() {
        // a folder with nothing but a lock tells nobody anything; the system keeps it where there is more in it
        let _ = fs::remove_file(out_dir.join(LOCK));
        let _ = fs::remove_dir(out_dir);
    }
    done
}

fn write_locked(out_dir: &Path, files: &[OutputFile], origin: Option<&Origin>, only: Only, lock: &Lock) -> Result<Written, WriteError> {
    let before = read_manifest(out_dir);
    clear(out_dir, files, &before, lock);
    let mut others = before.clone();
    files.iter().for_each(|file| drop(others.remove(&file.path)));
    let kept = if only == Only::Part { others.values().cloned().collect() } else { Vec::new() };
    let manifest = OutputFile { path: MANIFEST.to_string(), bytes: write_manifest(files, origin, kept).into_bytes() };
    let all: Vec<&OutputFile> = files.iter().chain(std::iter::once(&manifest)).collect();
    let mut changes = survey(out_dir, &all, &others)?;
    if only == Only::Whole {
        changes.drop_others(out_dir, &others);
    }
    // the manifest is no document
    let changed = changes.new.last().is_some_and(|file| file.path == MANIFEST);
    let written = changes.new.len() - usize::from(changed);
    let set_aside = rescue(out_dir, &changes, &before)?;
    let done = Written { written, unchanged: files.len() - written, removed: changes.gone.len(), kept: changes.kept, set_aside };
    // where nothing changes nothing is touched: who watches the folder is not woken
    let nothing = changes.new.is_empty() && changes.gone.is_empty();
    if nothing || (lock.holds && exchange::exchange(out_dir, &changes, &lock.file)?) {
        return Ok(done);
    }
    in_place(out_dir, &changes)?;
    Ok(done)
}

/// Removes what builds that were killed left behind.
fn clear(out_dir: &Path, files: &[OutputFile], before: &BTreeMap<String, Entry>, lock: &Lock) {
    if lock.holds {
        exchange::clear(out_dir, &lock.file);
    }
    let names = files.iter().map(|file| file.path.as_str()).chain(before.keys().map(String::as_str));
    let mut folders: BTreeSet<PathBuf> = names.filter_map(|path| Path::new(path).parent()).map(|parent| out_dir.join(parent)).collect();
    folders.insert(out_dir.to_path_buf());
    folders.iter().for_each(|folder| remove_stale(folder));
}

/// Every name is relative, of a closed alphabet, and differs from the others by more than capitals.
fn check_names(files: &[OutputFile]) -> Result<(), WriteError> {
    let mut seen = BTreeSet::new();
    for file in files {
        if !is_name(&file.path) || file.path == MANIFEST {
            return Err(WriteError::Name(file.path.clone()));
        }
        if !seen.insert(file.path.to_lowercase()) {
            return Err(WriteError::Collision(file.path.clone()));
        }
    }
    Ok(())
}

pub(super) fn is_name(path: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty() && !part.starts_with('.') && !part.ends_with('.') && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    path.len() < 240 && path.split('/').count() <= 4 && path.split('/').all(part)
}

pub(super) fn refuse_link(path: &Path) -> Result<(), WriteError> {
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_symlink() => Err(WriteError::Link(path.to_path_buf())),
        _ => Ok(()),
    }
}

/// A folder that is locked until this goes; the system lets go of it when the process ends, however it ends.
struct Lock {
    file: File,
    /// Whether the system keeps others out: not every one can.
    holds: bool,
}

fn lock(out_dir: &Path) -> Result<Lock, WriteError> {
    let path = out_dir.join(LOCK);
    refuse_link(&path)?;
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(|source| WriteError::Io { path: path.clone(), source })?;
    for _ in 0..PATIENCE {
        match file.try_lock() {
            Ok(()) => return Ok(Lock { file, holds: true }),
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(100)),
            Err(TryLockError::Error(source)) if source.kind() == io::ErrorKind::Unsupported => return Ok(Lock { file, holds: false }),
            Err(TryLockError::Error(source)) => return Err(WriteError::Io { path, source }),
        }
    }
    Err(WriteError::Locked(out_dir.to_path_buf()))
}
