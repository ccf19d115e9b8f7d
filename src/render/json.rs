//! JSON of a table: what it is, its columns with their types, and a row as an object.

use serde_json::{Map, Value, json};

use super::Set;
use crate::document::{Cell, Document, Kind, Register};

/// The file of a table.
pub(super) fn render(set: &Set<'_>, document: &Document, register: &Register) -> String {
    let meta = &document.meta;
    let columns: Vec<Value> = register.data_columns().map(|(_, column)| json!({ "key": column.key, "title": column.title, "type": kind(column.kind) })).collect();
    let rows: Vec<Value> = register
        .rows
        .iter()
        .map(|row| {
            let fields = register.data_columns().map(|(at, column)| (column.key.to_string(), row.get(at).map_or(Value::Null, |cell| value(cell, column.kind))));
            Value::Object(fields.collect::<Map<String, Value>>())
        })
        .collect();
    let whole = json!({
        "register": register.id,
        "title": register.title,
        "organisation": meta.organisation,
        "document": { "id": document.id, "number": meta.number, "version": meta.version, "approved": meta.is_approved(), "classification": meta.classification },
        "package": { "name": set.model.package.name, "version": set.model.package.version, "digest": meta.digest },
        "as_of": meta.as_of.map(|day| day.to_string()),
        "columns": columns,
        "rows": rows,
    });
    // a value made here always has a text
    let mut out = serde_json::to_string_pretty(&whole).unwrap_or_default();
    out.push('\n');
    out
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
