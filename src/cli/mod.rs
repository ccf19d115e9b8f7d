//! The command line: arguments in, text and an exit code out.
//!
//! * takes: arguments, the clock (for `--as-of`), the terminal
//! * gives: exit code 0 (clean, or warnings only), 1 (findings), 2 (could not run)
//! * never does: decide what a finding means
//! * where to add: a command is a file here, a variant of `Command` and a line in `run`

mod approve;
mod astray;
mod build;
mod check;
mod clock;
mod colour;
mod completions;
mod diff;
mod error;
mod explain;
mod fmt;
mod graph;
mod init;
mod lsp;
mod man;
mod manual;
mod model;
mod open;
mod patience;
mod preview;
mod reference;
mod replace;
mod stubs;
mod table;
mod template;
mod test;
mod verify;
mod watch;
mod why;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use error::CliError;

/// What a command comes to.
pub type Outcome = Result<ExitCode, CliError>;

#[derive(Debug, Parser)]
#[command(
    name = "isms",
    version,
    about = "Checks how an organisation runs its ISMS, and writes the documents that certification needs",
    long_about = "Reads the .isms files in which an organisation says how it runs its information security management system, checks them against ISO/IEC TS 27022 and Annex A of ISO/IEC 27001, and writes the Statement of Applicability, the plans, the policies, the process handbook and the registers.",
    after_help = "Examples:\n  isms init my-company          start a package\n  isms check                    check the package in this folder\n  isms build --out build        write all documents\n  isms explain input-without-provider\n\nExit codes: 0 nothing wrong (warnings do not count), 1 findings, 2 could not run.",
    propagate_version = true,
    arg_required_else_help = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Arguments),
    Check(check::Arguments),
    Build(build::Arguments),
    Diff(diff::Arguments),
    Test(test::Arguments),
    Fmt(fmt::Arguments),
    Explain(explain::Arguments),
    Why(why::WhyArguments),
    Trace(why::TraceArguments),
    Reference(reference::Arguments),
    Template(template::Arguments),
    Approve(approve::Arguments),
    Verify(verify::Arguments),
    Model(model::Arguments),
    Lsp(lsp::Arguments),
    Stubs(stubs::Arguments),
    Graph(graph::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
    #[command(hide = true)]
    Manual(manual::Arguments),
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    // nested blocks are bounded, but threads start with little room: give them the same as the main thread
    let _ = rayon::ThreadPoolBuilder::new().stack_size(8 * 1024 * 1024).build_global();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // clap prints to the right stream; a closed one is no reason to fail twice
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match run(arguments.command) {
        Ok(code) => code,
        Err(error) if error.is_closed_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{}", error.shown());
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Outcome {
    // an editor keeps its server; whoever waits for a command is told what it waits for
    if !matches!(command, Command::Lsp(_)) {
        patience::watch();
    }
    match command {
        Command::Init(arguments) => init::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Build(arguments) => build::run(arguments),
        Command::Diff(arguments) => diff::run(arguments),
        Command::Test(arguments) => test::run(arguments),
        Command::Fmt(arguments) => fmt::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Why(arguments) => why::why(arguments),
        Command::Trace(arguments) => why::trace(arguments),
        Command::Reference(arguments) => reference::run(arguments),
        Command::Template(arguments) => template::run(arguments),
        Command::Approve(arguments) => approve::run(arguments),
        Command::Verify(arguments) => verify::run(arguments),
        Command::Model(arguments) => model::run(arguments),
        Command::Lsp(arguments) => lsp::run(arguments),
        Command::Stubs(arguments) => stubs::run(arguments),
        Command::Graph(arguments) => graph::run(arguments),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Man(arguments) => man::run(arguments),
        Command::Manual(arguments) => manual::run(arguments),
    }
}
