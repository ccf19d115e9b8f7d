//! `isms stubs`: what is not decided yet, as sources ready to be filled in.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::replace::write_file;
use super::{CliError, Outcome, clock, open};
use crate::base::argument;
use crate::source::{package_of, packages_below};

/// Print or write what is not decided yet as declarations, ready to be filled in
#[derive(Debug, Args)]
#[command(
    after_help = "Every control of Annex A and every process of the reference model is decided once. This gives one declaration for\neach that is missing; put them into a file, then work through them: `isms check` names each text that is still empty.\n\nExamples:\n  isms stubs                                       to read\n  isms stubs --write undecided.isms                into a file of the package in this folder\n  isms stubs my-company --write controls.isms      at the end of my-company/controls.isms\n\nA file that is there is kept, and what is missing is added at its end."
)]
pub struct Arguments {
    /// A folder, a file, or `-` for standard input
    #[arg(default_value = ".")]
    path: String,
    /// Add the declarations to a file of the package, which is made if it is not there
    #[arg(long, short, value_name = "FILE")]
    write: Option<PathBuf>,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    let target = arguments.write.as_deref().map(|file| target(&arguments.path, file)).transpose()?;
    let opened = open::open(&arguments.path)?;
    // what is decided does not depend on the day
    let compiled = opened.compile(&arguments.path, clock::as_of(None)?, Vec::new())?;
    let count = |number: usize, noun: &str, many: &str| format!("{number} {}", if number == 1 { noun } else { many });
    let controls = count(compiled.model.undecided_controls().len(), "control", "controls");
    let processes = count(compiled.model.undecided_processes().len(), "process", "processes");
    let stubs = compiled.model.stubs();
    let mut out = std::io::stdout().lock();
    match target {
        None => out.write_all(stubs.as_bytes())?,
        Some(_) if stubs.is_empty() => writeln!(out, "everything is decided: nothing was written")?,
        Some(target) => {
            add(&target, &stubs)?;
            writeln!(out, "added to `{}`: {controls}, {processes}", target.display())?;
            writeln!(out, "Next: say how far each is, and who owns it; `isms check {}` names each text that is still empty.", argument(&arguments.path))?;
            return Ok(ExitCode::SUCCESS);
        }
    }
    out.flush()?;
    // a closed error stream is no reason to fail
    let _ = writeln!(std::io::stderr(), "not decided yet: {controls}, {processes}");
    Ok(ExitCode::SUCCESS)
}

/// The file to write: as it was typed where it lies in the package, else below the package.
fn target(path: &str, file: &Path) -> Result<PathBuf, CliError> {
    let wrong = |message: String, help: &str| Err(CliError::Unknown { message, help: help.into() });
    if path == "-" {
        return wrong(
            "`--write` adds to a package, and standard input is none".into(),
            "name the folder of the package: `isms stubs my-company --write controls.isms`",
        );
    }
    let shown = file.display();
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if !name.ends_with(".isms") || name.starts_with('.') {
        return wrong(format!("`{shown}` would not be read"), "sources end in `.isms`: `isms stubs --write undecided.isms`");
    }
    let given = Path::new(path);
    let root = if given.is_file() { package_of(given).0 } else { given.to_path_buf() };
    // read from above, the only package below is meant
    let root = match packages_below(&root).as_slice() {
        [only] => only.clone(),
        _ => root,
    };
    let full = |path: &Path| path.canonicalize().unwrap_or_default();
    let folder = |path: &Path| path.parent().filter(|folder| !folder.as_os_str().is_empty()).map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    let inside = |path: &Path| folder(path).is_dir() && full(&folder(path)).starts_with(full(&root));
    let below = if root == Path::new(".") { file.to_path_buf() } else { root.join(file) };
    match [file.to_path_buf(), below].into_iter().find(|path| inside(path)) {
        Some(found) => Ok(found),
        None => wrong(
            format!("`{shown}` does not lie in the package `{}`", root.display()),
            "name a file in a folder of the package that is there: `--write controls.isms`",
        ),
    }
}

/// Adds a text at the end of a file, as UTF-8, with the ends of lines that the file has.
fn add(target: &Path, stubs: &str) -> Result<(), CliError> {
    let cannot = |error: String, help: &str| CliError::CannotWrite { message: format!("`{}` cannot be written: {error}", target.display()), help: help.into() };
    let permissions = "look at the permissions of the file and its folder, or name another";
    let before = match std::fs::read(target) {
        Ok(bytes) => String::from_utf8(bytes).map_err(|_| {
            cannot("what stands in it is not UTF-8 text".into(), "save it as UTF-8 in your editor first, or name another file; it is as it was")
        })?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(cannot(error.to_string(), permissions)),
    };
    let mut text = before.trim_end().to_string();
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(stubs);
    if before.contains("\r\n") {
        text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    write_file(target, text.as_bytes()).map_err(|error| cannot(error.to_string(), permissions))
}
