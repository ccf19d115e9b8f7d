//! JSON of a table: what it is, its columns with their types, and a row as an object.

use crate::base::IndexMap;
use serde_json::{Value, json};

use super::Set;
use crate::document::{Cell, Document, Kind, Register};

/// The file of a table.
pub(super) fn render(set: &Set<'_>, document: &Document, register: &Register) -> Result<Vec<u8>, String> {
    let meta = &document.meta;
    let columns: Vec<Value> =
        register.data_columns().map(|(_, column)| json!({ "key": column.key, "title": column.title, "type": kind(column.kind) })).collect();
    // in the order of the columns, as a person would write it
    let rows: Vec<IndexMap<&str, Value>> = register
        .rows
        .iter()
        .map(|row| register.data_columns().map(|(at, column)| (column.key, row.get(at).map_or(Value::Null, |cell| value(cell, column.kind)))).collect())
        .collect();
    let whole = Whole {
        register: register.id,
        title: register.title,
        organisation: &meta.organisation,
        document: json!({ "id": document.id, "number": meta.number, "version": meta.version, "approved": meta.is_approved(), "classification": meta.classification }),
        package: json!({ "name": set.model.package.name, "version": set.model.package.version, "digest": meta.digest }),
        as_of: meta.as_of,
        columns,
        rows,
    };
    // a value made here always has a text
    let mut out = serde_json::to_string_pretty(&whole).unwrap_or_default();
    out.push('\n');
    Ok(out.into_bytes())
}

/// The file, in the order in which it is read.
#[derive(serde::Serialize)]
struct Whole<'a> {
    register: &'a str,
    title: &'a str,
    organisation: &'a str,
    document: Value,
    package: Value,
    as_of: Option<crate::model::Day>,
    columns: Vec<Value>,
    rows: Vec<IndexMap<&'a str, Value>>,
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Number => "number",
        Kind::Date => "date",
        Kind::Bool => "boolean",
        Kind::List => "list",
    }
}

fn value(cell: &Cell, kind: Kind) -> Value {
    match (cell, kind) {
        (Cell::Empty, Kind::List) => Value::Array(Vec::new()),
        (Cell::Empty, _) => Value::Null,
        (Cell::Bool(yes), _) => Value::Bool(*yes),
        (Cell::Number(number), _) => serde_json::to_value(number).unwrap_or(Value::Null),
        (Cell::List(pieces), _) => pieces.iter().map(|piece| Value::String(piece.text.clone())).collect(),
        (other, Kind::List) => Value::Array(vec![Value::String(other.plain())]),
        (other, _) => Value::String(other.plain()),
    }
}
