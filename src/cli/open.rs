//! Opens what a command is pointed at: a folder, a file, or standard input.

use std::io::Read as _;
use std::path::Path;

use super::{CliError, astray};
use crate::base::argument;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::Day;
use crate::pipeline::{Compilation, Counting, Options, compile_counting};
use crate::source::{Located, MAX_FILE_BYTES, Memory, Overlay, World, locate, package_of, packages_below, problems};

/// So many of several packages are named.
const SHOWN: usize = 5;

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
    open_as(path, None)
}

/// Opens a path; `named` is the file that standard input stands for.
pub fn open_as(path: &str, named: Option<&str>) -> Result<Opened, CliError> {
    let opened = open_files(path, named)?;
    if path != "-" {
        only_one(Path::new(path))?;
    }
    Ok(opened)
}

/// Refuses a folder that is no package and has several below it: read as one they would contradict each other.
fn only_one(folder: &Path) -> Result<(), CliError> {
    if !folder.is_dir() || folder.join("isms.toml").is_file() {
        return Ok(());
    }
    let packages = packages_below(folder);
    let (Some(first), true) = (packages.first(), packages.len() > 1) else { return Ok(()) };
    let written = |package: &Path| {
        let text = package.to_string_lossy().replace('\\', "/");
        text.strip_prefix("./").map(str::to_string).unwrap_or(text)
    };
    let shown: Vec<String> = packages.iter().take(SHOWN).map(|package| format!("`{}/isms.toml`", written(package))).collect();
    let more = packages.len().saturating_sub(SHOWN);
    let shown = if more > 0 { format!("{} and {more} more", shown.join(", ")) } else { shown.join(", ") };
    Err(CliError::SeveralPackages { count: packages.len(), shown, first: argument(&written(first)).into_owned() })
}

/// Opens what there is, be it one package or several: for whoever looks at each file alone.
pub fn open_files(path: &str, named: Option<&str>) -> Result<Opened, CliError> {
    if let Some(name) = named.filter(|_| path == "-") {
        return stand_in(name, stdin()?);
    }
    if named.is_some() {
        return Err(CliError::Unknown {
            message: "`--stdin-filename` names what standard input stands for, and standard input is not read".into(),
            help: "write `-` for the path: `isms check - --stdin-filename company/risks.isms`".into(),
        });
    }
    if path == "-" {
        let bytes = stdin()?;
        return Ok(Opened { world: Box::new(Memory::new().with("stdin.isms", bytes)), prefix: String::new(), name: "stdin".into(), focus: None });
    }
    let given = Path::new(path);
    let Located { disk, prefix, focus } = locate(given).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => astray::no_package(path),
        _ => CliError::Unreadable { path: path.into(), error: error.to_string() },
    })?;
    let shown = prefix.to_string_lossy().replace('\\', "/");
    let shown = if shown == "." { String::new() } else { shown.trim_start_matches("./").to_string() };
    let name =
        disk.root().canonicalize().ok().and_then(|full| full.file_name().map(|name| name.to_string_lossy().into_owned())).unwrap_or_else(|| "package".into());
    let focus = focus.map(|file| if shown.is_empty() { file } else { format!("{shown}/{file}") });
    Ok(Opened { world: Box::new(disk), prefix: shown, name, focus })
}

/// Standard input, within the size of a file.
fn stdin() -> Result<Vec<u8>, CliError> {
    let mut bytes = Vec::new();
    std::io::stdin().take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(CliError::Unreadable { path: "standard input".into(), error: "it has more than 8 MiB".into() });
    }
    Ok(bytes)
}

/// The package of a file, with other bytes for the file itself; it need not be on the disk yet.
fn stand_in(name: &str, bytes: Vec<u8>) -> Result<Opened, CliError> {
    let path = Path::new(name);
    if !name.ends_with(".isms") {
        return Err(CliError::Unknown { message: format!("`{name}` is not the name of a source"), help: "sources end in `.isms`".into() });
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(astray::no_package(&folder.display().to_string()));
    }
    let (root, inner) = package_of(path);
    let opened = open(&root.display().to_string())?;
    let focus = if opened.prefix.is_empty() { inner.clone() } else { format!("{}/{inner}", opened.prefix) };
    let world: Box<dyn World> = Box::new(Overlay::new(opened.world).with(inner, bytes));
    Ok(Opened { world, focus: Some(focus), ..opened })
}

impl Opened {
    /// Compiles it.
    pub fn compile(&self, path: &str, as_of: Day, levels: Vec<(String, Level)>) -> Result<Compilation, CliError> {
        self.compile_counting(path, as_of, levels, &Counting::default())
    }

    /// Compiles it, with a preset or a baseline from the command line.
    pub fn compile_counting(&self, path: &str, as_of: Day, levels: Vec<(String, Level)>, counting: &Counting) -> Result<Compilation, CliError> {
        self.compile_in(&*self.world, path, as_of, levels, counting)
    }

    /// Compiles it from another world, which has the same files with other contents.
    pub fn compile_in(&self, world: &dyn World, path: &str, as_of: Day, levels: Vec<(String, Level)>, counting: &Counting) -> Result<Compilation, CliError> {
        let options = Options { as_of, levels, prefix: self.prefix.clone(), name: self.name.clone() };
        let mut compiled = compile_counting(world, &options, counting).map_err(|error| CliError::Unreadable { path: path.into(), error: error.to_string() })?;
        if let Some(focus) = &self.focus {
            let Compilation { sources, findings, set_aside, .. } = &mut compiled;
            // a folder that nobody could look into may be why a name is unknown here, and so may a file with the wrong name
            let concerns = |finding: &Diagnostic| {
                [problems::UNREADABLE_FOLDER.slug, problems::MISNAMED_FILE.slug].contains(&finding.code.slug)
                    || finding.labels.iter().any(|label| sources.path(label.place.file) == focus)
            };
            findings.retain(concerns);
            set_aside.retain(|one| concerns(&one.finding));
        }
        Ok(compiled)
    }
}
