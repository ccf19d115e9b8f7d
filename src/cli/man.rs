//! `isms man`: manual pages, made from the same descriptions as `--help`.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory as _};

use super::replace::write_file;
use super::{CliError, Outcome};

/// Print the manual page, or write the pages of all commands to a folder
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  isms man | man -l -\n  isms man --out ~/.local/share/man/man1")]
pub struct Arguments {
    /// The folder for `isms.1`, `isms-check.1` and so on
    #[arg(long, short, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    let mut command = super::Arguments::command();
    command.build();
    let page = |command: clap::Command| -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        clap_mangen::Man::new(command).render(&mut bytes)?;
        Ok(bytes)
    };
    let Some(folder) = arguments.out else {
        let bytes = page(command)?;
        let mut out = std::io::stdout().lock();
        out.write_all(&bytes)?;
        out.flush()?;
        return Ok(ExitCode::SUCCESS);
    };
    let mut pages = vec![("isms.1".to_string(), page(command.clone())?)];
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set() && sub.get_name() != "help") {
        let name = format!("isms-{}", sub.get_name());
        pages.push((format!("{name}.1"), page(sub.clone())?));
    }
    for (name, bytes) in &pages {
        let path = folder.join(name);
        write_file(&path, bytes).map_err(|error| CliError::CannotWrite {
            message: format!("`{}` cannot be written: {error}", path.display()),
            help: "choose another folder with `--out`".into(),
        })?;
    }
    writeln!(std::io::stdout(), "{} pages in `{}`", pages.len(), folder.display())?;
    Ok(ExitCode::SUCCESS)
}
