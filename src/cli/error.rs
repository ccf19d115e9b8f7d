//! What the command itself has to say: a missing file, a wrong date, a folder that cannot be written.

use std::io;

/// Why a command could not run.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum CliError {
    /// A path that is not there.
    #[error("there is no file or folder `{path}`")]
    #[diagnostic(
        code(isms::missing_path),
        help("name a folder with .isms files, one such file, or `-` for standard input; `isms init {path}` starts a new package")
    )]
    MissingPath {
        /// As the user wrote it.
        path: String,
    },
    /// A path that cannot be read.
    #[error("`{path}` cannot be read: {error}")]
    #[diagnostic(code(isms::unreadable_path), help("look at the permissions of the file or folder"))]
    Unreadable {
        /// As the user wrote it.
        path: String,
        /// What the system said.
        error: String,
    },
    /// A baseline that cannot be read.
    #[error("the baseline `{path}` cannot be read: {error}")]
    #[diagnostic(code(isms::no_baseline), help("`isms check --baseline {path} --update-baseline` writes it, with everything that is found today"))]
    NoBaseline {
        /// As the user wrote it.
        path: String,
        /// What the system said.
        error: String,
    },
    /// A date that is none.
    #[error("`{text}` is not a date")]
    #[diagnostic(code(isms::wrong_date), help("a date is year, month and day: `--as-of 2026-06-30`"))]
    WrongDate {
        /// As the user wrote it.
        text: String,
    },
    /// A name that nobody knows.
    #[error("{message}")]
    #[diagnostic(code(isms::unknown_name), help("{help}"))]
    Unknown {
        /// What is unknown.
        message: String,
        /// The way out.
        help: String,
    },
    /// Something that cannot be written.
    #[error("{message}")]
    #[diagnostic(code(isms::cannot_write), help("{help}"))]
    CannotWrite {
        /// What and why.
        message: String,
        /// The way out.
        help: String,
    },
    /// Standard output or input.
    #[error("{0}")]
    #[diagnostic(code(isms::input_output))]
    Io(#[from] io::Error),
}

impl CliError {
    /// Whether the reader of our output went away, as `head` does.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, CliError::Io(error) if super::colour::is_closed(error))
    }

    /// The error in the lines that a person reads.
    pub fn shown(&self) -> String {
        use miette::Diagnostic as _;
        let mut text = format!("error: {}", crate::base::visible(&self.to_string()));
        if let Some(help) = self.help() {
            text.push_str(&format!("\n  help: {help}"));
        }
        text
    }
}
