//! Writes a whole set into a folder: the folder locked, each file under a temporary name first, a manifest last.
//!
//! Whoever is killed in between leaves old files or new ones, and never half of one. Until all new ones are on the disk
//! no old one is touched; what happens then takes moments, and the manifest says whether all of them belong together.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::OutputFile;
use super::manifest::{Entry, Origin, digest, read_manifest, write_manifest};
use super::stage::{is_temporary, stage};

const LOCK: &str = ".isms-lock";
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Files that are new or have changed.
    pub written: usize,
    /// Files that were the same already, and were left alone.
    pub unchanged: usize,
    /// Files of the set before that are no longer part of it.
    pub removed: usize,
    /// Files of the set before that are no longer part of it, but that somebody has changed: they stay.
    pub kept: usize,
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
    fs::create_dir_all(out_dir).map_err(|source| WriteError::Io { path: out_dir.to_path_buf(), source })?;
    let _lock = lock(out_dir)?;
    let before = read_manifest(out_dir);
    let folders: BTreeSet<PathBuf> = files
        .iter()
        .map(|file| file.path.as_str())
        .chain(before.keys().map(String::as_str))
        .filter_map(|path| Path::new(path).parent())
        .map(|parent| out_dir.join(parent))
        .collect();
    folders.iter().chain(std::iter::once(&out_dir.to_path_buf())).for_each(|folder| remove_stale(folder));
    let now: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let others: Vec<Entry> = before.into_values().filter(|entry| !now.contains(entry.path.as_str())).collect();
    let kept = if only == Only::Part { others.clone() } else { Vec::new() };
    let manifest = OutputFile { path: MANIFEST.to_string(), bytes: write_manifest(files, origin, kept).into_bytes() };
    // first everything is put beside its place, then it moves in: a full disk leaves the set before as it was
    let all: Vec<&OutputFile> = files.iter().chain(std::iter::once(&manifest)).collect();
    let mut staged = stage(out_dir, &all)?;
    let manifest = staged.pop().flatten();
    let mut done = Written::default();
    for one in &staged {
        match one {
            Some(one) => {
                one.place()?;
                done.written += 1;
            }
            None => done.unchanged += 1,
        }
    }
    if only == Only::Whole {
        for entry in &others {
            match remove_old(out_dir, &entry.path, &entry.sha256) {
                Some(true) => done.removed += 1,
                Some(false) => done.kept += 1,
                None => {}
            }
        }
    }
    folders.iter().for_each(|folder| sync_folder(folder));
    if let Some(manifest) = manifest {
        manifest.place()?;
    }
    sync_folder(out_dir);
    Ok(done)
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

/// Locks the folder until the file is closed; the system lets go of it when the process ends, however it ends.
fn lock(out_dir: &Path) -> Result<File, WriteError> {
    let path = out_dir.join(LOCK);
    refuse_link(&path)?;
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(|source| WriteError::Io { path: path.clone(), source })?;
    for _ in 0..PATIENCE {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(100)),
            Err(TryLockError::Error(source)) if source.kind() == io::ErrorKind::Unsupported => return Ok(file),
            Err(TryLockError::Error(source)) => return Err(WriteError::Io { path, source }),
        }
    }
    Err(WriteError::Locked(out_dir.to_path_buf()))
}

/// Removes temporary files that a killed build left behind.
fn remove_stale(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if is_temporary(&entry.file_name().to_string_lossy()) && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Removes a file of the set before: true if it went, false if somebody changed it and it stays, none if it is gone.
fn remove_old(out_dir: &Path, name: &str, expected: &str) -> Option<bool> {
    let mut path = out_dir.to_path_buf();
    for part in name.split('/') {
        path.push(part);
        refuse_link(&path).ok()?;
    }
    let bytes = fs::read(&path).ok()?;
    if digest(&bytes) != expected {
        return Some(false);
    }
    fs::remove_file(&path).ok()?;
    Some(true)
}

fn sync_folder(folder: &Path) {
    // not every system can; the files themselves are safe either way
    if let Ok(file) = File::open(folder) {
        let _ = file.sync_all();
    }
}
