//! The shape of a text: folding, selection, layout.

use serde_json::{Value, json};

use crate::base::{FileId, Span};
use crate::formatter;
use crate::ide::settings::is_settings;
use crate::ide::structure;
use crate::lsp::convert::Convert;
use crate::lsp::server::{Failure, Server, invalid};
use crate::syntax;

/// `textDocument/foldingRange`
pub fn folding(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let (convert, file) = server.file(params)?;
    if is_settings(&convert.view, file) {
        return Ok(json!([]));
    }
    let fold = |fold: &structure::Fold| {
        let range = convert.range(file, fold.span);
        let line = |at: &str| range.pointer(at).cloned().unwrap_or_default();
        json!({ "startLine": line("/start/line"), "endLine": line("/end/line"), "kind": if fold.comment { "comment" } else { "region" } })
    };
    Ok(structure::folds(convert.view.text(file)).iter().map(fold).collect())
}

/// `textDocument/selectionRange`
pub fn selection(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let (convert, file) = server.file(params)?;
    let positions = params.get("positions").and_then(Value::as_array).ok_or_else(|| invalid("there are no `positions`"))?;
    let mut found = Vec::new();
    for position in positions {
        let number = |at: &str| position.get(at).and_then(Value::as_u64).ok_or_else(|| invalid("a position is two numbers from 0"));
        let offset = convert.offset(file, number("line")?, number("character")?);
        let spans = structure::selection(convert.view.text(file), offset);
        let chain = spans.iter().rev().fold(Value::Null, |parent, span| {
            let range = convert.range(file, *span);
            if parent.is_null() { json!({ "range": range }) } else { json!({ "range": range, "parent": parent }) }
        });
        found.push(chain);
    }
    Ok(found.into())
}

/// `textDocument/formatting`
pub fn formatting(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let (convert, file) = server.file(params)?;
    if is_settings(&convert.view, file) {
        return Ok(json!([]));
    }
    let text = convert.view.text(file);
    let formatted = formatter::format(text);
    Ok(edits(&convert, file, 0, text, &formatted.text))
}

/// `textDocument/rangeFormatting`: the declarations that the range touches.
pub fn range_formatting(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let (convert, file) = server.file(params)?;
    if is_settings(&convert.view, file) {
        return Ok(json!([]));
    }
    let number = |at: &str| params.pointer(at).and_then(Value::as_u64).ok_or_else(|| invalid("a range is two positions"));
    let start = convert.offset(file, number("/range/start/line")?, number("/range/start/character")?);
    let end = convert.offset(file, number("/range/end/line")?, number("/range/end/character")?);
    Ok(lay_out(&convert, file, Span { start: start.min(end), end: start.max(end) }))
}

/// `textDocument/onTypeFormatting`: a closing brace lays its declaration out, a new line is indented.
pub fn on_type(server: &mut Server, params: &Value) -> Result<Value, Failure> {
    let (convert, file, offset) = server.place(params)?;
    if is_settings(&convert.view, file) {
        return Ok(json!([]));
    }
    if params.get("ch").and_then(Value::as_str) == Some("}") {
        return Ok(lay_out(&convert, file, Span { start: offset, end: offset }));
    }
    let text = convert.view.text(file);
    let before = text.get(..offset as usize).unwrap_or("");
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let Some(piece) = syntax::cut(before.get(..line_start).unwrap_or("")).pop() else { return Ok(json!([])) };
    let (_, findings) = syntax::parse(FileId(0), piece.span.of(text));
    let depth = findings.iter().filter(|finding| finding.code.slug == "unclosed-block").count();
    let rest = text.get(line_start..).unwrap_or("");
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let depth = if rest.get(blanks..).is_some_and(|rest| rest.starts_with('}')) { depth.saturating_sub(1) } else { depth };
    let wanted = "  ".repeat(depth);
    if rest.get(..blanks) == Some(wanted.as_str()) {
        return Ok(json!([]));
    }
    Ok(json!([{ "range": convert.range(file, Span::new(line_start, line_start + blanks)), "newText": wanted }]))
}

fn lay_out(convert: &Convert<'_>, file: FileId, range: Span) -> Value {
    let text = convert.view.text(file);
    let mut found = Vec::new();
    for piece in syntax::cut(text).iter().filter(|piece| piece.span.start < range.end.max(range.start + 1) && range.start <= piece.span.end) {
        let part = piece.span.of(text);
        let body = part.trim_end_matches(['\n', '\r', ' ', '\t']);
        let formatted = formatter::format(body);
        if formatted.ok
            && let Value::Array(edits) = edits(convert, file, piece.span.start as usize, body, formatted.text.trim_end_matches('\n'))
        {
            found.extend(edits);
        }
    }
    found.into()
}

/// One edit over the lines that differ.
fn edits(convert: &Convert<'_>, file: FileId, base: usize, old: &str, new: &str) -> Value {
    if old == new {
        return json!([]);
    }
    let same = |(a, b): &(&str, &str)| a == b;
    let head: usize = old.split_inclusive('\n').zip(new.split_inclusive('\n')).take_while(same).map(|(line, _)| line.len()).sum();
    let (rest_old, rest_new) = (old.get(head..).unwrap_or(""), new.get(head..).unwrap_or(""));
    let tail: usize = rest_old.split_inclusive('\n').rev().zip(rest_new.split_inclusive('\n').rev()).take_while(same).map(|(line, _)| line.len()).sum();
    let middle = rest_new.get(..rest_new.len() - tail).unwrap_or("");
    let span = Span::new(base + head, base + old.len() - tail);
    json!([{ "range": convert.range(file, span), "newText": middle }])
}
