//! `isms why` and `isms trace`: the decisions that lead to something, and those that follow from it.

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::{CliError, Outcome, clock, open};
use crate::base::argument;
use crate::reasons::{self, Graph, Question};

/// Show the decisions that lead to a control, risk, process, interface, clause or policy
#[derive(Debug, Args)]
#[command(
    after_help = "A name is what you wrote in the sources, or the number of a control or clause. Where it is not unique, the kind stands in front.\nAn interface is a work product with its two processes. The last word may be a folder or file instead.\n\nExamples:\n  isms why A.8.13\n  isms why 9.2.2 examples/meridian\n  isms why risk R-04\n  isms why risk_treatment_plan from risk_treatment to communication\n  isms why customer_requirements to requirements_management --format json"
)]
pub struct WhyArguments {
    #[command(flatten)]
    asked: Asked,
}

/// Show what follows from a control, risk, process, interface, clause or policy
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  isms trace R-04                   controls, policies, trainings, measures, audits\n  isms trace 9.2 examples/meridian  which processes serve the clause\n  isms trace risk_assessment        who receives what from it\n  isms trace asset patient_data --depth 5"
)]
pub struct TraceArguments {
    #[command(flatten)]
    asked: Asked,
}

#[derive(Debug, Args)]
struct Asked {
    /// What the question is about, then a folder or file if it is not this one
    #[arg(required = true, value_name = "NAME")]
    words: Vec<String>,
    /// How many steps are followed
    #[arg(long, default_value_t = 3, value_name = "STEPS")]
    depth: usize,
    /// Sentences for people, or JSON for machines
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The day that everything is judged at (today)
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For machines
    Json,
}

/// Runs `isms why`.
pub fn why(arguments: WhyArguments) -> Outcome {
    run(arguments.asked, Question::Why)
}

/// Runs `isms trace`.
pub fn trace(arguments: TraceArguments) -> Outcome {
    run(arguments.asked, Question::Trace)
}

/// Parts the words into the name and the path: the last word is a path if it is no part of the name and is there.
fn name_and_path(words: &[String]) -> (String, &str) {
    match words.split_last() {
        Some((last, name)) if !name.is_empty() && (last == "-" || std::path::Path::new(last).exists()) => (name.join(" "), last),
        _ => (words.join(" "), "."),
    }
}

fn run(asked: Asked, question: Question) -> Outcome {
    let (name, path) = name_and_path(&asked.words);
    let as_of = clock::as_of(asked.as_of.as_deref())?;
    let compiled = open::open(path)?.compile(path, as_of, Vec::new())?;
    let graph = Graph::of(&compiled.model);
    let key = graph.find(&name).map_err(|unknown| CliError::Unknown { message: unknown.message, help: unknown.help })?;
    let tree = match question {
        Question::Why => graph.why(&key, asked.depth),
        Question::Trace => graph.trace(&key, asked.depth),
    };
    let Some(tree) = tree else { return Ok(ExitCode::FAILURE) };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match asked.format {
        Format::Text => write!(out, "{}", reasons::text(&tree, &compiled.sources))?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &reasons::json(&tree, &compiled.sources)).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    // an error of meaning leaves a part out of the model; other findings do not
    let errors = compiled.findings.iter().filter(|finding| finding.code.level == crate::diagnostic::Level::Error).count();
    if errors > 0 {
        let _ = writeln!(std::io::stderr(), "{errors} errors: what is wrong is missing from this answer; `isms check {}` shows them", argument(path));
    }
    Ok(ExitCode::SUCCESS)
}
