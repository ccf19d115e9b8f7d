//! `isms stubs`: what is not decided yet, as sources ready to be filled in.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Args;

use super::{Outcome, clock, open};

/// Print what is not decided yet as declarations, ready to be filled in
#[derive(Debug, Args)]
#[command(
    after_help = "Every control of Annex A and every process of the reference model is decided once. This prints one declaration for\neach that is missing; put them into a file, then work through them.\n\nExamples:\n  isms stubs >> controls.isms\n  isms stubs my-company > my-company/undecided.isms"
)]
pub struct Arguments {
    /// A folder, a file, or `-` for standard input
    #[arg(default_value = ".")]
    path: String,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    let opened = open::open(&arguments.path)?;
    // what is decided does not depend on the day
    let compiled = opened.compile(&arguments.path, clock::as_of(None)?, Vec::new())?;
    let mut out = std::io::stdout().lock();
    out.write_all(compiled.model.stubs().as_bytes())?;
    out.flush()?;
    let count = |number: usize, noun: &str, many: &str| format!("{number} {}", if number == 1 { noun } else { many });
    let controls = count(compiled.model.undecided_controls().len(), "control", "controls");
    let processes = count(compiled.model.undecided_processes().len(), "process", "processes");
    // a closed error stream is no reason to fail
    let _ = writeln!(std::io::stderr(), "not decided yet: {controls}, {processes}");
    Ok(ExitCode::SUCCESS)
}
