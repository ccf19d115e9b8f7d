//! `isms build`: check, then write the documents.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;

use super::check::{levels, summary};
use super::colour::Colour;
use super::{CliError, Outcome, clock, open};
use crate::base::did_you_mean;
use crate::diagnostic::in_order;
use crate::model::Day;
use crate::pipeline::Compilation;
use crate::source::{Theme, World};
use crate::{document, render, report};

/// Write the documents: Statement of Applicability, plans, policies, handbook, registers
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  isms build\n  isms build examples/meridian --out out --as-of 2026-06-30\n  isms build --formats markdown,csv\n  isms build --only soa,POL-01\n  isms build --check            (in CI: are the committed documents current?)\n  isms build --lang de\n\nNothing outside the target folder is touched. Findings that fail the check stop the build; --draft writes all the same."
)]
pub struct Arguments {
    /// A folder with .isms files
    #[arg(default_value = ".")]
    path: String,
    /// The target folder (`build` inside the package)
    #[arg(long, short)]
    out: Option<PathBuf>,
    /// The formats to write: markdown, html, docx, pdf, xlsx, csv, json, ics, oscal, or `all`
    #[arg(long, value_delimiter = ',', value_name = "FORMAT")]
    formats: Vec<String>,
    /// A file of the package with the look: `accent`, `logo`, `paper`, `font`; over `[theme]` of isms.toml
    #[arg(long, value_name = "FILE")]
    theme: Option<String>,
    /// The day that everything is judged at (today)
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Write the documents although the check fails
    #[arg(long)]
    draft: bool,
    /// Make a finding, a group, or all `warnings` fail the run
    #[arg(long, value_name = "CODE")]
    deny: Vec<String>,
    /// Write these documents only: `soa`, `POL-01`, `risk_register`; the others stay as they are
    #[arg(long, value_delimiter = ',', value_name = "NAME")]
    only: Vec<String>,
    /// Write nothing; fail where the folder differs from what would be written
    #[arg(long)]
    check: bool,
    /// The language of the documents: en, de, or one with a message file in the package
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// When to use colours
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    color: Colour,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    let started = Instant::now();
    let mut as_of = clock::as_of(arguments.as_of.as_deref())?;
    let chosen = formats(&arguments.formats)?;
    let opened = open::open(&arguments.path)?;
    let levels = levels(&[], &[], &arguments.deny)?;
    let mut compiled = opened.compile(&arguments.path, as_of, levels.clone())?;
    let out = arguments.out.clone().unwrap_or_else(|| default_out(&arguments.path, compiled.package.out.as_deref()));
    if arguments.check
        && arguments.as_of.is_none()
        && let Some(written) = render::read_manifest(&out).into_values().find_map(|entry| entry.origin)
    {
        // what was written is compared as of the day that it was written for
        as_of = clock::as_of(Some(&written.as_of))?;
        compiled = opened.compile(&arguments.path, as_of, levels)?;
    }
    let language = language(arguments.lang.as_deref().unwrap_or(&compiled.model.organisation.language), &*opened.world)?;
    let mut documents = written(&mut compiled, &opened, language.clone());
    if !arguments.deny.is_empty() && !compiled.findings.is_empty() {
        // what the site tells depends on the package, and not on what one run is asked to fail for
        let mut told = opened.compile(&arguments.path, as_of, Vec::new())?;
        documents = written(&mut told, &opened, language.clone());
    }
    let only = choose(&mut documents, &arguments.only)?;
    let (errors, warnings) = compiled.counts();
    let stderr = std::io::stderr();
    let colour = arguments.color.on(stderr.is_terminal());
    let mut log = stderr.lock();
    // a closed error stream is no reason not to build
    let _ = report::write(report::Format::Human, &compiled.findings, &compiled.sources, colour, &mut log);
    if errors > 0 && !arguments.draft {
        let _ = writeln!(log, "{}: nothing was written; `--draft` writes all the same", summary(errors, warnings, compiled.files));
        return Ok(ExitCode::from(1));
    }
    let formats = match (&compiled.package.formats, arguments.formats.is_empty()) {
        (Some(configured), true) => formats(&configured.split([',', ' ']).filter(|name| !name.is_empty()).map(str::to_string).collect::<Vec<_>>())?,
        _ => chosen,
    };
    let cannot = |error: render::RenderError| CliError::CannotWrite {
        message: error.to_string(),
        help: "the documents that were there are as they were; leave the format out with `--formats`, or change the text".into(),
    };
    let theme = theme(arguments.theme.as_deref(), &opened)?.or(&compiled.package.theme);
    let appearance = render::appearance(&*opened.world, &theme).map_err(cannot)?;
    let files = render::render_styled(&compiled.model, &documents, &formats, &appearance).map_err(cannot)?;
    if arguments.check {
        return compare(&out, &files, only, as_of, &arguments.path);
    }
    let origin = render::Origin {
        sources: compiled.model.package.digest.clone(),
        as_of: as_of.to_string(),
        language: language.code().to_string(),
        formats: render::FORMATS.iter().filter(|format| formats.contains(&format.id)).map(|format| format.name).collect::<Vec<_>>().join(","),
        made_by: render::made_by(),
    };
    let written = render::write_set_from(&out, &files, Some(&origin), only).map_err(|error| CliError::CannotWrite {
        message: format!("the documents cannot be written to `{}`: {error}", out.display()),
        help: "the documents that were there are as they were; name another folder with `--out`".into(),
    })?;
    let mut stdout = std::io::stdout().lock();
    writeln!(
        stdout,
        "{} in {} in `{}`: {} written, {} unchanged ({} ms)",
        words(documents.iter().filter(|document| document.wanted).count(), "document"),
        words(files.len(), "file"),
        out.display(),
        written.written,
        written.unchanged,
        started.elapsed().as_millis(),
    )?;
    if let Some(first) = files.iter().find(|file| file.path == "index.html").or_else(|| files.first()) {
        writeln!(stdout, "start reading at {}", out.join(&first.path).display())?;
    }
    stdout.flush()?;
    Ok(ExitCode::from(u8::from(errors > 0)))
}

/// The documents of a package; what was wrong with their templates joins the findings, and the site is told them all.
pub(super) fn written(compiled: &mut Compilation, opened: &open::Opened, language: document::Language) -> Vec<document::Document> {
    let mut found = Vec::new();
    let mut documents = document::documents_in(&compiled.model, &*opened.world, language, &mut found);
    // what the check of templates has said already is not said again where the template could not be rendered
    let said: Vec<String> = compiled
        .findings
        .iter()
        .filter_map(|one| compiled.sources.path(one.place()?.file).split_once("templates/"))
        .map(|(_, name)| format!("`templates/{name}`"))
        .collect();
    found.retain(|one| !said.iter().any(|name| one.message.starts_with(name)));
    compiled.findings.append(&mut found);
    in_order(&mut compiled.findings);
    let found = document::site::Found { findings: &compiled.findings, set_aside: &compiled.set_aside, sources: &compiled.sources, prefix: &opened.prefix };
    document::site::tell(&mut documents, &found);
    documents
}

fn words(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// Keeps the documents that were asked for; all of them where nothing was.
fn choose(documents: &mut [document::Document], names: &[String]) -> Result<render::Only, CliError> {
    if names.is_empty() {
        return Ok(render::Only::Whole);
    }
    for name in names {
        if !documents.iter().any(|one| one.id == *name || one.stem == *name) {
            let guess = did_you_mean(name, documents.iter().map(|one| one.id.as_str()));
            return Err(CliError::Unknown {
                message: format!("there is no document `{name}`"),
                help: guess.map_or_else(|| "the index of the set lists all documents".into(), |guess| format!("did you mean `{guess}`?")),
            });
        }
    }
    for one in documents.iter_mut() {
        one.wanted = names.iter().any(|name| one.id == *name || one.stem == *name);
    }
    Ok(render::Only::Part)
}

/// The language of the documents.
fn language(code: &str, world: &dyn World) -> Result<document::Language, CliError> {
    if !document::Language::exists(code, world) {
        return Err(CliError::Unknown {
            message: format!("there are no messages in the language `{code}`"),
            help: format!("choose from {}, or write `templates/messages/{code}.toml`", document::Language::known().join(", ")),
        });
    }
    let (language, wrong) = document::Language::load(code, world);
    match wrong {
        Some(wrong) => Err(CliError::Unknown {
            message: format!("`templates/messages/{code}.toml` cannot be used: {wrong}"),
            help: "each line is `\"English\" = \"translation\"`".into(),
        }),
        None => Ok(language),
    }
}

/// Says how a folder differs from what would be written.
fn compare(out: &Path, files: &[render::OutputFile], only: render::Only, as_of: Day, path: &str) -> Outcome {
    let differs = render::compare(out, files, only == render::Only::Whole);
    let mut stdout = std::io::stdout().lock();
    for (file, what) in &differs {
        writeln!(stdout, "{} {what}", out.join(file).display())?;
    }
    if differs.is_empty() {
        writeln!(stdout, "`{}` is what the sources give, as of {as_of} ({} files)", out.display(), files.len())?;
    } else {
        writeln!(stdout, "{} of {} files differ, as of {as_of}; `isms build {path}` writes them", differs.len(), files.len())?;
    }
    stdout.flush()?;
    Ok(ExitCode::from(u8::from(!differs.is_empty())))
}

fn formats(names: &[String]) -> Result<Vec<render::Format>, CliError> {
    if names.is_empty() {
        return Ok(render::usual().collect());
    }
    if names.iter().any(|name| name == "all") {
        return Ok(render::FORMATS.iter().map(|format| format.id).collect());
    }
    names
        .iter()
        .map(|name| {
            render::FORMATS.iter().find(|format| format.name == name).map(|format| format.id).ok_or_else(|| {
                let known: Vec<&str> = render::FORMATS.iter().map(|format| format.name).collect();
                CliError::Unknown { message: format!("there is no format `{name}`"), help: format!("choose from {}", known.join(", ")) }
            })
        })
        .collect()
}

/// The theme that the command names: a file of the package, since everything that documents are made from lies there.
fn theme(path: Option<&str>, opened: &open::Opened) -> Result<Theme, CliError> {
    let Some(path) = path else { return Ok(Theme::default()) };
    let cannot = |message: String| CliError::Unknown {
        message: format!("the theme `{path}` cannot be used: {message}"),
        help: "it is a file of the package in TOML: `accent = \"#0B5394\"`, `logo = \"templates/logo.svg\"`, `paper = \"a4\"`, `font = \"Arial\"`".into(),
    };
    let bytes = opened.world.read(path).map_err(|error| cannot(error.to_string()))?;
    Theme::read(&String::from_utf8_lossy(&bytes)).map_err(cannot)
}

fn default_out(path: &str, configured: Option<&str>) -> PathBuf {
    let given = PathBuf::from(path);
    let folder = if given.is_dir() { given } else { given.parent().map(PathBuf::from).unwrap_or_default() };
    folder.join(configured.unwrap_or("build"))
}
