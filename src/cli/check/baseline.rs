//! The baseline on the command line: read it, or take a new one.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::Arguments;
use crate::cli::open::Opened;
use crate::cli::replace::write_file;
use crate::cli::{CliError, Outcome};
use crate::pipeline::{Compilation, Counting};
use crate::source::{Baseline, MAX_FILE_BYTES, Preset, leads_out};

/// How findings count, as the command line says.
pub fn counting(arguments: &Arguments, _opened: &Opened) -> Result<Counting, CliError> {
    let mut counting = Counting { preset: arguments.preset.as_deref().and_then(Preset::find), baseline: None, without_baseline: arguments.update_baseline };
    if let Some(path) = arguments.baseline.as_ref().filter(|_| !arguments.update_baseline) {
        counting.baseline = Some((shown(path), text_of(path)?));
    }
    Ok(counting)
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The text of a baseline: a regular file within the size of sources, since a pipe or a device may never end.
pub fn text_of(path: &Path) -> Result<String, CliError> {
    let unreadable = |error: String| CliError::NoBaseline { path: shown(path), error };
    let meta = std::fs::metadata(path).map_err(|error| unreadable(error.to_string()))?;
    if !meta.is_file() {
        return Err(unreadable("it is not a regular file".into()));
    }
    let file = std::fs::File::open(path).map_err(|error| unreadable(error.to_string()))?;
    let mut bytes = Vec::new();
    // the file may grow while it is read
    file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(|error| unreadable(error.to_string()))?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(unreadable("it has more than 8 MiB".into()));
    }
    String::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8".into()))
}

/// The text that a new baseline replaces; refused where that is anything but a baseline.
fn replaced(path: &Path) -> Result<String, CliError> {
    let refuse = |message: String| CliError::Unknown { message, help: "name a file that is a baseline, or none yet: `--baseline isms-baseline.toml`".into() };
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    if name.ends_with(".isms") || name == "isms.toml" {
        return Err(refuse(format!("`{}` is a file of the package and no baseline; it stays as it is", shown(path))));
    }
    // a link that leads nowhere yet would be followed when it is written
    if std::fs::symlink_metadata(path).is_err() {
        return Ok(String::new());
    }
    let text = text_of(path)?;
    if !Baseline::is_one(&text) {
        return Err(refuse(format!("`{}` is there already and is no baseline; it stays as it is", shown(path))));
    }
    Ok(text)
}

/// Where `isms.toml` has its baseline: in the package, as it is read.
fn of_package(opened: &Opened, path: &str) -> Result<PathBuf, CliError> {
    let root = if opened.prefix.is_empty() { PathBuf::from(".") } else { PathBuf::from(&opened.prefix) };
    let full = root.join(path);
    let folder = full.parent().and_then(|folder| folder.canonicalize().ok());
    let real = full.canonicalize().ok().or(folder);
    let inside = root.canonicalize().is_ok_and(|root| real.is_none_or(|real| real.starts_with(root)));
    if leads_out(path) || !inside {
        return Err(CliError::Unknown {
            message: format!("isms.toml has its baseline at `{path}`, which leads out of the package; nothing is written there"),
            help: "name a file in the package, or such a one on the command line: `--baseline FILE`".into(),
        });
    }
    Ok(full)
}

/// Writes the findings of a run as the new baseline.
pub fn update(arguments: &Arguments, opened: &Opened, compiled: &Compilation) -> Outcome {
    if opened.focus.is_some() || arguments.path == "-" {
        return Err(CliError::Unknown {
            message: "a baseline is taken of a whole package".into(),
            help: "name the folder of the package and not one of its files".into(),
        });
    }
    let path = match (&arguments.baseline, &compiled.package.baseline) {
        (Some(path), _) => path.clone(),
        (None, Some((path, _))) => of_package(opened, path)?,
        (None, None) => {
            return Err(CliError::Unknown {
                message: "nothing says where the baseline is".into(),
                help: "name it with `--baseline isms-baseline.toml`, or in isms.toml: `[lints]`, then `baseline = \"isms-baseline.toml\"`".into(),
            });
        }
    };
    let text = Baseline::write(&compiled.findings);
    let before = replaced(&path)?;
    let entries = |text: &str| text.lines().filter(|line| line.trim() == "[[finding]]").count();
    if text != before {
        write_file(&path, text.as_bytes()).map_err(|error| CliError::CannotWrite {
            message: format!("the baseline `{}` cannot be written: {error}", path.display()),
            help: "the old one is as it was; name another file with `--baseline`".into(),
        })?;
    }
    let fixed = compiled.findings.iter().filter(|finding| finding.code.level == crate::diagnostic::Level::Error).count();
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}: {} entries before, {} now", path.display(), entries(&before), entries(&text))?;
    if fixed > 0 {
        let (errors, are) = if fixed == 1 { ("error", "is") } else { ("errors", "are") };
        writeln!(out, "{fixed} {errors} of meaning {are} not in it: what means nothing cannot be put off; `isms check` shows more")?;
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(fixed > 0)))
}
