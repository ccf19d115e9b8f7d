//! `isms init`: a first package, small and whole enough to be checked.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::{CliError, Outcome};
use crate::base::argument;
use crate::source;

/// Start a new package with files that teach by example
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  isms init\n  isms init my-company --name \"My Company Ltd\"\n\nNothing that exists is overwritten.")]
pub struct Arguments {
    /// The folder; made if it is not there
    #[arg(default_value = ".")]
    path: PathBuf,
    /// The name of the organisation
    #[arg(long, default_value = "My Company")]
    name: String,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    let root = &arguments.path;
    let id = identifier(&arguments.name);
    let mut files: Vec<(PathBuf, String)> = vec![(root.join("isms.toml"), format!("[package]\nname = \"{id}\"\nversion = \"0.1.0\"\n"))];
    for (name, text) in source::library_files("starter") {
        let name = name.strip_prefix("starter/").unwrap_or(name);
        let quoted = arguments.name.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r'], " ");
        files.push((root.join(name), text.replace("ORGANISATION_ID", &id).replace("ORGANISATION_NAME", &quoted)));
    }
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
        return Err(CliError::CannotWrite {
            message: format!("`{}` is already there", path.display()),
            help: "choose an empty folder, or work on with what you have: `isms check`".into(),
        });
    }
    std::fs::create_dir_all(root).map_err(|error| cannot(root, &error))?;
    let mut out = std::io::stdout().lock();
    for (path, text) in &files {
        super::replace::replace_file(path, text.as_bytes()).map_err(|error| cannot(path, &error))?;
        writeln!(out, "wrote {}", path.display())?;
    }
    writeln!(
        out,
        "\nNext: `isms check {0}` says what is still to be decided, `isms stubs {0} --write undecided.isms` writes it down ready to be filled in,\n`isms build {0} --draft` writes the documents as far as they go.",
        argument(&root.to_string_lossy())
    )?;
    Ok(ExitCode::SUCCESS)
}

fn cannot(path: &Path, error: &dyn std::fmt::Display) -> CliError {
    CliError::CannotWrite {
        message: format!("`{}` cannot be written: {error}", path.display()),
        help: "look at the permissions of the folder, or choose another".into(),
    }
}

/// A name of the language from the name of an organisation: `My Company Ltd` to `my_company_ltd`.
fn identifier(name: &str) -> String {
    let mut id = String::new();
    for c in name.chars() {
        let spelled = match c {
            'ä' | 'Ä' => "ae",
            'ö' | 'Ö' => "oe",
            'ü' | 'Ü' => "ue",
            'ß' => "ss",
            _ => "",
        };
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        } else if !spelled.is_empty() {
            id.push_str(spelled);
        } else if !id.ends_with('_') && !id.is_empty() {
            id.push('_');
        }
    }
    let id = id.trim_end_matches('_');
    if id.starts_with(|c: char| c.is_ascii_alphabetic()) { id.to_string() } else { format!("org_{id}") }
}
