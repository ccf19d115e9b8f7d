//! The grammar of `.isms` for tree-sitter, with its queries.

use tree_sitter_language::LanguageFn;

unsafe extern "C" {
    fn tree_sitter_isms() -> *const ();
}

/// The language.
// SAFETY: the function is the one that tree-sitter generated into src/parser.c; it returns a constant and touches nothing
pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_isms) };

/// Colours.
pub const HIGHLIGHTS: &str = include_str!("../../queries/highlights.scm");
/// What can be folded.
pub const FOLDS: &str = include_str!("../../queries/folds.scm");
/// How lines are indented.
pub const INDENTS: &str = include_str!("../../queries/indents.scm");
/// Markdown in text blocks.
pub const INJECTIONS: &str = include_str!("../../queries/injections.scm");
/// The outline: what is declared, with its title.
pub const TAGS: &str = include_str!("../../queries/tags.scm");
