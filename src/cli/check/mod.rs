//! `isms check`: is what stands here right, and complete?

mod arguments;
mod baseline;
mod fix;
mod levels;
mod outputs;
mod statistics;
mod watch;

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;
use std::time::Instant;

pub use arguments::Arguments;
pub use levels::{known_rules, levels};

use super::open::open_as;
use super::{Outcome, clock, colour::is_closed};
use crate::model::Day;
use crate::pipeline::Compilation;
use crate::report::{self, Format, Run};

/// Runs the command.
pub fn run(arguments: Arguments) -> Outcome {
    arguments::combinations(&arguments)?;
    if arguments.watch {
        return watch::run(&arguments);
    }
    once(&arguments)
}

/// One run, from opening to the exit code.
fn once(arguments: &Arguments) -> Outcome {
    let started = Instant::now();
    let as_of = clock::as_of(arguments.as_of.as_deref())?;
    let outputs = outputs::parse(arguments)?;
    let levels = levels(&arguments.allow, &arguments.warn, &arguments.deny)?;
    let opened = open_as(&arguments.path, arguments.stdin_filename.as_deref())?;
    if arguments.fix {
        let fixed = fix::run(arguments, &opened, as_of, &levels)?;
        if arguments.diff {
            return Ok(fixed);
        }
    }
    let counting = baseline::counting(arguments, &opened)?;
    let compiled = opened.compile_counting(&arguments.path, as_of, levels.clone(), &counting)?;
    known_rules(&levels, &compiled)?;
    if arguments.update_baseline {
        return baseline::update(arguments, &opened, &compiled);
    }
    let (errors, _) = compiled.counts();
    // files first: a reader of standard output that goes away must not cost them
    let run = describe(arguments, &compiled, as_of);
    outputs::write_files(&outputs, &run.as_run())?;
    match show(arguments, &outputs, &compiled, &run, started) {
        Err(error) if !is_closed(&error) => return Err(error.into()),
        _ => {}
    }
    // the process ends here: freeing a large model first would only make the user wait
    if !arguments.watch {
        std::mem::forget(compiled);
    }
    Ok(ExitCode::from(u8::from(errors > 0)))
}

/// What reports need beside the findings.
struct Described<'a> {
    compiled: &'a Compilation,
    as_of: String,
    base: report::Base,
    path: &'a str,
}

impl Described<'_> {
    fn as_run(&self) -> Run<'_> {
        let Compilation { findings, set_aside, sources, .. } = self.compiled;
        Run { findings, set_aside, sources, as_of: &self.as_of, base: self.base.clone(), path: self.path }
    }
}

fn describe<'a>(arguments: &'a Arguments, compiled: &'a Compilation, as_of: Day) -> Described<'a> {
    let path = if arguments.path == "-" { arguments.stdin_filename.as_deref().unwrap_or("stdin.isms") } else { &arguments.path };
    Described { compiled, as_of: as_of.to_string(), base: outputs::base(), path }
}

/// Writes the report for standard output.
fn show(arguments: &Arguments, outputs: &outputs::Outputs, compiled: &Compilation, run: &Described<'_>, started: Instant) -> std::io::Result<()> {
    let Some(format) = outputs.stdout else { return Ok(()) };
    let stdout = std::io::stdout();
    let colour = arguments.color.on(stdout.is_terminal());
    let mut out = std::io::BufWriter::new(stdout.lock());
    if arguments.statistics {
        statistics::write(compiled, format, &mut out)?;
        return out.flush();
    }
    report::write_run(format, &run.as_run(), colour, &mut out)?;
    if matches!(format, Format::Human | Format::Narrated) {
        let (errors, warnings) = compiled.counts();
        let aside = match compiled.set_aside.len() {
            0 => String::new(),
            number => format!(", {number} set aside"),
        };
        writeln!(out, "{}{aside} ({} ms)", summary(errors, warnings, compiled.files), started.elapsed().as_millis())?;
    }
    out.flush()
}

/// `2 errors, 1 warning in 14 files`
pub fn summary(errors: usize, warnings: usize, files: usize) -> String {
    let count = |number: usize, word: &str| format!("{number} {word}{}", if number == 1 { "" } else { "s" });
    let files = count(files, "file");
    match (errors, warnings) {
        (0, 0) => format!("nothing to report in {files}"),
        (0, _) => format!("{} in {files}", count(warnings, "warning")),
        (_, 0) => format!("{} in {files}", count(errors, "error")),
        _ => format!("{}, {} in {files}", count(errors, "error"), count(warnings, "warning")),
    }
}
