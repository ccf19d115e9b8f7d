//! For machines: the comparison as JSON, with a published schema.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::Comparison;
use super::super::gate::Missing;
use super::super::kind::{Kind, Weight};

/// What `isms diff --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Report<'a> {
    /// The version of this schema; it changes when a field changes its meaning or goes.
    pub schema: &'static str,
    /// How many changes there are, by weight.
    pub summary: Summary,
    /// The comparison.
    #[serde(flatten)]
    pub comparison: &'a Comparison,
    /// What `--require-approval` asked for; nothing where it was not given.
    pub approvals: Option<Approvals<'a>>,
}

/// Changes by weight.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Summary {
    /// To be looked at first.
    pub high: usize,
    /// Decisions.
    pub medium: usize,
    /// Details.
    pub low: usize,
}

/// What `--require-approval` found.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Approvals<'a> {
    /// The rules that were asked for.
    pub rules: Vec<&'a str>,
    /// Changes without the approval that they need; empty where all have it.
    pub missing: &'a [Missing],
}

/// The comparison as JSON.
pub fn json(comparison: &Comparison, rules: &[&str], missing: &[Missing]) -> String {
    let of = |weight| comparison.of_weight(weight).count();
    let report = Report {
        schema: "1",
        summary: Summary { high: of(Weight::High), medium: of(Weight::Medium), low: of(Weight::Low) },
        comparison,
        approvals: (!rules.is_empty()).then(|| Approvals { rules: rules.to_vec(), missing }),
    };
    serde_json::to_string_pretty(&report).unwrap_or_default()
}

/// The JSON Schema of it.
pub fn schema() -> String {
    let mut schema = schemars::schema_for!(Report<'static>);
    schema.insert("$id".into(), "isms-diff-v1".into());
    // what each kind means, for whoever reads only the schema
    let kinds: serde_json::Map<String, serde_json::Value> = Kind::ALL.iter().map(|kind| (kind.slug().to_string(), kind.doc().into())).collect();
    schema.insert("x-kinds".into(), kinds.into());
    serde_json::to_string_pretty(&schema).unwrap_or_default()
}
