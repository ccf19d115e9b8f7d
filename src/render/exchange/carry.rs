//! What one folder has and another one gets: links to files that stay as they are, and the look of folders.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt as _, chown, symlink};
use std::path::{Path, PathBuf};

use rustix::fs::{XattrFlags, getxattr, listxattr, setxattr};

use super::super::survey::Changes;
use super::super::write::LOCK;

/// More files of others are not carried over: the folder is then more than one for documents.
const MOST: usize = 1_000;
/// Folders inside each other.
const DEEPEST: usize = 16;
/// The most bytes of a list of attributes, and of one attribute.
const ATTRIBUTES: usize = 64 * 1024;

/// What lay in a folder when it was looked at: each file with its number in the file system.
pub(super) type Seen = BTreeMap<PathBuf, u64>;

/// Gives a new folder all that another one has, except files that are replaced or go.
pub(super) struct Carry<'a> {
    from: &'a Path,
    to: &'a Path,
    /// Files that are not carried over.
    without: BTreeSet<&'a Path>,
    names: &'a BTreeSet<String>,
    device: u64,
    seen: Seen,
    others: usize,
}

impl<'a> Carry<'a> {
    /// Carries over; gives what there was.
    pub fn all(from: &'a Path, to: &'a Path, changes: &'a Changes<'_>) -> io::Result<Seen> {
        let without = changes.new.iter().map(|file| file.path.as_str()).chain(changes.gone.iter().map(String::as_str)).chain([LOCK]).map(Path::new).collect();
        let device = fs::symlink_metadata(from)?.dev();
        let mut carry = Carry { from, to, without, names: &changes.names, device, seen: Seen::new(), others: 0 };
        carry.folder(Path::new(""), 0)?;
        Ok(carry.seen)
    }

    fn folder(&mut self, below: &Path, depth: usize) -> io::Result<()> {
        for entry in fs::read_dir(self.from.join(below))? {
            let entry = entry?;
            let meta = entry.metadata()?;
            let path = below.join(entry.file_name());
            let ours = path.to_str().is_some_and(|path| self.names.contains(path));
            self.others += usize::from(!ours);
            if self.others > MOST || depth > DEEPEST || meta.dev() != self.device || (!ours && is_of_work(&entry.file_name())) {
                return Err(io::Error::other("more than a folder of documents"));
            }
            if meta.is_dir() {
                fs::create_dir(self.to.join(&path))?;
                dress(&entry.path(), &self.to.join(&path))?;
                self.folder(&path, depth + 1)?;
                continue;
            }
            if !self.without.contains(path.as_path()) {
                match meta.is_symlink() {
                    true => symlink(fs::read_link(entry.path())?, self.to.join(&path))?,
                    false => fs::hard_link(entry.path(), self.to.join(&path))?,
                }
            }
            self.seen.insert(path, meta.ino());
        }
        Ok(())
    }
}

/// Whether a name tells that somebody works in a folder and not only reads in it: editors and version control hold it.
fn is_of_work(name: &OsStr) -> bool {
    [".git", ".hg", ".jj", ".svn", "isms.toml"].iter().any(|one| name == *one) || Path::new(name).extension().is_some_and(|one| one == "isms")
}

/// Gives a folder the owner, the attributes (such as lists of who may do what) and the permissions of another one.
pub(super) fn dress(from: &Path, to: &Path) -> io::Result<()> {
    let (wanted, is) = (fs::metadata(from)?, fs::metadata(to)?);
    if (wanted.uid(), wanted.gid()) != (is.uid(), is.gid()) {
        chown(to, Some(wanted.uid()), Some(wanted.gid()))?;
    }
    for (name, value) in attributes(from)? {
        if attribute(to, &name).ok().as_ref() != Some(&value) {
            match setxattr(to, name.as_slice(), &value, XattrFlags::empty()) {
                // the system's own notes about where something came from
                Err(_) if name.starts_with(b"com.apple.") => {}
                other => other?,
            }
        }
    }
    fs::set_permissions(to, wanted.permissions())
}

fn attributes(folder: &Path) -> io::Result<Vec<(Vec<u8>, Vec<u8>)>> {
    let mut names = vec![0; ATTRIBUTES];
    match listxattr(folder, names.as_mut_slice()) {
        Ok(length) => names.truncate(length),
        // the file system has none
        Err(rustix::io::Errno::NOTSUP) => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    }
    names.split(|byte| *byte == 0).filter(|name| !name.is_empty()).map(|name| Ok((name.to_vec(), attribute(folder, name)?))).collect()
}

fn attribute(folder: &Path, name: &[u8]) -> io::Result<Vec<u8>> {
    let mut value = vec![0; ATTRIBUTES];
    let length = getxattr(folder, name, value.as_mut_slice())?;
    value.truncate(length);
    Ok(value)
}

/// Removes a folder that has been replaced. What came into it after it was looked at belongs to others, and moves into
/// the one that is there now.
pub(super) fn retire(old: &Path, now: &Path, seen: &Seen, changes: &Changes<'_>) {
    let replaced = changes.new.iter().map(|file| Path::new(&file.path)).collect();
    retire_below(old, now, Path::new(""), seen, &replaced);
    remove_with_lock(old);
}

fn retire_below(old: &Path, now: &Path, below: &Path, seen: &Seen, replaced: &BTreeSet<&Path>) {
    let Ok(entries) = fs::read_dir(old.join(below)) else { return };
    for entry in entries.flatten() {
        let path = below.join(entry.file_name());
        let Ok(meta) = entry.metadata() else { continue };
        if path == Path::new(LOCK) {
            continue;
        }
        if meta.is_dir() {
            retire_below(old, now, &path, seen, replaced);
            let _ = fs::remove_dir(entry.path());
        } else if seen.get(&path) == Some(&meta.ino()) || replaced.contains(path.as_path()) {
            let _ = fs::remove_file(entry.path());
        } else {
            let _ = path.parent().map(|folder| fs::create_dir_all(now.join(folder)));
            let _ = fs::rename(entry.path(), now.join(&path));
        }
    }
}

/// Removes a folder, and last the lock by which it is known; what lies in it otherwise must be gone.
fn remove_with_lock(folder: &Path) {
    let left = fs::read_dir(folder).map_or(0, Iterator::count);
    if left <= 1 {
        let _ = fs::remove_file(folder.join(LOCK));
        let _ = fs::remove_dir(folder);
    }
}

/// Removes a folder with all that lies in it, and last the lock by which it is known: a run that is killed meanwhile
/// leaves what the next one knows again.
pub(super) fn remove_whole(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(|entry| entry.file_name() != LOCK) {
        let _ = match entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            true => fs::remove_dir_all(entry.path()),
            false => fs::remove_file(entry.path()),
        };
    }
    remove_with_lock(folder);
}
