//! How far a build is, on one line of a terminal, and afterwards what took how long.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::render::{FORMATS, Listener};

/// What is done sooner needs no line.
const SOON: Duration = Duration::from_millis(300);
/// The shortest time between two lines.
const PAUSE: Duration = Duration::from_millis(60);

/// Hears of files, and tells of them.
pub struct Progress {
    shown: bool,
    started: Instant,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    pieces: usize,
    done: usize,
    drawn: Option<Instant>,
    formats: BTreeMap<&'static str, Sum>,
}

/// What a format came to.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    files: usize,
    bytes: usize,
    /// The work of all cores.
    work: Duration,
}

impl Progress {
    /// Draws a line where somebody looks at a terminal that can move back.
    pub fn new(shown: bool) -> Self {
        Progress { shown, started: Instant::now(), state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the line away.
    pub fn end(&self) {
        if self.state().drawn.take().is_some() {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    }

    /// What each format came to, in the order of the formats.
    pub fn table(&self) -> String {
        let state = self.state();
        let mut out = format!("{:<10}{:>8}{:>12}{:>12}\n", "format", "files", "size", "work");
        for format in FORMATS {
            if let Some(Sum { files, bytes, work }) = state.formats.get(format.name) {
                out.push_str(&format!("{:<10}{files:>8}{:>12}{:>9} ms\n", format.name, size(*bytes), work.as_millis()));
            }
        }
        out
    }
}

/// `12 KiB`
fn size(bytes: usize) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KiB", bytes.div_ceil(1024)),
        _ => format!("{}.{} MiB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

impl Listener for Progress {
    fn begins(&self, pieces: usize) {
        self.state().pieces = pieces;
    }

    fn made(&self, format: &'static str, path: &str, files: usize, bytes: usize, took: Duration) {
        let mut state = self.state();
        state.done += 1;
        let sum = state.formats.entry(format).or_default();
        sum.files += files;
        sum.bytes += bytes;
        sum.work += took;
        let due = self.started.elapsed() > SOON && state.drawn.is_none_or(|drawn| drawn.elapsed() > PAUSE);
        if self.shown && due {
            state.drawn = Some(Instant::now());
            // paths are of a closed alphabet and short: the line stays one
            let path: String = path.chars().take(50).collect();
            let mut out = std::io::stderr().lock();
            let _ = write!(out, "\r\u{1b}[K{} of {}: {path}", state.done, state.pieces);
            let _ = out.flush();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_added_up() {
        let progress = Progress::new(false);
        progress.begins(3);
        progress.made("csv", "a.csv", 1, 100, Duration::from_millis(2));
        progress.made("csv", "b.csv", 1, 924, Duration::from_millis(3));
        progress.made("markdown", "a.svg", 2, 3 * 1_048_576 / 2, Duration::ZERO);
        assert_eq!(
            progress.table(),
            "format       files        size        work\nmarkdown         2     1.5 MiB        0 ms\ncsv              2       1 KiB        5 ms\n"
        );
    }
}
