//! Puts a whole set into its folder at one stroke.
//!
//! The folder as it is to be is made beside the one that is there, with what does not change linked into it; then the
//! system exchanges the two, and the old one is removed. Whoever is killed in between leaves the set before or the new
//! one, and never some files of each. What is left of such a run goes with the next one.
//!
//! Not every system and not every folder can do it. Then nothing is changed, and the caller goes on file by file.

use std::fs::File;
use std::path::Path;

use super::survey::Changes;
use super::write::WriteError;

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod carry;
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod swap;
#[cfg(test)]
mod tests;

/// Brings a locked folder to what it has to be; whether that could be done.
/// A full disk is an error: it would be as full for any other way.
pub(super) fn exchange(out_dir: &Path, changes: &Changes<'_>, lock: &File) -> Result<bool, WriteError> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    return swap::exchange(out_dir, changes, lock);
    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    return {
        let _ = (out_dir, changes, lock);
        Ok(false)
    };
}

/// Removes what a run that was killed left beside a locked folder.
pub(super) fn clear(out_dir: &Path, lock: &File) {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    swap::clear(out_dir, lock);
    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    let _ = (out_dir, lock);
}
