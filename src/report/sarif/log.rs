//! The objects of SARIF 2.1.0 that a report uses, named as in the standard (section 3).

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Log<'a> {
    #[serde(rename = "$schema")]
    pub schema: &'static str,
    pub version: &'static str,
    pub runs: [LogRun<'a>; 1],
}

/// A run, 3.14.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LogRun<'a> {
    pub tool: Tool,
    pub automation_details: Identifier,
    pub invocations: [Invocation; 1],
    pub original_uri_base_ids: Bases,
    pub column_kind: &'static str,
    pub results: Vec<Outcome>,
    pub properties: RunProperties<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RunProperties<'a> {
    pub as_of: &'a str,
}

#[derive(Serialize)]
pub(super) struct Identifier {
    pub id: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invocation {
    pub execution_successful: bool,
    pub exit_code: u8,
}

#[derive(Serialize)]
pub(super) struct Bases {
    #[serde(rename = "%SRCROOT%")]
    pub root: Base,
}

#[derive(Serialize)]
pub(super) struct Base {
    pub description: Text,
}

#[derive(Serialize)]
pub(super) struct Tool {
    pub driver: Driver,
}

/// The tool, 3.19.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Driver {
    pub name: &'static str,
    pub version: &'static str,
    pub semantic_version: &'static str,
    pub short_description: Text,
    pub rules: Vec<Rule>,
}

/// A kind of finding, 3.49.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule {
    pub id: &'static str,
    pub name: String,
    pub short_description: Text,
    pub full_description: Text,
    pub help: Text,
    pub default_configuration: Configuration,
    pub properties: RuleProperties,
}

#[derive(Serialize)]
pub(super) struct Configuration {
    pub level: &'static str,
    /// Whether it is reported where nobody says otherwise.
    pub enabled: bool,
}

#[derive(Serialize)]
pub(super) struct RuleProperties {
    pub group: &'static str,
    pub level: &'static str,
    pub since: &'static str,
    pub tags: [&'static str; 1],
}

/// A message, 3.11.
#[derive(Serialize)]
pub(super) struct Text {
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub markdown: Option<String>,
}

impl Text {
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), markdown: None }
    }
}

/// A result, 3.27.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Outcome {
    pub rule_id: &'static str,
    pub rule_index: usize,
    pub level: &'static str,
    pub message: Text,
    pub locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related_locations: Vec<Location>,
    pub partial_fingerprints: Prints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fixes: Vec<Fix>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suppressions: Vec<Suppression>,
    pub properties: OutcomeProperties,
}

#[derive(Serialize)]
pub(super) struct OutcomeProperties {
    pub group: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cite: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub help: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Prints {
    #[serde(rename = "ismsFinding/v1")]
    pub finding: String,
}

/// A location, 3.28.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<usize>,
    pub physical_location: Physical,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub logical_locations: Vec<Logical>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Physical {
    pub artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Artifact {
    pub uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri_base_id: Option<&'static str>,
}

/// A region, 3.30: lines and columns from 1, the end behind the last character.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    pub start_line: usize,
    pub start_column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

/// The declaration, 3.33.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Logical {
    pub fully_qualified_name: String,
    pub kind: &'static str,
}

/// A fix, 3.55.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Fix {
    pub description: Text,
    pub artifact_changes: Vec<Change>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Change {
    pub artifact_location: Artifact,
    pub replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Replacement {
    pub deleted_region: Region,
    pub inserted_content: Content,
}

#[derive(Serialize)]
pub(super) struct Content {
    pub text: String,
}

/// A suppression, 3.35.
#[derive(Serialize)]
pub(super) struct Suppression {
    pub kind: &'static str,
    pub status: &'static str,
    pub justification: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
}
