//! `isms lsp`: the language server, on standard input and output.

use std::process::ExitCode;

use clap::Args;

use super::{Outcome, clock};
use crate::lsp;
use crate::model::Day;

/// Serve an editor: findings as you type, completion, hover, navigation, fixes
#[derive(Debug, Args)]
#[command(after_help = "An editor starts this command and talks to it; docs/editors.md says how to set each one up.")]
pub struct Arguments {
    /// Talk over standard input and output, which is what happens anyway; some editors insist on saying so
    #[arg(long)]
    stdio: bool,
    /// The day that everything is judged at (today)
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    let fixed = match &arguments.as_of {
        Some(text) => Some(clock::as_of(Some(text))?),
        None => None,
    };
    let today = move || fixed.or_else(|| clock::as_of(None).ok()).unwrap_or(Day(jiff::civil::Date::ZERO));
    let input = std::io::BufReader::new(std::io::stdin());
    let mut output = std::io::stdout().lock();
    let code = lsp::serve(input, &mut output, Box::new(today))?;
    Ok(ExitCode::from(code))
}
