//! Puts the files of a set beside their places, and then into them, one after the other.
//!
//! This is how a set is written where the system cannot exchange two folders (see `exchange`). All bytes are on the disk
//! before the first file of the set before is replaced: where the disk is full, a folder is closed or the process is
//! killed meanwhile, the set before is there, whole. What is left to do then is to rename, which needs no room.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::OutputFile;
use super::survey::Changes;
use super::write::{WriteError, refuse_link};

/// How many files are put down at once. A disk confirms many files together in the time that it takes for one, and
/// waiting for it needs no core.
const WRITERS: usize = 16;

/// A file that lies beside its place.
#[derive(Debug)]
struct Staged {
    temporary: PathBuf,
    target: PathBuf,
}

/// Replaces what has changed, and removes what is no longer part of the set.
pub(super) fn in_place(out_dir: &Path, changes: &Changes<'_>) -> Result<(), WriteError> {
    let staged = stage(out_dir, &changes.new)?;
    let (last, first) = match staged.split_last() {
        Some((last, first)) => (Some(last), first),
        None => (None, staged.as_slice()),
    };
    let place = |one: &Staged| fs::rename(&one.temporary, &one.target).map_err(|source| WriteError::Io { path: one.target.clone(), source });
    first.iter().try_for_each(place)?;
    for name in &changes.gone {
        let _ = fs::remove_file(out_dir.join(name));
    }
    changes.remove_empty_folders(out_dir);
    let folders: std::collections::BTreeSet<&Path> = first.iter().filter_map(|one| one.target.parent()).collect();
    folders.into_iter().for_each(sync_folder);
    // the manifest
    last.map(place).transpose()?;
    sync_folder(out_dir);
    Ok(())
}

/// Puts down each file beside its place. Where one cannot be put down, nothing is left of the others.
fn stage(out_dir: &Path, files: &[&OutputFile]) -> Result<Vec<Staged>, WriteError> {
    for file in files {
        make_folders(out_dir, &file.path)?;
    }
    let all: Vec<Staged> = files
        .iter()
        .enumerate()
        .map(|(number, file)| {
            let target = out_dir.join(&file.path);
            Staged { temporary: target.parent().unwrap_or(out_dir).join(format!(".isms-{number}.tmp")), target }
        })
        .collect();
    let pairs: Vec<(&OutputFile, &Staged)> = files.iter().copied().zip(&all).collect();
    match put_down(&pairs, |(file, one)| (one.temporary.as_path(), one.target.as_path(), file.bytes.as_slice())) {
        Ok(()) => Ok(all),
        Err(error) => {
            // what is left of the attempt goes; the files that were there stay
            all.iter().for_each(|one| {
                let _ = fs::remove_file(&one.temporary);
            });
            Err(error)
        }
    }
}

/// Writes new files, and has the disk confirm each: once it is renamed, a power cut leaves no empty one.
/// Says of each where it is put, what to call it in an error, and its bytes.
pub(super) fn put_down<T: Sync>(all: &[T], what: impl Fn(&T) -> (&Path, &Path, &[u8]) + Sync) -> Result<(), WriteError> {
    at_once(all, |one| {
        let (path, name, bytes) = what(one);
        let put = || -> io::Result<()> {
            let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
            file.write_all(bytes)?;
            // not one wait for the whole file system: that would be a wait for what other programs write, too
            file.sync_all()
        };
        put().map_err(|source| WriteError::Io { path: name.to_path_buf(), source })
    })
}

/// Does something for each, several at once; the first failure ends it.
pub(super) fn at_once<T: Sync>(all: &[T], act: impl Fn(&T) -> Result<(), WriteError> + Sync) -> Result<(), WriteError> {
    let next = AtomicUsize::new(0);
    let failed: Mutex<Option<WriteError>> = Mutex::new(None);
    let work = || {
        while let Some(one) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(error) = act(one) {
                // the others need not begin what would be taken away again
                next.store(all.len(), Ordering::Relaxed);
                failed.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get_or_insert(error);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..WRITERS.min(all.len()) {
            // no room for another thread: those that there are do the work
            let _ = std::thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    failed.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner).map_or(Ok(()), Err)
}

/// Makes the folders of a file, none of them through a link.
fn make_folders(out_dir: &Path, name: &str) -> Result<(), WriteError> {
    let mut folder = out_dir.to_path_buf();
    let mut parts: Vec<&str> = name.split('/').collect();
    parts.pop();
    for part in parts {
        folder.push(part);
        refuse_link(&folder)?;
        match fs::create_dir(&folder) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(WriteError::InTheWay(folder)),
            Err(source) => return Err(WriteError::Io { path: folder, source }),
        }
    }
    Ok(())
}

/// Has the disk confirm what files a folder has.
pub(super) fn sync_folder(folder: &Path) {
    // not every system can; the files themselves are safe either way
    if let Ok(file) = File::open(folder) {
        let _ = file.sync_all();
    }
}

/// Removes temporary files that a killed build left behind.
pub(super) fn remove_stale(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if is_temporary(&entry.file_name().to_string_lossy()) && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a file is one that a build put down and did not place: it was stopped.
fn is_temporary(name: &str) -> bool {
    let number = name.strip_prefix(".isms-").and_then(|rest| rest.strip_suffix(".tmp"));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}
