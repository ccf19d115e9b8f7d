//! Texts inside the program, documents as they would be written, and commands.

use serde_json::{Value, json};

use crate::ide::{View, preview as previewing};
use crate::lsp::server::{Failure, Server, failed, invalid};
use crate::lsp::uri::LIBRARY;
use crate::{catalog, source};

/// `isms/libraryText`: the text of a document of the library, to be shown read-only.
pub fn text(_: &mut Server, params: &Value) -> Result<Value, Failure> {
    let uri = params.get("uri").and_then(Value::as_str).ok_or_else(|| invalid("there is no `uri`"))?;
    let path = uri.strip_prefix(LIBRARY).ok_or_else(|| invalid(format!("`{uri}` is not of the library")))?;
    let explain = path.strip_prefix("explain/").and_then(|name| name.strip_suffix(".md")).and_then(catalog::find).map(|code| code.page);
    let text = explain.or_else(|| source::library_file(path)).ok_or_else(|| failed(format!("there is no `{uri}`")))?;
    Ok(json!({ "text": text }))
}

fn view<'s>(server: &'s Server, params: &Value) -> Result<View<'s>, Failure> {
    if params.get("uri").is_some() {
        return Ok(server.file(params)?.0.view);
    }
    server.folders.iter().find_map(|folder| folder.view()).ok_or_else(|| failed("no package is open"))
}

/// `isms/documents`: what can be previewed.
pub fn documents(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let list = previewing::list(&view(server, params)?);
    Ok(list.iter().map(|(name, title)| json!({ "name": name, "title": title })).collect())
}

/// `isms/preview`: a document as a page.
pub fn preview(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let name = params.get("name").and_then(Value::as_str).ok_or_else(|| invalid("there is no `name`"))?;
    let html = previewing::html(&view(server, params)?, name).ok_or_else(|| failed(format!("there is no document `{name}`")))?;
    Ok(json!({ "html": html }))
}

/// `workspace/executeCommand`
pub fn command(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let first = params.pointer("/arguments/0").cloned().unwrap_or_default();
    match params.get("command").and_then(Value::as_str).unwrap_or("") {
        "isms.show" => Ok(params.pointer("/arguments/2").cloned().unwrap_or_default()),
        "isms.explain" => {
            let slug = first.as_str().unwrap_or("");
            catalog::find(slug).map(|code| json!(code.page)).ok_or_else(|| failed(format!("there is no finding `{slug}`")))
        }
        "isms.preview" => preview(server, &json!({ "name": first })),
        other => Err(failed(format!("there is no command `{other}`"))),
    }
}
