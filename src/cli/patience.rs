//! An end for templates that do not come to one.
//!
//! What a template does is counted, and it ends as a finding when that becomes too much. Where something does not count,
//! time does: the command says which template it waits for, and ends. Nothing is written before all is rendered.

use std::io::Write as _;
use std::time::Duration;

use super::CliError;
use crate::document::{LESS_WORK, at_work_for};

/// How long one template may take; the longest of the examples takes a thousandth of it.
const PATIENCE: Duration = Duration::from_secs(10);

/// Watches the templates of this process; where no thread can be had, nobody does.
pub fn watch() {
    let _ = std::thread::Builder::new().name("patience".into()).spawn(|| {
        loop {
            std::thread::sleep(Duration::from_millis(500));
            let Some(name) = at_work_for(PATIENCE) else { continue };
            let error = CliError::Unknown {
                message: format!("`templates/{name}` was not done after {} seconds; nothing was written", PATIENCE.as_secs()),
                help: LESS_WORK.into(),
            };
            let _ = writeln!(std::io::stderr(), "{}", error.shown());
            std::process::exit(2);
        }
    });
}
