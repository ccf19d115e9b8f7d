//! The baseline on the command line: read it, or take a new one.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use super::Arguments;
use crate::cli::open::Opened;
use crate::cli::replace::write_file;
use crate::cli::{CliError, Outcome};
use crate::pipeline::{Compilation, Counting};
use crate::source::{Baseline, MAX_FILE_BYTES, Preset};

/// How findings count, as the command line says.
pub fn counting(arguments: &Arguments, _opened: &Opened) -> Result<Counting, CliError> {
    let mut counting = Counting { preset: arguments.preset.as_deref().and_then(Preset::find), baseline: None, without_baseline: arguments.update_baseline };
    if let Some(path) = arguments.baseline.as_ref().filter(|_| !arguments.update_baseline) {
        let shown = path.to_string_lossy().replace('\\', "/");
        let unreadable = |error: String| CliError::NoBaseline { path: shown.clone(), error };
        let length = std::fs::metadata(path).map_err(|error| unreadable(error.to_string()))?.len();
        if length > MAX_FILE_BYTES {
            return Err(unreadable("it has more than 8 MiB".into()));
        }
        let text = std::fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))?;
        counting.baseline = Some((shown, text));
    }
    Ok(counting)
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
        (None, Some((path, _))) => PathBuf::from(&opened.prefix).join(path),
        (None, None) => {
            return Err(CliError::Unknown {
                message: "nothing says where the baseline is".into(),
                help: "name it with `--baseline isms-baseline.toml`, or in isms.toml: `[lints]`, then `baseline = \"isms-baseline.toml\"`".into(),
            });
        }
    };
    let text = Baseline::write(&compiled.findings);
    let before = std::fs::read_to_string(&path).unwrap_or_default();
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
