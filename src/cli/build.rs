//! `isms build`: check, then write the documents.

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;

use super::check::{levels, summary};
use super::colour::Colour;
use super::{CliError, Outcome, clock, open};
use crate::diagnostic::in_order;
use crate::source::Theme;
use crate::{document, render, report};

/// Write the documents: Statement of Applicability, plans, policies, handbook, registers
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  isms build\n  isms build examples/meridian --out out --as-of 2026-06-30\n  isms build --formats markdown,csv\n\nNothing outside the target folder is touched. Findings that fail the check stop the build; --draft writes all the same."
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
    /// When to use colours
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    color: Colour,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    let started = Instant::now();
    let as_of = clock::as_of(arguments.as_of.as_deref())?;
    let chosen = formats(&arguments.formats)?;
    let opened = open::open(&arguments.path)?;
    let mut compiled = opened.compile(&arguments.path, as_of, levels(&[], &[], &arguments.deny)?)?;
    let mut found = Vec::new();
    let documents = document::documents(&compiled.model, &*opened.world, &mut found);
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
    let out = arguments.out.unwrap_or_else(|| default_out(&arguments.path, compiled.package.out.as_deref()));
    let cannot = |error: render::RenderError| CliError::CannotWrite {
        message: error.to_string(),
        help: "the documents that were there are as they were; leave the format out with `--formats`, or change the text".into(),
    };
    let theme = theme(arguments.theme.as_deref(), &opened)?.or(&compiled.package.theme);
    let appearance = render::appearance(&*opened.world, &theme).map_err(cannot)?;
    let files = render::render_styled(&compiled.model, &documents, &formats, &appearance).map_err(cannot)?;
    let written = render::write_set(&out, &files).map_err(|error| CliError::CannotWrite {
        message: format!("the documents cannot be written to `{}`: {error}", out.display()),
        help: "the documents that were there are as they were; name another folder with `--out`".into(),
    })?;
    let mut stdout = std::io::stdout().lock();
    writeln!(
        stdout,
        "{} documents in {} files in `{}`: {} written, {} unchanged ({} ms)",
        documents.len(),
        files.len(),
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
