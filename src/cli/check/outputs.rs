//! Which report goes where: one to standard output, any number to files.

use std::path::{Path, PathBuf};

use super::Arguments;
use crate::base::did_you_mean;
use crate::cli::CliError;
use crate::cli::replace::write_report;
use crate::report::{self, FORMATS, Format, Run};

/// Where reports go.
pub struct Outputs {
    /// The format for standard output, where there is one.
    pub stdout: Option<Format>,
    /// Formats for files.
    pub files: Vec<(Format, PathBuf)>,
}

/// Reads `--format` and `--output`.
pub fn parse(arguments: &Arguments) -> Result<Outputs, CliError> {
    let find = |name: &str| FORMATS.iter().find(|format| format.name == name).map(|format| format.id);
    let main = find(&arguments.format).unwrap_or(Format::Human);
    let mut outputs = Outputs { stdout: Some(main), files: Vec::new() };
    for text in &arguments.output {
        let (format, path) = match text.split_once('=') {
            Some((name, path)) => match find(name) {
                Some(format) => (format, path),
                // a mistyped format must not become the name of a file
                None if !name.contains(['/', '\\', '.']) => return Err(unknown_format(name)),
                None => (main, text.as_str()),
            },
            None => (main, text.as_str()),
        };
        if path.is_empty() {
            return Err(CliError::Unknown {
                message: format!("`--output {text}` names no file"),
                help: "write the format, `=`, and the file: `--output sarif=isms.sarif`".into(),
            });
        }
        if path == "-" {
            return Err(CliError::Unknown {
                message: "`--output` writes files, and `-` is none".into(),
                help: "standard output gets the report of `--format`: `isms check --format json`".into(),
            });
        }
        if outputs.files.iter().any(|(_, other)| other == Path::new(path)) {
            return Err(CliError::Unknown { message: format!("two reports would be written to `{path}`"), help: "give each report a file of its own".into() });
        }
        if format == main && text == path {
            outputs.stdout = None;
        }
        outputs.files.push((format, PathBuf::from(path)));
    }
    Ok(outputs)
}

fn unknown_format(name: &str) -> CliError {
    let known: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    let help = match did_you_mean(name, known.iter().copied()) {
        Some(guess) => format!("did you mean `{guess}`?"),
        None => format!("choose from {}", known.join(", ")),
    };
    CliError::Unknown { message: format!("there is no format `{name}`"), help }
}

/// Writes the files. Every file that can be written is; the first that cannot is the error.
pub fn write_files(outputs: &Outputs, run: &Run<'_>) -> Result<(), CliError> {
    let mut failed = None;
    for (format, path) in &outputs.files {
        let mut bytes = Vec::new();
        let written = report::write_run(*format, run, false, &mut bytes).and_then(|()| write_report(path, &bytes));
        if let Err(error) = written {
            failed.get_or_insert(CliError::CannotWrite {
                message: format!("the report `{}` cannot be written: {error}", path.display()),
                help: "look at the folder and its permissions, or name another file with `--output`".into(),
            });
        }
    }
    failed.map_or(Ok(()), Err)
}

/// The root of the repository around the working directory; the working directory where there is none.
pub fn base() -> report::Base {
    let Ok(here) = std::env::current_dir() else { return report::Base::default() };
    let root = here.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&here);
    let text = |path: &Path| path.to_string_lossy().replace('\\', "/").trim_end_matches('/').to_string();
    let below = here.strip_prefix(root).map(text).unwrap_or_default();
    report::Base { root: text(root), below }
}
