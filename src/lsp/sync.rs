//! What a client tells without asking: documents that are opened, changed and closed, folders and files that come and go.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::document::Document;
use super::folder::Folder;
use super::server::{Failure, Server, State, invalid};
use super::uri;
use crate::source::{packages_below, world_of};

impl Server {
    pub(super) fn notification(&mut self, method: &str, params: &Value) -> Result<(), Failure> {
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
}
