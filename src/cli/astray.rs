//! What a person can do where a path leads nowhere: the sentence depends on what was most likely meant.

use std::path::Path;

use super::CliError;
use crate::base::{argument, did_you_mean};
use crate::source::Preset;

/// Nothing is where a package was to be.
pub fn no_package(path: &str) -> CliError {
    CliError::MissingPath { path: path.into(), way: way(path) }
}

/// No documents are where they were to be.
pub fn no_documents(path: &str) -> CliError {
    let way = match beside(path, |_| true) {
        Some(guess) => format!("did you mean `{}`?", argument(&guess)),
        None => {
            let folder = Path::new(path).parent().filter(|folder| !folder.as_os_str().is_empty() && folder.is_dir());
            let of = folder.map(|folder| format!(" {}", argument(&folder.to_string_lossy()))).unwrap_or_default();
            format!("`isms build{of}` writes the documents first, and says at the end where they are; then name their folder, or one of them")
        }
    };
    CliError::MissingPath { path: path.into(), way }
}

/// Neither a file or folder nor, for want of a repository, a revision.
pub fn no_state(name: &str) -> CliError {
    let way = match beside(name, |_| true) {
        Some(guess) => format!("did you mean `{}`?", argument(&guess)),
        None => "revisions need a folder in a git repository, and this is none: `--package FOLDER` names one that is; or compare two folders, `isms diff before/ after/`".into(),
    };
    CliError::MissingPath { path: name.into(), way }
}

fn way(path: &str) -> String {
    if Preset::find(path).is_some() {
        return format!("`{path}` is a preset, and no folder: `isms check --preset {path}`");
    }
    if let Some(guess) = beside(path, |path| path.is_dir() || path.extension().is_some_and(|end| end == "isms")) {
        return format!("did you mean `{}`?", argument(&guess));
    }
    let known = "name a folder with .isms files, one such file, or `-` for standard input";
    let given = Path::new(path);
    // a file is written in an editor; and a path that is wrong at its beginning is no place for a package
    let is_file = given.extension().is_some();
    let room = given.parent().is_none_or(|parent| parent.as_os_str().is_empty() || parent.is_dir());
    if is_file || !room { known.into() } else { format!("{known}; `isms init {}` starts a new package", argument(path)) }
}

/// The file or folder in the same place whose name is nearly this one.
fn beside(path: &str, fits: fn(&Path) -> bool) -> Option<String> {
    let given = Path::new(path);
    let name = given.file_name()?.to_string_lossy();
    // every short name is near to every other
    if name.chars().count() < 4 {
        return None;
    }
    let folder = given.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = std::fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?.flatten().filter(|entry| fits(&entry.path()));
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    let guess = did_you_mean(&name, names.iter().map(String::as_str))?;
    Some(folder.map_or_else(|| guess.to_string(), |folder| folder.join(guess).to_string_lossy().into_owned()))
}
