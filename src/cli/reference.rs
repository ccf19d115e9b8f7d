//! `isms reference`: what the standard library knows, as tables for people and as JSON for machines.

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::{Outcome, table};
use crate::model::{Artifact, CatalogueControl, Clause, Reference, ReferenceInterface, ReferenceProcess};
use crate::pipeline;

/// Show the reference model and the catalogues, or hold the model against itself
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  isms reference processes\n  isms reference interfaces --format json | jq 'map(select(.declared_by == [\"consumer\"])) | length'\n  isms reference controls --edition 2013\n  isms reference mapping\n  isms reference audit                 what the tables of the standard leave open"
)]
pub struct Arguments {
    /// What to show
    #[arg(value_enum)]
    what: What,
    /// Tables or text for people, or JSON for machines
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// The edition of ISO/IEC 27001
    #[arg(long, value_enum, default_value_t = Edition::E2022)]
    edition: Edition,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// The processes of ISO/IEC TS 27022
    Processes,
    /// Who hands what to whom
    Interfaces,
    /// The work products
    Artifacts,
    /// The controls of Annex A
    Controls,
    /// The clauses of ISO/IEC 27001
    Clauses,
    /// Which control of 2013 became which of 2022
    Mapping,
    /// The reference model held against itself: what its tables say to each other, and what they leave open
    Audit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// For machines
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Edition {
    /// ISO/IEC 27001:2022
    #[value(name = "2022")]
    E2022,
    /// ISO/IEC 27001:2013
    #[value(name = "2013")]
    E2013,
}

/// What a listing is made of.
struct Listing {
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
    json: Vec<Value>,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    let edition = match arguments.edition {
        Edition::E2022 => "2022",
        Edition::E2013 => "2013",
    };
    if arguments.what == What::Audit {
        return audit(arguments.format);
    }
    let listing = if arguments.what == What::Mapping { mapping() } else { listing(arguments.what, &pipeline::library(edition)) };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match arguments.format {
        Format::Table => {
            table::print(&mut out, &listing.head, &listing.rows)?;
            writeln!(out, "\n{} rows", listing.rows.len())?;
        }
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &listing.json).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn audit(format: Format) -> Outcome {
    let (reference, audit) = crate::manual::reference_audit();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match format {
        Format::Table => write!(out, "{}", crate::audit::page(&audit, &reference))?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &audit).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn listing(what: What, reference: &Reference) -> Listing {
    match what {
        What::Processes => processes(reference.processes.values()),
        What::Interfaces => interfaces(&reference.interfaces),
        What::Artifacts => artifacts(reference.artifacts.values()),
        What::Controls => controls(reference.controls.values()),
        What::Clauses | What::Mapping | What::Audit => clauses(&reference.clauses),
    }
}

fn processes<'a>(all: impl Iterator<Item = &'a ReferenceProcess>) -> Listing {
    let mut listing = Listing { head: vec!["process", "category", "clause", "table", "title"], rows: Vec::new(), json: Vec::new() };
    for one in all {
        let number = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
        listing.rows.push(vec![one.head.id.clone(), one.category.into(), one.clause.clone().unwrap_or_default(), number(one.table), one.head.title.clone()]);
        listing.json.push(json!({
            "id": one.head.id, "title": one.head.title, "category": one.category, "clause": one.clause, "table": one.table, "figure": one.figure,
            "purpose": one.purpose, "objectives": one.objectives, "description": one.head.description, "activities": one.activities,
            "inputs": one.inputs, "results": one.results, "references": one.references, "readings": one.readings,
        }));
    }
    listing
}

fn interfaces(all: &[ReferenceInterface]) -> Listing {
    let mut listing = Listing { head: vec!["from", "to", "artifact", "declared by", "cite"], rows: Vec::new(), json: Vec::new() };
    for one in all {
        listing.rows.push(vec![one.from.clone(), one.to.clone(), one.artifact.clone(), one.declared_by.join(", "), one.cite.join(", ")]);
        listing.json.push(json!({
            "from": one.from, "to": one.to, "artifact": one.artifact, "declared_by": one.declared_by, "cite": one.cite,
            "in_chart": one.in_chart, "expects": one.expects, "promises": one.promises,
        }));
    }
    listing
}

fn artifacts<'a>(all: impl Iterator<Item = &'a Artifact>) -> Listing {
    let mut listing = Listing { head: vec!["artifact", "specialises", "parts", "title"], rows: Vec::new(), json: Vec::new() };
    for one in all {
        let parts: Vec<&str> = one.parts.iter().map(|part| part.artifact.id.as_str()).collect();
        let general = one.specialises.as_ref().map(|general| general.id.clone());
        listing.rows.push(vec![one.head.id.clone(), general.clone().unwrap_or_default(), parts.len().to_string(), one.head.title.clone()]);
        listing.json.push(json!({
            "id": one.head.id, "title": one.head.title, "description": one.head.description, "specialises": general, "parts": parts, "variants": one.variants,
        }));
    }
    listing
}

fn controls<'a>(all: impl Iterator<Item = &'a CatalogueControl>) -> Listing {
    let mut listing = Listing { head: vec!["control", "theme", "title"], rows: Vec::new(), json: Vec::new() };
    for one in all {
        listing.rows.push(vec![one.head.id.clone(), one.theme.clone(), one.head.title.clone()]);
        listing.json.push(json!({
            "id": one.head.id, "title": one.head.title, "title_de": one.title_de, "theme": one.theme, "objective": one.objective, "variants": one.variants,
            "types": one.types, "properties": one.properties, "concepts": one.concepts, "capabilities": one.capabilities, "domains": one.domains, "change": one.change,
        }));
    }
    listing
}

fn clauses(all: &[Clause]) -> Listing {
    let mut listing = Listing { head: vec!["clause", "documented information", "title"], rows: Vec::new(), json: Vec::new() };
    for one in all {
        listing.rows.push(vec![one.number.clone(), one.items.join("; "), one.title.clone()]);
        listing.json.push(json!({
            "clause": one.number, "title": one.title, "documented": one.documented, "items": one.items, "cite": one.cite, "mode": one.mode,
            "clause_2013": one.was, "amended": one.amended, "leaf": one.leaf,
        }));
    }
    listing
}

fn mapping() -> Listing {
    let mut listing = Listing { head: vec!["2013", "2022"], rows: Vec::new(), json: Vec::new() };
    for (old, new) in crate::model::mapping() {
        listing.rows.push(vec![old.clone(), new.join(", ")]);
        listing.json.push(json!({ "from": old, "to": new }));
    }
    listing
}
