//! Every code of every phase: what `explain`, the manual, reporters and `isms.toml` know about findings.

use crate::diagnostic::Code;

/// All codes, in the order of the phases.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    let phases = crate::source::problems::CODES.iter().chain(crate::syntax::problems::CODES).chain(crate::resolve::problems::CODES);
    phases.copied().chain(crate::check::codes()).chain(crate::document::problems::CODES.iter().copied())
}

/// The code with this slug.
pub fn find(slug: &str) -> Option<&'static Code> {
    codes().find(|code| code.slug == slug)
}

/// All slugs.
pub fn slugs() -> Vec<&'static str> {
    codes().map(|code| code.slug).collect()
}
