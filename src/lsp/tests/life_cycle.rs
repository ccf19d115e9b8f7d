//! How a session begins and ends, and that every request is answered.

use serde_json::{Value, json};

use super::client::{Client, MAIN};
use crate::lsp::{requests, write_frame};

#[test]
fn a_session_begins_and_ends_in_order() {
    let mut client = Client::raw(tempfile::tempdir().unwrap());
    assert_eq!(client.answer("textDocument/hover", json!({}))["error"]["code"], -32002);
    let greeting = client.request("initialize", json!({ "capabilities": { "general": { "positionEncodings": ["utf-8", "utf-16"] } } }));
    assert_eq!(greeting["capabilities"]["positionEncoding"], "utf-8");
    assert_eq!(client.answer("initialize", json!({}))["error"]["code"], -32600);
    client.notify("initialized", json!({}));
    assert_eq!(client.answer("no/such", json!({}))["error"]["code"], -32601);
    client.request("shutdown", Value::Null);
    assert_eq!(client.answer("textDocument/hover", json!({}))["error"]["code"], -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.server.take().unwrap().join().unwrap(), 0);
    // leaving without a word is an error
    let client = Client::raw(tempfile::tempdir().unwrap());
    client.notify("exit", Value::Null);
    let mut client = client;
    assert_eq!(client.server.take().unwrap().join().unwrap(), 1);
}

#[test]
fn every_capability_has_its_request() {
    let mut client = Client::new();
    let answered: Vec<&str> = requests::TABLE.iter().map(|(method, _)| *method).collect();
    for method in answered {
        // whatever is missing in the parameters: an answer or a failure, and the server goes on
        let answer = client.answer(method, json!({}));
        assert!(answer["error"]["code"] != -32603, "{method}: {answer}");
    }
    assert_eq!(client.end(), 0);
}

#[test]
fn a_request_that_is_cancelled_in_time_is_not_begun() {
    let mut client = Client::new();
    client.findings("main.isms");
    // both arrive in one piece, while the server is busy with the edit before them
    let mut bytes = Vec::new();
    let uri = client.uri("main.isms");
    write_frame(
        &mut bytes,
        &json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": { "uri": uri, "version": 1, "text": MAIN } } }),
    )
    .unwrap();
    for id in 100..120 {
        write_frame(&mut bytes, &json!({ "jsonrpc": "2.0", "id": id, "method": "workspace/symbol", "params": { "query": "a" } })).unwrap();
    }
    write_frame(&mut bytes, &json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": 119 } })).unwrap();
    client.bytes(&bytes);
    let mut last = Value::Null;
    while last["id"] != 119 {
        last = client.receive();
    }
    assert_eq!(last["error"]["code"], -32800);
}
