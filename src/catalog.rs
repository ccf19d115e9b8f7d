//! Every code of every phase: what `explain`, the manual, reporters and `isms.toml` know about findings.

use crate::diagnostic::Code;

/// All codes, in the order of the phases.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    let phases = crate::source::problems::CODES.iter().chain(crate::syntax::problems::CODES).chain(crate::resolve::problems::CODES);
    phases.copied().chain(crate::check::codes()).chain(crate::document::problems::CODES.iter().copied()).chain(crate::rules::problems::CODES.iter().copied())
}

/// The code with this slug; `rule.NAME` stands for a rule that nobody has read yet.
pub fn find(slug: &str) -> Option<&'static Code> {
    codes().find(|code| code.slug == slug).or_else(|| slug.starts_with("rule.").then_some(&crate::rules::problems::ANY_RULE))
}

/// All slugs.
pub fn slugs() -> Vec<&'static str> {
    codes().map(|code| code.slug).collect()
}
