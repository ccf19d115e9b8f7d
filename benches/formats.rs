//! How long the documents of the example take, format by format, against the programs that people use for the same.
//!
//! `cargo bench --bench formats` (with `--features pdf` for PDF) runs `isms build` as a process, from reading the sources to
//! the last file on the disk, into a new folder each time, and prints the median, the peak memory and the size of what was
//! written. Then the same documents go through pandoc (Markdown to DOCX) and LibreOffice (DOCX to PDF), where these are
//! installed, and through the Typst library alone. `ISMS_BENCH_RUNS` says how many runs (7).

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints its table, and one that cannot go on ends")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ISMS: &str = env!("CARGO_BIN_EXE_isms");

fn main() {
    #[cfg(feature = "pdf")]
    if let (Some("--child"), Some(what)) = (std::env::args().nth(1).as_deref(), std::env::args().nth(2)) {
        return child(&what);
    }
    let runs = std::env::var("ISMS_BENCH_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(7);
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/meridian");
    println!("{:>20} {:>10} {:>12} {:>8} {:>10}", "formats", "median", "peak memory", "files", "size");
    let names: Vec<&str> = isms::render::FORMATS.iter().map(|format| format.name).collect();
    for name in &names {
        row(&package, name, name, runs);
    }
    let without: Vec<&str> = names.iter().copied().filter(|name| *name != "pdf").collect();
    let most = row(&package, "all but PDF", &without.join(","), runs);
    let all = if names.contains(&"pdf") { Some(row(&package, "all", "all", runs)) } else { None };
    println!("all but PDF against the aim of 300 ms: {:.2}", most.as_secs_f64() / 0.3);
    if let Some(all) = all {
        println!("all against the aim of 2 s: {:.2}", all.as_secs_f64() / 2.0);
    }
    peers(&package, names.contains(&"pdf"), runs);
    #[cfg(feature = "pdf")]
    typst_alone(runs);
}

/// What one run came to.
struct Run {
    took: Duration,
    /// KiB.
    memory: u64,
}

/// Runs a process to its end, and looks at its memory meanwhile.
fn timed(command: &mut Command) -> Run {
    let started = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    loop {
        memory = memory.max(peak(&status));
        if let Some(status) = child.try_wait().unwrap() {
            let took = started.elapsed();
            assert!(status.success(), "{command:?}");
            return Run { took, memory };
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// The peak memory of a process so far, in KiB; 0 where the system does not say.
fn peak(status: &str) -> u64 {
    let text = std::fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn build(package: &Path, formats: &str, out: &Path) -> Run {
    timed(Command::new(ISMS).arg("build").arg(package).args(["--as-of", "2026-06-30", "--formats", formats, "--out"]).arg(out))
}

fn row(package: &Path, title: &str, formats: &str, runs: usize) -> Duration {
    let mut times = Vec::new();
    let (mut memory, mut size) = (0, (0, 0));
    for _ in 0..runs {
        let folder = tempfile::tempdir().unwrap();
        let run = build(package, formats, folder.path());
        times.push(run.took);
        memory = memory.max(run.memory);
        size = written(folder.path());
    }
    let median = median(times);
    let (files, bytes) = size;
    println!("{title:>20} {:>10} {:>8} MiB {files:>8} {:>6} KiB", ms(median), memory / 1024, bytes / 1024);
    median
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn ms(time: Duration) -> String {
    format!("{:.0} ms", time.as_secs_f64() * 1e3)
}

/// How many files lie below a folder, and how many bytes they have.
fn written(folder: &Path) -> (usize, u64) {
    files(folder, "").iter().fold((0, 0), |(count, bytes), path| (count + 1, bytes + std::fs::metadata(path).unwrap().len()))
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if extension.is_empty() || path.extension().is_some_and(|one| one == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn there(program: &str) -> bool {
    Command::new(program).arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// The same documents through the programs that people use, all of them once: a process for each document with pandoc, as a
/// Makefile would do, and one for all with LibreOffice, which takes long to start.
fn peers(package: &Path, pdf: bool, runs: usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    build(package, "markdown", path);
    let texts = files(path, "md");
    let runs = runs.min(3);
    let pandoc = there("pandoc").then(|| {
        let all = || {
            texts
                .iter()
                .map(|text| {
                    timed(
                        Command::new("pandoc")
                            .current_dir(text.parent().unwrap())
                            .args(["-f", "gfm", "-t", "docx", "-o"])
                            .arg(text.with_extension("docx"))
                            .arg(text),
                    )
                    .took
                })
                .sum()
        };
        median((0..runs).map(|_| all()).collect())
    });
    if pandoc.is_none() {
        println!("pandoc is not installed: LibreOffice gets the DOCX of isms");
        build(package, "docx", path);
    }
    let words = files(path, "docx");
    let office = there("soffice").then(|| {
        let all = || {
            let (out, profile) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            let profile = format!("-env:UserInstallation=file://{}", profile.path().display());
            let run = timed(Command::new("soffice").args([&profile, "--headless", "--convert-to", "pdf", "--outdir"]).arg(out.path()).args(&words));
            assert!(!files(out.path(), "pdf").is_empty(), "LibreOffice wrote nothing");
            run.took
        };
        median((0..runs).map(|_| all()).collect())
    });
    let ours = |formats: &str| {
        let times = (0..runs).map(|_| build(package, formats, tempfile::tempdir().unwrap().path()).took).collect();
        median(times)
    };
    let say = |what: &str, theirs: Duration, formats: &str| {
        let ours = ours(formats);
        println!(
            "{what}: {} for {} documents; isms build --formats {formats}: {}, {:.0} times as fast",
            ms(theirs),
            texts.len(),
            ms(ours),
            theirs.as_secs_f64() / ours.as_secs_f64()
        );
    };
    if let Some(pandoc) = pandoc {
        say("pandoc, Markdown to DOCX", pandoc, "docx");
    }
    match office {
        None => println!("LibreOffice is not installed"),
        Some(office) if pdf => {
            say("LibreOffice, DOCX to PDF", office, "pdf");
            if let Some(pandoc) = pandoc {
                say("both, Markdown to DOCX and PDF", pandoc + office, "docx,pdf");
            }
        }
        Some(office) => println!("LibreOffice, DOCX to PDF: {} for {} documents", ms(office), words.len()),
    }
}

/// The Typst library alone, on the sources that isms writes for it. Each run is a process, since the library remembers what
/// it laid out.
#[cfg(feature = "pdf")]
fn typst_alone(runs: usize) {
    let child = |what: &str| {
        let output = Command::new(std::env::current_exe().unwrap()).args(["--child", what]).output().unwrap();
        Duration::from_nanos(String::from_utf8(output.stdout).unwrap().trim().parse().unwrap())
    };
    // in turns, so that both see the same machine
    let times: Vec<(Duration, Duration)> = (0..runs).map(|_| (child("isms"), child("typst"))).collect();
    let (ours, alone) = (median(times.iter().map(|one| one.0).collect()), median(times.iter().map(|one| one.1).collect()));
    let ratio = ours.as_secs_f64() / alone.as_secs_f64();
    println!("PDF from text in memory: isms {}, the Typst library alone on the same text {}: {ratio:.2}", ms(ours), ms(alone));
}

/// One run of one of the two; prints nanoseconds.
#[cfg(feature = "pdf")]
fn child(what: &str) {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/meridian");
    let world = isms::source::Disk::new(&package);
    let day = isms::model::Day(jiff::civil::date(2026, 6, 30));
    let options = isms::pipeline::Options { as_of: day, levels: Vec::new(), prefix: String::new(), name: "meridian".into() };
    let model = isms::pipeline::compile(&world, &options).unwrap().model;
    let documents = isms::document::documents(&model, &world, &mut Vec::new());
    let formats: Vec<_> = isms::render::FORMATS.iter().filter(|format| format.name == "pdf").map(|format| format.id).collect();
    let sources = isms::render::typst_sources(&model, &documents);
    let started = Instant::now();
    let made =
        if what == "isms" { isms::render::render_all(&model, &documents, &formats).unwrap().len() } else { isms::render::typst_alone(&documents, &sources) };
    assert_eq!(made, documents.len());
    println!("{}", started.elapsed().as_nanos());
}
