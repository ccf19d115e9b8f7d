//! Replaces one file: a reader sees the old one or the new one, never a part.

use std::io::Write as _;
use std::path::Path;

/// Writes a report or another single file: at once where it is a regular file, as a stream where it is a device or a pipe.
pub fn write_file(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    match std::fs::metadata(path) {
        // renaming onto `/dev/null` or a pipe would take it away
        Ok(meta) if !meta.is_file() && !meta.is_dir() => std::fs::OpenOptions::new().write(true).open(path)?.write_all(bytes),
        Ok(meta) if meta.is_dir() => Err(std::io::Error::new(std::io::ErrorKind::IsADirectory, "it is a folder")),
        // a link stays a link: what it leads to is replaced
        Ok(_) => replace_file(&path.canonicalize()?, bytes),
        Err(_) => replace_file(path, bytes),
    }
}

/// Writes what a command has to tell into a file that the user names. A slip must not cost a source.
pub fn write_report(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    if name.ends_with(".isms") || name == "isms.toml" {
        return Err(std::io::Error::new(std::io::ErrorKind::InvalidInput, "sources of a package are not written over"));
    }
    write_file(path, bytes)
}

/// Writes to a temporary file beside the target, brings it to the disk, and renames it.
pub fn replace_file(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        std::fs::create_dir_all(parent)?;
    }
    let temporary = path.with_file_name(format!(".isms-{name}.{}.tmp", std::process::id()));
    let write = || -> std::io::Result<()> {
        let mut file = std::fs::File::create(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        if let Ok(meta) = std::fs::metadata(path) {
            file.set_permissions(meta.permissions())?;
        }
        std::fs::rename(&temporary, path)
    };
    let done = write();
    if done.is_err() {
        let _ = std::fs::remove_file(&temporary);
    }
    done
}
