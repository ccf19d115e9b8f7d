//! A client in the same process, which talks to the server over real frames.

use std::io::{self, BufReader, Cursor, Read, Write};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use serde_json::{Value, json};

use crate::lsp::{Frame, read_frame, serve, uri, write_frame};
use crate::model::Day;

/// Bytes that come in through a channel.
pub(super) struct Pipe(Receiver<Vec<u8>>, Cursor<Vec<u8>>, Duration);

/// A client that waits longer has found a mistake of the server.
const PATIENCE: Duration = Duration::from_secs(120);
/// A server waits as long as its client likes.
const FOREVER: Duration = Duration::from_secs(24 * 3600);

impl Read for Pipe {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.1.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            match self.0.recv_timeout(self.2) {
                Ok(bytes) => self.1 = Cursor::new(bytes),
                Err(_) => return Ok(0),
            }
        }
    }
}

struct Out(Sender<Vec<u8>>);

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _ = self.0.send(bytes.to_vec());
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A client with its server in another thread, and a package in a scratch folder.
pub(super) struct Client {
    pub(super) to: Option<Sender<Vec<u8>>>,
    pub(super) from: BufReader<Pipe>,
    pub(super) server: Option<std::thread::JoinHandle<u8>>,
    pub(super) folder: Arc<tempfile::TempDir>,
    pub(super) next: i64,
    pub(super) notes: Vec<Value>,
}

pub(super) const MAIN: &str = r#"organisation acme "Acme" scope "All of it"

role ciso "Chief information security officer" held_by "Anna Weber"
role board "Board" held_by "Jo Roth" top_management yes

criteria c "Criteria" {
  likelihood {
    step 1 "Rare"
    step 4 "Likely"
  }
  consequence business "Business" {
    step 1 "Minor"
    step 5 "Severe"
  }
  level low "Low" from 1
  level high "High" from 10
  accept low always
  accept high by board
}

adopt risk_assessment owner ciso

adopt risk_treatment owner ciso
"#;

pub(super) const RISKS: &str = r#"/// What we fear most.
risk R-1 "Größter Verlust 🔒 of data" {
  owner ciso
  likelihood 4
  consequence 5
  treat modify with A.8.13
  review every 12 months last 2026-01-15
}

control A.8.13 {
  status planned
  owner ciso
  plan {
    due 2026-09-30
    task T-1 "Buy tapes" by ciso due 2026-08-30 cost 1000 EUR effort 2 days
  }
}

policy POL-1 "Access" {
  template access_control
  owner ciso
  version "1.0"
}
"#;

impl Client {
    pub(super) fn new() -> Self {
        Self::with(&[("isms.toml", "[package]\nname = \"acme\"\n"), ("main.isms", MAIN), ("risks.isms", RISKS)], json!({}))
    }

    pub(super) fn with(files: &[(&str, &str)], capabilities: Value) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        Self::greeted(Arc::new(folder), capabilities)
    }

    /// A client of a folder that others may look at too.
    pub(super) fn greeted(folder: Arc<tempfile::TempDir>, capabilities: Value) -> Self {
        let mut client = Self::on(folder);
        let root = client.root();
        client.request("initialize", json!({ "capabilities": capabilities, "workspaceFolders": [{ "uri": root, "name": "acme" }] }));
        client.notify("initialized", json!({}));
        client
    }

    pub(super) fn raw(folder: tempfile::TempDir) -> Self {
        Self::on(Arc::new(folder))
    }

    fn on(folder: Arc<tempfile::TempDir>) -> Self {
        let (to, input) = channel();
        let (output, from) = channel();
        let today = || Day(jiff::civil::date(2026, 6, 30));
        let server = std::thread::spawn(move || serve(BufReader::new(Pipe(input, Cursor::default(), FOREVER)), &mut Out(output), Box::new(today)).unwrap());
        Self { to: Some(to), from: BufReader::new(Pipe(from, Cursor::default(), PATIENCE)), server: Some(server), folder, next: 0, notes: Vec::new() }
    }

    pub(super) fn root(&self) -> String {
        uri::from_path(self.folder.path())
    }

    pub(super) fn uri(&self, name: &str) -> String {
        uri::from_path(&self.folder.path().join(name))
    }

    pub(super) fn bytes(&self, bytes: &[u8]) {
        self.to.as_ref().unwrap().send(bytes.to_vec()).unwrap();
    }

    pub(super) fn send(&self, message: &Value) {
        let mut bytes = Vec::new();
        write_frame(&mut bytes, message).unwrap();
        self.bytes(&bytes);
    }

    pub(super) fn notify(&self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    pub(super) fn receive(&mut self) -> Value {
        self.hear().unwrap_or_else(|other| panic!("{other:?}"))
    }

    /// The next message, or what came in its place: the end.
    pub(super) fn hear(&mut self) -> Result<Value, Frame> {
        match read_frame(&mut self.from).unwrap() {
            Frame::Message(message) => Ok(message),
            other => Err(other),
        }
    }

    /// The whole answer to a request; what comes before it is kept.
    pub(super) fn answer(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.receive();
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
            self.notes.push(message);
        }
    }

    pub(super) fn request(&mut self, method: &str, params: Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The text of the last findings of a document.
    pub(super) fn findings(&mut self, name: &str) -> Vec<Value> {
        // an answer comes after everything that was sent before it; findings come once there is nothing else to do
        for _ in 0..2 {
            self.request("isms/libraryText", json!({ "uri": "isms-library:/defaults.isms" }));
            std::thread::sleep(std::time::Duration::from_millis(30));
        }
        let uri = self.uri(name);
        let found = self.notes.iter().rev().find(|note| note["method"] == "textDocument/publishDiagnostics" && note["params"]["uri"] == *uri);
        found.map(|note| note["params"]["diagnostics"].as_array().unwrap().clone()).unwrap_or_default()
    }

    pub(super) fn codes(&mut self, name: &str) -> Vec<String> {
        self.findings(name).iter().map(|one| one["code"].as_str().unwrap().to_string()).collect()
    }

    pub(super) fn open(&self, name: &str, text: &str) {
        self.notify("textDocument/didOpen", json!({ "textDocument": { "uri": self.uri(name), "languageId": "isms", "version": 1, "text": text } }));
    }

    pub(super) fn replace(&self, name: &str, text: &str) {
        self.notify("textDocument/didChange", json!({ "textDocument": { "uri": self.uri(name), "version": 2 }, "contentChanges": [{ "text": text }] }));
    }

    /// Parameters at the `|` in a text, which is opened without it.
    pub(super) fn at(&self, name: &str, marked: &str) -> Value {
        let (before, after) = marked.split_once('|').unwrap();
        self.open(name, &format!("{before}{after}"));
        self.position(name, before)
    }

    pub(super) fn position(&self, name: &str, before: &str) -> Value {
        let line = before.matches('\n').count();
        let character = before.rsplit('\n').next().unwrap().encode_utf16().count();
        json!({ "textDocument": { "uri": self.uri(name) }, "position": { "line": line, "character": character } })
    }

    pub(super) fn labels(&mut self, name: &str, marked: &str) -> Vec<String> {
        let at = self.at(name, marked);
        let list = self.request("textDocument/completion", at);
        list["items"].as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap().to_string()).collect()
    }

    pub(super) fn end(mut self) -> u8 {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.wait()
    }

    /// The code with which the server ends.
    pub(super) fn wait(&mut self) -> u8 {
        self.server.take().unwrap().join().unwrap()
    }

    /// The code of the next answer that belongs to no request.
    pub(super) fn malformed(&mut self) -> i64 {
        loop {
            let message = self.receive();
            if message["id"].is_null() && message.get("error").is_some() {
                return message["error"]["code"].as_i64().unwrap();
            }
            self.notes.push(message);
        }
    }
}

pub(super) fn before<'t>(text: &'t str, part: &str) -> &'t str {
    text.split_once(part).unwrap().0
}

pub(super) fn marked(text: &str, part: &str) -> String {
    text.replacen(part, &format!("|{part}"), 1)
}

pub(super) fn titles(actions: &Value) -> Vec<&str> {
    actions.as_array().unwrap().iter().map(|one| one["title"].as_str().unwrap()).collect()
}

/// A small generator of numbers that look random, the same in every run.
pub(super) fn numbers(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    }
}

/// A text after edits of the protocol, as an editor applies them: from the last one to the first.
pub(super) fn edited(text: &str, edits: &Value) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let at = |position: &Value| {
        let (line, character) = (position["line"].as_u64().unwrap() as usize, position["character"].as_u64().unwrap() as usize);
        let start = text.split_inclusive('\n').take(line).map(|line| line.encode_utf16().count()).sum::<usize>();
        start + character
    };
    let mut edits: Vec<(usize, usize, &str)> =
        edits.as_array().unwrap().iter().map(|edit| (at(&edit["range"]["start"]), at(&edit["range"]["end"]), edit["newText"].as_str().unwrap())).collect();
    edits.sort();
    let mut units = units;
    for (start, end, new) in edits.into_iter().rev() {
        units.splice(start..end, new.encode_utf16());
    }
    String::from_utf16(&units).unwrap()
}
