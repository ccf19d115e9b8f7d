//! `isms template`: which templates there are, what one says and gets, and a copy of one to start from.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::table;
use super::{CliError, Outcome, open};
use crate::base::did_you_mean;
use crate::document::inspect::vocabulary::about;
use crate::document::inspect::{Shape, contexts};
use crate::document::{DOCUMENTS, Language};
use crate::pipeline;
use crate::source::{World, library_template, template_names};

/// List the templates of documents and policies, show one, or copy one to change it
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  isms template list\n  isms template show soa --values\n  isms template eject policies/access_control\n  isms template show messages/fr > templates/messages/fr.toml    (to begin a language)\n\nA file below templates/ of the package wins over the template of the library with the same name."
)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List all templates, and which of them this package replaces
    List {
        /// A folder with .isms files
        #[arg(default_value = ".")]
        path: String,
    },
    /// Print a template as it is used: the one of the package, else the one of the library
    Show {
        /// The name: `soa`, `access_control`, `policies/de/backup`, `documents/soa.md.j2`; `messages/de` for all messages
        name: String,
        /// A folder with .isms files
        #[arg(long, default_value = ".")]
        path: String,
        /// Print the values that it gets, and not its text
        #[arg(long)]
        values: bool,
    },
    /// Copy a template of the library into the package, where it can be changed
    Eject {
        /// The name
        name: String,
        /// A folder with .isms files
        #[arg(long, default_value = ".")]
        path: PathBuf,
    },
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    match arguments.command {
        Command::List { path } => list(&path),
        Command::Show { name, path, values } => show(&name, &path, values),
        Command::Eject { name, path } => eject(&name, &path),
    }
}

fn list(path: &str) -> Outcome {
    let opened = open::open_files(path, None)?;
    let own = opened.world.templates();
    let library: Vec<&str> = template_names().filter(|name| name.ends_with(".j2")).collect();
    let policies = pipeline::library("2022").templates;
    let title = |name: &str| {
        let stem = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".md.j2");
        let document = DOCUMENTS.iter().find(|(id, _)| name.starts_with("documents/") && *id == stem).map(|(_, title)| (*title).to_string());
        document.or_else(|| policies.get(stem).filter(|_| name.starts_with("policies/")).map(|one| one.head.title.clone())).unwrap_or_default()
    };
    let mut rows: Vec<Vec<String>> = library
        .iter()
        .map(|name| vec![(*name).to_string(), title(name), if own.iter().any(|one| one == name) { "replaced in this package" } else { "library" }.to_string()])
        .collect();
    rows.extend(
        own.iter()
            .filter(|name| name.ends_with(".j2") && !library.contains(&name.as_str()))
            .map(|name| vec![name.clone(), String::new(), "of this package".into()]),
    );
    rows.sort();
    let mut out = std::io::stdout().lock();
    table::print(&mut out, &["Template", "Title", "Where"], &rows)?;
    Ok(ExitCode::SUCCESS)
}

fn show(name: &str, path: &str, values: bool) -> Outcome {
    // the templates of the library can be read from anywhere
    let opened = open::open_files(path, None)?;
    let mut out = std::io::stdout().lock();
    if let Some(code) = name.strip_prefix("messages/").map(|name| name.trim_end_matches(".toml")) {
        let (language, _) = Language::load(code, &*opened.world);
        out.write_all(language.listing().as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let name = full_name(name, &*opened.world)?;
    if values {
        let known = contexts(&pipeline::complete());
        // policies share what they get, but for their parameters
        let found = known.get_key_value(&name).or_else(|| known.iter().find(|(one, _)| name.starts_with("policies/") && one.starts_with("policies/")));
        match found {
            Some((of, Shape::Object(fields))) => {
                for (field, shape) in fields {
                    writeln!(out, "{field}  {}", about(of, field).unwrap_or_default())?;
                    tree(&mut out, shape, 1)?;
                }
            }
            _ => writeln!(out, "`{name}` is a part of other templates, and gets what they get")?,
        }
        return Ok(ExitCode::SUCCESS);
    }
    let own = opened.world.read(&format!("templates/{name}")).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    out.write_all(own.as_deref().or_else(|| library_template(&name)).unwrap_or_default().as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The fields of a value, each on a line.
fn tree(out: &mut impl std::io::Write, shape: &Shape, depth: usize) -> std::io::Result<()> {
    let fields = match shape {
        Shape::Object(fields) => fields,
        Shape::List(of) => return tree(out, of, depth),
        _ => return Ok(()),
    };
    for (name, inner) in fields {
        let mark = if matches!(inner, Shape::List(_)) { "[]" } else { "" };
        writeln!(out, "{}.{name}{mark}", "  ".repeat(depth))?;
        if depth < 4 {
            tree(out, inner, depth + 1)?;
        }
    }
    Ok(())
}

fn eject(name: &str, path: &Path) -> Outcome {
    let opened = open::open(&path.to_string_lossy())?;
    let name = full_name(name, &crate::source::Memory::new())?;
    drop(opened);
    let folder = if path.is_dir() { path.to_path_buf() } else { path.parent().map(Path::to_path_buf).unwrap_or_default() };
    let target = folder.join("templates").join(&name);
    let cannot = |message: String, help: &str| CliError::CannotWrite { message, help: help.into() };
    if target.exists() {
        return Err(cannot(format!("`{}` is there already", target.display()), "nothing was written; delete it to start again from the original"));
    }
    let text = library_template(&name).unwrap_or_default();
    let write = || -> std::io::Result<()> {
        if let Some(parent) = target.parent() {
            std::fs::create_dir_all(parent)?;
        }
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(&target)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    };
    write().map_err(|error| cannot(format!("`{}` cannot be written: {error}", target.display()), "check the folder"))?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "`{}` is a copy that this package uses from now on\n`isms template show {name} --values` lists what it gets", target.display())?;
    Ok(ExitCode::SUCCESS)
}

/// The whole name of a template, however short it was written.
fn full_name(written: &str, world: &dyn World) -> Result<String, CliError> {
    let own = world.templates();
    let all: Vec<&str> = template_names()
        .map(|name: &str| name)
        .filter(|name| name.ends_with(".j2"))
        .chain(own.iter().map(String::as_str).filter(|name| name.ends_with(".j2")))
        .collect();
    let tries = [written.to_string(), format!("{written}.md.j2"), format!("documents/{written}.md.j2"), format!("policies/{written}.md.j2")];
    if let Some(found) = tries.iter().find(|name| all.contains(&name.as_str())) {
        return Ok(found.clone());
    }
    let short: Vec<&str> = all.iter().map(|name| name.rsplit('/').next().unwrap_or(name).trim_end_matches(".md.j2")).collect();
    let guess = did_you_mean(written, short);
    Err(CliError::Unknown {
        message: format!("there is no template `{written}`"),
        help: guess.map_or_else(|| "`isms template list` shows all".into(), |guess| format!("did you mean `{guess}`?")),
    })
}
