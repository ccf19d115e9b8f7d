//! What somebody wrote where a document is to be is not lost: it stays beside it, under a name that says so.
//!
//! Somebody corrects a document in a word processor, and the next build would write over it. Or a page of another program
//! has the name of a document. The manifest tells: what is not in it, or has another digest, is not what was written here.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::OutputFile;
use super::manifest::{Entry, digest};
use super::survey::Changes;
use super::write::{MANIFEST, WriteError};

/// How many names are tried for one file.
const NAMES: usize = 1_000;
/// What version control leaves in a manifest that two branches have changed. The documents are then those of both.
const MERGE_MARK: &[u8] = b"<<<<<<< ";

/// Gives what is about to be replaced, and was not written here, another name as well; tells these names.
pub(super) fn rescue(out_dir: &Path, changes: &Changes<'_>, before: &BTreeMap<String, Entry>) -> Result<Vec<String>, WriteError> {
    if is_merge(out_dir) {
        return Ok(Vec::new());
    }
    let theirs: Vec<&OutputFile> = changes.new.par_iter().copied().filter(|file| is_theirs(out_dir, &file.path, before)).collect();
    theirs.into_iter().filter_map(|file| aside(out_dir, &file.path, changes).transpose()).collect()
}

fn is_merge(out_dir: &Path) -> bool {
    fs::read(out_dir.join(MANIFEST)).is_ok_and(|bytes| bytes.split(|byte| *byte == b'\n').any(|line| line.starts_with(MERGE_MARK)))
}

/// Whether a file is there that was not written here, or that somebody changed since.
fn is_theirs(out_dir: &Path, name: &str, before: &BTreeMap<String, Entry>) -> bool {
    if name == MANIFEST && !before.is_empty() {
        return false;
    }
    let target = out_dir.join(name);
    let Ok(meta) = fs::metadata(&target) else { return false };
    match before.get(name) {
        Some(entry) => meta.len() != entry.bytes as u64 || fs::read(&target).is_ok_and(|bytes| digest(&bytes) != entry.sha256),
        None => true,
    }
}

/// A second name for a file, in the same folder. Nothing is copied where the system can give a file two names.
fn aside(out_dir: &Path, name: &str, changes: &Changes<'_>) -> Result<Option<String>, WriteError> {
    let target = out_dir.join(name);
    let cannot = |source: io::Error| WriteError::Io { path: target.clone(), source };
    for number in 1..=NAMES {
        let other = renamed(name, number);
        let path = out_dir.join(&other);
        if changes.names.contains(&other) {
            continue;
        }
        match fs::hard_link(&target, &path) {
            Ok(()) => return Ok(Some(other)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                // a build that was killed after this has kept it already
                if fs::read(&path).ok() == Some(fs::read(&target).map_err(cannot)?) {
                    return Ok(None);
                }
            }
            Err(_) => {
                fs::copy(&target, &path).map_err(cannot)?;
                return Ok(Some(other));
            }
        }
    }
    Err(WriteError::InTheWay(target))
}

/// `soa.docx` as `soa.changed.docx`, then `soa.changed-2.docx`.
fn renamed(name: &str, number: usize) -> String {
    let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, _)| name.split_at(folder.len() + 1));
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    let mark = if number == 1 { "changed".to_string() } else { format!("changed-{number}") };
    format!("{folder}{stem}.{mark}.{ending}").trim_end_matches('.').to_string()
}
