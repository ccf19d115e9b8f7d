//! Bad input of every kind: the server answers and goes on.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use serde_json::{Value, json};

use super::client::{Client, MAIN, RISKS, before, edited, numbers};
use crate::base::LineIndex;
use crate::lsp::document::Document;
use crate::lsp::folder::Folder;
use crate::lsp::position::Encoding;
use crate::lsp::{Server, position, requests, uri};
use crate::model::Day;
use crate::source::{Disk, Listing, Memory, Overlay, ReadError, World};

#[test]
fn bad_input_is_answered_and_the_server_goes_on() {
    let mut client = Client::new();
    client.bytes(b"Content-Length: 7\r\n\r\n{\"a\":1,");
    assert_eq!(client.malformed(), -32700);
    client.bytes(b"Content-Length: many\r\n\r\n");
    assert_eq!(client.malformed(), -32600);
    client.bytes(b"Content-Length: 3\r\n\r\n[1]");
    assert_eq!(client.malformed(), -32600);
    client.bytes(b"Content-Length: 4\r\n\r\n\xff\xfe\xfd\xfc");
    assert_eq!(client.malformed(), -32700);
    let uri = client.uri("main.isms");
    // a change before the document is open, one that is none, a close twice
    client.notify("textDocument/didChange", json!({ "textDocument": { "uri": uri }, "contentChanges": [{ "text": "x" }] }));
    client.open("main.isms", MAIN);
    client
        .notify("textDocument/didChange", json!({ "textDocument": { "uri": uri }, "contentChanges": [{ "range": { "start": { "line": -1 } }, "text": "x" }] }));
    client.notify("textDocument/didChange", json!({ "textDocument": { "uri": uri } }));
    let far = json!({ "textDocument": { "uri": uri }, "position": { "line": 99999999u64, "character": 99999999u64 } });
    for (method, _) in requests::TABLE {
        assert!(client.answer(method, far.clone())["error"]["code"] != -32603, "{method}");
    }
    assert_eq!(
        client.answer("textDocument/hover", json!({ "textDocument": { "uri": "untitled:1" }, "position": { "line": 0, "character": 0 } }))["error"]["code"],
        -32803
    );
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(client.end(), 0);
}

#[test]
fn files_that_cannot_be_read_are_findings() {
    let mut client = Client::new();
    std::fs::write(client.folder.path().join("latin.isms"), b"role m\xfcller \"M\"\n").unwrap();
    std::fs::write(client.folder.path().join("large.isms"), vec![b' '; 9 * 1024 * 1024]).unwrap();
    let changes: Vec<Value> = ["latin.isms", "large.isms"].map(|name| json!({ "uri": client.uri(name), "type": 1 })).to_vec();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    assert!(client.codes("latin.isms").contains(&"not-utf8".into()));
    assert!(client.codes("large.isms").contains(&"unreadable-file".into()));
    // a file that is open stays what the editor shows, even when it is deleted below
    client.open("risks.isms", RISKS);
    std::fs::remove_file(client.folder.path().join("risks.isms")).unwrap();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": client.uri("risks.isms"), "type": 3 }] }));
    let at = client.position("risks.isms", before(RISKS, "R-1"));
    assert!(client.request("textDocument/hover", at)["contents"]["value"].as_str().unwrap().contains("R-1"));
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": client.uri("risks.isms") } }));
    let at = client.position("risks.isms", "");
    assert_eq!(client.answer("textDocument/hover", at)["error"]["code"], -32803);
}

#[test]
fn positions_beyond_the_text_and_inside_characters_are_clamped() {
    use position::{Encoding, offset};
    let text = "aß🔒b\r\nc";
    let lines = crate::base::LineIndex::new(text);
    let at = |encoding, line, character| offset(text, &lines, encoding, line, character);
    assert_eq!(at(Encoding::Utf16, 0, 2), 3);
    assert_eq!(at(Encoding::Utf16, 0, 3), 3, "half of a surrogate pair");
    assert_eq!(at(Encoding::Utf16, 0, 4), 7);
    assert_eq!(at(Encoding::Utf16, 0, 99), 8, "not past the end of the line");
    assert_eq!(at(Encoding::Utf8, 0, 2), 1, "inside a character");
    assert_eq!(at(Encoding::Utf8, 1, u64::MAX), 11);
    assert_eq!(at(Encoding::Utf8, u64::MAX, 0), 11);
}

#[test]
fn documents_have_one_name() {
    let path = PathBuf::from("/a b/ä#%.isms");
    let name = uri::from_path(&path);
    assert_eq!(name, "file:///a%20b/%C3%A4%23%25.isms");
    assert_eq!(uri::to_path(&name), Some(path));
    assert_eq!(uri::normal("file:///a%20b/ä#%25.isms"), name);
    assert_eq!(uri::to_path("file:///c%3A/x"), Some(PathBuf::from("c:/x")));
    assert_eq!(uri::to_path("untitled:1"), None);
}

/// A world that can be made to fail.
struct Fragile(Memory, Arc<AtomicU8>);

const READABLE: u8 = 0;
const FORBIDDEN: u8 = 1;
const BROKEN: u8 = 2;
const CLOSED_BELOW: u8 = 3;

impl World for Fragile {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.0.read(path)
    }
    fn list(&self) -> Result<Listing, ReadError> {
        match self.1.load(Ordering::SeqCst) {
            FORBIDDEN => Err(ReadError::Forbidden),
            BROKEN => panic!("a mistake that was made on purpose"),
            CLOSED_BELOW => self.0.list().map(|listing| Listing { unread: vec![("secret".into(), ReadError::Forbidden)], ..listing }),
            _ => self.0.list(),
        }
    }
    fn templates(&self) -> Vec<String> {
        self.0.templates()
    }
}

/// A server without a stream, and the state of the world below it.
struct Bare(Server, Arc<AtomicU8>);

impl Bare {
    fn new() -> Self {
        let mut server = Server::new(Box::new(|| Day(jiff::civil::date(2026, 6, 30))));
        let initialize = json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": { "capabilities": {} } });
        server.handle(&initialize, &|_| false);
        let state = Arc::new(AtomicU8::new(READABLE));
        let mut folder = Folder::new(PathBuf::from("/p"), Disk::new("/p"), Day(jiff::civil::date(2026, 6, 30)));
        let files = Memory::new().with("isms.toml", "").with("main.isms", MAIN).with("risks.isms", RISKS);
        folder.world = Overlay::new(Box::new(Fragile(files, Arc::clone(&state))));
        server.folders.push(folder);
        server.settle();
        server.take_out();
        Self(server, state)
    }

    /// Everything that comes back when the world is of this kind from now on.
    fn after(&mut self, state: u8, message: &Value) -> Vec<Value> {
        self.1.store(state, Ordering::SeqCst);
        let touched = json!({ "changes": [{ "uri": "file:///p/main.isms", "type": 2 }] });
        self.0.handle(&json!({ "jsonrpc": "2.0", "method": "workspace/didChangeWatchedFiles", "params": touched }), &|_| false);
        self.0.handle(message, &|_| false);
        self.0.settle();
        self.0.take_out()
    }
}

fn hover_of_a_risk() -> Value {
    json!({ "jsonrpc": "2.0", "id": 7, "method": "textDocument/hover", "params": { "textDocument": { "uri": "file:///p/risks.isms" }, "position": { "line": 1, "character": 6 } } })
}

#[test]
fn a_mistake_in_the_server_costs_one_answer() {
    let mut bare = Bare::new();
    let out = bare.after(BROKEN, &hover_of_a_risk());
    let answer = out.iter().find(|one| one["id"] == 7).expect("an answer");
    assert_eq!(answer["error"]["code"], -32603, "{answer}");
    let out = bare.after(READABLE, &hover_of_a_risk());
    let answer = out.iter().find(|one| one["id"] == 7).expect("an answer");
    assert!(answer["result"]["contents"]["value"].as_str().unwrap().contains("R-1"), "{answer}");
}

#[test]
fn a_folder_without_permission_is_said_once_and_heard_again_when_it_opens() {
    let mut bare = Bare::new();
    let out = bare.after(FORBIDDEN, &hover_of_a_risk());
    let said: Vec<&Value> = out.iter().filter(|one| one["method"] == "window/showMessage").collect();
    assert_eq!(said.len(), 1, "{out:?}");
    assert!(said[0]["params"]["message"].as_str().unwrap().contains("/p cannot be read: your account has no permission"), "{said:?}");
    assert_eq!(out.iter().find(|one| one["id"] == 7).unwrap()["error"]["code"], -32803);
    let again = bare.after(FORBIDDEN, &hover_of_a_risk());
    assert!(!again.iter().any(|one| one["method"] == "window/showMessage"), "{again:?}");
    // what the editor shows itself is still checked
    let open = json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": { "uri": "file:///p/risks.isms", "version": 1, "text": RISKS } } });
    bare.0.roots.push(PathBuf::from("/p"));
    let out = bare.after(FORBIDDEN, &open);
    assert!(
        out.iter().any(|one| one["params"]["uri"] == "file:///p/risks.isms" && one["params"]["diagnostics"].to_string().contains("unknown-name")),
        "{out:?}"
    );
    let out = bare.after(READABLE, &hover_of_a_risk());
    assert!(out.iter().find(|one| one["id"] == 7).unwrap()["result"].is_object(), "{out:?}");
    assert!(!out.iter().any(|one| one["params"]["diagnostics"].to_string().contains("unknown-name")), "the other file is there again: {out:?}");
}

#[test]
fn a_folder_below_that_nobody_may_read_is_named() {
    let mut bare = Bare::new();
    let of_settings = |out: &[Value]| {
        let message = out.iter().find(|one| one["method"] == "textDocument/publishDiagnostics" && one["params"]["uri"] == "file:///p/isms.toml");
        message.map(|one| one["params"]["diagnostics"].to_string()).unwrap_or_default()
    };
    let out = bare.after(CLOSED_BELOW, &hover_of_a_risk());
    assert!(of_settings(&out).contains("the folder `secret` cannot be read: your account has no permission to read it"), "{out:?}");
    assert!(out.iter().find(|one| one["id"] == 7).unwrap()["result"].is_object(), "the rest is answered: {out:?}");
    assert!(!out.iter().any(|one| one["method"] == "window/showMessage"), "{out:?}");
    let out = bare.after(READABLE, &hover_of_a_risk());
    assert!(!of_settings(&out).contains("secret"), "{out:?}");
}

#[cfg(unix)]
#[test]
fn a_folder_below_that_nobody_may_read_ends_nothing() {
    use std::os::unix::fs::PermissionsExt as _;
    let mut client = Client::new();
    let below = client.folder.path().join("secret");
    std::fs::create_dir(&below).unwrap();
    std::fs::write(below.join("more.isms"), "role more \"More\" held_by \"Kim Lee\"\n").unwrap();
    std::fs::set_permissions(&below, std::fs::Permissions::from_mode(0o000)).unwrap();
    let allowed = std::fs::read_dir(&below).is_ok();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": client.uri("secret/more.isms"), "type": 1 }] }));
    let found = client.request("workspace/symbol", json!({ "query": "more" }));
    // the administrator of the machine may read everything
    assert_eq!(found.to_string().contains("secret/more.isms"), allowed, "{found}");
    std::fs::set_permissions(&below, std::fs::Permissions::from_mode(0o755)).unwrap();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": client.uri("secret/more.isms"), "type": 2 }] }));
    let found = client.request("workspace/symbol", json!({ "query": "more" }));
    assert!(found.to_string().contains("secret/more.isms"), "{found}");
    assert_eq!(client.end(), 0);
}

#[test]
fn a_text_of_ten_megabytes_is_opened_and_edited() {
    let mut client = Client::new();
    let line = "// Nobody reads so much, and nobody is kept from writing it either: this line is long on purpose, for a test.\n";
    let text = format!("{}role last_one \"Last\" held_by \"Kim Lee\"\n", line.repeat(10 * 1024 * 1024 / line.len() + 1));
    assert!(text.len() > 10 * 1024 * 1024);
    client.open("large.isms", &text);
    let uri = client.uri("large.isms");
    let symbols = client.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(symbols[0]["name"], "last_one");
    let at = symbols[0]["selectionRange"].clone();
    client.notify("textDocument/didChange", json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "range": at, "text": "ciso" }] }));
    assert!(client.codes("large.isms").contains(&"duplicate-name".to_string()) || client.codes("main.isms").contains(&"duplicate-name".to_string()));
    let hover = client.request("textDocument/hover", json!({ "textDocument": { "uri": uri }, "position": { "line": at["start"]["line"], "character": 6 } }));
    assert!(hover["contents"]["value"].as_str().unwrap().contains("ciso"), "{hover}");
    assert_eq!(client.end(), 0);
}

#[test]
fn a_file_that_is_not_utf8_is_read_as_its_editor_shows_it() {
    let mut client = Client::new();
    std::fs::write(client.folder.path().join("latin.isms"), b"role m\xfcller \"M\" held_by \"Kim Lee\"\n").unwrap();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": client.uri("latin.isms"), "type": 1 }] }));
    assert!(client.codes("latin.isms").contains(&"not-utf8".to_string()));
    client.open("latin.isms", "role müller \"M\" held_by \"Kim Lee\"\n");
    assert!(!client.codes("latin.isms").contains(&"not-utf8".to_string()));
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": client.uri("latin.isms") } }));
    assert!(client.codes("latin.isms").contains(&"not-utf8".to_string()), "nothing was saved");
}

#[test]
fn messages_out_of_order_are_answered() {
    let mut client = Client::new();
    let warned = |client: &mut Client| {
        client.findings("main.isms");
        client.notes.drain(..).filter(|one| one["method"] == "window/logMessage" && one["params"]["message"].to_string().contains("is not open")).count()
    };
    client.replace("risks.isms", "role early \"Early\"\n");
    assert_eq!(warned(&mut client), 1, "a change before the document is open");
    assert_eq!(client.request("workspace/symbol", json!({ "query": "early" })), json!([]));
    client.open("risks.isms", "role first \"First\"\n");
    client.open("risks.isms", RISKS);
    let at = client.position("risks.isms", before(RISKS, "R-1"));
    assert!(client.request("textDocument/hover", at.clone())["contents"]["value"].as_str().unwrap().contains("R-1"), "what was opened last counts");
    let close = json!({ "textDocument": { "uri": client.uri("risks.isms") } });
    client.notify("textDocument/didClose", close.clone());
    client.notify("textDocument/didClose", close);
    assert_eq!(warned(&mut client), 1, "closed twice");
    assert!(client.request("textDocument/hover", at)["contents"]["value"].is_string(), "a closed document is what is on disk");
    client.open("fresh.isms", "role fresh \"Fresh\"\n");
    let at = client.position("fresh.isms", "role ");
    assert!(client.request("textDocument/hover", at.clone()).is_object());
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": client.uri("fresh.isms") } }));
    assert_eq!(client.answer("textDocument/hover", at)["error"]["code"], -32803, "a document that was never saved is gone");
    assert_eq!(client.end(), 0);
}

#[test]
fn halves_of_characters_do_not_part_the_texts() {
    let mut client = Client::new();
    let uri = client.uri("half.isms");
    client.open("half.isms", "role a \"A 🔒 b\" held_by \"Kim Lee\"\n");
    // the second half of the lock is deleted, and a first half is typed at the end of the title: real editors do both
    let raw = |start: u64, end: u64, text: &str| {
        let body = format!(
            "{{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{{\"textDocument\":{{\"uri\":\"{uri}\",\"version\":2}},\"contentChanges\":[{{\"range\":{{\"start\":{{\"line\":0,\"character\":{start}}},\"end\":{{\"line\":0,\"character\":{end}}}}},\"text\":\"{text}\"}}]}}}}"
        );
        format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
    };
    client.bytes(&raw(11, 12, ""));
    client.bytes(&raw(13, 13, "\\ud83d"));
    client.bytes(&raw(14, 14, "!\\\\ud83d \\ud83d\\udd12"));
    let text = "role a \"A \u{FFFD} b\u{FFFD}!\\ud83d 🔒\" held_by \"Kim Lee\"\n";
    let name = client.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
    let end = text.trim_end().encode_utf16().count();
    assert_eq!(name[0]["range"]["end"]["character"], end, "{name}");
    let hover = client.request("textDocument/hover", json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 5 } }));
    assert!(hover["contents"]["value"].as_str().unwrap().contains("\u{FFFD} b\u{FFFD}!"), "{hover}");
    assert_eq!(client.end(), 0);
}

#[test]
fn whatever_is_cut_the_length_of_the_text_is_that_of_the_client() {
    let mut next = numbers(11);
    let pieces = ["", "x", "🔒", "ß", "🔒🔑", "a🔒"];
    let mut client: Vec<u16> = "role a \"🔒🔑ß🔒\"".encode_utf16().collect();
    let mut document = Document { text: String::from_utf16(&client).unwrap(), version: 1, folder: None, path: String::new() };
    for _ in 0..2000 {
        let start = next(client.len() + 1);
        let end = (start + next(4)).min(client.len());
        let piece = pieces[next(pieces.len())];
        client.splice(start..end, piece.encode_utf16());
        let change = json!({ "range": { "start": { "line": 0, "character": start }, "end": { "line": 0, "character": end } }, "text": piece });
        document.apply(&[change], Encoding::Utf16).unwrap();
        let server: Vec<u16> = document.text.encode_utf16().collect();
        assert_eq!(server.len(), client.len());
        let same = |(a, b): (&u16, &u16)| a == b || (*a == 0xFFFD && (0xD800..=0xDFFF).contains(b));
        assert!(server.iter().zip(&client).all(same), "{:?}", document.text);
        if client.len() > 60 {
            client.truncate(0);
            document.text.clear();
        }
    }
    assert!(position::offset(&document.text, &LineIndex::new(&document.text), Encoding::Utf16, 0, u64::MAX) as usize == document.text.len());
}

#[test]
fn two_windows_on_one_folder_do_not_disturb_each_other() {
    let mut one = Client::new();
    let mut two = Client::greeted(Arc::clone(&one.folder), json!({}));
    one.open("risks.isms", &RISKS.replacen("owner ciso", "owner nobody", 1));
    two.open("risks.isms", RISKS);
    assert!(one.codes("risks.isms").contains(&"unknown-name".to_string()));
    assert!(!two.codes("risks.isms").contains(&"unknown-name".to_string()), "what one window has not saved is not seen in the other");
    // the first one renames and saves; the second one hears of it and keeps what it shows
    one.replace("risks.isms", RISKS);
    let mut rename = one.position("risks.isms", before(RISKS, "ciso"));
    rename["newName"] = json!("chief");
    let edit = one.request("textDocument/rename", rename);
    for (name, text) in [("main.isms", MAIN), ("risks.isms", RISKS)] {
        std::fs::write(one.folder.path().join(name), edited(text, &edit["changes"][&one.uri(name)])).unwrap();
    }
    for window in [&mut one, &mut two] {
        let changes: Vec<Value> = ["main.isms", "risks.isms"].map(|name| json!({ "uri": window.uri(name), "type": 2 })).to_vec();
        window.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    }
    assert!(two.codes("risks.isms").contains(&"unknown-name".to_string()), "its text still says `ciso`");
    two.notify("textDocument/didClose", json!({ "textDocument": { "uri": two.uri("risks.isms") } }));
    assert!(!two.codes("risks.isms").contains(&"unknown-name".to_string()));
    assert_eq!((one.end(), two.end()), (0, 0));
}
