//! What is shown beside the text: hover, hints, lenses, colours, links, findings.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::base::Span;
use crate::ide::links::{To, links as find_links};
use crate::ide::{hints, hover as hovering, tokens as colours};
use crate::lsp::convert::{Convert, markdown};
use crate::lsp::server::{Failure, Server};
use crate::lsp::{findings, uri};

/// `textDocument/hover`
pub fn hover(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let (convert, file, offset) = server.place(params)?;
    let found = hovering::hover(&convert.view, file, offset);
    Ok(found.map_or(Value::Null, |(text, span)| json!({ "contents": markdown(&text), "range": convert.range(file, span) })))
}

fn range(convert: &Convert<'_>, file: crate::base::FileId, params: &Value) -> Span {
    let number = |at: &str| params.pointer(at).and_then(Value::as_u64);
    match (number("/range/start/line"), number("/range/end/line")) {
        (Some(start), Some(end)) => {
            let character = |at: &str| number(at).unwrap_or(0);
            Span { start: convert.offset(file, start, character("/range/start/character")), end: convert.offset(file, end, character("/range/end/character")) }
        }
        _ => Span::new(0, convert.view.text(file).len()),
    }
}

/// `textDocument/inlayHint`
pub fn inlay(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let (convert, file) = server.file(params)?;
    let found = hints::hints(&convert.view, file, range(&convert, file, params));
    let one = |hint: &hints::Hint| {
        let mut value = json!({ "position": convert.position(file, hint.offset), "label": hint.text, "paddingLeft": true });
        if let (false, Some(object)) = (hint.tooltip.is_empty(), value.as_object_mut()) {
            object.insert("tooltip".into(), json!(hint.tooltip));
        }
        value
    };
    Ok(found.iter().map(one).collect())
}

/// `textDocument/codeLens`
pub fn lens(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let (convert, file) = server.file(params)?;
    let uri = convert.folder.uri(file);
    let mut found = Vec::new();
    for lens in hints::lenses(&convert.view, file) {
        let range = convert.range(file, lens.span);
        let mut say = |title: &str, command: &str, arguments: Value| {
            found.push(json!({ "range": range, "command": { "title": title, "command": command, "arguments": arguments }, "data": lens.subject }));
        };
        let places: Vec<Value> = lens.places.iter().map(|place| convert.location(*place)).collect();
        say(&lens.text, "isms.show", json!([uri, convert.position(file, lens.span.start), places]));
        if let Some(asked) = &lens.reasons {
            say("why it is so", "isms.why", json!([asked, uri]));
            say("what follows", "isms.trace", json!([asked, uri]));
        }
    }
    Ok(found.into())
}

/// `textDocument/semanticTokens/full` and `/range`
pub fn tokens(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let (convert, file) = server.file(params)?;
    let within = range(&convert, file, params);
    let text = convert.view.text(file);
    let mut data: Vec<u64> = Vec::new();
    let (mut line, mut start) = (0, 0);
    for token in colours::tokens(&convert.view, file).into_iter().filter(|token| token.span.start <= within.end && within.start <= token.span.end) {
        // a token ends with its line: one of several lines is several tokens
        let mut at = token.span.start;
        for part in token.span.of(text).split_inclusive('\n') {
            let end = at + u32::try_from(part.trim_end_matches(['\n', '\r']).len()).unwrap_or(0);
            let place = convert.range(file, Span { start: at, end });
            let number = |at: &str| place.pointer(at).and_then(Value::as_u64).unwrap_or(0);
            let (this_line, this_start, this_end) = (number("/start/line"), number("/start/character"), number("/end/character"));
            at += u32::try_from(part.len()).unwrap_or(0);
            if this_end <= this_start {
                continue;
            }
            let from = if this_line == line { this_start - start } else { this_start };
            data.extend([this_line - line, from, this_end - this_start, token.kind as u64, u64::from(token.modifiers)]);
            (line, start) = (this_line, this_start);
        }
    }
    Ok(json!({ "data": data }))
}

/// `textDocument/documentLink`
pub fn links(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let (convert, file) = server.file(params)?;
    let one = |(span, to): &(Span, To)| {
        let target = match to {
            To::File(path) => uri::from_path(&convert.folder.root.join(path)),
            To::Library(path) => uri::library(path),
            To::Address(address) => address.clone(),
        };
        json!({ "range": convert.range(file, *span), "target": target })
    };
    Ok(find_links(&convert.view, file).iter().map(one).collect())
}

/// `textDocument/diagnostic`
pub fn diagnostic(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let (convert, file) = server.file(params)?;
    let items = findings::by_document(&convert).remove(&convert.folder.uri(file)).unwrap_or_default();
    Ok(report(items, params.get("previousResultId").and_then(Value::as_str)))
}

/// A report on one document; a short one where the client has these findings already.
fn report(items: Vec<Value>, previous: Option<&str>) -> Value {
    let items = Value::from(items);
    // the same findings have the same name, in whichever run of the program they are made
    let digest = Sha256::digest(items.to_string().as_bytes());
    let result: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    if previous == Some(result.as_str()) {
        return json!({ "kind": "unchanged", "resultId": result });
    }
    json!({ "kind": "full", "resultId": result, "items": items })
}

/// `workspace/diagnostic`
pub fn workspace_diagnostic(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let text = |one: &Value, at: &str| one.get(at).and_then(Value::as_str).unwrap_or("").to_string();
    let known = params.get("previousResultIds").and_then(Value::as_array).into_iter().flatten();
    let mut known: BTreeMap<String, String> = known.map(|one| (uri::normal(&text(one, "uri")), text(one, "value"))).collect();
    let mut reports = Vec::new();
    let mut say = |uri: &str, items: Vec<Value>, previous: Option<&str>| {
        let mut one = report(items, previous);
        if let Some(object) = one.as_object_mut() {
            object.insert("uri".into(), json!(uri));
            object.insert("version".into(), json!(server.documents.get(uri).map(|document| document.version)));
        }
        reports.push(one);
    };
    for folder in &server.folders {
        let Some(view) = folder.view() else { continue };
        let mut found = findings::by_document(&Convert { folder, view, encoding: server.encoding });
        for (file, _) in view.compiled.sources.iter().filter(|(_, source)| !source.library && source.path.ends_with(".isms")) {
            found.entry(folder.uri(file)).or_default();
        }
        for (uri, items) in found {
            let previous = known.remove(&uri);
            say(&uri, items, previous.as_deref());
        }
    }
    // what the client knows of and has nothing more to say: a file that is gone, settings that were corrected
    for uri in known.keys() {
        say(uri, Vec::new(), None);
    }
    Ok(json!({ "items": reports }))
}
