//! A build, step by step: compile, write the documents, render them, put them down.

use std::path::PathBuf;

use super::{Arguments, choose};
use crate::cli::check::{known_rules, levels};
use crate::cli::{CliError, clock, open};
use crate::diagnostic::{Diagnostic, in_order};
use crate::model::Day;
use crate::pipeline::Compilation;
use crate::{document, render};

/// A package with its documents, before anything is rendered.
pub struct Prepared {
    opened: open::Opened,
    /// With the findings about templates that could not be rendered.
    pub compiled: Compilation,
    pub documents: Vec<document::Document>,
    pub as_of: Day,
    pub out: PathBuf,
    pub only: render::Only,
    language: document::Language,
    formats: Vec<render::Format>,
}

/// Compiles a package and writes its documents.
pub fn prepare(arguments: &Arguments) -> Result<Prepared, CliError> {
    let mut as_of = clock::as_of(arguments.as_of.as_deref())?;
    let chosen = choose::formats(&arguments.formats)?;
    let opened = open::open(&arguments.path)?;
    let levels = levels(&[], &[], &arguments.deny)?;
    let mut compiled = opened.compile(&arguments.path, as_of, levels.clone())?;
    known_rules(&levels, &compiled)?;
    let out = arguments.out.clone().unwrap_or_else(|| choose::default_out(&arguments.path, compiled.package.out.as_deref()));
    if arguments.check
        && arguments.as_of.is_none()
        && let Some(written) = render::read_manifest(&out).into_values().find_map(|entry| entry.origin)
    {
        // what was written is compared as of the day that it was written for
        as_of = clock::as_of(Some(&written.as_of))?;
        compiled = opened.compile(&arguments.path, as_of, levels)?;
    }
    let language = choose::language(arguments.lang.as_deref().unwrap_or(&compiled.model.organisation.language), &*opened.world)?;
    let (mut documents, found) = texts(&compiled, &opened, language.clone());
    // what the site tells depends on the package, and not on what one run is asked to fail for
    let asked = !arguments.deny.is_empty() && !compiled.findings.is_empty();
    let mut told = if asked { Some(opened.compile(&arguments.path, as_of, Vec::new())?) } else { None };
    told.iter_mut().for_each(|told| join(told, found.clone()));
    join(&mut compiled, found);
    tell(&mut documents, told.as_ref().unwrap_or(&compiled), &opened);
    let only = choose::documents(&mut documents, &arguments.only)?;
    let formats = match (&compiled.package.formats, arguments.formats.is_empty()) {
        (Some(configured), true) => choose::formats(&configured.split([',', ' ']).filter(|name| !name.is_empty()).map(str::to_string).collect::<Vec<_>>())?,
        _ => chosen,
    };
    Ok(Prepared { opened, compiled, documents, as_of, out, only, language, formats })
}

/// The documents of a package; what was wrong with their templates joins the findings, and the site is told them all.
pub fn written(compiled: &mut Compilation, opened: &open::Opened, language: document::Language) -> Vec<document::Document> {
    let (mut documents, found) = texts(compiled, opened, language);
    join(compiled, found);
    tell(&mut documents, compiled, opened);
    documents
}

/// The documents, and what was wrong with their templates beyond what the check of templates has said already.
fn texts(compiled: &Compilation, opened: &open::Opened, language: document::Language) -> (Vec<document::Document>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let documents = document::documents_in(&compiled.model, &*opened.world, language, &mut found);
    let said: Vec<String> = compiled
        .findings
        .iter()
        .filter_map(|one| compiled.sources.path(one.place()?.file).split_once("templates/"))
        .map(|(_, name)| format!("`templates/{name}`"))
        .collect();
    found.retain(|one| !said.iter().any(|name| one.message.starts_with(name)));
    (documents, found)
}

fn join(compiled: &mut Compilation, mut found: Vec<Diagnostic>) {
    compiled.findings.append(&mut found);
    in_order(&mut compiled.findings);
}

fn tell(documents: &mut [document::Document], compiled: &Compilation, opened: &open::Opened) {
    let found = document::site::Found { findings: &compiled.findings, set_aside: &compiled.set_aside, sources: &compiled.sources, prefix: &opened.prefix };
    document::site::tell(documents, &found);
}

impl Prepared {
    /// The files of the set.
    pub fn render(&self, arguments: &Arguments, listener: &dyn render::Listener) -> Result<Vec<render::OutputFile>, CliError> {
        let cannot = |error: render::RenderError| CliError::CannotWrite {
            message: error.to_string(),
            help: "the documents that were there are as they were; leave the format out with `--formats`, or change the text".into(),
        };
        let theme = choose::theme(arguments.theme.as_deref(), &self.opened)?.or(&self.compiled.package.theme);
        let appearance = render::appearance(&*self.opened.world, &theme).map_err(cannot)?;
        render::render_heard(&self.compiled.model, &self.documents, &self.formats, &appearance, listener).map_err(cannot)
    }

    /// Puts the set into its folder.
    pub fn write(&self, arguments: &Arguments, files: &[render::OutputFile]) -> Result<render::Written, CliError> {
        let formats = render::FORMATS.iter().filter(|format| self.formats.contains(&format.id));
        let origin = render::Origin {
            sources: self.compiled.model.package.digest.clone(),
            as_of: self.as_of.to_string(),
            language: self.language.code().to_string(),
            formats: formats.map(|format| format.name).collect::<Vec<_>>().join(","),
            made_by: render::made_by(),
            theme: arguments.theme.clone(),
        };
        render::write_set_from(&self.out, files, Some(&origin), self.only).map_err(|error| CliError::CannotWrite {
            message: format!("the documents cannot be written to `{}`: {error}", self.out.display()),
            help: "the documents that were there are as they were; make room, look at the permissions, or name another folder with `--out`".into(),
        })
    }

    /// `75 documents in 416 files`
    pub fn summary(&self, files: usize) -> String {
        format!("{} in {}", words(self.documents.iter().filter(|document| document.wanted).count(), "document"), words(files, "file"))
    }
}

fn words(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}
