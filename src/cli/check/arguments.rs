//! What `isms check` can be told.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};

use crate::cli::CliError;
use crate::cli::colour::Colour;
use crate::report;
use crate::source::Preset;

/// Check a package: names, tailoring, controls, risks, plans, policies, dates
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  isms check\n  isms check examples/nordwind --as-of 2026-11-24\n  isms check --deny warnings                      for CI\n  isms check --format github --output sarif=isms.sarif --output junit=isms.xml\n  isms check --preset certification               before the auditor comes\n  isms check --fix --diff                         what would be put right without asking\n  isms check --baseline known.toml --update-baseline\n  isms check --watch\n  cat risks.isms | isms check - --stdin-filename company/risks.isms\n\nExit codes: 0 nothing wrong (warnings do not count), 1 findings, 2 could not run."
)]
pub struct Arguments {
    /// A folder, a file, or `-` for standard input
    #[arg(default_value = ".")]
    pub path: String,
    /// How findings are shown on standard output
    #[arg(long, value_parser = formats(), default_value = "human", value_name = "FORMAT")]
    pub format: String,
    /// Write a report to a file: `FORMAT=FILE`, as often as wanted; `FILE` alone takes the report of --format
    #[arg(long, value_name = "FORMAT=FILE")]
    pub output: Vec<String>,
    /// The day that everything is judged at (today)
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Levels to start from
    #[arg(long, value_parser = presets(), value_name = "PRESET", help_heading = "How findings count")]
    pub preset: Option<String>,
    /// Make a finding, a group, or all `warnings` fail the run
    #[arg(long, value_name = "CODE", help_heading = "How findings count")]
    pub deny: Vec<String>,
    /// Report a finding or a group without failing
    #[arg(long, value_name = "CODE", help_heading = "How findings count")]
    pub warn: Vec<String>,
    /// Do not report a finding or a group
    #[arg(long, value_name = "CODE", help_heading = "How findings count")]
    pub allow: Vec<String>,
    /// Findings that were there before; only new ones count
    #[arg(long, value_name = "FILE", help_heading = "How findings count")]
    pub baseline: Option<PathBuf>,
    /// Write the baseline: all findings of today
    #[arg(long, help_heading = "How findings count", conflicts_with_all = ["output", "statistics", "fix", "watch"])]
    pub update_baseline: bool,
    /// Apply the safe fixes, those that keep the meaning, then check
    #[arg(long)]
    pub fix: bool,
    /// Only show what --fix would change; exit with 1 if it is anything
    #[arg(long, requires = "fix", conflicts_with_all = ["output", "watch"])]
    pub diff: bool,
    /// Count findings by code instead of showing them
    #[arg(long)]
    pub statistics: bool,
    /// Check again whenever a file changes
    #[arg(long)]
    pub watch: bool,
    /// The file that standard input stands for; the rest of its package is read from the disk
    #[arg(long, value_name = "FILE")]
    pub stdin_filename: Option<String>,
    /// When to use colours
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    pub color: Colour,
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(report::FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.doc)))
}

fn presets() -> PossibleValuesParser {
    PossibleValuesParser::new(Preset::ALL.into_iter().map(|preset| {
        PossibleValue::new(preset.word()).help(match preset {
            Preset::Draft => "work has begun: what is not yet decided only warns",
            Preset::Default => "the levels of the findings themselves",
            Preset::Certification => "what a stage 2 audit would not forgive fails",
        })
    }))
}

/// Options that one another would leave without effect; what is asked for and not done is worse than a refusal.
pub fn combinations(arguments: &Arguments) -> Result<(), CliError> {
    let refuse = |message: String, help: &str| Err(CliError::Unknown { message, help: help.into() });
    let format = arguments.format.as_str();
    if arguments.statistics && !matches!(format, "human" | "narrated" | "json") {
        return refuse(
            format!("`--statistics` counts findings, and `--format {format}` reports each"),
            "the counts come as a table or with `--format json`; a report beside them goes to a file: `--statistics --output sarif=isms.sarif`",
        );
    }
    if arguments.diff && (format != "human" || arguments.statistics) {
        let other = if arguments.statistics { "--statistics".to_string() } else { format!("--format {format}") };
        return refuse(
            format!("`--fix --diff` shows the change itself, and nothing for `{other}`"),
            "run `isms check --fix --diff` alone, and ask for the report in a run of its own",
        );
    }
    if arguments.update_baseline && format != "human" {
        return refuse(
            format!("`--update-baseline` writes the baseline and no report, so `--format {format}` has no effect"),
            "take the baseline first; a run without `--update-baseline` reports what is new: `isms check --format json`",
        );
    }
    Ok(())
}
