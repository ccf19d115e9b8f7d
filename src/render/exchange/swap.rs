//! Two folders that change places, on systems that can do it in one step.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::super::stage::{at_once, put_down, sync_folder};
use super::super::survey::Changes;
use super::super::write::{LOCK, WriteError, refuse_link};
use super::carry::{Carry, Seen, dress, remove_whole, retire};

/// How many names are tried: each is taken only by a run that goes on, or by one that cannot be removed.
const NAMES: usize = 4;

/// A folder of documents, with where another one can be made that takes its place.
struct Place {
    out: PathBuf,
    parent: PathBuf,
    name: String,
}

impl Place {
    /// The place of a folder; none where it cannot be exchanged, or where somebody would notice.
    fn of(out_dir: &Path) -> Option<Place> {
        let out = out_dir.canonicalize().ok()?;
        let parent = out.parent()?.to_path_buf();
        let name = out.file_name()?.to_str()?.to_string();
        // a terminal that stands in the folder would stand in one that is gone
        let stands_here = std::env::current_dir().and_then(|here| here.canonicalize()).is_ok_and(|here| here.starts_with(&out));
        let mounted = fs::metadata(&parent).ok()?.dev() != fs::metadata(&out).ok()?.dev();
        (!stands_here && !mounted).then_some(Place { out, parent, name })
    }

    fn beside(&self, number: usize) -> PathBuf {
        self.parent.join(format!(".isms-{}.{number}", self.name))
    }
}

/// See [`super::exchange`].
pub(super) fn exchange(out_dir: &Path, changes: &Changes<'_>, lock: &File) -> Result<bool, WriteError> {
    let Some(place) = Place::of(out_dir) else { return Ok(false) };
    let Some(beside) = make(&place) else { return Ok(false) };
    let seen = match prepare(&place, &beside, out_dir, changes) {
        Ok(seen) if is_locked_by(&place.out, lock) => seen,
        other => {
            remove_whole(&beside);
            return match other {
                Err(WriteError::Io { path, source }) if matches!(source.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) => {
                    Err(WriteError::Io { path, source })
                }
                _ => Ok(false),
            };
        }
    };
    if trade(&beside, &place.out).is_err() {
        remove_whole(&beside);
        return Ok(false);
    }
    sync_folder(&place.parent);
    retire(&beside, &place.out, &seen, changes);
    Ok(true)
}

/// Makes the folder beside, known by the lock that it shares with the other one. None where that cannot be.
fn make(place: &Place) -> Option<PathBuf> {
    let beside = (0..NAMES).map(|number| place.beside(number)).find_map(|path| match fs::create_dir(&path) {
        Ok(()) => Some(Some(path)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => None,
        Err(_) => Some(None),
    })??;
    let known = fs::hard_link(place.out.join(LOCK), beside.join(LOCK));
    if known.is_err() || can_trade(&beside).is_err() {
        remove_whole(&beside);
        return None;
    }
    Some(beside)
}

/// Tries with two empty folders whether folders can be exchanged here, before all is written for nothing.
fn can_trade(folder: &Path) -> io::Result<()> {
    let (a, b) = (folder.join("a"), folder.join("b"));
    fs::create_dir(&a)?;
    fs::create_dir(&b)?;
    trade(&a, &b)?;
    fs::remove_dir(&a)?;
    fs::remove_dir(&b)
}

fn trade(a: &Path, b: &Path) -> io::Result<()> {
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

/// Makes the folder as it is to be; gives what lies in the one that is there.
fn prepare(place: &Place, beside: &Path, out_dir: &Path, changes: &Changes<'_>) -> Result<Seen, WriteError> {
    let cannot = |source: io::Error| WriteError::Io { path: out_dir.to_path_buf(), source };
    dress(&place.out, beside).map_err(cannot)?;
    let seen = Carry::all(&place.out, beside, changes).map_err(cannot)?;
    changes.remove_empty_folders(beside);
    let new: Vec<(PathBuf, PathBuf, &[u8])> =
        changes.new.iter().map(|file| (beside.join(&file.path), out_dir.join(&file.path), file.bytes.as_slice())).collect();
    for (path, ..) in &new {
        path.parent().map(fs::create_dir_all).transpose().map_err(cannot)?;
    }
    put_down(&new, |(path, name, bytes)| (path, name, bytes))?;
    // what folders have must be on the disk, too, before they are exchanged
    at_once(&folders(beside).map_err(cannot)?, |folder| {
        sync_folder(folder);
        Ok(())
    })?;
    Ok(seen)
}

/// A folder and all folders in it.
fn folders(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = vec![root.to_path_buf()];
    let mut at = 0;
    while let Some(folder) = found.get(at).cloned() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                found.push(entry.path());
            }
        }
        at += 1;
    }
    Ok(found)
}

/// Whether the lock of a folder is the one that we hold: else somebody removed the folder and began anew.
fn is_locked_by(folder: &Path, lock: &File) -> bool {
    let number = |meta: io::Result<fs::Metadata>| meta.ok().map(|meta| (meta.dev(), meta.ino()));
    let ours = number(lock.metadata());
    ours.is_some() && number(fs::symlink_metadata(folder.join(LOCK))) == ours
}

/// See [`super::clear`].
pub(super) fn clear(out_dir: &Path, lock: &File) {
    let Some((parent, name)) = out_dir.canonicalize().ok().and_then(|out| Some((out.parent()?.to_path_buf(), out.file_name()?.to_str()?.to_string()))) else {
        return;
    };
    let place = Place { out: out_dir.to_path_buf(), parent, name };
    for path in (0..NAMES).map(|number| place.beside(number)) {
        if fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_dir()) && is_left_over(&path, lock) {
            remove_whole(&path);
        }
    }
}

/// Whether nobody works on a folder beside any more: its lock is the one that we hold, or one that nobody holds.
fn is_left_over(folder: &Path, lock: &File) -> bool {
    let path = folder.join(LOCK);
    if is_locked_by(folder, lock) {
        return true;
    }
    if refuse_link(&path).is_err() {
        return false;
    }
    match OpenOptions::new().write(true).open(&path) {
        Ok(other) => !matches!(other.try_lock(), Err(TryLockError::WouldBlock | TryLockError::Error(_))),
        // killed before it was known; without a lock only an empty folder goes
        Err(_) => fs::remove_dir(folder).is_ok(),
    }
}
