//! Names: where they are declared, where they are used, what they may be called.

use serde_json::{Value, json};

use crate::ide::outline::{Entry, outline as entries, search as find_all};
use crate::ide::{find, rename as renaming};
use crate::lsp::convert::{Convert, symbol_kind};
use crate::lsp::server::{Failure, Server, failed, invalid};

/// `textDocument/definition`
pub fn definition(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let (convert, file, offset) = server.place(params)?;
    let name = find::name_at(&convert.view, file, offset);
    let place = name.and_then(|name| find::target(&convert.view, &name));
    Ok(place.map_or(Value::Null, |place| convert.location(place)))
}

/// `textDocument/references`
pub fn references(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let (convert, file, offset) = server.place(params)?;
    let declaration = params.pointer("/context/includeDeclaration").and_then(Value::as_bool).unwrap_or(true);
    let Some(name) = find::name_at(&convert.view, file, offset) else { return Ok(json!([])) };
    let found = find::occurrences(&convert.view, name.group, &name.id, false);
    let places = found.iter().filter(|one| declaration || !one.declares).map(|one| convert.location(one.place));
    Ok(places.collect())
}

/// `textDocument/documentHighlight`
pub fn highlight(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let (convert, file, offset) = server.place(params)?;
    let Some(name) = find::name_at(&convert.view, file, offset) else { return Ok(json!([])) };
    let found = find::occurrences(&convert.view, name.group, &name.id, true);
    let here = found.iter().filter(|one| one.place.file == file);
    Ok(here.map(|one| json!({ "range": convert.range(file, one.place.span), "kind": if one.declares { 3 } else { 2 } })).collect())
}

/// `textDocument/prepareRename`
pub fn prepare_rename(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let (convert, file, offset) = server.place(params)?;
    let name = renaming::prepare(&convert.view, file, offset).map_err(failed)?;
    Ok(json!({ "range": convert.range(file, name.place.span), "placeholder": name.id }))
}

/// `textDocument/rename`
pub fn rename(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let (convert, file, offset) = server.place(params)?;
    let new = params.get("newName").and_then(Value::as_str).ok_or_else(|| invalid("there is no `newName`"))?;
    let changes = renaming::rename(&convert.view, file, offset, new, &convert.folder.options).map_err(failed)?;
    Ok(convert.edit(&changes))
}

/// `textDocument/documentSymbol`
pub fn outline(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let (convert, file) = server.file(params)?;
    Ok(entries(&convert.view, file).iter().map(|entry| symbol(&convert, file, entry)).collect())
}

fn symbol(convert: &Convert<'_>, file: crate::base::FileId, entry: &Entry) -> Value {
    let children: Vec<Value> = entry.children.iter().map(|child| symbol(convert, file, child)).collect();
    json!({
        "name": if entry.name.is_empty() { entry.word } else { &entry.name },
        "detail": entry.detail,
        "kind": symbol_kind(entry.word),
        "range": convert.range(file, entry.whole),
        "selectionRange": convert.range(file, entry.name_span),
        "children": children,
    })
}

/// `workspace/symbol`
pub fn search(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let query = params.get("query").and_then(Value::as_str).unwrap_or("");
    let mut found = Vec::new();
    for folder in &server.folders {
        let Some(view) = folder.view() else { continue };
        let convert = Convert { folder, view, encoding: server.encoding };
        found.extend(find_all(&view, query, 200).into_iter().map(|one| {
            let name = if one.title.is_empty() { one.name } else { format!("{} {}", one.name, one.title) };
            json!({ "name": name, "kind": symbol_kind(one.word), "containerName": one.word, "location": convert.location(one.place) })
        }));
    }
    Ok(found.into())
}
