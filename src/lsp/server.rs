//! What the server knows, and how it answers a message.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use serde_json::{Value, json};

use super::convert::Convert;
use super::document::Document;
use super::folder::Folder;
use super::position::Encoding;
use super::{capabilities, findings, requests, uri};
use crate::base::FileId;
use crate::model::Day;

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
pub(super) enum State {
    Begun,
    Running,
    ShutDown,
    Ended,
}

/// The server with everything that it knows.
pub struct Server {
    pub(super) today: Box<dyn Fn() -> Day + Send>,
    pub(super) state: State,
    /// In what characters positions are counted.
    pub encoding: Encoding,
    /// Whether the client asks for findings itself.
    pub(super) pull: bool,
    /// Whether the client understands snippets.
    pub snippets: bool,
    pub(super) watches: bool,
    /// The day that the client judges at, where it is not today.
    pub(super) as_of: Option<Day>,
    pub(super) roots: Vec<PathBuf>,
    /// The packages.
    pub folders: Vec<Folder>,
    /// The open documents, by their URI.
    pub documents: BTreeMap<String, Document>,
    pub(super) out: Vec<Value>,
    pub(super) next_id: u64,
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
    pub(super) fn guarded<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, Failure>) -> Result<T, Failure> {
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

    pub(super) fn configure(&mut self, settings: &Value) {
        if let Some(text) = settings.get("asOf").and_then(Value::as_str) {
            self.as_of = crate::resolve::parse_date(text).map(Day);
        }
        let day = self.day();
        for folder in &mut self.folders {
            folder.options.as_of = day;
            folder.dirty = true;
        }
    }

    pub(super) fn day(&self) -> Day {
        self.as_of.unwrap_or_else(|| (self.today)())
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
        folder.refresh();
        // a request may have found it before
        let told = std::mem::replace(&mut folder.told, folder.error.clone());
        if let Some(error) = folder.error.as_ref().filter(|error| told.as_ref() != Some(error)) {
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
        let view = folder
            .view()
            .ok_or_else(|| failed(format!("{} cannot be read: {}", folder.root.display(), folder.error.as_deref().unwrap_or("it was not tried yet"))))?;
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
