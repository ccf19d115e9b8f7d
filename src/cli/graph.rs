//! `isms graph`: pictures of the processes, for a wall, a page or another program.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::{CliError, Outcome, build, clock, open};
use crate::base::{argument, did_you_mean};
use crate::document::diagrams::{What, draw_in, whole_model};
use crate::model::Model;
use crate::pipeline::{self, Options};
use crate::source::Memory;

/// Draw the processes: a map of all, a chart of who hands what to whom, or one process
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  isms graph                                        the map of the package in this folder, as SVG\n  isms graph --what n2 --out n2.svg                 who hands what to whom, as a table\n  isms graph --what process risk_assessment         one process: who delivers, whom it serves\n  isms graph --what process incident_management --reference\n                                                    the same for the reference model itself\n  isms graph --format mermaid                       text that code hosting services draw\n  isms graph --format dot | dot -Tpdf -o map.pdf    for Graphviz\n  isms graph --lang de                              in German\n  isms graph --format markdown                      the same in words, for people who do not see pictures\n\nAs in ISO/IEC TS 27022, interfaces to records control and to security policy management are left to the profiles; --all-interfaces shows them."
)]
pub struct Arguments {
    /// A folder, a file, or `-` for standard input
    #[arg(default_value = ".")]
    path: String,
    /// What to draw: `map`, `n2`, or `process NAME`
    #[arg(long, num_args = 1..=2, value_names = ["WHAT", "NAME"], default_value = "map")]
    what: Vec<String>,
    /// The format
    #[arg(long, value_enum, default_value_t = Format::Svg)]
    format: Format,
    /// Show the interfaces to records control and security policy management too
    #[arg(long)]
    all_interfaces: bool,
    /// Draw the reference model itself, with all 17 processes, instead of a package
    #[arg(long, conflicts_with = "path")]
    reference: bool,
    /// The language of the words: en, de, or one with a message file in the package
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// The file to write (standard output)
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The day that everything is judged at (today)
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A picture for browsers, word processors and print
    Svg,
    /// Text for Graphviz
    Dot,
    /// Text that Markdown of code hosting services draws
    Mermaid,
    /// Words
    Markdown,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    let as_of = clock::as_of(arguments.as_of.as_deref())?;
    let lang = arguments.lang.as_deref();
    let (model, language, errors) = if arguments.reference {
        let world = Memory::new().with("reference.isms", whole_model(&pipeline::library("2022")).into_bytes());
        let options = Options { as_of, levels: Vec::new(), prefix: String::new(), name: "reference".into() };
        let compiled = pipeline::compile(&world, &options).map_err(|error| CliError::Unreadable { path: "reference".into(), error: error.to_string() })?;
        (compiled.model, build::language(lang.unwrap_or("en"), &Memory::new())?, 0)
    } else {
        let opened = open::open(&arguments.path)?;
        let compiled = opened.compile(&arguments.path, as_of, Vec::new())?;
        let (errors, _) = compiled.counts();
        let language = build::language(lang.unwrap_or(&compiled.model.organisation.language), &*opened.world)?;
        (compiled.model, language, errors)
    };
    let what = what(&arguments, &model)?;
    let picture = draw_in(&model, &what, arguments.all_interfaces, &language);
    let text = match arguments.format {
        Format::Svg => picture.svg(),
        Format::Dot => picture.dot(),
        Format::Mermaid => picture.mermaid(),
        Format::Markdown => picture.markdown(),
    };
    write(&arguments, &text)?;
    if errors > 0 {
        let _ = writeln!(std::io::stderr(), "{errors} errors: parts of the picture may be missing; `isms check {}` shows them", argument(&arguments.path));
    }
    Ok(ExitCode::from(u8::from(errors > 0)))
}

fn write(arguments: &Arguments, text: &str) -> Result<(), CliError> {
    let Some(path) = &arguments.out else {
        let mut out = std::io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()?;
        return Ok(());
    };
    super::replace::write_report(path, text.as_bytes()).map_err(|error| CliError::CannotWrite {
        message: format!("`{}` cannot be written: {error}", path.display()),
        help: "name a file in a folder that is there and that you may write to, or leave `--out` away for standard output".into(),
    })
}

/// What is asked for; a process by its name, or by that of one of the model that it stands for.
fn what(arguments: &Arguments, model: &Model) -> Result<What, CliError> {
    let set = &model.process_set;
    match arguments.what.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["map"] => Ok(What::Map),
        ["n2"] => Ok(What::N2),
        ["process", name] => {
            if set.processes.contains_key(*name) {
                return Ok(What::Process((*name).to_string()));
            }
            // a name of the model leads to whoever stands for it
            match set.realised_by.get(*name).map(Vec::as_slice) {
                Some([one]) => return Ok(What::Process(one.clone())),
                Some(many @ [_, _, ..]) => {
                    return Err(CliError::Unknown {
                        message: format!("`{name}` is split here"),
                        help: format!("choose one of its parts: {}", many.join(", ")),
                    });
                }
                Some([]) => {
                    return Err(CliError::Unknown {
                        message: format!("`{name}` is not part of this process set"),
                        help: "it is left out or not decided; `isms graph --reference --what process NAME` draws it as the model has it".into(),
                    });
                }
                None => {}
            }
            let known = || set.processes.keys().chain(set.realised_by.keys()).map(String::as_str);
            let help = did_you_mean(name, known()).map_or_else(
                || format!("there are {}", set.processes.keys().cloned().collect::<Vec<_>>().join(", ")),
                |guess| format!("did you mean `{guess}`?"),
            );
            Err(CliError::Unknown { message: format!("there is no process `{name}`"), help })
        }
        ["process"] => Err(CliError::Unknown {
            message: "`--what process` needs the name of a process".into(),
            help: format!("for example `--what process {}`", set.processes.keys().next().map_or("risk_assessment", String::as_str)),
        }),
        [known @ ("map" | "n2"), more] => Err(CliError::Unknown {
            message: format!("`--what {known}` takes no name, and `{more}` follows it"),
            help: format!("write the folder first: `isms graph {} --what {known}`", argument(more)),
        }),
        [other, ..] => {
            let help = did_you_mean(other, ["map", "n2", "process"])
                .map_or_else(|| "choose `map`, `n2` or `process NAME`".into(), |guess| format!("did you mean `{guess}`?"));
            Err(CliError::Unknown { message: format!("`{other}` is nothing to draw"), help })
        }
        [] => Ok(What::Map),
    }
}
