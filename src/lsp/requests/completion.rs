//! Completion and signature help.

use serde_json::{Value, json};

use crate::ide::completion::{Item, Kind, complete};
use crate::ide::{signature, snippet, values};
use crate::lsp::convert::{item_kind, markdown};
use crate::lsp::server::{Failure, Server};
use crate::vocabulary::Namespace;

/// `textDocument/completion`
pub fn completion(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let (convert, file, offset) = server.place(params)?;
    let list = complete(&convert.view, file, offset);
    let range = convert.range(file, list.replace);
    let uri = params.pointer("/textDocument/uri").cloned().unwrap_or_default();
    let items: Vec<Value> = list.items.iter().enumerate().map(|(at, item)| one(server, item, at, &range, &uri)).collect();
    Ok(json!({ "isIncomplete": list.more, "items": items }))
}

fn one(server: &Server, item: &Item, at: usize, range: &Value, uri: &Value) -> Value {
    let kind = match item.kind {
        Kind::Word => 14,
        Kind::Declaration => 15,
        Kind::Choice => 20,
        Kind::Value => 12,
        Kind::Name(group) => item_kind(group),
    };
    let text = match &item.snippet {
        Some(text) if server.snippets => text.clone(),
        Some(text) => snippet::plain(text),
        None => item.label.clone(),
    };
    let is_snippet = server.snippets && item.snippet.is_some();
    let mut value = json!({
        "label": item.label,
        "kind": kind,
        "sortText": format!("{at:04}"),
        "filterText": item.label,
        "insertTextFormat": if is_snippet { 2 } else { 1 },
        "textEdit": { "range": range, "newText": text },
    });
    if let Some(object) = value.as_object_mut() {
        if !item.detail.is_empty() {
            object.insert("detail".into(), json!(item.detail));
        }
        if !item.doc.is_empty() {
            object.insert("documentation".into(), markdown(&item.doc));
        }
        if let Some((group, id)) = &item.name {
            object.insert("data".into(), json!({ "uri": uri, "group": group.label(), "id": id }));
        }
    }
    value
}

/// `completionItem/resolve`: the card of what an item names.
pub fn resolve(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let mut item = params.clone();
    let Some(data) = params.get("data").filter(|data| data.is_object()) else { return Ok(item) };
    let (convert, _) = server.file(data)?;
    let group = data.get("group").and_then(Value::as_str).and_then(|label| Namespace::ALL.into_iter().find(|group| group.label() == label));
    let id = data.get("id").and_then(Value::as_str).unwrap_or("");
    if let (Some(text), Some(object)) = (group.and_then(|group| values::documentation(&convert.view, group, id)), item.as_object_mut()) {
        object.insert("documentation".into(), markdown(&text));
    }
    Ok(item)
}

/// `textDocument/signatureHelp`
pub fn signature(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let (convert, file, offset) = server.place(params)?;
    let Some(found) = signature::signature(&convert.view, file, offset) else { return Ok(Value::Null) };
    let parameters: Vec<Value> = found.parameters.iter().map(|(label, doc)| json!({ "label": label, "documentation": doc })).collect();
    Ok(json!({
        "signatures": [{ "label": found.label, "documentation": markdown(&found.doc), "parameters": parameters }],
        "activeSignature": 0,
        "activeParameter": found.active,
    }))
}
