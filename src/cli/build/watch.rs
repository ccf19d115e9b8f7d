//! `isms build --watch`: builds again after every change, and shows the set in a browser with `--serve`.

use std::io::{IsTerminal as _, Write as _};
use std::time::Instant;

use super::progress::Progress;
use super::{Arguments, choose, make};
use crate::cli::check::summary;
use crate::cli::preview::{Preview, Site};
use crate::cli::watch::{Watched, refuse_stdin, run as watch};
use crate::cli::{CliError, Outcome};
use crate::report;

/// Builds until it is stopped, or until nobody reads what it writes.
pub fn run(arguments: &Arguments) -> Outcome {
    refuse_stdin(&arguments.path, "build")?;
    // what no change of a file can put right ends the command before it begins
    choose::formats(&arguments.formats)?;
    let preview = arguments.serve.as_deref().map(Preview::start).transpose()?;
    let mut out = std::io::stdout();
    if let Some(preview) = &preview {
        // the set of the last time is there while the first one is made
        let folder = arguments.out.clone().unwrap_or_else(|| choose::default_out(&arguments.path, None));
        preview.site().show(&folder, None);
        let who = if preview.is_open() { "everybody who reaches this machine can read the documents" } else { "for this machine only" };
        writeln!(out, "preview at {} ({who})", preview.url())?;
    }
    writeln!(out, "watching `{}`; Ctrl-C ends", arguments.path)?;
    out.flush()?;
    let watched = Watched { path: &arguments.path, as_of: arguments.as_of.as_deref(), beside: None, theme: arguments.theme.as_deref() };
    let site = preview.as_ref().map(Preview::site);
    watch(&watched, &mut || rebuild(arguments, site))
}

/// One build and one line; what cannot be built now may be there in a moment.
fn rebuild(arguments: &Arguments, site: Option<&Site>) -> Result<(), CliError> {
    let started = Instant::now();
    let line = match build(arguments, site) {
        Ok(line) => line,
        Err(error) => {
            let shown = error.shown();
            let _ = writeln!(std::io::stderr(), "{shown}");
            if let Some(site) = site {
                site.say(Some(format!("The documents are those of before.\n{shown}")));
            }
            "nothing was written, the documents are those of before".to_string()
        }
    };
    let mut out = std::io::stdout();
    writeln!(out, "{line} ({} ms)", started.elapsed().as_millis())?;
    out.flush()?;
    Ok(())
}

fn build(arguments: &Arguments, site: Option<&Site>) -> Result<String, CliError> {
    let prepared = make::prepare(arguments)?;
    let compiled = &prepared.compiled;
    let (errors, warnings) = compiled.counts();
    let findings = summary(errors, warnings, compiled.files);
    let stderr = std::io::stderr();
    let colour = arguments.color.on(stderr.is_terminal());
    if errors > 0 {
        // warnings are counted below: the text that is being written has them all the time
        let shown: Vec<_> = compiled.findings.iter().filter(|finding| finding.is_error()).cloned().collect();
        let _ = report::write(report::Format::Human, &shown, &compiled.sources, colour, &mut stderr.lock());
    }
    let told = |what: &str| {
        let mut text = Vec::new();
        let shown: Vec<_> = compiled.findings.iter().filter(|finding| finding.is_error()).cloned().collect();
        let _ = report::write(report::Format::Short, &shown, &compiled.sources, false, &mut text);
        format!("{what}\n{}", String::from_utf8_lossy(&text))
    };
    if errors > 0 && !arguments.draft {
        if let Some(site) = site {
            site.show(&prepared.out, Some(told("The sources have errors; the documents are those of before.")));
        }
        return Ok(format!("{findings}: nothing was written, the documents are those of before"));
    }
    let progress = Progress::new(colour && stderr.is_terminal());
    let files = prepared.render(arguments, &progress);
    progress.end();
    let files = files?;
    let written = prepared.write(arguments, &files)?;
    if let Some(site) = site {
        site.show(&prepared.out, (errors > 0).then(|| told("A draft: the sources have errors.")));
    }
    let gone = if written.removed > 0 { format!(", {} removed", written.removed) } else { String::new() };
    let aside = if written.set_aside.is_empty() { String::new() } else { format!("; {}", super::set_aside(&written.set_aside)) };
    Ok(format!("{}: {} written{gone}; {findings}{aside}", prepared.summary(files.len()), written.written))
}
