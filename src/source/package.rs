//! A package: a folder with `.isms` files and, where there is one, its `isms.toml`.

use std::path::{Component, Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::problems;
use super::settings::TABLES;
use super::theme::Theme;
use super::world::Disk;
use crate::base::{FileId, Place, Span};
use crate::diagnostic::{Diagnostic, Group, Level};

/// What `isms.toml` says.
#[derive(Debug, Clone, Default)]
pub struct Package {
    /// The name; that of the folder where nothing is said.
    pub name: String,
    /// The version, printed in the documents.
    pub version: Option<String>,
    /// The folder for documents, relative to the package; `build` where nothing is said.
    pub out: Option<String>,
    /// How findings count.
    pub lints: Vec<Lint>,
    /// The levels to start from.
    pub preset: Option<Preset>,
    /// The baseline, relative to the package, and where it is named.
    pub baseline: Option<(String, Place)>,
    /// The formats that are written where the command names none, as they were written there.
    pub formats: Option<String>,
    /// How the documents look.
    pub theme: Theme,
}

/// Levels for a moment in the life of an ISMS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// Work has begun: what is not yet decided warns.
    Draft,
    /// The levels of the findings themselves.
    Default,
    /// What a stage 2 audit would not forgive fails.
    Certification,
}

impl Preset {
    /// All presets, from the mildest on.
    pub const ALL: [Preset; 3] = [Preset::Draft, Preset::Default, Preset::Certification];

    /// The word for `isms.toml` and the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Preset::Draft => "draft",
            Preset::Default => "default",
            Preset::Certification => "certification",
        }
    }

    /// The preset with this word.
    pub fn find(word: &str) -> Option<Preset> {
        Preset::ALL.into_iter().find(|preset| preset.word() == word)
    }
}

/// A line of `[lints]`.
#[derive(Debug, Clone)]
pub struct Lint {
    /// A code or a group.
    pub name: String,
    /// How it counts.
    pub level: Level,
    /// Where that is said.
    pub place: Place,
}

impl Package {
    /// Reads an `isms.toml`; what cannot be read is reported and left out.
    pub fn read(file: FileId, text: &str, codes: &dyn Fn(&str) -> Option<Level>, slugs: &[&str]) -> (Self, Vec<Diagnostic>) {
        let mut package = Package::default();
        let mut findings = Vec::new();
        let place = |range: std::ops::Range<usize>| Place::new(file, Span::new(range.start, range.end));
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                findings.push(problems::invalid_package_file(place(error.span().unwrap_or(0..0)), error.message()));
                return (package, findings);
            }
        };
        for (key, value) in table.get_ref() {
            let Some(table) = TABLES.iter().find(|table| table.name == key.get_ref().as_ref()) else {
                findings.push(problems::unknown_setting(place(key.span()), key.get_ref(), TABLES.iter().map(|table| table.name)));
                continue;
            };
            let DeValue::Table(entries) = value.get_ref() else {
                findings.push(problems::invalid_package_file(place(value.span()), &format!("`{}` is a table: write `[{}]`", key.get_ref(), key.get_ref())));
                continue;
            };
            for (name, value) in entries {
                let DeValue::String(text) = value.get_ref() else {
                    let is_level = key.get_ref() == "lints" && !table.keys.iter().any(|(known, ..)| *known == name.get_ref().as_ref());
                    if is_level {
                        findings.push(problems::wrong_level(place(value.span()), name.get_ref()));
                        continue;
                    }
                    findings.push(problems::invalid_package_file(place(value.span()), &format!("`{}` takes a text in quotes", name.get_ref())));
                    continue;
                };
                match (key.get_ref().as_ref(), name.get_ref().as_ref()) {
                    ("package", "name") => package.name = text.to_string(),
                    ("package", "version") => package.version = Some(text.to_string()),
                    ("package", "description") => {}
                    // a package that somebody else wrote must not say where on this machine files are written
                    ("build", "out") if leads_out(text) => findings.push(problems::invalid_package_file(
                        place(value.span()),
                        &format!("`{text}` leads out of the package; name a folder in it, or such a one on the command line: `isms build --out FOLDER`"),
                    )),
                    ("build", "out") => package.out = Some(text.to_string()),
                    ("lints", "preset") => match Preset::find(text) {
                        Some(preset) => package.preset = Some(preset),
                        None => findings.push(problems::unknown_word(place(value.span()), "preset", text, Preset::ALL.iter().map(|one| one.word()))),
                    },
                    ("lints", "baseline") => package.baseline = Some((text.to_string(), place(value.span()))),
                    ("build", "formats") => package.formats = Some(text.to_string()),
                    ("theme", key) if table.keys.iter().any(|(known, ..)| *known == key) => {
                        if let Err(message) = package.theme.set(key, text) {
                            findings.push(problems::invalid_package_file(place(value.span()), &message));
                        }
                    }
                    ("lints", lint) => package.lint(lint, text, place(name.span()), place(value.span()), codes, slugs, &mut findings),
                    (_, other) => findings.push(problems::unknown_setting(place(name.span()), other, table.keys.iter().map(|(known, ..)| *known))),
                }
            }
        }
        (package, findings)
    }

    #[allow(clippy::too_many_arguments, reason = "one line of the file with its two places")]
    fn lint(
        &mut self,
        name: &str,
        level: &str,
        at: Place,
        value: Place,
        codes: &dyn Fn(&str) -> Option<Level>,
        slugs: &[&str],
        findings: &mut Vec<Diagnostic>,
    ) {
        let level = match level {
            "allow" => Level::Allow,
            "warn" => Level::Warn,
            "deny" => Level::Deny,
            other => {
                findings.push(problems::unknown_word(value, "level", other, ["allow", "warn", "deny"]));
                return;
            }
        };
        let group = Group::ALL.into_iter().any(|group| group.word() == name);
        match codes(name) {
            Some(Level::Error) => findings.push(problems::fixed_level(at, name)),
            None if !group => findings.push(problems::unknown_lint(at, name, slugs)),
            _ => self.lints.push(Lint { name: name.to_string(), level, place: at }),
        }
    }
}

/// Whether a path may lead to a place outside of the folder that it is relative to.
pub fn leads_out(path: &str) -> bool {
    // a drive and a backslash mean something on one system only, and a package is read on all of them
    path.contains([':', '\\']) || Path::new(path).components().any(|part| !matches!(part, Component::Normal(_) | Component::CurDir))
}

/// A package on disk that a path names.
pub struct Located {
    /// The folder to read from.
    pub disk: Disk,
    /// What paths are shown with.
    pub prefix: PathBuf,
    /// The one file that was named, relative to the package: only its findings are wanted.
    pub focus: Option<String>,
}

/// Finds the package that a path names: a folder, or a file in one.
///
/// A file of a package is read with the whole package, since its names may be declared elsewhere; a file outside
/// any package is read alone.
pub fn locate(path: &Path) -> std::io::Result<Located> {
    let meta = std::fs::metadata(path)?;
    if meta.is_dir() {
        return Ok(Located { disk: Disk::new(path), prefix: path.to_path_buf(), focus: None });
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (root, below) = package_of(path);
    if root.join("isms.toml").is_file() && name.ends_with(".isms") {
        return Ok(Located { disk: Disk::new(&root), prefix: shown(&root), focus: Some(below) });
    }
    let folder = folder_of(path);
    Ok(Located { disk: Disk::only(&folder, vec![name]), prefix: shown(&folder), focus: None })
}

/// The folder of the package that a file belongs to, and the path of the file in it: the nearest folder with an
/// `isms.toml`, else the folder of the file.
pub fn package_of(path: &Path) -> (PathBuf, String) {
    let folder = folder_of(path);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut below = name.clone();
    for root in folder.ancestors().map(|root| if root.as_os_str().is_empty() { Path::new(".") } else { root }) {
        if root.join("isms.toml").is_file() {
            return (root.to_path_buf(), below);
        }
        match root.file_name() {
            Some(part) => below = format!("{}/{below}", part.to_string_lossy()),
            None => break,
        }
    }
    (folder, name)
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

fn shown(folder: &Path) -> PathBuf {
    if folder == Path::new(".") { PathBuf::new() } else { folder.to_path_buf() }
}
