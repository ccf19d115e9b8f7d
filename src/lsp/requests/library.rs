//! Texts inside the program, documents as they would be written, and commands.

use serde_json::{Value, json};

use crate::base::Place;
use crate::ide::{View, preview as previewing, reasons as reasoning};
use crate::lsp::convert::Convert;
use crate::lsp::server::{Failure, Server, failed, invalid};
use crate::lsp::uri::LIBRARY;
use crate::reasons::Question;
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
    Ok(package(server, params)?.view)
}

/// The package of the document that is named, else the first one.
fn package<'s>(server: &'s Server, params: &Value) -> Result<Convert<'s>, Failure> {
    if params.get("uri").is_some() {
        return Ok(server.file(params)?.0);
    }
    let first = server.folders.iter().find_map(|folder| Some(Convert { folder, view: folder.view()?, encoding: server.encoding }));
    first.ok_or_else(|| failed("no package is open"))
}

/// `isms.why` and `isms.trace`: takes what is asked about, such as `risk R-1`, and the document; gives Markdown.
fn reasons(server: &Server, params: &Value, question: Question) -> Result<Value, Failure> {
    let asked =
        params.pointer("/arguments/0").and_then(Value::as_str).ok_or_else(|| invalid("the first argument is what is asked about, such as `risk R-1`"))?;
    let uri = params.pointer("/arguments/1").and_then(Value::as_str);
    let convert = package(server, &uri.map_or_else(|| json!({}), |uri| json!({ "uri": uri })))?;
    let link = |place: Place| {
        let line = convert.position(place.file, place.span.start).get("line").and_then(Value::as_u64)?;
        // lines of a fragment are counted from 1
        Some(format!("{}#L{}", convert.folder.uri(place.file), line + 1))
    };
    reasoning::answer(&convert.view, question, asked, &link).map(Value::from).map_err(failed)
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
        "isms.why" => reasons(server, params, Question::Why),
        "isms.trace" => reasons(server, params, Question::Trace),
        other => Err(failed(format!("there is no command `{other}`"))),
    }
}
