//! `isms explain`: what a finding means, why it matters, and the way out.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Args;

use super::{CliError, Outcome};
use crate::base::{argument, did_you_mean};
use crate::catalog;
use crate::diagnostic::{Code, Group};
use crate::{manual, vocabulary};

/// Explain a finding, or a word of the language
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  isms explain                      what may be declared, in short\n  isms explain input-without-provider\n  isms explain risk                 a declaration\n  isms explain owner                a word inside of declarations\n  isms explain --list               all findings by group"
)]
pub struct Arguments {
    /// The code of a finding, a group of findings, or a word such as `risk`, `owner` or `retain`
    name: Option<String>,
    /// List all findings
    #[arg(long, conflicts_with_all = ["name", "declarations"])]
    list: bool,
    /// List all declarations
    #[arg(long, conflicts_with = "name")]
    declarations: bool,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match &arguments.name {
        _ if arguments.list => Group::ALL.into_iter().try_for_each(|group| list(group, &mut out))?,
        _ if arguments.declarations => write!(out, "{}", manual::overview())?,
        Some(name) => write!(out, "{}", page(name)?)?,
        None => {
            write!(out, "What may be declared in a package:\n\n{}", manual::overview())?;
            let findings = catalog::codes().count();
            writeln!(out, "`isms explain risk` shows a declaration, `isms explain owner` a word inside of it.")?;
            writeln!(out, "`isms explain --list` lists the {findings} findings, `isms explain unclosed-string` shows one of them.")?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Lists the findings of a group.
fn list(group: Group, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    let codes: Vec<_> = catalog::codes().filter(|code| code.group == group).collect();
    if codes.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}: {}", group.word(), group.describe())?;
    for code in codes {
        writeln!(out, "  {:<5}  {:<38} {}", code.level.word(), code.slug, first_sentence(code.page))?;
    }
    writeln!(out)
}

/// The page of whatever has this name, or most likely has it.
fn page(name: &str) -> Result<String, CliError> {
    if let Some(rule) = rule(name) {
        return Ok(format!("{}\n\nLevel: {}. Group: rules.\n", crate::rules::page(&rule).trim_end(), rule.level));
    }
    let others = spellings(name);
    let spelled = || std::iter::once(name).chain(others.iter().map(String::as_str));
    let finding = |name: &str| catalog::find(name).filter(|_| !name.starts_with("rule.")).map(of_finding);
    let declaration = |name: &str| vocabulary::declaration(name).map(manual::declaration);
    let group = |name: &str| Group::ALL.into_iter().find(|group| group.word() == name).and_then(of_group);
    if let Some(found) = finding(name).or_else(|| declaration(name)).or_else(|| manual::word(name)) {
        return Ok(found);
    }
    let found = spelled().find_map(|name| declaration(name).or_else(|| finding(name)));
    if let Some(found) = found.or_else(|| spelled().find_map(|name| group(name).or_else(|| manual::word(name)))) {
        return Ok(found);
    }
    let (slugs, words) = (catalog::slugs(), manual::words());
    let known = vocabulary::TOP.iter().map(|spec| spec.word).chain(slugs).chain(words);
    let help = match did_you_mean(name, known) {
        Some(guess) => format!("did you mean `{guess}`?"),
        // controls and clauses are numbers of the standards
        None if name.chars().any(|c| c.is_ascii_digit()) => {
            format!("`isms why {}` tells of a control, a clause or something that you declared; `isms explain` shows what may be declared", argument(name))
        }
        None => "`isms explain` shows what may be declared, `isms explain --list` all findings".into(),
    };
    Err(CliError::Unknown { message: format!("there is no finding and no word of the language `{name}`"), help })
}

fn of_finding(code: &Code) -> String {
    format!("{}\n\nLevel {}. Group `{}`. Since {}.\n", code.page.trim_end(), crate::check::level_words(code), code.group.word(), code.since)
}

fn of_group(group: Group) -> Option<String> {
    let mut text = Vec::new();
    list(group, &mut text).ok()?;
    String::from_utf8(text).ok().filter(|text| !text.is_empty())
}

/// Other ways to spell what a person most likely means: small letters, other signs between words, one instead of many.
fn spellings(name: &str) -> Vec<String> {
    let small = name.trim().to_lowercase();
    let mut one = vec![small.clone()];
    one.extend(small.strip_suffix("ies").map(|stem| format!("{stem}y")));
    one.extend(small.strip_suffix("es").map(str::to_string));
    one.extend(small.strip_suffix('s').map(str::to_string));
    let signs = |text: &String| ['-', '_', ' '].map(|sign| text.replace(['-', '_', ' '], &sign.to_string()));
    one.iter().flat_map(signs).collect()
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
