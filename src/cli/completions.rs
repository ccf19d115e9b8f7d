//! `isms completions`: for the shell.

use std::process::ExitCode;

use clap::{Args, CommandFactory as _};

use super::Outcome;

/// Print a completion script for a shell
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  isms completions bash > ~/.local/share/bash-completion/completions/isms\n  isms completions zsh > ~/.zfunc/_isms\n  isms completions fish > ~/.config/fish/completions/isms.fish"
)]
pub struct Arguments {
    /// The shell
    shell: clap_complete::Shell,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::Arguments::command(), "isms", &mut script);
    std::io::Write::write_all(&mut std::io::stdout(), &script)?;
    Ok(ExitCode::SUCCESS)
}
