//! What has to be done in a folder so that it holds a set: looked at before anything is written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::OutputFile;
use super::manifest::{Entry, digest};
use super::write::{WriteError, refuse_link};

/// What has to be done.
#[derive(Debug)]
pub(super) struct Changes<'a> {
    /// Files that are not there, or there with other bytes; the last one of the set last.
    pub new: Vec<&'a OutputFile>,
    /// How many files are there already.
    pub same: usize,
    /// Files of the set before that are no longer part of it.
    pub gone: Vec<String>,
    /// How many files are no longer part of it, but somebody has changed them: they stay.
    pub kept: usize,
    /// All names of the set before and of this one: what has another name belongs to others.
    pub names: BTreeSet<String>,
}

/// Compares a folder with the files of a set; `others` are those of the set before that are no longer part of it.
pub(super) fn survey<'a>(out_dir: &Path, files: &[&'a OutputFile], others: &BTreeMap<String, Entry>) -> Result<Changes<'a>, WriteError> {
    let mut folders: BTreeSet<&Path> = BTreeSet::new();
    files.iter().for_each(|file| folders.extend(Path::new(&file.path).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty())));
    for folder in folders {
        let folder = out_dir.join(folder);
        refuse_link(&folder)?;
        if folder.exists() && !folder.is_dir() {
            return Err(WriteError::InTheWay(folder));
        }
    }
    let there: Vec<bool> = files.par_iter().map(|file| is_there(out_dir, file)).collect::<Result<_, _>>()?;
    let mut names: BTreeSet<String> = others.keys().cloned().collect();
    names.extend(files.iter().map(|file| file.path.clone()));
    let mut changes = Changes { new: Vec::new(), same: 0, gone: Vec::new(), kept: 0, names };
    for (file, there) in files.iter().zip(there) {
        match there {
            true => changes.same += 1,
            false => changes.new.push(file),
        }
    }
    Ok(changes)
}

impl Changes<'_> {
    /// The rest of the set before goes, unless somebody has changed it.
    pub fn drop_others(&mut self, out_dir: &Path, others: &BTreeMap<String, Entry>) {
        for (name, entry) in others {
            match is_as_written(out_dir, name, &entry.sha256) {
                Some(true) => self.gone.push(name.clone()),
                Some(false) => self.kept += 1,
                None => {}
            }
        }
    }

    /// Removes the folders in which files of the set before lay, where nothing lies in them now.
    pub fn remove_empty_folders(&self, root: &Path) {
        for name in &self.gone {
            for folder in Path::new(name).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()) {
                // the system refuses where something is left
                let _ = fs::remove_dir(root.join(folder));
            }
        }
    }
}

/// Whether a file is there with the same bytes.
fn is_there(out_dir: &Path, file: &OutputFile) -> Result<bool, WriteError> {
    let target = out_dir.join(&file.path);
    let Ok(meta) = fs::symlink_metadata(&target) else { return Ok(false) };
    if meta.is_symlink() {
        return Err(WriteError::Link(target));
    }
    if !meta.is_file() {
        return Err(WriteError::InTheWay(target));
    }
    Ok(meta.len() == file.bytes.len() as u64 && fs::read(&target).is_ok_and(|there| there == file.bytes))
}

/// Whether a file of the set before is as it was written; none if it is not there.
fn is_as_written(out_dir: &Path, name: &str, expected: &str) -> Option<bool> {
    let mut path = out_dir.to_path_buf();
    for part in name.split('/') {
        path.push(part);
        refuse_link(&path).ok()?;
    }
    Some(digest(&fs::read(&path).ok()?) == expected)
}
