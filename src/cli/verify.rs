//! `isms verify`: whether documents belong to these sources.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::{CliError, Outcome, astray, clock, open};
use crate::base::argument;
use crate::document;
use crate::render::{self, Entry, Origin, OutputFile, Verdict, judge, judge_alone, read_manifest};
use crate::source::has_sources;

/// Check that documents belong to the sources of a package, and were not changed since they were written
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  isms verify build                      a whole set\n  isms verify my-company/build           that of a package below this folder\n  isms verify soa.pdf --package isms/    one document that somebody sent\n\nA set is compared with its manifest and with what the sources give; a single file by the digest of the sources that is printed in it.\nExit code 0: everything belongs, 1: something does not."
)]
pub struct Arguments {
    /// A document, or the folder of a set
    target: PathBuf,
    /// A folder with .isms files (the package that the documents lie in, else this folder)
    #[arg(long, value_name = "FOLDER")]
    package: Option<String>,
    /// Name every file that does not belong, however many there are
    #[arg(long, short)]
    verbose: bool,
}

/// When all files of a set are of other sources, so many are still named.
const FEW: usize = 10;

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    let target = &arguments.target;
    if !target.exists() {
        return Err(astray::no_documents(&target.display().to_string()));
    }
    let package = arguments.package.clone().unwrap_or_else(|| package_around(target));
    let opened = open::open(&package)?;
    let today = clock::as_of(None)?;
    let sources = opened.compile(&package, today, Vec::new())?.model.package.digest;
    let (folder, entries, alone) = entries(target);
    let mut out = std::io::stdout().lock();
    if let Some(bytes) = alone {
        let verdict = judge_alone(&bytes, &sources);
        writeln!(out, "{} {}", target.display(), alone_words(verdict))?;
        if verdict == Verdict::OtherSources {
            writeln!(out, "{}", compared_with(&package, arguments.package.is_some()))?;
        }
        return Ok(ExitCode::from(u8::from(verdict != Verdict::Belongs)));
    }
    if entries.is_empty() {
        return Err(CliError::Unknown {
            message: format!("`{}` has no manifest.json that names documents", target.display()),
            help: "name the folder that `isms build` wrote, or one document of it".into(),
        });
    }
    let made = remake(&opened, &package, &entries, &sources)?;
    let mut counts: BTreeMap<Verdict, usize> = BTreeMap::new();
    let mut judged = Vec::new();
    for entry in &entries {
        let made = entry.origin.as_ref().and_then(|origin| made.iter().find(|(one, _)| one == origin)).and_then(|(_, files)| files.get(&entry.path));
        let verdict = judge(&folder, entry, &sources, made);
        *counts.entry(verdict).or_default() += 1;
        judged.push((entry, verdict));
    }
    let others = counts.get(&Verdict::OtherSources).copied().unwrap_or_default();
    // hundreds of times the same sentence hide the one that is different
    let all_others = others == entries.len();
    let summed_up = all_others && others > FEW && !arguments.verbose;
    let named = judged.iter().filter(|(_, verdict)| *verdict != Verdict::Belongs && !(summed_up && *verdict == Verdict::OtherSources));
    for (entry, verdict) in named {
        writeln!(out, "{} {}", entry.path, verdict.words())?;
    }
    let belongs = counts.get(&Verdict::Belongs).copied().unwrap_or_default();
    let short = sources.get(..16).unwrap_or(&sources);
    if all_others {
        let of = if others == 1 { "the file is".to_string() } else { format!("all {others} files are") };
        let list = if summed_up { "; `--verbose` names them" } else { "" };
        writeln!(out, "{of} from other sources{list}\n{}", compared_with(&package, arguments.package.is_some()))?;
    }
    writeln!(out, "{belongs} of {} files belong to these sources (SHA-256 {short}…)", entries.len())?;
    if counts.contains_key(&Verdict::Different) {
        let by: std::collections::BTreeSet<&str> = entries.iter().filter_map(|entry| entry.origin.as_ref()).map(|origin| origin.made_by.as_str()).collect();
        writeln!(out, "they were made by {}; this is {}", by.into_iter().collect::<Vec<_>>().join(", "), render::made_by())?;
    }
    Ok(ExitCode::from(u8::from(belongs != entries.len())))
}

/// Which package the documents were held against, and what else can be meant.
fn compared_with(package: &str, named: bool) -> String {
    let shown = argument(package);
    if named {
        format!("compared with the package `{shown}`: it was changed since, or the documents are of another one")
    } else {
        format!("compared with the package `{shown}`: it was changed since, or another one is meant, which `--package FOLDER` names")
    }
}

/// The package that documents lie in: the nearest folder above them with an `isms.toml`, else the nearest one below this folder
/// that has sources; this folder where there is none.
fn package_around(target: &Path) -> String {
    let full = target.canonicalize().unwrap_or_else(|_| target.to_path_buf());
    let here = Path::new(".").canonicalize().unwrap_or_default();
    let above = || full.ancestors().skip(1);
    let found = above()
        .find(|folder| folder.join("isms.toml").is_file())
        .or_else(|| above().take_while(|folder| folder.starts_with(&here)).find(|folder| has_sources(folder)));
    match found {
        Some(folder) if folder == here => ".".into(),
        Some(folder) => folder.strip_prefix(&here).unwrap_or(folder).to_string_lossy().into_owned(),
        None => ".".into(),
    }
}

/// What is to be verified: the folder of a set with the files in question, or the bytes of a file that stands alone.
fn entries(target: &Path) -> (PathBuf, Vec<Entry>, Option<Vec<u8>>) {
    if target.is_dir() {
        return (target.to_path_buf(), read_manifest(target).into_values().collect(), None);
    }
    // a file of a set: its folder, or one above it, has the manifest that names it
    let full = target.canonicalize().unwrap_or_else(|_| target.to_path_buf());
    for folder in full.ancestors().skip(1).take(4) {
        let name = full.strip_prefix(folder).ok().map(|path| path.to_string_lossy().replace('\\', "/"));
        if let Some(entry) = name.and_then(|name| read_manifest(folder).remove(&name)) {
            return (folder.to_path_buf(), vec![entry], None);
        }
    }
    (PathBuf::new(), Vec::new(), Some(std::fs::read(target).unwrap_or_default()))
}

/// A set that was made again: what from, and its files by path.
type Made = (Origin, BTreeMap<String, OutputFile>);

/// Makes the set again for each origin that has these sources.
fn remake(opened: &open::Opened, path: &str, entries: &[Entry], sources: &str) -> Result<Vec<Made>, CliError> {
    let mut origins: Vec<&Origin> = entries.iter().filter_map(|entry| entry.origin.as_ref()).filter(|origin| origin.sources == sources).collect();
    origins.dedup();
    let mut made = Vec::new();
    for origin in origins {
        if made.iter().any(|(one, _)| one == origin) {
            continue;
        }
        let Ok(as_of) = clock::as_of(Some(&origin.as_of)) else { continue };
        let mut compiled = opened.compile(path, as_of, Vec::new())?;
        let language = document::Language::load(&origin.language, &*opened.world).0;
        let documents = super::build::written(&mut compiled, opened, language);
        let formats: Vec<render::Format> =
            render::FORMATS.iter().filter(|format| origin.formats.split(',').any(|name| name == format.name)).map(|format| format.id).collect();
        let cannot =
            |error: render::RenderError| CliError::CannotWrite { message: error.to_string(), help: "the set cannot be made again from these sources".into() };
        // a theme that is no longer there cannot have made these files
        let Ok(theme) = super::build::theme(origin.theme.as_deref(), opened) else { continue };
        let appearance = render::appearance(&*opened.world, &theme.or(&compiled.package.theme)).map_err(cannot)?;
        let files = render::render_styled(&compiled.model, &documents, &formats, &appearance).map_err(cannot)?;
        made.push((origin.clone(), files.into_iter().map(|file| (file.path.clone(), file)).collect()));
    }
    Ok(made)
}

fn alone_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Belongs => "carries the digest of these sources; verify the folder of the set to see that nothing in it was changed",
        Verdict::OtherSources => "carries the digest of other sources",
        _ => "carries no digest of its sources",
    }
}
