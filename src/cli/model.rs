//! `isms model`: the compiled model for other programs.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Args;

use super::{Outcome, clock, open};
use crate::base::argument;

/// Print the compiled model as JSON
#[derive(Debug, Args)]
#[command(
    after_help = "The schema is docs/model.schema.json; `isms model --schema` prints it.\n\nExamples:\n  isms model | jq '.risks[] | {id, level: .residual.level}'\n  isms model --schema"
)]
pub struct Arguments {
    /// A folder, a file, or `-` for standard input
    #[arg(default_value = ".")]
    path: String,
    /// The day that everything is judged at (today)
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Print the schema instead
    #[arg(long)]
    schema: bool,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if arguments.schema {
        writeln!(out, "{}", crate::manual::schema())?;
        out.flush()?;
        return Ok(ExitCode::SUCCESS);
    }
    let as_of = clock::as_of(arguments.as_of.as_deref())?;
    let opened = open::open(&arguments.path)?;
    let compiled = opened.compile(&arguments.path, as_of, Vec::new())?;
    serde_json::to_writer_pretty(&mut out, &compiled.model).map_err(std::io::Error::from)?;
    writeln!(out)?;
    out.flush()?;
    let (errors, _) = compiled.counts();
    if errors > 0 {
        let _ = writeln!(std::io::stderr(), "{errors} errors: parts of the model are missing; `isms check {}` shows them", argument(&arguments.path));
    }
    Ok(ExitCode::from(u8::from(errors > 0)))
}
