//! The manifest of a set: each file with its digest, and what it was made from.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::OutputFile;
use super::write::{MANIFEST, is_name, refuse_link};

/// What a set is made from, as far as somebody needs it who makes the set again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// SHA-256 of the sources, in hexadecimal.
    pub sources: String,
    /// The day that everything was judged at.
    pub as_of: String,
    /// The language of the documents.
    pub language: String,
    /// The formats that were written together; documents link to their tables in them.
    pub formats: String,
    /// The release of isms that made it.
    pub made_by: String,
    /// The file of the package with the look, where the command named one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
}

/// A file of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The path below the folder.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many bytes it has.
    pub bytes: usize,
    /// What it was made from.
    #[serde(flatten)]
    pub origin: Option<Origin>,
}

#[derive(Serialize, Deserialize)]
struct Whole {
    manifest: String,
    files: Vec<Entry>,
}

/// The files that the manifest of a folder names; nothing where there is none or it cannot be read.
pub fn read_manifest(folder: &Path) -> BTreeMap<String, Entry> {
    let path = folder.join(MANIFEST);
    if refuse_link(&path).is_err() {
        return BTreeMap::new();
    }
    let Some(value) = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok()) else { return BTreeMap::new() };
    let files = value.get("files").and_then(serde_json::Value::as_array).into_iter().flatten();
    let text = |file: &serde_json::Value, key: &str| file.get(key).and_then(serde_json::Value::as_str).map(str::to_string);
    files
        .filter_map(|file| {
            let path = text(file, "path")?;
            let sha256 = text(file, "sha256")?;
            let bytes = file.get("bytes").and_then(serde_json::Value::as_u64).and_then(|bytes| usize::try_from(bytes).ok()).unwrap_or(0);
            let origin = || {
                Some(Origin {
                    sources: text(file, "sources")?,
                    as_of: text(file, "as_of")?,
                    language: text(file, "language")?,
                    formats: text(file, "formats")?,
                    made_by: text(file, "made_by")?,
                    theme: text(file, "theme"),
                })
            };
            // a manifest is a file like any other: it may not make us leave the folder
            is_name(&path).then(|| (path.clone(), Entry { path, sha256, bytes, origin: origin() }))
        })
        .collect()
}

/// The bytes of a file that the manifest of a folder names; not through a link.
pub fn read_of_set(folder: &Path, name: &str) -> Option<Vec<u8>> {
    let mut path = folder.to_path_buf();
    for part in name.split('/').filter(|_| is_name(name)) {
        path.push(part);
        refuse_link(&path).ok()?;
    }
    fs::read(&path).ok()
}

/// The manifest of files, in the order of their names; `others` are files of the folder that stay as they are.
pub(super) fn write_manifest(files: &[OutputFile], origin: Option<&Origin>, others: Vec<Entry>) -> String {
    let mut list: Vec<Entry> =
        files.par_iter().map(|file| Entry { path: file.path.clone(), sha256: digest(&file.bytes), bytes: file.bytes.len(), origin: origin.cloned() }).collect();
    list.extend(others);
    list.sort_by(|a, b| a.path.cmp(&b.path));
    let mut out = serde_json::to_string_pretty(&Whole { manifest: "1".into(), files: list }).unwrap_or_default();
    out.push('\n');
    out
}

/// SHA-256 in hexadecimal.
pub(super) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is to be said of a file of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It is what these sources give.
    Belongs,
    /// It is not there.
    Missing,
    /// It was changed after it was written.
    Altered,
    /// It was made from other sources.
    OtherSources,
    /// It carries the digest of these sources, and they give another file: the manifest was changed, or isms was.
    Different,
    /// Nothing says what it was made from.
    Unknown,
}

impl Verdict {
    /// The verdict in words.
    pub fn words(self) -> &'static str {
        match self {
            Verdict::Belongs => "belongs to these sources",
            Verdict::Missing => "is missing",
            Verdict::Altered => "was changed after it was written",
            Verdict::OtherSources => "was made from other sources",
            Verdict::Different => "is not what these sources give",
            Verdict::Unknown => "does not say what it was made from",
        }
    }
}

/// Judges a file of a folder: by the manifest, by the digest of the sources, and by what the sources give now.
pub fn judge(folder: &Path, entry: &Entry, sources: &str, made: Option<&OutputFile>) -> Verdict {
    let Ok(bytes) = fs::read(folder.join(&entry.path)) else { return Verdict::Missing };
    if digest(&bytes) != entry.sha256 {
        return Verdict::Altered;
    }
    match (&entry.origin, made) {
        (None, _) => Verdict::Unknown,
        (Some(origin), _) if origin.sources != sources => Verdict::OtherSources,
        (Some(_), Some(made)) if made.bytes == bytes => Verdict::Belongs,
        (Some(_), _) => Verdict::Different,
    }
}

/// Judges a single file by the digest that is printed in it: Markdown, pages and PDF carry that of their sources.
pub fn judge_alone(bytes: &[u8], sources: &str) -> Verdict {
    let mut any = false;
    for run in bytes.split(|byte| !byte.is_ascii_hexdigit()).filter(|run| run.len() == 64) {
        if run == sources.as_bytes() {
            return Verdict::Belongs;
        }
        any = true;
    }
    if any { Verdict::OtherSources } else { Verdict::Unknown }
}

/// How a folder differs from what would be written into it: paths with what is to be said of each.
pub fn compare(folder: &Path, files: &[OutputFile], whole: bool) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    for file in files {
        match fs::read(folder.join(&file.path)) {
            Ok(bytes) if bytes == file.bytes => {}
            Ok(_) => found.push((file.path.clone(), "is out of date")),
            Err(_) => found.push((file.path.clone(), "is missing")),
        }
    }
    if whole {
        let now: std::collections::BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
        found.extend(read_manifest(folder).into_keys().filter(|path| !now.contains(path.as_str())).map(|path| (path, "is no longer part of the set")));
    }
    found.sort();
    found
}
