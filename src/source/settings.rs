//! What may stand in `isms.toml`, with what it does: the reader, and editors, take it from here.

use super::theme::THEME_KEYS;

/// A table of `isms.toml`.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name, as in `[package]`.
    pub name: &'static str,
    /// What it is for.
    pub doc: &'static str,
    /// Its keys: the key, an example of a value, and what it does.
    pub keys: &'static [(&'static str, &'static str, &'static str)],
}

/// All tables. `[lints]` takes the code or the group of a finding too.
pub const TABLES: &[Table] = &[
    Table {
        name: "package",
        doc: "What the package is called.",
        keys: &[
            ("name", "acme", "the name, printed in the documents; that of the folder where nothing is said"),
            ("version", "1.0", "the version, printed in the documents"),
            ("description", "", "for those who read this file; nothing is made of it"),
        ],
    },
    Table {
        name: "build",
        doc: "Where documents are written, and in which formats.",
        keys: &[
            ("out", "build", "the folder for documents, relative to the package; `build` where nothing is said"),
            ("formats", "html,markdown", "the formats that are written where the command names none, with commas between"),
        ],
    },
    Table { name: "theme", doc: "How the documents look.", keys: THEME_KEYS },
    Table {
        name: "lints",
        doc: "How findings count: a code or a group of findings, and `allow`, `warn` or `deny`.",
        keys: &[
            ("preset", "draft", "the levels to start from: `draft`, `default` or `certification`"),
            ("baseline", "known.toml", "a file with the findings that are known already; `isms check --baseline known.toml --update-baseline` writes it"),
        ],
    },
];
