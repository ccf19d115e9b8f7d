//! Call hierarchy: who hands what to a process, and whom it serves.

use serde_json::{Value, json};

use crate::ide::hierarchy::{self as flows, Flow, Process};
use crate::lsp::convert::Convert;
use crate::lsp::server::{Failure, Server, invalid};

/// `textDocument/prepareCallHierarchy`
pub fn prepare(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let (convert, file, offset) = server.place(params)?;
    Ok(flows::prepare(&convert.view, file, offset).map_or(Value::Null, |process| json!([item(&convert, &process)])))
}

fn item(convert: &Convert<'_>, process: &Process) -> Value {
    let range = convert.range(process.place.file, process.place.span);
    // the root says of which package it is: the place may lie in the library, which all packages share
    let root = crate::lsp::uri::from_path(&convert.folder.root);
    json!({ "name": process.id, "detail": process.title, "kind": 12, "uri": convert.folder.uri(process.place.file), "range": range, "selectionRange": range, "data": { "id": process.id, "root": root } })
}

/// `callHierarchy/incomingCalls`
pub fn incoming(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    calls(server, params, "from", flows::incoming)
}

/// `callHierarchy/outgoingCalls`
pub fn outgoing(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    calls(server, params, "to", flows::outgoing)
}

fn calls(server: &Server, params: &Value, side: &str, find: fn(&crate::ide::View<'_>, &str) -> Vec<Flow>) -> Result<Value, Failure> {
    let text = |at: &str| params.pointer(at).and_then(Value::as_str).ok_or_else(|| invalid("that is no item of a hierarchy"));
    let (id, root) = (text("/item/data/id")?, text("/item/data/root")?);
    let folder = server.folders.iter().find(|folder| crate::lsp::uri::from_path(&folder.root) == root).ok_or_else(|| invalid("that package is not open"))?;
    let Some(view) = folder.view() else { return Ok(json!([])) };
    let convert = Convert { folder, view, encoding: server.encoding };
    let one = |flow: &Flow| {
        let mut other = item(&convert, &flow.process);
        if let Some(object) = other.as_object_mut() {
            object.insert("detail".into(), json!(flow.artifacts.join(", ")));
        }
        json!({ side: other, "fromRanges": [] })
    };
    Ok(find(&convert.view, id).iter().map(one).collect())
}
