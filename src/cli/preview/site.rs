//! What the preview shows: the set of a folder as its manifest names it, and what is to be said about it.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sha2::{Digest as _, Sha256};

use crate::render;

/// What is shown, for several visitors at once.
#[derive(Default)]
pub struct Site {
    now: Mutex<Now>,
    changed: Condvar,
}

#[derive(Debug, Clone, Default)]
struct Now {
    folder: PathBuf,
    names: BTreeSet<String>,
    /// The digest of the manifest: another one means another set.
    stamp: String,
    /// What readers are told, such as that the sources have errors.
    note: Option<String>,
}

impl Site {
    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Shows the set in a folder as it is now, with a note; whoever waits is told.
    pub fn show(&self, folder: &Path, note: Option<String>) {
        let entries = render::read_manifest(folder);
        let mut hash = Sha256::new();
        entries.iter().for_each(|(name, entry)| hash.update(format!("{name} {}\n", entry.sha256)));
        let stamp = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        *self.now() = Now { folder: folder.to_path_buf(), names: entries.into_keys().collect(), stamp, note };
        self.changed.notify_all();
    }

    /// The same set with another note.
    pub fn say(&self, note: Option<String>) {
        self.now().note = note;
        self.changed.notify_all();
    }

    /// A file of the set, and the stamp of the set. What the manifest does not name is not there.
    pub fn file(&self, name: &str) -> Option<(Vec<u8>, String)> {
        let now = self.now();
        let (folder, stamp) = now.names.contains(name).then(|| (now.folder.clone(), now.stamp.clone()))?;
        drop(now);
        Some((render::read_of_set(&folder, name)?, stamp))
    }

    /// Tells a visitor what is shown, now and whenever it changes, until the visitor goes away.
    pub fn tell(&self, out: &mut impl Write, beat: Duration) -> io::Result<()> {
        let mut said = None;
        loop {
            let now = self.now();
            let state = (now.stamp.clone(), now.note.clone());
            if said.as_ref() == Some(&state) {
                let (now, waited) = self.changed.wait_timeout(now, beat).unwrap_or_else(PoisonError::into_inner);
                drop(now);
                if waited.timed_out() {
                    // a comment: it finds out whether somebody is still there
                    out.write_all(b": still here\n\n")?;
                    out.flush()?;
                }
                continue;
            }
            drop(now);
            let line = serde_json::json!({ "stamp": state.0, "note": state.1 });
            out.write_all(format!("retry: 1000\ndata: {line}\n\n").as_bytes())?;
            out.flush()?;
            said = Some(state);
        }
    }
}
