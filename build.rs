//! Embeds every file below `stdlib/` in the binary, in the order of their names.
//!
//! A list by hand would be forgotten one day; a list by folder cannot be.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("stdlib");
    println!("cargo::rerun-if-changed=stdlib");
    println!("cargo::rerun-if-changed=grammar");
    let mut files = Vec::new();
    collect(&root, &mut files);
    let name = |file: &PathBuf| file.strip_prefix(&root).unwrap_or(file).to_string_lossy().replace('\\', "/");
    // as texts and not as paths, since a file is looked for by its name: `de.toml` stands before `de/model.toml`
    files.sort_by_key(name);
    let mut code = String::from("pub(super) static FILES: &[(&str, &str)] = &[\n");
    for file in &files {
        let name = name(file);
        // from where the crate lies now, so that checkouts which share a target folder do not embed each other's files
        let _ = writeln!(code, "    ({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {:?}))),", format!("/stdlib/{name}"));
    }
    code.push_str("];\n");
    let out = PathBuf::from(std::env::var("OUT_DIR").unwrap_or_default()).join("stdlib.rs");
    if let Err(error) = std::fs::write(&out, code) {
        println!("cargo::error=cannot write {}: {error}", out.display());
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "isms" || extension == "j2" || extension == "css" || extension == "toml") {
            files.push(path);
        }
    }
}
