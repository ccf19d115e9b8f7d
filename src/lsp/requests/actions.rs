//! Code actions.

use serde_json::{Value, json};

use crate::base::Span;
use crate::ide::actions::{actions as find, fix_file};
use crate::lsp::findings;
use crate::lsp::server::{Failure, Server, invalid};

/// `textDocument/codeAction`
pub fn actions(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let (convert, file) = server.file(params)?;
    let number = |at: &str| params.pointer(at).and_then(Value::as_u64).ok_or_else(|| invalid("a range is two positions"));
    let start = convert.offset(file, number("/range/start/line")?, number("/range/start/character")?);
    let end = convert.offset(file, number("/range/end/line")?, number("/range/end/character")?);
    let only: Vec<&str> = params.pointer("/context/only").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let wanted = |kind: &str| only.is_empty() || only.iter().any(|one| kind == *one || kind.starts_with(&format!("{one}.")));
    let mut found = Vec::new();
    for action in find(&convert.view, file, Span { start: start.min(end), end: start.max(end) }) {
        let kind = if action.fixes.is_some() || action.all { "quickfix" } else { "refactor.rewrite" };
        if !wanted(kind) {
            continue;
        }
        let mut value = json!({ "title": action.title, "kind": kind, "isPreferred": action.preferred, "edit": convert.edit(&action.changes) });
        let finding = action.fixes.and_then(|at| convert.view.compiled.findings.get(at));
        if let (Some(finding), Some(object)) = (finding, value.as_object_mut()) {
            object.insert("diagnostics".into(), json!([findings::one(&convert, finding)]));
        }
        found.push(value);
    }
    if wanted("source.fixAll") && only.iter().any(|one| one.starts_with("source")) {
        let changes = fix_file(&convert.view, file);
        if !changes.is_empty() {
            found.push(json!({ "title": "Apply all safe fixes", "kind": "source.fixAll", "edit": convert.edit(&changes) }));
        }
    }
    Ok(found.into())
}
