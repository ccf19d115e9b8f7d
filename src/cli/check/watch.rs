//! `--watch`: checks again whenever a file has other contents, or a new day has begun.
//!
//! Files are looked at a few times a second. That works on every file system, in containers and over a network, where
//! the notices of the system do not arrive; and a file that was only touched is not checked again.

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};

use super::{Arguments, once};
use crate::base::FileId;
use crate::cli::{CliError, Outcome, clock, colour::is_closed, open};
use crate::source::{Package, World, template_names};

/// The shortest time between two looks.
const PAUSE: Duration = Duration::from_millis(250);
/// How long files must stay as they are before they count as written.
const SETTLED: Duration = Duration::from_millis(40);

/// Checks until it is stopped, or until nobody reads what it writes.
pub fn run(arguments: &Arguments) -> Outcome {
    if arguments.path == "-" {
        return Err(CliError::Unknown {
            message: "standard input cannot be watched".into(),
            help: "name a folder or a file: `isms check company --watch`".into(),
        });
    }
    let mut seen = String::new();
    loop {
        let started = Instant::now();
        let now = stamp(arguments);
        if now != seen {
            // an editor may be in the middle of writing
            std::thread::sleep(SETTLED);
            if stamp(arguments) != now {
                continue;
            }
            seen = now;
            match report(arguments) {
                Err(CliError::Io(error)) if is_closed(&error) => return Ok(ExitCode::SUCCESS),
                other => other?,
            }
        }
        // a large package is looked at less often
        std::thread::sleep(PAUSE.max(started.elapsed() * 10));
    }
}

/// One check and a line below it; what cannot be checked now may be there in a moment.
fn report(arguments: &Arguments) -> Result<(), CliError> {
    let mut out = std::io::stdout();
    if out.is_terminal() {
        write!(out, "\u{1b}[2J\u{1b}[3J\u{1b}[H")?;
    }
    if let Err(error) = once(arguments) {
        let _ = writeln!(std::io::stderr(), "{}", error.shown());
    }
    writeln!(out, "watching `{}`; Ctrl-C ends", arguments.path)?;
    out.flush()?;
    Ok(())
}

/// Tells whether anything is different from before: all files of the package and the day.
fn stamp(arguments: &Arguments) -> String {
    let mut hash = Sha256::new();
    let mut add = |name: &str, bytes: &[u8]| {
        for part in [name.as_bytes(), bytes] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    };
    if let Ok(day) = clock::as_of(arguments.as_of.as_deref()) {
        add("day", day.to_string().as_bytes());
    }
    if let Some(bytes) = arguments.baseline.as_ref().and_then(|path| std::fs::read(path).ok()) {
        add("baseline", &bytes);
    }
    match open::open(&arguments.path) {
        Err(error) => add("error", error.shown().as_bytes()),
        Ok(opened) => {
            let mut names = opened.world.list().unwrap_or_default();
            names.push("isms.toml".into());
            names.extend(baseline_of(&*opened.world));
            names.extend(template_names().map(|name| format!("templates/{name}")));
            for name in names {
                if let Ok(bytes) = opened.world.read(&name) {
                    add(&name, &bytes);
                }
            }
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The baseline that `isms.toml` names.
fn baseline_of(world: &dyn World) -> Option<String> {
    let text = String::from_utf8(world.read("isms.toml").ok()?).ok()?;
    let (package, _) = Package::read(FileId(0), &text, &|_| None, &[]);
    package.baseline.map(|(path, _)| path)
}
