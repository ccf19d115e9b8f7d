//! How long an editor waits: from a key to the findings of the whole package, for completion and for hover.
//!
//! `cargo bench --bench latency` drives the server with messages of the protocol, in this process, on organisations of
//! three sizes. It prints the median and the 99th percentile in milliseconds, and how memory grows over 10,000 edits.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints its table, and one that cannot go on ends")]

use std::time::{Duration, Instant};

use isms::lsp::Server;
use isms::model::Day;
use isms::source::World as _;
use serde_json::{Value, json};

#[path = "generator.rs"]
#[allow(dead_code, reason = "shared with the other benchmark")]
mod generator;

fn main() {
    println!("{:>10} {:>24} {:>22} {:>22}", "lines", "key to findings", "completion", "hover");
    println!("{:>10} {:>24} {:>22} {:>22}", "", "median / p99", "median / p99", "median / p99");
    let sizes = std::env::var("ISMS_BENCH_SIZE").ok().and_then(|size| size.parse().ok()).map_or(vec![1_000, 10_000, 100_000], |size| vec![size]);
    for size in sizes {
        let folder = tempfile::tempdir().unwrap();
        let (mut session, lines) = Session::new(folder.path(), size);
        let runs = if size > 50_000 { 300 } else { 1_000 };
        let findings: Vec<Duration> = (0..runs).map(|at| session.edit(at)).collect();
        let completion: Vec<Duration> = (0..runs).map(|_| session.ask("textDocument/completion", 1, 8)).collect();
        let hover: Vec<Duration> = (0..runs).map(|_| session.ask("textDocument/hover", 0, 7)).collect();
        println!("{lines:>10} {:>24} {:>22} {:>22}", shown(findings), shown(completion), shown(hover));
        if size == 10_000 {
            let before = memory();
            (0..10_000).for_each(|at| {
                session.edit(at);
            });
            println!("{:>10} memory over 10,000 edits: {before} KiB, then {} KiB", "", memory());
        }
    }
}

struct Session {
    server: Server,
    uri: String,
    next: i64,
}

impl Session {
    fn new(folder: &std::path::Path, size: usize) -> (Self, usize) {
        let world = generator::organisation(size);
        for name in world.list().unwrap().files {
            std::fs::write(folder.join(&name), world.read(&name).unwrap()).unwrap();
        }
        std::fs::write(folder.join("isms.toml"), "").unwrap();
        // the file that is written in is the largest
        let name = if size > 1_000 { "generated_00000.isms" } else { "risks.isms" };
        let text = format!("risk R-KEY \"Key\" {{\n  owner x\n}}\n\n{}", String::from_utf8(world.read(name).unwrap()).unwrap());
        let root = format!("file://{}", folder.display());
        let mut session = Self { server: Server::new(Box::new(|| Day(jiff::civil::date(2026, 6, 30)))), uri: format!("{root}/{name}"), next: 0 };
        session.send(json!({ "id": 0, "method": "initialize", "params": { "capabilities": {}, "workspaceFolders": [{ "uri": root, "name": "bench" }] } }));
        session.send(json!({ "method": "initialized", "params": {} }));
        session.send(json!({ "method": "textDocument/didOpen", "params": { "textDocument": { "uri": session.uri, "version": 0, "text": text } } }));
        session.server.settle();
        session.server.take_out();
        (session, generator::lines(&world))
    }

    fn send(&mut self, message: Value) {
        self.server.handle(&message, &|_| false);
    }

    /// A key: the name of the owner gets a letter, or loses it. Until the findings are there.
    fn edit(&mut self, at: usize) -> Duration {
        let (end, text) = if at.is_multiple_of(2) { (9, "xy") } else { (10, "x") };
        let range = json!({ "start": { "line": 1, "character": 8 }, "end": { "line": 1, "character": end } });
        let message = json!({ "method": "textDocument/didChange", "params": { "textDocument": { "uri": self.uri, "version": at }, "contentChanges": [{ "range": range, "text": text }] } });
        let start = Instant::now();
        self.send(message);
        self.server.settle();
        let out = self.server.take_out();
        let bytes: usize = out.iter().map(|message| serde_json::to_vec(message).unwrap().len()).sum();
        let took = start.elapsed();
        assert!(bytes > 0, "every key changes a finding");
        took
    }

    fn ask(&mut self, method: &str, line: u64, character: u64) -> Duration {
        self.next += 1;
        let start = Instant::now();
        self.send(json!({ "id": self.next, "method": method, "params": { "textDocument": { "uri": self.uri }, "position": { "line": line, "character": character } } }));
        let out = self.server.take_out();
        std::hint::black_box(serde_json::to_vec(&out).unwrap());
        start.elapsed()
    }
}

fn shown(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |part: usize| times.get(times.len() * part / 100).copied().unwrap_or_default().as_secs_f64() * 1e3;
    format!("{:.1} / {:.1} ms", at(50), at(99))
}

/// The memory of this process now, in KiB; 0 where the system does not say.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}
