//! Generated documentation.
use crate::vocabulary::Spec;
/// All pages.
pub fn pages() -> Vec<(String, String)> { Vec::new() }
/// A declaration.
pub fn declaration(spec: &Spec) -> String { spec.doc.to_string() }
/// The schema of the model.
pub fn schema() -> String { serde_json::to_string_pretty(&schemars::schema_for!(crate::model::Model)).unwrap_or_default() }
