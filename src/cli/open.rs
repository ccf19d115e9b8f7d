//! Opens what a command is pointed at: a folder, a file, or standard input.

use std::io::Read as _;
use std::path::Path;

use super::CliError;
use crate::diagnostic::Level;
use crate::model::Day;
use crate::pipeline::{Compilation, Options, compile};
use crate::source::{Located, MAX_FILE_BYTES, Memory, World, locate};

/// A package that was opened: the world to read it from, and how its paths are shown.
pub struct Opened {
    /// Where files come from.
    pub world: Box<dyn World>,
    /// What is put before paths.
    pub prefix: String,
    /// The name of a package that says none.
    pub name: String,
    /// The one file whose findings are wanted, as it is shown.
    pub focus: Option<String>,
}

/// Opens a path.
pub fn open(path: &str) -> Result<Opened, CliError> {
    if path == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_FILE_BYTES {
            return Err(CliError::Unreadable { path: "standard input".into(), error: "it has more than 8 MiB".into() });
        }
        return Ok(Opened { world: Box::new(Memory::new().with("stdin.isms", bytes)), prefix: String::new(), name: "stdin".into(), focus: None });
    }
    let given = Path::new(path);
    let Located { disk, prefix, focus } = locate(given).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => CliError::MissingPath { path: path.into() },
        _ => CliError::Unreadable { path: path.into(), error: error.to_string() },
    })?;
    let shown = prefix.to_string_lossy().replace('\\', "/");
    let shown = if shown == "." { String::new() } else { shown.trim_start_matches("./").to_string() };
    let name =
        disk.root().canonicalize().ok().and_then(|full| full.file_name().map(|name| name.to_string_lossy().into_owned())).unwrap_or_else(|| "package".into());
    let focus = focus.map(|file| if shown.is_empty() { file } else { format!("{shown}/{file}") });
    Ok(Opened { world: Box::new(disk), prefix: shown, name, focus })
}

impl Opened {
    /// Compiles it.
    pub fn compile(&self, path: &str, as_of: Day, levels: Vec<(String, Level)>) -> Result<Compilation, CliError> {
        let options = Options { as_of, levels, prefix: self.prefix.clone(), name: self.name.clone() };
        let mut compiled = compile(&*self.world, &options).map_err(|error| CliError::Unreadable { path: path.into(), error: error.to_string() })?;
        if let Some(focus) = &self.focus {
            let Compilation { sources, findings, .. } = &mut compiled;
            findings.retain(|finding| finding.labels.iter().any(|label| sources.path(label.place.file) == focus));
        }
        Ok(compiled)
    }
}
