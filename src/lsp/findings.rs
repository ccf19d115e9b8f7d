//! Findings as the protocol writes them, sent for the whole package whenever they change.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::convert::Convert;
use super::uri;
use crate::diagnostic::Diagnostic;

/// Findings about something that does nothing: shown faded.
pub const UNNECESSARY: &[&str] = &["unneeded-allow", "needless-sign", "stray-comma", "unmatched-brace"];
/// Findings about something that no longer holds: shown struck out.
pub const DEPRECATED: &[&str] = &["allow-expired"];

/// All findings of a package, by document; those without a place stand at its `isms.toml`.
pub fn by_document(convert: &Convert<'_>) -> BTreeMap<String, Vec<Value>> {
    let mut found: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for finding in &convert.view.compiled.findings {
        let at = match finding.place() {
            Some(place) => convert.folder.uri(place.file),
            None => uri::from_path(&convert.folder.root.join("isms.toml")),
        };
        if !at.starts_with(uri::LIBRARY) {
            found.entry(at).or_default().push(one(convert, finding));
        }
    }
    found
}

/// One finding.
pub fn one(convert: &Convert<'_>, finding: &Diagnostic) -> Value {
    let nowhere = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } });
    let range = finding.place().map_or(nowhere, |place| convert.range(place.file, place.span));
    let mut message = finding.message.clone();
    let first = finding.labels.iter().position(|label| label.primary).or(if finding.labels.is_empty() { None } else { Some(0) });
    if let Some(label) = first.and_then(|at| finding.labels.get(at)).filter(|label| !label.message.is_empty()) {
        message.push_str(&format!(": {}", label.message));
    }
    let mut message = folded(&message);
    // lists of all that is known stand last: they are the least read
    let (lists, ways): (Vec<&String>, Vec<&String>) = finding.help.iter().partition(|help| is_list(help));
    for help in ways {
        message.push_str(&format!("\n{}", folded(&format!("help: {help}"))));
    }
    if let Some(cite) = &finding.cite {
        message.push_str(&format!("\n{cite}"));
    }
    for list in lists {
        message.push_str(&format!("\n{}", folded(list)));
    }
    let related: Vec<Value> = finding
        .labels
        .iter()
        .enumerate()
        .filter(|(at, _)| Some(*at) != first)
        .map(|(_, label)| json!({ "location": convert.location(label.place), "message": label.message }))
        .collect();
    let mut tags = Vec::new();
    if UNNECESSARY.contains(&finding.code.slug) {
        tags.push(1);
    }
    if DEPRECATED.contains(&finding.code.slug) {
        tags.push(2);
    }
    let mut value = json!({
        "range": range,
        "severity": if finding.is_error() { 1 } else { 2 },
        "code": finding.code.slug,
        "codeDescription": { "href": uri::library(&format!("explain/{}.md", finding.code.slug)) },
        "source": "isms",
        "message": message,
        "relatedInformation": related,
        "data": { "help": finding.help, "subject": finding.subject, "group": finding.code.group.word() },
    });
    if !tags.is_empty()
        && let Some(object) = value.as_object_mut()
    {
        object.insert("tags".into(), json!(tags));
    }
    value
}

/// So many letters stand on a line of a message: panels of editors do not wrap.
const WIDTH: usize = 100;

/// Whether a sentence is a list of names more than a way out.
fn is_list(help: &str) -> bool {
    help.matches('`').count() > 10
}

/// A sentence on lines that a panel can show. What stands in back quotes is to be copied, and stays together.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let (mut width, mut quoted) = (0, false);
    for word in text.split(' ') {
        let letters = word.chars().count();
        if width > 0 && !quoted && width + 1 + letters > WIDTH {
            out.push('\n');
            width = 0;
        } else if !out.is_empty() {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += letters;
        quoted ^= word.matches('`').count() % 2 == 1;
    }
    out
}
