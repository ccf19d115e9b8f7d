//! Puts the files of a set beside their places, and then into them.
//!
//! All bytes are on the disk before the first file of the set before is replaced: where the disk is full, a folder is
//! closed or the process is killed meanwhile, the set before is there, whole. What is left to do then is to rename,
//! which needs no room.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::OutputFile;
use super::write::{WriteError, refuse_link};

/// How many files are put down at once. A disk confirms many files together in the time that it takes for one, and
/// waiting for it needs no core.
const WRITERS: usize = 16;

/// A file that lies beside its place.
#[derive(Debug)]
pub(super) struct Staged {
    temporary: PathBuf,
    target: PathBuf,
}

/// What became of a file; nothing to do where it is there already.
type Outcome = Result<Option<Staged>, WriteError>;

impl Staged {
    /// Puts it into its place.
    pub fn place(&self) -> Result<(), WriteError> {
        fs::rename(&self.temporary, &self.target).map_err(|source| WriteError::Io { path: self.target.clone(), source })
    }
}

/// Puts down each file that is not there already with the same bytes; gives nothing for those that are.
/// Where one cannot be put down, nothing is left of the others.
pub(super) fn stage(out_dir: &Path, files: &[&OutputFile]) -> Result<Vec<Option<Staged>>, WriteError> {
    for file in files {
        make_folders(out_dir, &file.path)?;
    }
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Outcome)>> = Mutex::new(Vec::with_capacity(files.len()));
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = files.get(at) else { return };
            let result = stage_one(out_dir, file, at);
            let failed = result.is_err();
            done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((at, result));
            if failed {
                // the others need not begin what would be taken away again
                next.store(files.len(), Ordering::Relaxed);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..WRITERS.min(files.len()) {
            // no room for another thread: those that there are do the work
            let _ = std::thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_unstable_by_key(|(at, _)| *at);
    let (good, bad): (Vec<_>, Vec<_>) = done.into_iter().map(|(_, result)| result).partition(Result::is_ok);
    let good: Vec<Option<Staged>> = good.into_iter().filter_map(Result::ok).collect();
    match bad.into_iter().find_map(Result::err) {
        None => Ok(good),
        Some(error) => {
            good.iter().flatten().for_each(|one| {
                let _ = fs::remove_file(&one.temporary);
            });
            Err(error)
        }
    }
}

/// Puts down one file, unless it is there with the same bytes.
fn stage_one(out_dir: &Path, file: &OutputFile, number: usize) -> Outcome {
    let target = out_dir.join(&file.path);
    if let Ok(meta) = fs::symlink_metadata(&target) {
        if meta.is_symlink() {
            return Err(WriteError::Link(target));
        }
        if !meta.is_file() {
            return Err(WriteError::InTheWay(target));
        }
        if meta.len() == file.bytes.len() as u64 && fs::read(&target).is_ok_and(|there| there == file.bytes) {
            return Ok(None);
        }
    }
    let temporary = target.parent().unwrap_or(out_dir).join(format!(".isms-{number}.tmp"));
    let put = || -> io::Result<()> {
        let mut out = OpenOptions::new().write(true).create_new(true).open(&temporary)?;
        out.write_all(&file.bytes)?;
        out.sync_all()
    };
    match put() {
        Ok(()) => Ok(Some(Staged { temporary, target })),
        Err(source) => {
            // what is left of the attempt goes; the file that was there stays
            let _ = fs::remove_file(&temporary);
            Err(WriteError::Io { path: target, source })
        }
    }
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

/// Whether a file is one that a build put down and did not place: it was stopped.
pub(super) fn is_temporary(name: &str) -> bool {
    let number = name.strip_prefix(".isms-").and_then(|rest| rest.strip_suffix(".tmp"));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}
