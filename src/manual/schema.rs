//! The published schema of the model, made from the types themselves.

use crate::model::{Model, SCHEMA_VERSION};

/// The JSON Schema of what `isms model` prints.
pub fn schema() -> String {
    let mut schema = schemars::schema_for!(Model);
    schema.insert("$id".into(), format!("isms-model-v{SCHEMA_VERSION}").into());
    serde_json::to_string_pretty(&schema).unwrap_or_default()
}
