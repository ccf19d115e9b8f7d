//! `isms fmt`: one layout for all sources.

use std::io::{Read as _, Write as _};
use std::process::ExitCode;

use clap::Args;

use super::{CliError, Outcome, open};
use crate::formatter;
use crate::source::Listing;

/// Lay out sources the canonical way; comments stay, meaning never changes
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  isms fmt                 lay out all files of this folder\n  isms fmt --check         only say which files differ (exit code 1)\n  isms fmt --stdin < a.isms"
)]
pub struct Arguments {
    /// Folders or files
    #[arg(default_value = ".")]
    paths: Vec<String>,
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
    if arguments.stdin || arguments.paths.iter().any(|path| path == "-") {
        return standard_input(&mut out);
    }
    let mut count = Count::default();
    for path in &arguments.paths {
        lay_out(path, arguments.check, &mut count, &mut out)?;
    }
    let verb = if arguments.check { "would change" } else { "changed" };
    writeln!(out, "{} of {} files {verb}", count.changed, count.files)?;
    out.flush()?;
    Ok(ExitCode::from(u8::from(count.broken > 0 || (arguments.check && count.changed > 0))))
}

/// What became of the files.
#[derive(Default)]
struct Count {
    files: usize,
    changed: usize,
    broken: usize,
}

fn standard_input(out: &mut dyn std::io::Write) -> Outcome {
    let mut bytes = Vec::new();
    std::io::stdin().take(crate::source::MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    let text = String::from_utf8(bytes).map_err(|_| CliError::Unreadable { path: "standard input".into(), error: "it is not UTF-8 text".into() })?;
    let formatted = formatter::format(&text);
    out.write_all(formatted.text.as_bytes())?;
    out.flush()?;
    if !formatted.ok {
        let _ = writeln!(std::io::stderr(), "not laid out: the text has errors; `isms check -` shows them");
    }
    Ok(ExitCode::from(u8::from(!formatted.ok)))
}

/// Lays out one file, or all files of a folder.
fn lay_out(path: &str, check: bool, count: &mut Count, out: &mut dyn std::io::Write) -> Result<(), CliError> {
    let opened = open::open_files(path, None)?;
    let Listing { files: mut paths, mut unread, .. } =
        opened.world.list().map_err(|error| CliError::Unreadable { path: path.into(), error: error.to_string() })?;
    let shown = |path: &String| if opened.prefix.is_empty() { path.clone() } else { format!("{}/{path}", opened.prefix) };
    if let Some(focus) = &opened.focus {
        paths.retain(|path| shown(path) == *focus);
        unread.clear();
    }
    for (path, error) in &unread {
        writeln!(out, "{}: the folder cannot be read: {error}", shown(path))?;
        count.broken += 1;
    }
    count.files += paths.len();
    for path in &paths {
        let shown = shown(path);
        let bytes = match opened.world.read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                writeln!(out, "{shown}: cannot be read: {error}")?;
                count.broken += 1;
                continue;
            }
        };
        let Ok(text) = String::from_utf8(bytes) else {
            writeln!(out, "{shown}: not UTF-8 text, left as it is")?;
            count.broken += 1;
            continue;
        };
        let formatted = formatter::format(&text);
        if !formatted.ok {
            writeln!(out, "{shown}: has errors, left as it is")?;
            count.broken += 1;
        } else if formatted.text != text {
            count.changed += 1;
            if check {
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
    Ok(())
}
