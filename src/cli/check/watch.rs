//! `isms check --watch`: checks again after every change.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use super::baseline::text_of;
use super::{Arguments, once};
use crate::cli::watch::{Watched, refuse_stdin, run as watch};
use crate::cli::{CliError, Outcome};

/// Checks until it is stopped, or until nobody reads what it writes.
pub fn run(arguments: &Arguments) -> Outcome {
    refuse_stdin(&arguments.path, "check")?;
    // what is not there at the start is a slip of the pen; what goes later may come back
    if !Path::new(&arguments.path).exists() {
        return Err(crate::cli::astray::no_package(&arguments.path));
    }
    if let Some(path) = arguments.baseline.as_ref().filter(|path| path.exists()) {
        text_of(path)?;
    }
    let watched = Watched { path: &arguments.path, as_of: arguments.as_of.as_deref(), beside: arguments.baseline.as_deref(), theme: None };
    watch(&watched, &mut || report(arguments))
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
