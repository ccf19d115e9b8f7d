//! `isms manual`: writes the generated pages of the documentation; for those who work on isms itself.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{CliError, Outcome};

/// Write the generated pages of the documentation
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder of the documentation
    #[arg(long, default_value = "docs")]
    out: PathBuf,
    /// The folder of what editors need
    #[arg(long, default_value = "editors")]
    editors: PathBuf,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    let below = |folder: PathBuf, files: Vec<(String, String)>| files.into_iter().map(move |(name, text)| (folder.join(name), text));
    for (path, text) in below(arguments.out, crate::manual::pages()).chain(below(arguments.editors, crate::manual::editor_files())) {
        let write = || -> std::io::Result<()> {
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent)?;
            }
            std::fs::write(&path, text)
        };
        write().map_err(|error| CliError::CannotWrite {
            message: format!("`{}` cannot be written: {error}", path.display()),
            help: "choose another folder with `--out`".into(),
        })?;
    }
    Ok(ExitCode::SUCCESS)
}
