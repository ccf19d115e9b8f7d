//! The loop: messages in, answers out, one after another.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};

use serde_json::{Value, json};

use super::convert::Convert;
use super::document::Document;
use super::folder::Folder;
use super::frame::{Frame, read_frame, write_frame};
use super::position::Encoding;
use super::{capabilities, findings, requests, uri};
use crate::base::FileId;
use crate::model::Day;
use crate::source::{packages_below, world_of};

/// Why a request has no answer: a code of the protocol, and a sentence.
pub type Failure = (i32, String);

const INVALID_REQUEST: i32 = -32600;
const METHOD_NOT_FOUND: i32 = -32601;
const INVALID_PARAMS: i32 = -32602;
const INTERNAL_ERROR: i32 = -32603;
const NOT_INITIALIZED: i32 = -32002;
const CANCELLED: i32 = -32800;
const REQUEST_FAILED: i32 = -32803;

/// Parameters that are not what the protocol asks for.
pub fn invalid(message: impl Into<String>) -> Failure {
    (INVALID_PARAMS, message.into())
}

/// Something that cannot be done, with the reason.
pub fn failed(message: impl Into<String>) -> Failure {
    (REQUEST_FAILED, message.into())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Begun,
    Running,
    ShutDown,
    Ended,
}

/// The server with everything that it knows.
pub struct Server {
    today: Box<dyn Fn() -> Day + Send>,
    state: State,
    /// In what characters positions are counted.
    pub encoding: Encoding,
    /// Whether the client asks for findings itself.
    pull: bool,
    /// Whether the client understands snippets.
    pub snippets: bool,
    watches: bool,
    /// The day that the client judges at, where it is not today.
    as_of: Option<Day>,
    roots: Vec<PathBuf>,
    /// The packages.
    pub folders: Vec<Folder>,
    /// The open documents, by their URI.
    pub documents: BTreeMap<String, Document>,
    out: Vec<Value>,
    next_id: u64,
}

impl Server {
    /// A server that was not greeted yet. `today` is asked again for every package.
    pub fn new(today: Box<dyn Fn() -> Day + Send>) -> Self {
        Self {
            today,
            state: State::Begun,
            encoding: Encoding::Utf16,
            pull: false,
            snippets: false,
            watches: false,
            as_of: None,
            roots: Vec::new(),
            folders: Vec::new(),
            documents: BTreeMap::new(),
            out: Vec::new(),
            next_id: 0,
        }
    }

    /// Whether `exit` was heard, and with which code the process ends.
    pub fn ended(&self, shut_down: bool) -> Option<u8> {
        (self.state == State::Ended).then_some(u8::from(!shut_down))
    }

    /// What is to be sent.
    pub fn take_out(&mut self) -> Vec<Value> {
        std::mem::take(&mut self.out)
    }

    /// Handles one message. `cancelled` says whether a request was cancelled before it began.
    pub fn handle(&mut self, message: &Value, cancelled: &dyn Fn(&Value) -> bool) {
        let method = message.get("method").and_then(Value::as_str);
        let id = message.get("id").filter(|id| id.is_string() || id.is_number());
        let empty = Value::Null;
        let params = message.get("params").unwrap_or(&empty);
        match (method, id) {
            (Some(method), Some(id)) => {
                let answer = if cancelled(id) { Err((CANCELLED, "cancelled".to_string())) } else { self.guarded(|server| server.request(method, params)) };
                self.out.push(match answer {
                    Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
                    Err((code, message)) => json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } }),
                });
            }
            (Some(method), None) => {
                if let Err((_, message)) = self.guarded(|server| server.notification(method, params)) {
                    self.log(&format!("{method}: {message}"));
                }
            }
            // an answer to a request of ours, which asks for nothing but that it was heard
            (None, Some(_)) if message.get("result").is_some() || message.get("error").is_some() => {}
            _ => self.malformed("a message has a `method`"),
        }
    }

    /// Answers something that is not a message.
    pub fn malformed(&mut self, why: &str) {
        let code = if why.starts_with("not JSON") { -32700 } else { INVALID_REQUEST };
        self.out.push(json!({ "jsonrpc": "2.0", "id": null, "error": { "code": code, "message": why } }));
    }

    /// A mistake in here costs one answer and not the session.
    fn guarded<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, Failure>) -> Result<T, Failure> {
        match catch_unwind(AssertUnwindSafe(|| work(self))) {
            Ok(answer) => answer,
            Err(_) => {
                self.folders.iter_mut().for_each(Folder::reset);
                Err((INTERNAL_ERROR, "a mistake in the server; it goes on with a fresh state".into()))
            }
        }
    }

    fn log(&mut self, text: &str) {
        self.out.push(json!({ "jsonrpc": "2.0", "method": "window/logMessage", "params": { "type": 2, "message": text } }));
    }

    fn request(&mut self, method: &str, params: &Value) -> Result<Value, Failure> {
        match (self.state, method) {
            (State::Begun, "initialize") => return Ok(self.initialize(params)),
            (State::Begun, _) => return Err((NOT_INITIALIZED, "the first request is `initialize`".into())),
            (_, "initialize") => return Err((INVALID_REQUEST, "`initialize` was heard already".into())),
            (State::Running, "shutdown") => {
                self.state = State::ShutDown;
                return Ok(Value::Null);
            }
            (State::Running, _) => {}
            _ => return Err((INVALID_REQUEST, "the server is shut down".into())),
        }
        let Some((_, handler)) = requests::TABLE.iter().find(|(name, _)| *name == method) else {
            return Err((METHOD_NOT_FOUND, format!("there is no `{method}`")));
        };
        self.folders.iter_mut().for_each(|folder| {
            folder.refresh();
        });
        handler(self, params)
    }

    fn initialize(&mut self, params: &Value) -> Value {
        self.state = State::Running;
        let list = |at: &str| params.pointer(at).and_then(Value::as_array).cloned().unwrap_or_default();
        if list("/capabilities/general/positionEncodings").iter().any(|one| one == "utf-8") {
            self.encoding = Encoding::Utf8;
        }
        let flag = |at: &str| params.pointer(at).and_then(Value::as_bool).unwrap_or(false);
        self.snippets = flag("/capabilities/textDocument/completion/completionItem/snippetSupport");
        self.watches = flag("/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration");
        self.pull = flag("/initializationOptions/pullDiagnostics");
        self.configure(params.get("initializationOptions").unwrap_or(&Value::Null));
        let folders = list("/workspaceFolders");
        let uris = folders.iter().filter_map(|one| one.get("uri").and_then(Value::as_str));
        self.roots = uris.filter_map(uri::to_path).collect();
        if self.roots.is_empty() {
            self.roots.extend(params.get("rootUri").and_then(Value::as_str).and_then(uri::to_path));
        }
        capabilities::answer(self.encoding, self.pull)
    }

    fn configure(&mut self, settings: &Value) {
        if let Some(text) = settings.get("asOf").and_then(Value::as_str) {
            self.as_of = crate::resolve::parse_date(text).map(Day);
        }
        let day = self.day();
        for folder in &mut self.folders {
            folder.options.as_of = day;
            folder.dirty = true;
        }
    }

    fn day(&self) -> Day {
        self.as_of.unwrap_or_else(|| (self.today)())
    }

    fn notification(&mut self, method: &str, params: &Value) -> Result<(), Failure> {
        if method == "exit" {
            self.state = State::Ended;
            return Ok(());
        }
        if self.state != State::Running {
            return Ok(());
        }
        match method {
            "initialized" => self.initialized(),
            "textDocument/didOpen" => self.open(params)?,
            "textDocument/didChange" => self.change(params)?,
            "textDocument/didClose" => self.close(params)?,
            "workspace/didChangeWatchedFiles" => {
                for change in params.get("changes").and_then(Value::as_array).into_iter().flatten() {
                    self.touched(change.get("uri").and_then(Value::as_str).unwrap_or(""));
                }
            }
            "workspace/didChangeConfiguration" => {
                let settings = params.get("settings").map_or(&Value::Null, |settings| settings.get("isms").unwrap_or(settings));
                self.configure(settings);
            }
            "workspace/didChangeWorkspaceFolders" => {
                for added in params.pointer("/event/added").and_then(Value::as_array).into_iter().flatten() {
                    if let Some(root) = added.get("uri").and_then(Value::as_str).and_then(uri::to_path) {
                        self.roots.push(root.clone());
                        packages_below(&root).into_iter().for_each(|folder| {
                            self.folder_at(folder.clone(), crate::source::Disk::new(&folder));
                        });
                    }
                }
                for removed in params.pointer("/event/removed").and_then(Value::as_array).into_iter().flatten() {
                    if let Some(root) = removed.get("uri").and_then(Value::as_str).and_then(uri::to_path) {
                        self.roots.retain(|one| *one != root);
                        self.forget(&root);
                    }
                }
            }
            // saved texts are known already; cancellation is heard when the message comes in
            _ => {}
        }
        Ok(())
    }

    fn initialized(&mut self) {
        for root in self.roots.clone() {
            for folder in packages_below(&root) {
                self.folder_at(folder.clone(), crate::source::Disk::new(&folder));
            }
        }
        if self.watches {
            self.next_id += 1;
            let watchers = ["**/*.isms", "**/isms.toml", "**/templates/**"].map(|glob| json!({ "globPattern": glob }));
            let registration = json!({ "id": "isms-watch", "method": "workspace/didChangeWatchedFiles", "registerOptions": { "watchers": watchers } });
            self.out.push(json!({ "jsonrpc": "2.0", "id": format!("isms-{}", self.next_id), "method": "client/registerCapability", "params": { "registrations": [registration] } }));
        }
    }

    fn folder_at(&mut self, root: PathBuf, disk: crate::source::Disk) -> usize {
        if let Some(at) = self.folders.iter().position(|folder| folder.root == root) {
            return at;
        }
        self.folders.push(Folder::new(root, disk, self.day()));
        self.folders.len() - 1
    }

    fn forget(&mut self, root: &std::path::Path) {
        for folder in self.folders.iter().filter(|folder| folder.root.starts_with(root)) {
            let known = folder.published.keys();
            self.out
                .extend(known.map(|uri| json!({ "jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": { "uri": uri, "diagnostics": [] } })));
        }
        let gone: Vec<bool> = self.folders.iter().map(|folder| folder.root.starts_with(root)).collect();
        let mut kept = 0;
        let numbers: Vec<Option<usize>> = gone
            .iter()
            .map(|gone| {
                (!gone).then(|| {
                    kept += 1;
                    kept - 1
                })
            })
            .collect();
        self.folders.retain(|folder| !folder.root.starts_with(root));
        for document in self.documents.values_mut() {
            document.folder = document.folder.and_then(|at| numbers.get(at).copied().flatten());
        }
    }

    fn open(&mut self, params: &Value) -> Result<(), Failure> {
        let uri = params.pointer("/textDocument/uri").and_then(Value::as_str).ok_or_else(|| invalid("a document has a `uri`"))?;
        let uri = uri::normal(uri);
        let text = params.pointer("/textDocument/text").and_then(Value::as_str).ok_or_else(|| invalid("a document has a `text`"))?.to_string();
        let version = params.pointer("/textDocument/version").and_then(Value::as_i64).unwrap_or(0);
        let mut document = Document { text, version, folder: None, path: String::new() };
        if let Some(path) = uri::to_path(&uri) {
            let (root, disk) = world_of(&path, &self.roots);
            document.path = path.strip_prefix(&root).map(|path| path.to_string_lossy().replace('\\', "/")).unwrap_or_default();
            let at = self.folder_at(root, disk);
            document.folder = Some(at);
            if let Some(folder) = self.folders.get_mut(at) {
                folder.world.open(&document.path, document.shared());
                folder.dirty = true;
            }
        }
        self.documents.insert(uri, document);
        Ok(())
    }

    fn change(&mut self, params: &Value) -> Result<(), Failure> {
        let uri = uri::normal(params.pointer("/textDocument/uri").and_then(Value::as_str).unwrap_or(""));
        let encoding = self.encoding;
        let document = self.documents.get_mut(&uri).ok_or_else(|| invalid(format!("`{uri}` is not open")))?;
        let changes = params.get("contentChanges").and_then(Value::as_array).ok_or_else(|| invalid("there are no `contentChanges`"))?;
        let done = document.apply(changes, encoding);
        document.version = params.pointer("/textDocument/version").and_then(Value::as_i64).unwrap_or(document.version);
        if let Some(folder) = document.folder.and_then(|at| self.folders.get_mut(at)) {
            folder.world.open(&document.path, document.shared());
            folder.dirty = true;
        }
        done.map_err(invalid)
    }

    fn close(&mut self, params: &Value) -> Result<(), Failure> {
        let uri = uri::normal(params.pointer("/textDocument/uri").and_then(Value::as_str).unwrap_or(""));
        let document = self.documents.remove(&uri).ok_or_else(|| invalid(format!("`{uri}` is not open")))?;
        if let Some(folder) = document.folder.and_then(|at| self.folders.get_mut(at)) {
            folder.world.close(&document.path);
            folder.dirty = true;
        }
        Ok(())
    }

    /// A file on disk was written, made or deleted.
    fn touched(&mut self, uri: &str) {
        let Some(path) = uri::to_path(uri) else { return };
        for folder in &mut self.folders {
            if let Ok(below) = path.strip_prefix(&folder.root) {
                folder.world.changed(&below.to_string_lossy().replace('\\', "/"));
                folder.dirty = true;
            }
        }
    }

    /// Compiles what changed, and sends the findings that changed.
    pub fn settle(&mut self) {
        let settled = self.guarded(|server| {
            for at in 0..server.folders.len() {
                server.publish(at);
            }
            Ok(())
        });
        if let Err((_, message)) = settled {
            self.log(&message);
        }
    }

    fn publish(&mut self, at: usize) {
        let encoding = self.encoding;
        let Some(folder) = self.folders.get_mut(at) else { return };
        let had = folder.error.clone();
        folder.refresh();
        if let Some(error) = folder.error.clone().filter(|error| had.as_ref() != Some(error)) {
            let text = format!("{} cannot be read: {error}", folder.root.display());
            self.out.push(json!({ "jsonrpc": "2.0", "method": "window/showMessage", "params": { "type": 1, "message": text } }));
        }
        if self.pull {
            return;
        }
        let Some(folder) = self.folders.get(at) else { return };
        let found = match folder.view() {
            Some(view) => findings::by_document(&Convert { folder, view, encoding }),
            None => BTreeMap::new(),
        };
        let documents: BTreeSet<&String> = found.keys().chain(folder.published.keys()).collect();
        let mut published = BTreeMap::new();
        for uri in documents {
            let now = Value::from(found.get(uri).cloned().unwrap_or_default());
            let before = folder.published.get(uri);
            if before.is_none_or(|before| *before != now) {
                self.out.push(json!({ "jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": { "uri": uri, "diagnostics": now } }));
            }
            if found.contains_key(uri) {
                published.insert(uri.clone(), now);
            }
        }
        if let Some(folder) = self.folders.get_mut(at) {
            folder.published = published;
        }
    }

    /// The package and the file of a document.
    pub fn file(&self, params: &Value) -> Result<(Convert<'_>, FileId), Failure> {
        let uri = params.pointer("/textDocument/uri").or_else(|| params.get("uri")).and_then(Value::as_str).ok_or_else(|| invalid("a document has a `uri`"))?;
        let uri = uri::normal(uri);
        if uri.starts_with(uri::LIBRARY) {
            let found = self.folders.iter().find_map(|folder| {
                let view = folder.view()?;
                let file = view.compiled.sources.iter().find(|(file, source)| source.library && folder.uri(*file) == uri)?.0;
                Some((Convert { folder, view, encoding: self.encoding }, file))
            });
            return found.ok_or_else(|| failed(format!("there is no `{uri}`")));
        }
        let of_document = self.documents.get(&uri).and_then(|document| Some((self.folders.get(document.folder?)?, document.path.clone())));
        let of_disk = || {
            let path = uri::to_path(&uri)?;
            self.folders.iter().find_map(|folder| Some((folder, path.strip_prefix(&folder.root).ok()?.to_string_lossy().replace('\\', "/"))))
        };
        let (folder, path) = of_document.or_else(of_disk).ok_or_else(|| failed(format!("`{uri}` belongs to no package")))?;
        let view = folder.view().ok_or_else(|| failed(format!("{} cannot be read", folder.root.display())))?;
        let file = folder.file(&path).ok_or_else(|| failed(format!("`{path}` is no file of the package")))?;
        Ok((Convert { folder, view, encoding: self.encoding }, file))
    }

    /// The package, the file and the byte of a position.
    pub fn place(&self, params: &Value) -> Result<(Convert<'_>, FileId, u32), Failure> {
        let (convert, file) = self.file(params)?;
        let number = |at: &str| params.pointer(at).and_then(Value::as_u64).ok_or_else(|| invalid("a position is two numbers from 0"));
        let offset = convert.offset(file, number("/position/line")?, number("/position/character")?);
        Ok((convert, file, offset))
    }
}

/// Serves until `exit`, or until the input ends. Gives the exit code.
pub fn serve(input: impl BufRead + Send + 'static, output: &mut dyn Write, today: Box<dyn Fn() -> Day + Send>) -> std::io::Result<u8> {
    let (sender, receiver) = channel();
    // it ends with the input, or with the process
    std::thread::spawn(move || {
        let mut input = input;
        loop {
            let frame = read_frame(&mut input).unwrap_or(Frame::End);
            let end = matches!(frame, Frame::End);
            if sender.send(frame).is_err() || end {
                return;
            }
        }
    });
    let mut server = Server::new(today);
    run(&mut server, &receiver, output)
}

fn run(server: &mut Server, receiver: &Receiver<Frame>, output: &mut dyn Write) -> std::io::Result<u8> {
    let mut waiting: VecDeque<Frame> = VecDeque::new();
    let mut shut_down = false;
    loop {
        if waiting.is_empty() {
            // nothing else to do: now is the time to look at the whole package
            server.settle();
            send(server, output)?;
            match receiver.recv() {
                Ok(frame) => waiting.push_back(frame),
                Err(_) => return Ok(u8::from(!shut_down)),
            }
        }
        waiting.extend(receiver.try_iter());
        match waiting.pop_front() {
            Some(Frame::Message(message)) => {
                let is_cancel = |frame: &Frame, id: &Value| match frame {
                    Frame::Message(other) => other.get("method").is_some_and(|method| method == "$/cancelRequest") && other.pointer("/params/id") == Some(id),
                    _ => false,
                };
                server.handle(&message, &|id| waiting.iter().any(|frame| is_cancel(frame, id)));
                shut_down |= message.get("method").is_some_and(|method| method == "shutdown");
            }
            Some(Frame::Malformed(why)) => server.malformed(&why),
            Some(Frame::End) => return Ok(u8::from(!shut_down)),
            None => {}
        }
        send(server, output)?;
        if let Some(code) = server.ended(shut_down) {
            return Ok(code);
        }
    }
}

fn send(server: &mut Server, output: &mut dyn Write) -> std::io::Result<()> {
    server.take_out().iter().try_for_each(|message| write_frame(output, message))
}
