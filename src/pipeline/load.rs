//! Reads the files of a package into memory, and says what could not be read.

use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::{Counting, Options};
use crate::base::{FileId, Place, Span};
use crate::catalog;
use crate::diagnostic::Diagnostic;
use crate::document::inspect::TemplateFile;
use crate::document::inspect::messages::is_messages;
use crate::source::{Baseline, Listing, Package, ReadError, Sources, World, Wrong, decode, problems};

/// What a package consists of, in memory.
pub(super) struct Loaded {
    /// `isms.toml` and the files of the package.
    pub sources: Sources,
    /// What `isms.toml` says.
    pub package: Package,
    /// The files with declarations, with their paths in the package.
    pub files: Vec<(String, FileId)>,
    /// The templates of the package.
    pub templates: Vec<TemplateFile>,
    /// What could not be read.
    pub findings: Vec<Diagnostic>,
}

/// A file as the world gave it.
enum Given {
    /// A text that is in memory already.
    Text(Arc<str>),
    /// Bytes, or why there are none.
    Bytes(Result<Vec<u8>, ReadError>),
}

/// Reads a package. Lines are not counted again in files that are the same as in `last`.
pub(super) fn load(world: &dyn World, options: &Options, last: &Sources) -> Result<Loaded, ReadError> {
    let shown = |path: &str| options.shown(path);
    let mut sources = Sources::default();
    let mut findings = Vec::new();
    let mut package = Package { name: options.name.clone(), ..Package::default() };
    let toml = world.text("isms.toml").map(|text| text.to_string());
    match toml.map_or_else(|| world.read("isms.toml").map(|bytes| String::from_utf8_lossy(&bytes).into_owned()), Ok) {
        Ok(text) => {
            let file = sources.add(shown("isms.toml"), text.as_str(), false);
            let slugs = catalog::slugs();
            let (read, found) = Package::read(file, &text, &|name| catalog::find(name).map(|code| code.level), &slugs);
            package = Package { name: if read.name.is_empty() { options.name.clone() } else { read.name.clone() }, ..read };
            findings.extend(found);
        }
        Err(ReadError::Missing) => {}
        Err(error) => {
            let file = sources.add(shown("isms.toml"), "", false);
            findings.push(problems::unreadable_settings(Place::new(file, Span::default()), &shown("isms.toml"), &error.to_string()));
        }
    }
    let mut files = Vec::new();
    let Listing { files: paths, unread, misnamed } = world.list()?;
    if paths.is_empty() && unread.is_empty() {
        findings.push(problems::empty_package(&package.name));
    }
    for (path, error) in &unread {
        let path = if path.is_empty() { options.name.clone() } else { shown(path) };
        findings.push(problems::unreadable_folder(&path, &error.to_string()));
    }
    for (path, meant) in &misnamed {
        let taken = paths.contains(meant) || (meant == "isms.toml" && !sources.is_empty());
        findings.push(problems::misnamed_file(&shown(path), &shown(meant), taken));
    }
    let read: Vec<(String, Given)> = paths
        .into_par_iter()
        .map(|path| {
            let given = world.text(&path).map_or_else(|| Given::Bytes(world.read(&path)), Given::Text);
            (path, given)
        })
        .collect();
    for (path, given) in read {
        let (text, wrong, unreadable) = match given {
            // zero bytes are valid UTF-8, and a sign of another encoding
            Given::Text(text) if !text.contains('\0') => (text, None, None),
            Given::Text(text) => decoded(text.as_bytes().to_vec()),
            Given::Bytes(Ok(bytes)) => decoded(bytes),
            Given::Bytes(Err(error)) => (Arc::default(), None, Some(error)),
        };
        let file = add(&mut sources, last, shown(&path), text);
        let place = |at: usize, len: usize| Place::new(file, Span::new(at, at + len));
        findings.extend(wrong.map(|wrong| match wrong {
            Wrong::NotText(at) => problems::not_utf8(place(at, 3), &shown(&path), at),
            Wrong::Utf16(at) => problems::utf16(place(at, 1), &shown(&path), at == 0),
        }));
        if let Some(error) = unreadable {
            findings.push(problems::unreadable_file(Place::new(file, Span::default()), &shown(&path), &error.to_string()));
        } else {
            files.push((path, file));
        }
    }
    let templates = load_templates(world, options, &mut sources, last);
    Ok(Loaded { sources, package, files, templates, findings })
}

/// The baseline that the command line or `isms.toml` names. It is no source: it does not count for the digest.
pub(super) fn load_baseline(
    world: &dyn World,
    options: &Options,
    counting: &Counting,
    package: &Package,
    sources: &mut Sources,
    findings: &mut Vec<Diagnostic>,
) -> Option<Baseline> {
    if counting.without_baseline {
        return None;
    }
    let (path, text) = match (&counting.baseline, &package.baseline) {
        (Some((path, text)), _) => (path.clone(), text.clone()),
        (None, Some((path, place))) => {
            let shown = options.shown(path);
            match world.read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()) {
                Ok(text) => (shown, text),
                Err(error) => {
                    findings.push(problems::unreadable_baseline(*place, &shown, &error.to_string()));
                    return None;
                }
            }
        }
        (None, None) => return None,
    };
    let file = sources.add(path.as_str(), text.as_str(), false);
    let slugs = catalog::slugs();
    let (mut baseline, found) = Baseline::read(file, &path, &text, &|name| catalog::find(name).map(|code| code.level), &slugs);
    findings.extend(found);
    baseline.of_command = counting.baseline.is_some();
    Some(baseline)
}

fn decoded(bytes: Vec<u8>) -> (Arc<str>, Option<Wrong>, Option<ReadError>) {
    let decoded = decode(bytes);
    (decoded.text.into(), decoded.wrong, None)
}

/// Whether a file below `templates/` is checked, and so is one of the sources: a template, or messages in another language.
fn is_source(name: &str) -> bool {
    name.ends_with(".j2") || is_messages(name)
}

/// The templates of the package; one that cannot be read as text is reported by whoever wants to use it.
fn load_templates(world: &dyn World, options: &Options, sources: &mut Sources, last: &Sources) -> Vec<TemplateFile> {
    let mut files = Vec::new();
    for name in world.templates().into_iter().filter(|name| is_source(name)) {
        let path = format!("templates/{name}");
        let read = || {
            let text = world.read(&path).ok().and_then(|bytes| String::from_utf8(bytes).ok())?;
            Some(text.strip_prefix('\u{FEFF}').unwrap_or(&text).into())
        };
        let Some(text) = world.text(&path).or_else(read) else { continue };
        let file = add(sources, last, options.shown(&path), Arc::clone(&text));
        files.push(TemplateFile { name, file, text });
    }
    files
}

/// Adds a file of the package; its lines are not counted again if it is the same as the last time.
fn add(sources: &mut Sources, last: &Sources, path: String, text: Arc<str>) -> FileId {
    let known = u32::try_from(sources.len()).ok().and_then(|at| last.get(FileId(at)));
    match known.filter(|known| Arc::ptr_eq(&known.text, &text) && !known.library && known.path == path) {
        Some(known) => sources.keep(known.clone()),
        None => sources.add(path, text, false),
    }
}

/// SHA-256 over the package: its files and templates, each with its path and length, in the order of their paths.
pub(super) fn digest(sources: &Sources, options: &Options, world: &dyn World) -> String {
    let mut hash = Sha256::new();
    let mut add = |name: &str, bytes: &[u8]| {
        // lengths before contents: two packages cannot run into each other
        hash.update((name.len() as u64).to_le_bytes());
        hash.update(name.as_bytes());
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    // the path in the package: where the user stands and how the folder is called change nothing
    let mut own: Vec<(&str, &str)> = sources.iter().filter(|(_, file)| !file.library).map(|(_, file)| (options.inner(&file.path), &*file.text)).collect();
    own.sort_unstable();
    for (name, text) in own {
        // the same package checked out with other line ends is the same package
        add(name, text.replace("\r\n", "\n").as_bytes());
    }
    // templates are sources and counted above; what else lies beside them, such as a style sheet, makes the documents too
    for name in world.templates().iter().filter(|name| !is_source(name)) {
        if let Ok(bytes) = world.read(&format!("templates/{name}")) {
            add(name, &bytes);
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
