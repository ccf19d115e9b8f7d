//! `isms diff`: what does a change decide?

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::colour::Colour;
use super::{CliError, Outcome, astray, clock, open};
use crate::compare::{self, Audience, Comparison, Missing, Side};
use crate::model::Day;
use crate::pipeline::{Compilation, Options, compile};
use crate::source::{GitError, Repository, World};

/// What does a change decide? Compares two states of a package: not lines, but decisions
#[derive(Debug, Args)]
#[command(
    after_help = "A and B are folders, files or git revisions; `REVISION:FOLDER` names a folder of a revision. Without B, the folder as it is now.\n\nExamples:\n  isms diff --base main                      what this branch decides\n  isms diff v1.0 v1.1                        between two releases\n  isms diff main:examples/acme examples/acme\n  isms diff before/ after/\n  isms diff --base main --format markdown    for the comment on a pull request\n  isms diff --base main --require-approval certification\n  isms diff v1.0 --format notes --audience certification\n\nRules of --require-approval: omitted-process, outsourced-process, accepted-high-risk, loosened-criteria, excluded-control, waived-interface, new-exception, changed-policy, changed-scope, stale-approval, withdrawn-approval, new-allow; presets: essential, certification, all. docs/diff.md explains them.\n\nExit codes: 0 compared, 1 an approval is missing, 2 could not compare."
)]
pub struct Arguments {
    /// The state before: a folder, a file, or a git revision; with --base, the package
    a: Option<String>,
    /// The state after: a folder, a file, or a git revision (the folder as it is now)
    b: Option<String>,
    /// Compare with the commit where this branch left REVISION
    #[arg(long, value_name = "REVISION")]
    base: Option<String>,
    /// The folder of the package that revisions are read from
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    package: String,
    /// How the changes are told
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Whom `--format notes` is for (management)
    #[arg(long, value_enum)]
    audience: Option<For>,
    /// Fail where a change has no approval that these rules ask for
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    require_approval: Vec<String>,
    /// Show details too: wording, evidence, reviews that were held
    #[arg(long)]
    details: bool,
    /// Write to a file instead
    #[arg(long, short, value_name = "FILE")]
    output: Option<std::path::PathBuf>,
    /// The day that both states are judged at (today)
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// When to use colours
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    color: Colour,
    /// Print the JSON Schema of `--format json` instead
    #[arg(long)]
    schema: bool,
}

/// How the changes are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a reader
    Text,
    /// For the comment on a pull request
    Markdown,
    /// For machines
    Json,
    /// Change notes, as Markdown
    Notes,
}

/// Whom notes are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum For {
    /// The management review
    Management,
    /// The certification body
    Certification,
}

/// One state, compiled.
struct State {
    label: String,
    commit: Option<String>,
    compiled: Compilation,
    /// Where its files come from: templates are read again when policies are written.
    world: Box<dyn World>,
    remarks: Vec<String>,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    if arguments.schema {
        return print(&arguments, &(compare::schema() + "\n")).map(|()| ExitCode::SUCCESS);
    }
    if arguments.audience.is_some() && arguments.format != Format::Notes {
        return Err(CliError::Unknown {
            message: "`--audience` is for change notes, and another format was asked for".into(),
            help: "write `--format notes --audience certification`, or leave `--audience` out".into(),
        });
    }
    let rules = compare::choose(&arguments.require_approval).map_err(|(message, help)| CliError::Unknown { message, help })?;
    let as_of = clock::as_of(arguments.as_of.as_deref())?;
    let (old, new) = states(&arguments, as_of)?;
    let sides = (Side::of(&old.label, old.commit.clone(), &old.compiled), Side::of(&new.label, new.commit.clone(), &new.compiled));
    let mut comparison = compare::compare_in((&old.compiled, &*old.world), (&new.compiled, &*new.world), sides);
    comparison.remarks.splice(0..0, old.remarks.into_iter().chain(new.remarks));
    let missing = compare::missing_approvals(&comparison, &new.compiled.model, &rules);
    let names: Vec<&str> = rules.iter().map(|rule| rule.name).collect();
    print(&arguments, &told(&arguments, &comparison, &missing, &names))?;
    Ok(ExitCode::from(u8::from(!missing.is_empty())))
}

fn told(arguments: &Arguments, comparison: &Comparison, missing: &[Missing], rules: &[&str]) -> String {
    match arguments.format {
        Format::Text => {
            let colour = arguments.output.is_none() && arguments.color.on(std::io::stdout().is_terminal());
            compare::text(comparison, missing, arguments.details, colour)
        }
        Format::Markdown => compare::markdown(comparison, missing, rules),
        Format::Json => compare::json(comparison, rules, missing) + "\n",
        Format::Notes => {
            compare::notes(comparison, if arguments.audience == Some(For::Certification) { Audience::Certification } else { Audience::Management })
        }
    }
}

fn print(arguments: &Arguments, text: &str) -> Result<(), CliError> {
    match &arguments.output {
        Some(path) => super::replace::write_report(path, text.as_bytes()).map_err(|error| CliError::CannotWrite {
            message: format!("`{}` cannot be written: {error}", path.display()),
            help: "name another file with `--output`".into(),
        }),
        None => {
            let mut out = std::io::stdout().lock();
            out.write_all(text.as_bytes())?;
            Ok(out.flush()?)
        }
    }
}

/// Both states, as the arguments name them.
fn states(arguments: &Arguments, as_of: Day) -> Result<(State, State), CliError> {
    if let Some(base) = &arguments.base {
        if arguments.b.is_some() {
            return Err(CliError::Unknown {
                message: "`--base` names the state before; give one path at most".into(),
                help: "`isms diff --base main PATH`".into(),
            });
        }
        let path = arguments.a.clone().unwrap_or_else(|| arguments.package.clone());
        return Ok((base_of(base, &path, as_of)?, on_disk(&path, as_of)?));
    }
    let Some(a) = &arguments.a else {
        return Err(CliError::Unknown {
            message: "there is nothing to compare with".into(),
            help: "name the state before: `isms diff --base main`, `isms diff HEAD~1`, or `isms diff before/ after/`".into(),
        });
    };
    let b = arguments.b.clone().unwrap_or_else(|| arguments.package.clone());
    // a revision is read from the folder that the other side names, where it names one
    let folder = if Path::new(&b).exists() { b.clone() } else { arguments.package.clone() };
    Ok((side(a, &folder, as_of)?, side(&b, &arguments.package, as_of)?))
}

/// A path where there is one, else a revision.
fn side(name: &str, folder: &str, as_of: Day) -> Result<State, CliError> {
    if Path::new(name).exists() || name == "-" { on_disk(name, as_of) } else { revision(name, folder, as_of) }
}

fn on_disk(path: &str, as_of: Day) -> Result<State, CliError> {
    let opened = open::open(path)?;
    let compiled = opened.compile(path, as_of, Vec::new())?;
    let mut remarks = Vec::new();
    // outside a repository, or without git, there is nothing to say
    let dirty = Repository::at(folder_of(path)).map(|repository| repository.uncommitted()).unwrap_or(0);
    if dirty > 0 {
        let files = if dirty == 1 { "1 file that is".to_string() } else { format!("{dirty} files that are") };
        remarks.push(format!("`{path}` is compared as it lies there, with {files} not committed"));
    }
    let label = if path == "." { "working folder".into() } else { path.trim_end_matches('/').to_string() };
    Ok(State { label, commit: None, compiled, world: opened.world, remarks })
}

fn folder_of(path: &str) -> &Path {
    let path = Path::new(path);
    match path.parent().filter(|_| path.is_file()) {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => path,
    }
}

/// The commit where the checked-out branch left another one.
fn base_of(base: &str, path: &str, as_of: Day) -> Result<State, CliError> {
    if Path::new(path).is_file() {
        return revision(base, path, as_of);
    }
    let repository = Repository::at(folder_of(path)).map_err(|error| of_git(&error, base))?;
    let commit = repository.commit(base).map_err(|error| of_git(&error, base))?;
    let fork = repository.fork_point(&commit.id);
    let prefix = repository.prefix.clone();
    let mut state = snapshot(&repository, fork.as_ref().unwrap_or(&commit.id), &prefix, base, as_of)?;
    if let Some(remote) = commit.remote {
        state.remarks.push(format!("there is no branch `{base}` here; `{remote}` was taken"));
    }
    match fork {
        None => state.remarks.push(format!(
            "where this branch left `{base}` cannot be told{}; compared with `{base}` itself",
            if repository.shallow { " in a shallow clone" } else { "" }
        )),
        Some(fork) if fork != commit.id => state.label = format!("{base} where this branch left it"),
        Some(_) => {}
    }
    Ok(state)
}

fn revision(name: &str, folder: &str, as_of: Day) -> Result<State, CliError> {
    let (revision, below) = name.split_once(':').map_or((name, None), |(revision, below)| (revision, Some(below)));
    let repository = Repository::at(folder_of(folder)).map_err(|error| match error {
        // most likely a path with a mistake in it
        GitError::NoRepository(_) | GitError::NoGit if below.is_none() => astray::no_state(name),
        other => of_git(&other, revision),
    })?;
    let commit = repository.commit(revision).map_err(|error| of_git(&error, revision))?;
    let prefix = match below {
        Some("") | None => repository.prefix.clone(),
        Some(below) => format!("{}/", below.trim_matches('/').trim_start_matches("./")),
    };
    let mut state = snapshot(&repository, &commit.id, &prefix, revision, as_of)?;
    state.label = name.to_string();
    if let Some(remote) = commit.remote {
        state.remarks.push(format!("there is no branch `{revision}` here; `{remote}` was taken"));
    }
    Ok(state)
}

fn snapshot(repository: &Repository, commit: &str, prefix: &str, revision: &str, as_of: Day) -> Result<State, CliError> {
    let world = repository.snapshot(commit, prefix, revision).map_err(|error| of_git(&error, revision))?;
    let shown = prefix.trim_end_matches('/');
    let name = shown.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("package");
    let options = Options { as_of, levels: Vec::new(), prefix: shown.to_string(), name: name.into() };
    let compiled = compile(&world, &options).map_err(|error| CliError::Unreadable { path: revision.into(), error: error.to_string() })?;
    Ok(State { label: revision.into(), commit: Some(commit.into()), compiled, world: Box::new(world), remarks: Vec::new() })
}

/// What git could not do, with the way out.
fn of_git(error: &GitError, revision: &str) -> CliError {
    let help = match error {
        GitError::NoGit => "install git, or compare two folders: `isms diff before/ after/`".to_string(),
        GitError::NoRepository(_) => "name the folder of the package with `--package`, or compare two folders".into(),
        GitError::NoRevision { shallow: true, .. } => {
            let whole = "this clone has only the last commits: `git fetch --unshallow`, or in a pipeline fetch the whole history (`fetch-depth: 0`)";
            match revision.strip_prefix("origin/") {
                // the clone of one branch knows no other one, however deep it is
                Some(branch) => format!("{whole}, then `git fetch origin {branch}:refs/remotes/origin/{branch}`"),
                None => whole.into(),
            }
        }
        GitError::NoRevision { shallow: false, .. } => "name a branch, a tag or a commit that is here (`git branch --all`), or a folder that exists".into(),
        GitError::NoPackage { .. } => "name the folder that it had there: `REVISION:FOLDER`".into(),
        GitError::Failed(_) => "run the same with `git log` to see what is wrong with the repository".into(),
    };
    CliError::Unknown { message: error.to_string(), help }
}
