//! `--watch`: does something again whenever a file has other contents, or a new day has begun.
//!
//! Files are looked at a few times a second. That works on every file system, in containers and over a network, where
//! the notices of the system do not arrive; and a file that was only touched is no reason to do anything again.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};

use super::{CliError, Outcome, clock, colour::is_closed, open};
use crate::base::FileId;
use crate::source::{Package, Theme, World};

/// The shortest time between two looks.
const PAUSE: Duration = Duration::from_millis(250);
/// How long files must stay as they are before they count as written.
const SETTLED: Duration = Duration::from_millis(40);

/// What is looked at.
pub struct Watched<'a> {
    /// The package, as the user named it.
    pub path: &'a str,
    /// The day of the command line.
    pub as_of: Option<&'a str>,
    /// A file beside the package, such as the baseline of the command line.
    pub beside: Option<&'a Path>,
    /// A theme of the command line, a file of the package.
    pub theme: Option<&'a str>,
}

/// Standard input comes once.
pub fn refuse_stdin(path: &str, command: &str) -> Result<(), CliError> {
    if path != "-" {
        return Ok(());
    }
    Err(CliError::Unknown { message: "standard input cannot be watched".into(), help: format!("name a folder or a file: `isms {command} company --watch`") })
}

/// Does it now and after every change, until the process is stopped or nobody reads what it writes.
pub fn run(watched: &Watched<'_>, act: &mut dyn FnMut() -> Result<(), CliError>) -> Outcome {
    let mut seen = String::new();
    loop {
        let started = Instant::now();
        let now = watched.stamp();
        if now != seen {
            // an editor may be in the middle of writing
            std::thread::sleep(SETTLED);
            if watched.stamp() != now {
                continue;
            }
            seen = now;
            let looked = started.elapsed();
            match act() {
                Err(CliError::Io(error)) if is_closed(&error) => return Ok(ExitCode::SUCCESS),
                other => other?,
            }
            std::thread::sleep(PAUSE.max(looked * 10));
            continue;
        }
        // a large package is looked at less often
        std::thread::sleep(PAUSE.max(started.elapsed() * 10));
    }
}

impl Watched<'_> {
    /// Tells whether anything is different from before: all files that the package is made from, and the day.
    fn stamp(&self) -> String {
        let mut hash = Sha256::new();
        let mut add = |name: &str, bytes: &[u8]| {
            for part in [name.as_bytes(), bytes] {
                hash.update((part.len() as u64).to_le_bytes());
                hash.update(part);
            }
        };
        if let Ok(day) = clock::as_of(self.as_of) {
            add("day", day.to_string().as_bytes());
        }
        if let Some(bytes) = self.beside.and_then(|path| std::fs::read(path).ok()) {
            add("beside", &bytes);
        }
        match open::open(self.path) {
            Err(error) => add("error", error.shown().as_bytes()),
            Ok(opened) => {
                for name in self.names(&*opened.world) {
                    match opened.world.read(&name) {
                        Ok(bytes) => add(&name, &bytes),
                        Err(error) => add(&name, error.to_string().as_bytes()),
                    }
                }
            }
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The files of the package that count: sources, settings, templates, and what settings name.
    fn names(&self, world: &dyn World) -> BTreeSet<String> {
        let listing = world.list().unwrap_or_default();
        // a folder that opens is a change, even one that is empty
        let mut names: BTreeSet<String> = listing.unread.into_iter().map(|(path, _)| path).chain(listing.files).collect();
        names.insert("isms.toml".into());
        names.extend(world.templates().into_iter().map(|name| format!("templates/{name}")));
        if let Some(path) = self.theme {
            names.insert(path.to_string());
            let text = world.read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            names.extend(text.and_then(|text| Theme::read(&text).ok()).and_then(|theme| theme.logo));
        }
        if let Some(text) = world.read("isms.toml").ok().and_then(|bytes| String::from_utf8(bytes).ok()) {
            let (package, _) = Package::read(FileId(0), &text, &|_| None, &[]);
            names.extend(package.baseline.map(|(path, _)| path));
            names.extend(package.theme.logo);
        }
        names
    }
}
