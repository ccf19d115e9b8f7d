//! `isms check`: is what stands here right, and complete?

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;
use std::time::Instant;

use clap::{Args, ValueEnum};

use super::{CliError, Outcome, clock, open};
use crate::catalog;
use crate::diagnostic::{Group, Level};
use crate::report;

/// Check a package: names, tailoring, controls, risks, plans, policies, dates
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  isms check\n  isms check examples/nordwind --as-of 2026-11-24\n  isms check --format json > findings.json\n  isms check --deny warnings          for CI\n  isms check --allow implemented-without-evidence\n  cat draft.isms | isms check -"
)]
pub struct Arguments {
    /// A folder, a file, or `-` for standard input
    #[arg(default_value = ".")]
    path: String,
    /// How findings are shown
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// The day that everything is judged at (today)
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Make a finding, a group, or all `warnings` fail the run
    #[arg(long, value_name = "CODE")]
    deny: Vec<String>,
    /// Report a finding or a group without failing
    #[arg(long, value_name = "CODE")]
    warn: Vec<String>,
    /// Do not report a finding or a group
    #[arg(long, value_name = "CODE")]
    allow: Vec<String>,
    /// When to use colours
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    color: Colour,
}

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Pictures of the sources, with every place involved
    Human,
    /// One line each, for editors and logs
    Short,
    /// Sentences, for screen readers
    Narrated,
    /// For machines
    Json,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// In a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Format {
    fn reporter(self) -> report::Format {
        match self {
            Format::Human => report::Format::Human,
            Format::Short => report::Format::Short,
            Format::Narrated => report::Format::Narrated,
            Format::Json => report::Format::Json,
        }
    }
}

impl Colour {
    /// Whether to colour a stream.
    pub fn on(self, terminal: bool) -> bool {
        match self {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        }
    }
}

/// Levels from the command line, in the order allow, warn, deny: the strictest wins.
pub fn levels(allow: &[String], warn: &[String], deny: &[String]) -> Result<Vec<(String, Level)>, CliError> {
    let mut levels = Vec::new();
    for (names, level) in [(allow, Level::Allow), (warn, Level::Warn), (deny, Level::Deny)] {
        for name in names {
            let known = name == "warnings" || Group::ALL.into_iter().any(|group| group.word() == name) || catalog::find(name).is_some();
            if !known {
                let slugs = catalog::slugs();
                let guess = crate::base::did_you_mean(name, slugs.iter().copied());
                return Err(CliError::Unknown {
                    message: format!("there is no finding and no group `{name}`"),
                    help: guess.map_or_else(|| "`isms explain --list` shows all".into(), |guess| format!("did you mean `{guess}`?")),
                });
            }
            levels.push((name.clone(), level));
        }
    }
    Ok(levels)
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    let started = Instant::now();
    let as_of = clock::as_of(arguments.as_of.as_deref())?;
    let levels = levels(&arguments.allow, &arguments.warn, &arguments.deny)?;
    let opened = open::open(&arguments.path)?;
    let compiled = opened.compile(&arguments.path, as_of, levels)?;
    let (errors, warnings) = compiled.counts();
    let stdout = std::io::stdout();
    let colour = arguments.color.on(stdout.is_terminal());
    let mut out = std::io::BufWriter::new(stdout.lock());
    report::write(arguments.format.reporter(), &compiled.findings, &compiled.sources, colour, &mut out)?;
    if matches!(arguments.format, Format::Human | Format::Narrated) {
        let summary = summary(errors, warnings, compiled.files);
        writeln!(out, "{summary} ({} ms)", started.elapsed().as_millis())?;
    }
    out.flush()?;
    // the process ends here: freeing a large model first would only make the user wait
    std::mem::forget(compiled);
    Ok(ExitCode::from(u8::from(errors > 0)))
}

/// `2 errors, 1 warning in 14 files`
pub fn summary(errors: usize, warnings: usize, files: usize) -> String {
    let count = |number: usize, word: &str| format!("{number} {word}{}", if number == 1 { "" } else { "s" });
    let files = count(files, "file");
    match (errors, warnings) {
        (0, 0) => format!("nothing to report in {files}"),
        (0, _) => format!("{} in {files}", count(warnings, "warning")),
        (_, 0) => format!("{} in {files}", count(errors, "error")),
        _ => format!("{}, {} in {files}", count(errors, "error"), count(warnings, "warning")),
    }
}
