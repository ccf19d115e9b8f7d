//! `isms test`: do rules find what they are written for, and nothing else?

use std::io::Write as _;
use std::process::ExitCode;

use clap::Args;

use super::{CliError, Outcome, clock, open};
use crate::base::did_you_mean;
use crate::diagnostic::{Diagnostic, Group, Level};
use crate::model::{Case, Day, Expect, Rule};
use crate::pipeline::{Compilation, Options, compile};
use crate::rules;
use crate::source::{Memory, library_file};

/// Run the cases that stand beside rules
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  isms test                          the rules of the package in this folder\n  isms test --rule risks-have-tasks\n  isms test --set certification      a set of the library\n\nExit codes: 0 every case holds, 1 one does not or a rule has a mistake, 2 could not run."
)]
pub struct Arguments {
    /// A folder with .isms files, or a file
    #[arg(default_value = ".")]
    path: String,
    /// Only the rule of this name
    #[arg(long, value_name = "NAME")]
    rule: Option<String>,
    /// A set of rules of the library instead of a package
    #[arg(long, value_name = "SET", conflicts_with = "path")]
    set: Option<String>,
    /// The day that cases are judged at (today)
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    let as_of = clock::as_of(arguments.as_of.as_deref())?;
    let compiled = match &arguments.set {
        Some(set) => of_set(set, as_of)?,
        None => open::open(&arguments.path)?.compile(&arguments.path, as_of, Vec::new())?,
    };
    // a rule that lies in a file that cannot be read is not tested, and that is no success
    if let Some(finding) = compiled.findings.iter().find(|one| one.code.slug.starts_with("unreadable-")) {
        return Err(CliError::Unknown { message: finding.message.clone(), help: "the rules in it cannot be tested; `isms check` tells more".into() });
    }
    // rules of the library that a package switches on are tested where they are made
    let own = |rule: &&Rule| rules::set(&compiled.sources, rule).is_none() && arguments.rule.as_ref().is_none_or(|name| *name == rule.head.id);
    let wanted: Vec<&Rule> = compiled.model.rules.values().filter(own).collect();
    if let Some(name) = arguments.rule.as_ref().filter(|_| wanted.is_empty()) {
        let known = compiled.model.rules.keys().map(String::as_str);
        let help = did_you_mean(name, known).map_or_else(|| "`isms test` runs the cases of all rules".into(), |guess| format!("did you mean `{guess}`?"));
        return Err(CliError::Unknown { message: format!("there is no rule `{name}`"), help });
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut passed, mut failed, mut bare, mut wrong) = (0, 0, 0, 0);
    for rule in &wanted {
        writeln!(out, "{}", rule.head.id)?;
        // a rule that cannot be read or run finds nothing, whatever its cases say
        let about = format!("rule {}", rule.head.id);
        let mut mistakes = compiled.findings.iter().filter(|one| is_mistake(one) && one.subject.as_deref() == Some(about.as_str())).peekable();
        wrong += usize::from(mistakes.peek().is_some());
        for finding in mistakes {
            writeln!(out, "  WRONG {}: {}", finding.code.slug, finding.message)?;
        }
        if rule.cases.is_empty() {
            bare += 1;
            writeln!(out, "  no case: nobody knows whether it finds what it is written for")?;
        }
        for case in &rule.cases {
            let complaints = judge(&compiled, rule, case, case.as_of.unwrap_or(as_of));
            if complaints.is_empty() {
                passed += 1;
                writeln!(out, "  ok    {}", case.name)?;
            } else {
                failed += 1;
                let at = compiled.sources.position(case.place.file, case.place.span.start);
                writeln!(out, "  FAILS {}  ({}:{})", case.name, compiled.sources.path(case.place.file), at.line)?;
                for complaint in complaints {
                    writeln!(out, "        {complaint}")?;
                }
            }
        }
    }
    let count = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
    let without = if bare > 0 { format!("; {} without a case", count(bare, "rule")) } else { String::new() };
    let mistaken = if wrong > 0 { format!("; {} with mistakes", count(wrong, "rule")) } else { String::new() };
    writeln!(out, "{} of {}: {passed} hold, {failed} fail{without}{mistaken}", count(passed + failed, "case"), count(wanted.len(), "rule"))?;
    out.flush()?;
    Ok(ExitCode::from(u8::from(failed > 0 || wrong > 0)))
}

/// Whether a finding is about a rule itself: about how it is written, or about its expressions.
fn is_mistake(finding: &Diagnostic) -> bool {
    finding.code.level == Level::Error || finding.code.group == Group::Rules
}

/// A set of the library as a package of its own.
fn of_set(set: &str, as_of: Day) -> Result<Compilation, CliError> {
    let path = format!("rules/{set}.isms");
    let Some(text) = library_file(&path) else {
        let known = rules::sets();
        let help =
            did_you_mean(set, known.iter().copied()).map_or_else(|| format!("there are {}", known.join(", ")), |guess| format!("did you mean `{guess}`?"));
        return Err(CliError::Unknown { message: format!("there is no set of rules `{set}`"), help });
    };
    compiled(Memory::new().with(path, text), as_of)
}

fn compiled(world: Memory, as_of: Day) -> Result<Compilation, CliError> {
    let options = Options { as_of, levels: Vec::new(), prefix: String::new(), name: "case".into() };
    compile(&world, &options).map_err(|error| CliError::Unreadable { path: "a case".into(), error: error.to_string() })
}

/// Compiles what a case gives together with its rule, and compares what the rule says with what is expected.
fn judge(package: &Compilation, rule: &Rule, case: &Case, as_of: Day) -> Vec<String> {
    let declaration = rules::declaration(&package.sources, rule);
    let world = Memory::new().with("given.isms", case.given.as_str()).with("rule.isms", declaration);
    let compiled = match compiled(world, as_of) {
        Ok(compiled) => compiled,
        Err(error) => return vec![error.to_string()],
    };
    let unread = |one: &&Diagnostic| one.code.level == Level::Error && one.place().is_some_and(|place| compiled.sources.path(place.file) == "given.isms");
    let errors: Vec<String> = compiled
        .findings
        .iter()
        .filter(unread)
        .map(|one| {
            let at = one.place().map(|place| compiled.sources.position(place.file, place.span.start).line).unwrap_or(0);
            format!("line {at} of what is given cannot be read: {}", one.message)
        })
        .collect();
    if !errors.is_empty() {
        return errors;
    }
    let slug = format!("rule.{}", rule.head.id);
    let said: Vec<&Diagnostic> = compiled.findings.iter().filter(|one| one.code.slug == slug).collect();
    let mut complaints: Vec<String> = case.expects.iter().flat_map(|expect| missing(expect, &said)).collect();
    if case.expects.is_empty() {
        complaints.push("nothing is expected: add `expect nothing` or `expect finding on …`".into());
    }
    // a case names all that it expects: more is a false alarm
    if case.expects.iter().any(|expect| expect.what == "finding" && !expect.on.is_empty()) {
        let named = |one: &Diagnostic| case.expects.iter().flat_map(|expect| &expect.on).any(|name| same(name, one));
        complaints.extend(said.iter().filter(|one| !named(one)).map(|one| format!("it says something about {} too: {}", about(one), one.message)));
    }
    complaints
}

fn missing(expect: &Expect, said: &[&Diagnostic]) -> Vec<String> {
    let reads = |one: &&&Diagnostic| expect.saying.as_ref().is_none_or(|part| one.message.contains(part.as_str()));
    if expect.what == "nothing" {
        return said.iter().map(|one| format!("nothing was expected, and it says of {}: {}", about(one), one.message)).collect();
    }
    let tail = expect.saying.as_ref().map(|part| format!(" saying “{part}”")).unwrap_or_default();
    if expect.on.is_empty() {
        return if said.iter().any(|one| reads(&one)) { Vec::new() } else { vec![format!("a finding was expected{tail}, and there is none")] };
    }
    expect
        .on
        .iter()
        .filter(|name| !said.iter().filter(reads).any(|one| same(name, one)))
        .map(|name| format!("a finding on {name} was expected{tail}, and there is none"))
        .collect()
}

/// `risk.R-1` is what findings call `risk R-1`; the name alone will do.
fn same(name: &str, finding: &Diagnostic) -> bool {
    let subject = finding.subject.as_deref().unwrap_or_default();
    subject == name.replacen('.', " ", 1) || subject.split_once(' ').is_some_and(|(_, id)| id == name)
}

fn about(finding: &Diagnostic) -> String {
    finding.subject.clone().unwrap_or_else(|| "the package".into())
}
