//! `isms approve`: the digest that an approval is bound to; it prints, and never writes into sources.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Args;

use super::{CliError, Outcome, clock, open, table};
use crate::base::did_you_mean;
use crate::document::DOCUMENTS;
use crate::document::approval::{Approvable, approvable, changed, digests};
use crate::model::{Day, Model};

/// Print what to write so that an approval is bound to the text of a document
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  isms approve                        the state of all documents and policies\n  isms approve soa POL-01             the line to write for each\n  isms approve soa --on 2026-03-30    approved on another day than the sources say\n\nNothing is written: whoever approves writes the line, and version control shows who it was."
)]
pub struct Arguments {
    /// Documents and policies: `soa`, `POL-01`
    names: Vec<String>,
    /// A folder with .isms files
    #[arg(long, default_value = ".")]
    path: String,
    /// The day of the approval (the one that the sources say where the text is still the same, else today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    let today = clock::day("--on", arguments.on.as_deref())?;
    let opened = open::open(&arguments.path)?;
    let compiled = opened.compile(&arguments.path, today, Vec::new())?;
    let model = &compiled.model;
    let all = approvable(model);
    let wanted = all_or_named(model, &all, &arguments.names)?;
    let changed = changed(model, &*opened.world);
    let is_changed = |one: &Approvable<'_>| changed.contains_key(&(one.kind, one.id.to_string()));
    // a text that is not the one that was approved then was not approved then: its approval begins today
    let day = |one: &Approvable<'_>| match (&arguments.on, one.approved.and_then(|approved| approved.on)) {
        (None, Some(on)) if !is_changed(one) => on,
        _ => today,
    };
    let mut days: Vec<Day> = wanted.iter().map(|one| day(one)).collect();
    days.sort_unstable();
    days.dedup();
    let by_day: std::collections::BTreeMap<Day, _> = days.into_iter().map(|on| (on, digests(model, &*opened.world, on))).collect();
    let digest = |one: &Approvable<'_>| by_day.get(&day(one)).and_then(|digests| digests.get(&(one.kind, one.id.to_string()))).cloned();
    let mut out = std::io::stdout().lock();
    if arguments.names.is_empty() {
        let rows: Vec<Vec<String>> = wanted
            .iter()
            .map(|one| {
                let now = digest(one).unwrap_or_else(|| "not written".into());
                let state = match one.approved {
                    None => "not approved",
                    Some(_) if is_changed(one) => "changed after approval",
                    Some(approved) if approved.digest.is_none() => "approved, not bound to a text",
                    Some(_) => "approved as it is",
                };
                let on = one.approved.and_then(|approved| approved.on).map(|on| on.to_string()).unwrap_or_default();
                vec![format!("{} {}", one.kind, one.id), one.version.to_string(), on, state.to_string(), now]
            })
            .collect();
        table::print(&mut out, &["Document", "Version", "Approved on", "State", "Digest"], &rows)?;
        return Ok(ExitCode::SUCCESS);
    }
    for one in wanted {
        let Some(digest) = digest(one) else {
            writeln!(out, "{} {}: it is not written, so there is no text to approve", one.kind, one.id)?;
            continue;
        };
        let by: Vec<&str> = one.approved.into_iter().flat_map(|approved| approved.by.iter()).map(|role| role.id.as_str()).collect();
        let by = if by.is_empty() { "ROLE".to_string() } else { by.join(", ") };
        writeln!(out, "{} {} \"{}\", version {}:\n  approved by {by} on {} digest \"{digest}\"", one.kind, one.id, one.title, one.version, day(one))?;
        if is_changed(one) {
            let then = one.approved.and_then(|approved| approved.on).map(|on| format!(" on {on}")).unwrap_or_default();
            let dated = if arguments.on.is_none() { ", so the line has the day of today" } else { "" };
            writeln!(out, "  The text is not the one that was approved{then}{dated}.")?;
            writeln!(
                out,
                "  If version {0} is the one that was approved then, raise `version` first and run this again: the digest binds it too.",
                one.version
            )?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn all_or_named<'a, 'm>(model: &Model, all: &'a [Approvable<'m>], names: &[String]) -> Result<Vec<&'a Approvable<'m>>, CliError> {
    if names.is_empty() {
        return Ok(all.iter().collect());
    }
    names
        .iter()
        .map(|name| {
            all.iter().find(|one| one.id == name).ok_or_else(|| {
                if DOCUMENTS.iter().any(|(word, _)| word == name) {
                    return CliError::Unknown {
                        message: format!("the document `{name}` has no version and no owner yet, so there is nothing to approve"),
                        help: format!("write `document {name} version \"1.0\" owner {}` into a file of the package, then run this again", model.usual_owner()),
                    };
                }
                let guess = did_you_mean(name, all.iter().map(|one| one.id));
                CliError::Unknown {
                    message: format!("no `document` and no `policy` declares `{name}`"),
                    help: guess.map_or_else(|| "`isms approve` shows all".into(), |guess| format!("did you mean `{guess}`?")),
                }
            })
        })
        .collect()
}
