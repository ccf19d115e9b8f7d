//! The way of the data, once: load, parse, resolve, model, check. Documents and renderers start from its result.

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::base::{FileId, Place, Span};
use crate::catalog;
use crate::check;
use crate::diagnostic::{Diagnostic, Level, SetAside, in_order};
use crate::document::{self, inspect::TemplateFile};
use crate::model::{self, Day, Model, PackageInfo};
use crate::resolve::{self, Data, Node};
use crate::source::{self, Baseline, Package, Preset, ReadError, Sources, World, problems};
use crate::syntax;

/// What a run is asked for, beyond the sources.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day that everything is judged at; nothing else knows a clock.
    pub as_of: Day,
    /// Levels from the command line, by code or group; they win over `isms.toml`.
    pub levels: Vec<(String, Level)>,
    /// The folder as the user named it, put before every path that is shown.
    pub prefix: String,
    /// The name of a package that says none.
    pub name: String,
}

impl Options {
    /// A path of the package as the user sees it.
    fn shown(&self, path: &str) -> String {
        if self.prefix.is_empty() { path.to_string() } else { format!("{}/{path}", self.prefix.trim_end_matches('/')) }
    }
}

/// How findings count, beyond what the package and [`Options::levels`] say.
#[derive(Debug, Clone, Default)]
pub struct Counting {
    /// The preset of the command line.
    pub preset: Option<Preset>,
    /// The baseline of the command line: its path as it is shown, and its text.
    pub baseline: Option<(String, String)>,
    /// Whether no baseline is heard: one is about to be taken.
    pub without_baseline: bool,
}

/// A compiled package: everything that reports and documents are made from.
pub struct Compilation {
    /// All files.
    pub sources: Sources,
    /// What `isms.toml` says.
    pub package: Package,
    /// The model; parts that were wrong are missing from it.
    pub model: Model,
    /// The findings, in reading order.
    pub findings: Vec<Diagnostic>,
    /// The findings that do not count, each with who answers for that.
    pub set_aside: Vec<SetAside>,
    /// How many files the package has.
    pub files: usize,
}

impl Compilation {
    /// How many findings make the run fail, and how many do not.
    pub fn counts(&self) -> (usize, usize) {
        let errors = self.findings.iter().filter(|finding| finding.is_error()).count();
        (errors, self.findings.len() - errors)
    }
}

/// Compiles a package. Whatever is wrong is a finding; only a folder that cannot be listed is an error.
pub fn compile(world: &dyn World, options: &Options) -> Result<Compilation, ReadError> {
    compile_counting(world, options, &Counting::default())
}

/// Compiles a package, with a preset or a baseline from the command line.
pub fn compile_counting(world: &dyn World, options: &Options, counting: &Counting) -> Result<Compilation, ReadError> {
    let mut findings = Vec::new();
    let mut sources = Sources::default();
    let (package, package_files) = load(world, options, &mut sources, &mut findings)?;
    let templates = load_templates(world, options, &mut sources);
    let common = load_common(&mut sources);
    // the library is read beside the package: on a small one it is most of the work
    let ((mut own, found), (mut library, of_library)) = rayon::join(|| read_all(&sources, &package_files), || read_all(&sources, &common));
    findings.extend(found.into_iter().chain(of_library));
    if own.is_empty() && findings.is_empty() {
        // files without a declaration have no mistakes, and that would look like good news
        findings.push(problems::empty_package(&package.name));
    }
    let edition_files = load_edition(&mut sources, edition(&own));
    let (mut of_edition, found) = read_all(&sources, &edition_files);
    library.append(&mut of_edition);
    findings.extend(found);
    let ((_, unresolved), digest) = rayon::join(|| resolve::resolve(&mut library, &mut own), || digest(&sources, world));
    findings.extend(unresolved);
    let info = PackageInfo { name: package.name.clone(), version: package.version.clone(), digest };
    let model = model::build(&library, &own, info, options.as_of);
    // the nodes are large: give their memory back before the checks run
    drop_later(own);
    check::run(&model, world, &mut findings);
    if !templates.is_empty() {
        let known = document::inspect::contexts(&complete());
        document::inspect::inspect(&known, &model, &templates, &mut findings);
    }
    check::name_subjects(&sources, &mut findings);
    let baseline = load_baseline(world, options, counting, &package, &mut sources, &mut findings);
    in_order(&mut findings);
    let settings = check::Settings { package: &package, preset: counting.preset, command: &options.levels, baseline: baseline.as_ref() };
    let set_aside = check::set_levels(&model, &settings, &mut findings);
    check::name_subjects(&sources, &mut findings);
    in_order(&mut findings);
    let files = package_files.len();
    Ok(Compilation { sources, package, model, findings, set_aside, files })
}

/// Frees a large value on another thread, so that nobody waits for it.
fn drop_later(nodes: Vec<Node>) {
    if nodes.len() > 10_000 {
        rayon::spawn(move || drop(nodes));
    }
}

fn load(world: &dyn World, options: &Options, sources: &mut Sources, findings: &mut Vec<Diagnostic>) -> Result<(Package, Vec<FileId>), ReadError> {
    let shown = |path: &str| options.shown(path);
    let mut package = Package { name: options.name.clone(), ..Package::default() };
    if let Ok(bytes) = world.read("isms.toml") {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let file = sources.add(shown("isms.toml"), text.as_str(), false);
        let slugs = catalog::slugs();
        let (read, found) = Package::read(file, &text, &|name| catalog::find(name).map(|code| code.level), &slugs);
        package = Package { name: if read.name.is_empty() { options.name.clone() } else { read.name.clone() }, ..read };
        findings.extend(found);
    }
    let mut files = Vec::new();
    let paths = world.list()?;
    if paths.is_empty() {
        findings.push(problems::empty_package(&package.name));
    }
    let read: Vec<(String, Result<Vec<u8>, ReadError>)> = paths
        .into_par_iter()
        .map(|path| {
            let bytes = world.read(&path);
            (path, bytes)
        })
        .collect();
    for (path, bytes) in read {
        match bytes {
            Ok(bytes) => {
                let (text, wrong) = decode(bytes);
                let file = sources.add(shown(&path), text, false);
                if let Some((offset, at)) = wrong {
                    findings.push(problems::not_utf8(Place::new(file, Span::new(at, at + 3)), &shown(&path), offset));
                }
                files.push(file);
            }
            Err(error) => {
                let file = sources.add(shown(&path), "", false);
                findings.push(problems::unreadable_file(Place::new(file, Span::default()), &shown(&path), &error.to_string()));
            }
        }
    }
    Ok((package, files))
}

/// The baseline that the command line or `isms.toml` names. It is no source: it does not count for the digest.
fn load_baseline(
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
    let (baseline, found) = Baseline::read(file, &path, &text, &|name| catalog::find(name).map(|code| code.level), &slugs);
    findings.extend(found);
    Some(baseline)
}

/// UTF-8, with a byte order mark taken off; else where the first wrong byte is, and the text with U+FFFD for it.
fn decode(bytes: Vec<u8>) -> (String, Option<(usize, usize)>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text.strip_prefix('\u{FEFF}').map(str::to_string).unwrap_or(text), None),
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some((offset, offset)))
        }
    }
}

/// The templates of the package; one that cannot be read as text is reported by whoever wants to use it.
fn load_templates(world: &dyn World, options: &Options, sources: &mut Sources) -> Vec<TemplateFile> {
    let mut files = Vec::new();
    for name in world.templates().into_iter().filter(|name| name.ends_with(".j2")) {
        let Ok(Ok(text)) = world.read(&format!("templates/{name}")).map(String::from_utf8) else { continue };
        let text: std::sync::Arc<str> = text.strip_prefix('\u{FEFF}').unwrap_or(&text).into();
        let file = sources.add(options.shown(&format!("templates/{name}")), std::sync::Arc::clone(&text), false);
        files.push(TemplateFile { name, file, text });
    }
    files
}

/// A model in which everything is present: what templates can get is taken from it.
pub fn complete() -> Model {
    let text = source::library_file("complete.isms").unwrap_or_default();
    let world = source::Memory::new().with("complete.isms", text);
    let options = Options { as_of: Day(jiff::civil::date(2026, 6, 30)), levels: Vec::new(), prefix: String::new(), name: "complete".into() };
    // a package in memory can always be listed
    compile(&world, &options).map(|compiled| compiled.model).unwrap_or_else(|_| model::build(&[], &[], PackageInfo::default(), options.as_of))
}

/// The parts of the library that every package needs: the reference model, the templates, what is there by default.
fn load_common(sources: &mut Sources) -> Vec<FileId> {
    let defaults = source::library_file("defaults.isms").map(|text| ("defaults.isms", text));
    let files = source::library_files("prm").chain(source::library_files("policies")).chain(defaults);
    files.map(|(name, text)| sources.add(format!("stdlib/{name}"), text, true)).collect()
}

/// Annex A and the clauses of one edition.
fn load_edition(sources: &mut Sources, edition: &str) -> Vec<FileId> {
    let names = [format!("iso27001/annex_a_{edition}.isms"), format!("iso27001/clauses_{edition}.isms")];
    names.iter().filter_map(|name| source::library_file(name).map(|text| sources.add(format!("stdlib/{name}"), text, true))).collect()
}

/// The edition that the organisation chose, before names are resolved: it decides what there is to resolve to.
fn edition(nodes: &[Node]) -> &'static str {
    let chosen = nodes.iter().find(|node| node.spec.word == "organisation").and_then(|node| node.get("standard")).and_then(Node::value);
    match chosen.map(|typed| &typed.data) {
        Some(Data::Ref(reference)) if reference.id == "iso27001_2013" => "2013",
        _ => "2022",
    }
}

/// Parses and reads files, each on its own.
fn read_all(sources: &Sources, files: &[FileId]) -> (Vec<Node>, Vec<Diagnostic>) {
    let read: Vec<(Vec<Node>, Vec<Diagnostic>)> = files
        .par_iter()
        .map(|file| {
            let text = sources.text(*file);
            let (tree, mut found) = syntax::parse(*file, text);
            let (nodes, more) = resolve::lower(*file, text, &tree);
            found.extend(more);
            (nodes, found)
        })
        .collect();
    let mut nodes = Vec::with_capacity(read.iter().map(|(nodes, _)| nodes.len()).sum());
    let mut findings = Vec::new();
    for (mut more, found) in read {
        nodes.append(&mut more);
        findings.extend(found);
    }
    (nodes, findings)
}

/// SHA-256 over the package: its files and templates, each with its path and length, in the order of their names.
fn digest(sources: &Sources, world: &dyn World) -> String {
    let mut hash = Sha256::new();
    let mut add = |name: &str, bytes: &[u8]| {
        // lengths before contents: two packages cannot run into each other
        hash.update((name.len() as u64).to_le_bytes());
        hash.update(name.as_bytes());
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    let mut own: Vec<(&str, &str)> =
        sources.iter().filter(|(_, file)| !file.library).map(|(_, file)| (file.path.rsplit('/').next().unwrap_or(&file.path), &*file.text)).collect();
    own.sort_unstable();
    for (name, text) in own {
        // the same package checked out with other line ends is the same package
        add(name, text.replace("\r\n", "\n").as_bytes());
    }
    // templates are sources and counted above; what else lies beside them, such as a style sheet, makes the documents too
    for name in world.templates().iter().filter(|name| !name.ends_with(".j2")) {
        if let Ok(bytes) = world.read(&format!("templates/{name}")) {
            add(name, &bytes);
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The standard library alone, for one edition of ISO/IEC 27001.
pub fn library(edition: &str) -> model::Reference {
    let mut sources = Sources::default();
    let mut files = load_common(&mut sources);
    files.extend(load_edition(&mut sources, edition));
    let (mut nodes, _) = read_all(&sources, &files);
    resolve::resolve(&mut nodes, &mut []);
    let nothing = Day(jiff::civil::Date::ZERO);
    model::build(&nodes, &[], PackageInfo::default(), nothing).reference
}

/// The correspondence of the editions: each control of 2013 with those that it became.
pub fn mapping() -> Vec<(String, Vec<String>)> {
    let Some(text) = source::library_file("iso27001/mapping_2013_2022.isms") else { return Vec::new() };
    let mut sources = Sources::default();
    let file = sources.add("stdlib/iso27001/mapping_2013_2022.isms", text, true);
    let (nodes, _) = read_all(&sources, &[file]);
    let pairs = nodes.iter().flat_map(|node| node.all("map"));
    pairs.filter_map(|map| Some((map.own_names().into_iter().next()?.value, map.names("to")))).collect()
}
