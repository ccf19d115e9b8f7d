//! Which packages there are below a folder that an editor shows, and to which one a file belongs.

use std::path::{Path, PathBuf};

use super::world::Disk;

/// The packages below a folder: those with an `isms.toml`, else the folder itself where it has `.isms` files.
pub fn packages_below(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(root, 0, &mut found);
    if found.is_empty() && has_sources(root) {
        found.push(root.to_path_buf());
    }
    found.sort();
    found
}

fn collect(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    if folder.join("isms.toml").is_file() {
        found.push(folder.to_path_buf());
        return;
    }
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let skipped = name.starts_with('.') || matches!(name.as_str(), "target" | "node_modules" | "build");
        if depth < 4 && !skipped && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            collect(&entry.path(), depth + 1, found);
        }
    }
}

/// Whether `.isms` files lie in a folder itself.
pub fn has_sources(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| entry.path().extension().is_some_and(|one| one == "isms"))
}

/// The folder and the world of the package that a file belongs to: the nearest one with an `isms.toml`, else the one
/// of `roots` that it lies in, else the file alone.
pub fn world_of(file: &Path, roots: &[PathBuf]) -> (PathBuf, Disk) {
    let with_settings = file.ancestors().skip(1).find(|folder| folder.join("isms.toml").is_file());
    let of_root = || roots.iter().filter(|root| file.starts_with(root)).max_by_key(|root| root.as_os_str().len()).map(PathBuf::as_path);
    match with_settings.or_else(of_root) {
        Some(folder) => (folder.to_path_buf(), Disk::new(folder)),
        None => {
            let folder = file.parent().unwrap_or(file);
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            (folder.to_path_buf(), Disk::only(folder, vec![name]))
        }
    }
}
