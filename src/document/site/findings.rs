//! What the compiler found, as a reader of the documents sees it: the message, where, why it matters, and the way out.

use crate::base::Place;
use crate::diagnostic::{Diagnostic, SetAside};
use crate::source::Sources;

/// What was found, and where its places lie.
pub struct Found<'a> {
    /// The findings that count, in reading order.
    pub findings: &'a [Diagnostic],
    /// Those that do not.
    pub set_aside: &'a [SetAside],
    /// All files.
    pub sources: &'a Sources,
    /// What stands before the paths of the package when they are shown to whoever runs the command.
    pub prefix: &'a str,
}

/// The findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// How many make a check fail.
    pub errors: usize,
    /// How many do not.
    pub warnings: usize,
    /// How many files the package has.
    pub files: usize,
    /// Each finding, those that make a check fail first.
    pub list: Vec<Finding>,
    /// What was found and does not count, by decision.
    pub aside: Vec<Aside>,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether it makes a check fail.
    pub error: bool,
    /// The code.
    pub code: &'static str,
    /// The message, in one line.
    pub message: String,
    /// The places, each with what is there: `risks.isms:12:3`.
    pub places: Vec<(String, String)>,
    /// The clause or table behind it.
    pub cite: Option<String>,
    /// Ways out.
    pub help: Vec<String>,
    /// What the page of the code says first, a paragraph each.
    pub why: Vec<String>,
}

/// A finding that does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// The code.
    pub code: &'static str,
    /// The message.
    pub message: String,
    /// Where.
    pub place: String,
    /// Who decided so, and why.
    pub because: String,
}

/// The findings for a reader.
pub(super) fn of(found: &Found<'_>) -> Findings {
    let mut list: Vec<Finding> = found.findings.iter().map(|one| finding(found, one)).collect();
    list.sort_by_key(|one| !one.error);
    let errors = list.iter().filter(|one| one.error).count();
    Findings {
        errors,
        warnings: list.len() - errors,
        files: found.sources.iter().filter(|(_, file)| !file.library).count(),
        list,
        aside: found
            .set_aside
            .iter()
            .map(|one| Aside {
                code: one.finding.code.slug,
                message: one.finding.message.clone(),
                place: one.finding.place().map(|place| shown(found, place)).unwrap_or_default(),
                because: one.ground.justification(),
            })
            .collect(),
    }
}

fn finding(found: &Found<'_>, one: &Diagnostic) -> Finding {
    Finding {
        error: one.is_error(),
        code: one.code.slug,
        message: one.message.clone(),
        places: one.labels.iter().map(|label| (shown(found, label.place), label.message.clone())).collect(),
        cite: one.cite.clone(),
        help: one.help.clone(),
        why: opening(one.code.page),
    }
}

/// A place as the package knows it: where the package lies is nobody's business, and would not be the same tomorrow.
fn shown(found: &Found<'_>, place: Place) -> String {
    let path = found.sources.path(place.file);
    let own = if found.prefix.is_empty() { Some(path) } else { path.strip_prefix(found.prefix).map(|rest| rest.trim_start_matches('/')) };
    let at = found.sources.position(place.file, place.span.start);
    format!("{}:{}:{}", own.unwrap_or(path), at.line, at.column)
}

/// The paragraphs of a page before its first section, without marks of emphasis.
fn opening(page: &str) -> Vec<String> {
    let text = page.split_once("\n## ").map_or(page, |(opening, _)| opening);
    let paragraphs = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty() && !part.starts_with('#') && !part.starts_with("```"));
    paragraphs.map(|part| part.replace("**", "").replace('\n', " ")).collect()
}
