//! `isms explain`: what a finding means, why it matters, and the way out.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Args;

use super::{CliError, Outcome};
use crate::base::did_you_mean;
use crate::catalog;
use crate::diagnostic::Group;
use crate::vocabulary;

/// Explain a finding, or a word of the language
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  isms explain input-without-provider\n  isms explain risk                 a word of the language\n  isms explain --list               all findings by group"
)]
pub struct Arguments {
    /// The code of a finding, or a declaration such as `risk`
    #[arg(required_unless_present = "list")]
    name: Option<String>,
    /// List all findings
    #[arg(long)]
    list: bool,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let Some(name) = arguments.name else {
        for group in Group::ALL {
            let codes: Vec<_> = catalog::codes().filter(|code| code.group == group).collect();
            if codes.is_empty() {
                continue;
            }
            writeln!(out, "{}: {}", group.word(), group.describe())?;
            for code in codes {
                writeln!(out, "  {:<5}  {:<38} {}", code.level.word(), code.slug, first_sentence(code.page))?;
            }
            writeln!(out)?;
        }
        out.flush()?;
        return Ok(ExitCode::SUCCESS);
    };
    if let Some(rule) = rule(&name) {
        writeln!(out, "{}", crate::rules::page(&rule).trim_end())?;
        writeln!(out, "\nLevel: {}. Group: rules.", rule.level)?;
    } else if let Some(code) = catalog::find(&name).filter(|_| !name.starts_with("rule.")) {
        writeln!(out, "{}", code.page.trim_end())?;
        writeln!(out, "\nLevel {}. Group `{}`. Since {}.", crate::check::level_words(code), code.group.word(), code.since)?;
    } else if let Some(spec) = vocabulary::TOP.iter().find(|spec| spec.word == name) {
        write!(out, "{}", crate::manual::declaration(spec))?;
    } else {
        let slugs = catalog::slugs();
        let known = slugs.iter().copied().chain(vocabulary::TOP.iter().map(|spec| spec.word));
        let help = did_you_mean(&name, known).map_or_else(|| "`isms explain --list` shows all findings".into(), |guess| format!("did you mean `{guess}`?"));
        return Err(CliError::Unknown { message: format!("there is no finding and no declaration `{name}`"), help });
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// A rule of the package in this folder, or one of the library; `rule.NAME` or the name alone.
fn rule(name: &str) -> Option<crate::model::Rule> {
    let wanted = name.strip_prefix("rule.").unwrap_or(name);
    if !name.starts_with("rule.") && (catalog::find(name).is_some() || vocabulary::declaration(name).is_some()) {
        return None;
    }
    let as_of = super::clock::as_of(None).ok()?;
    let of_package = super::open::open(".").ok().and_then(|opened| opened.compile(".", as_of, Vec::new()).ok());
    let own = of_package.and_then(|compiled| compiled.model.rules.get(wanted).cloned());
    own.or_else(|| crate::rules::library().into_iter().find(|rule| rule.head.id == wanted))
}

/// The first sentence of a page below its heading.
fn first_sentence(page: &str) -> String {
    let paragraph = page.lines().skip_while(|line| line.starts_with('#') || line.trim().is_empty()).take_while(|line| !line.trim().is_empty());
    let text: Vec<&str> = paragraph.collect();
    let text = text.join(" ");
    text.split_inclusive(". ").next().unwrap_or("").trim().to_string()
}
