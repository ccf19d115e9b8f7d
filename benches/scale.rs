//! How `check` grows with the size of an organisation, and how fast the command starts.
//!
//! `cargo bench --bench scale` prints, side by side in one run: lines per second of `check` at four sizes, the
//! same for reading the same model from JSON with serde_json, peak memory, and the start-up of the command on
//! the minimal example. Figures are medians; quote ratios, not single times.

#![allow(clippy::print_stdout, reason = "a benchmark prints its table")]

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use isms::model::Day;
use isms::pipeline::{Options, compile};
use isms::source::Memory;

#[path = "generator.rs"]
mod generator;

const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];

fn main() {
    // a child of this benchmark: compile one size and print its peak memory
    if let Ok(size) = std::env::var("ISMS_BENCH_SIZE") {
        let lines: usize = size.parse().unwrap_or(1_000);
        let world = generator::organisation(lines);
        if std::env::var("ISMS_BENCH_BASE").is_err() {
            run(&world);
        }
        println!("{}", peak_memory());
        return;
    }
    println!("{:>10} {:>9} {:>12} {:>14} {:>11} {:>13}", "lines", "check", "lines/s", "JSON of model", "check/JSON", "peak memory");
    for size in SIZES {
        let world = generator::organisation(size);
        let lines = generator::lines(&world);
        let runs = if size >= 1_000_000 { 3 } else { 7 };
        let check = median(runs, || run(&world));
        let json = model_json(&world);
        let parse = median(runs, || {
            let value: serde_json::Value = serde_json::from_slice(&json).unwrap_or_default();
            std::hint::black_box(&value);
        });
        let (with, without) = (child(size, false), child(size, true));
        println!(
            "{lines:>10} {:>6.1} ms {:>12.0} {:>11.1} ms {:>11.2} {:>9} MiB",
            check.as_secs_f64() * 1e3,
            lines as f64 / check.as_secs_f64(),
            parse.as_secs_f64() * 1e3,
            check.as_secs_f64() / parse.as_secs_f64(),
            with.saturating_sub(without) / 1024,
        );
    }
    let minimal = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/minimal");
    let binary = Path::new(env!("CARGO_BIN_EXE_isms"));
    if binary.exists() {
        let start = median(21, || {
            let done = Command::new(binary).args(["check", "--as-of", "2026-06-30", minimal]).output();
            std::hint::black_box(&done);
        });
        let nothing = median(21, || {
            let done = Command::new(binary).arg("--version").output();
            std::hint::black_box(&done);
        });
        println!("\nstart-up: `isms check examples/minimal` {:.1} ms, `isms --version` {:.1} ms", start.as_secs_f64() * 1e3, nothing.as_secs_f64() * 1e3);
    }
}

fn options() -> Options {
    Options { as_of: Day(jiff::civil::date(2026, 6, 30)), levels: Vec::new(), prefix: String::new(), name: "bench".into() }
}

fn run(world: &Memory) {
    let compiled = compile(world, &options());
    std::hint::black_box(&compiled);
    // as the command does: what is not needed any more is not cleaned up one by one
    std::mem::forget(compiled);
}

fn model_json(world: &Memory) -> Vec<u8> {
    compile(world, &options()).ok().and_then(|compiled| serde_json::to_vec(&compiled.model).ok()).unwrap_or_default()
}

fn median(runs: usize, mut work: impl FnMut()) -> Duration {
    work();
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Peak memory of a fresh process in KiB; `base` only generates the sources.
fn child(size: usize, base: bool) -> u64 {
    let Ok(exe) = std::env::current_exe() else { return 0 };
    let mut command = Command::new(exe);
    command.env("ISMS_BENCH_SIZE", size.to_string());
    if base {
        command.env("ISMS_BENCH_BASE", "1");
    }
    let Ok(output) = command.output() else { return 0 };
    String::from_utf8_lossy(&output.stdout).trim().parse().unwrap_or(0)
}

/// `VmHWM` of this process in KiB; 0 where the system does not say.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}
