//! `isms build`: check, then write the documents.

mod choose;
mod make;
mod progress;
mod watch;

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;

pub use choose::{language, theme};
pub(super) use make::written;

use super::Outcome;
use super::check::summary;
use super::colour::Colour;
use crate::base::argument;
use crate::model::Day;
use crate::{render, report};
use progress::Progress;

/// Write the documents: Statement of Applicability, plans, policies, handbook, registers
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  isms build\n  isms build examples/meridian --out out --as-of 2026-06-30\n  isms build --formats markdown,csv\n  isms build --only soa,POL-01\n  isms build --check            (in CI: are the committed documents current?)\n  isms build --lang de\n  isms build --serve            (in the browser, current after every change)\n\nNothing outside the target folder is touched. Findings that fail the check stop the build; --draft writes all the same."
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
    /// Build again whenever a file changes; while there are errors the documents stay as they are
    #[arg(long, conflicts_with = "check")]
    watch: bool,
    /// Watch, and show the documents in the browser, for this machine only: at port 27022, or at PORT or HOST:PORT
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1, require_equals = true, default_missing_value = "", conflicts_with = "check")]
    serve: Option<String>,
    /// The language of the documents: en, de, or one with a message file in the package
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// Say what each format came to: files, size, work
    #[arg(long, short)]
    verbose: bool,
    /// When to use colours
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    color: Colour,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    if arguments.watch || arguments.serve.is_some() {
        return watch::run(&arguments);
    }
    let started = Instant::now();
    let prepared = make::prepare(&arguments)?;
    let compiled = &prepared.compiled;
    let (errors, warnings) = compiled.counts();
    let stderr = std::io::stderr();
    let colour = arguments.color.on(stderr.is_terminal());
    // a closed error stream is no reason not to build
    let _ = report::write(report::Format::Human, &compiled.findings, &compiled.sources, colour, &mut stderr.lock());
    if errors > 0 && !arguments.draft {
        let _ = writeln!(stderr.lock(), "{}: nothing was written; `--draft` writes all the same", summary(errors, warnings, compiled.files));
        return Ok(ExitCode::from(1));
    }
    let read = started.elapsed();
    let progress = Progress::new(colour && stderr.is_terminal());
    let files = prepared.render(&arguments, &progress);
    progress.end();
    let files = files?;
    if arguments.check {
        return compare(&prepared.out, &files, prepared.only, prepared.as_of, &arguments.path);
    }
    let rendered = started.elapsed();
    let written = prepared.write(&arguments, &files)?;
    let done = started.elapsed();
    let mut stdout = std::io::stdout().lock();
    writeln!(
        stdout,
        "{} in `{}`: {} written, {} unchanged{} ({} ms)",
        prepared.summary(files.len()),
        prepared.out.display(),
        written.written,
        written.unchanged,
        if written.removed > 0 { format!(", {} removed that are no longer part of the set", written.removed) } else { String::new() },
        done.as_millis(),
    )?;
    if !written.set_aside.is_empty() {
        writeln!(stdout, "{}", set_aside(&written.set_aside))?;
    }
    if arguments.verbose {
        write!(stdout, "{}", progress.table())?;
        let (render, write) = (rendered.saturating_sub(read).as_millis(), done.saturating_sub(rendered).as_millis());
        writeln!(stdout, "check and text {} ms, formats {render} ms, disk {write} ms", read.as_millis())?;
    }
    if !choose::has_pdf() && arguments.formats.iter().any(|name| name == "all") {
        writeln!(stdout, "without PDF: this `isms` was built without it (`cargo install --locked --path . --features pdf`)")?;
    }
    if let Some(first) = files.iter().find(|file| file.path == "index.html").or_else(|| files.first()) {
        writeln!(stdout, "start reading at {}", prepared.out.join(&first.path).display())?;
    }
    stdout.flush()?;
    // the process ends here: freeing a large model first would only make the user wait
    std::mem::forget((prepared, files));
    Ok(ExitCode::from(u8::from(errors > 0)))
}

/// How many of these names are said.
const SHOWN: usize = 5;

/// Says under which names files stay that somebody wrote or changed where a document is now.
fn set_aside(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    let more = names.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("changed by hand, and kept beside: {}{more}", shown.join(", "))
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
        let gone = differs.iter().filter(|(file, _)| files.iter().all(|one| one.path != *file)).count();
        let more = if gone > 0 { format!(", and {gone} that are no longer part of the set are there") } else { String::new() };
        writeln!(stdout, "{} of {} files differ{more}, as of {as_of}; `isms build {}` puts it right", differs.len() - gone, files.len(), argument(path))?;
    }
    stdout.flush()?;
    Ok(ExitCode::from(u8::from(!differs.is_empty())))
}
