//! Bad input of every kind: the server answers and goes on.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::client::{Client, MAIN, RISKS, before};
use crate::lsp::{position, requests, uri};

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
