//! `isms fmt`: one layout for all sources.

use std::io::{Read as _, Write as _};
use std::process::ExitCode;

use clap::Args;

use super::{CliError, Outcome, open};
use crate::formatter;

/// Lay out sources the canonical way; comments stay, meaning never changes
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  isms fmt                 lay out all files of this folder\n  isms fmt --check         only say which files differ (exit code 1)\n  isms fmt --stdin < a.isms"
)]
pub struct Arguments {
    /// A folder or a file
    #[arg(default_value = ".")]
    path: String,
    /// Change nothing; exit with 1 if a file would change
    #[arg(long)]
    check: bool,
    /// Read standard input and write to standard output
    #[arg(long, conflicts_with = "check")]
    stdin: bool,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    let mut out = std::io::stdout().lock();
    if arguments.stdin || arguments.path == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().take(crate::source::MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
        let text = String::from_utf8(bytes).map_err(|_| CliError::Unreadable { path: "standard input".into(), error: "it is not UTF-8 text".into() })?;
        let formatted = formatter::format(&text);
        out.write_all(formatted.text.as_bytes())?;
        out.flush()?;
        if !formatted.ok {
            let _ = writeln!(std::io::stderr(), "not laid out: the text has errors; `isms check -` shows them");
        }
        return Ok(ExitCode::from(u8::from(!formatted.ok)));
    }
    let opened = open::open(&arguments.path)?;
    let unreadable = |path: &str, error: &dyn std::fmt::Display| CliError::Unreadable { path: path.into(), error: error.to_string() };
    let mut paths = opened.world.list().map_err(|error| unreadable(&arguments.path, &error))?;
    let (mut changed, mut broken) = (0usize, 0usize);
    let shown = |path: &String| if opened.prefix.is_empty() { path.clone() } else { format!("{}/{path}", opened.prefix) };
    if let Some(focus) = &opened.focus {
        paths.retain(|path| shown(path) == *focus);
    }
    for path in &paths {
        let shown = shown(path);
        let bytes = opened.world.read(path).map_err(|error| unreadable(&shown, &error))?;
        let Ok(text) = String::from_utf8(bytes) else {
            writeln!(out, "{shown}: not UTF-8 text, left as it is")?;
            broken += 1;
            continue;
        };
        let formatted = formatter::format(&text);
        if !formatted.ok {
            writeln!(out, "{shown}: has errors, left as it is")?;
            broken += 1;
        } else if formatted.text != text {
            changed += 1;
            if arguments.check {
                writeln!(out, "{shown}: would change")?;
            } else {
                super::replace::replace_file(std::path::Path::new(&shown), formatted.text.as_bytes()).map_err(|error| CliError::CannotWrite {
                    message: format!("`{shown}` cannot be written: {error}"),
                    help: "look at the permissions of the file".into(),
                })?;
                writeln!(out, "{shown}: laid out")?;
            }
        }
    }
    let verb = if arguments.check { "would change" } else { "changed" };
    writeln!(out, "{changed} of {} files {verb}", paths.len())?;
    out.flush()?;
    Ok(ExitCode::from(u8::from(broken > 0 || (arguments.check && changed > 0))))
}
