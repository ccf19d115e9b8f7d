//! What the command itself has to say: a missing file, a wrong date, a folder that cannot be written.

use std::io;

use crate::base::{argument, days_meant};

/// Why a command could not run.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum CliError {
    /// A path that is not there.
    #[error("there is no file or folder `{path}`")]
    #[diagnostic(code(isms::missing_path), help("{way}"))]
    MissingPath {
        /// As the user wrote it.
        path: String,
        /// The way out.
        way: String,
    },
    /// A folder with several packages, where one is wanted.
    #[error("there are {count} packages here: {shown}")]
    #[diagnostic(code(isms::several_packages), help("name the one that is meant: `isms check {first}`"))]
    SeveralPackages {
        /// How many.
        count: usize,
        /// Their settings, in words.
        shown: String,
        /// The folder of the first, as it is typed.
        first: String,
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
    #[diagnostic(code(isms::no_baseline), help("`isms check --baseline {} --update-baseline` writes it, with everything that is found today", argument(path)))]
    NoBaseline {
        /// As the user wrote it.
        path: String,
        /// What the system said.
        error: String,
    },
    /// A date that is none.
    #[error("`{text}` is not a date")]
    #[diagnostic(code(isms::wrong_date), help("{}", date_help(text, option)))]
    WrongDate {
        /// As the user wrote it.
        text: String,
        /// The option that takes it.
        option: &'static str,
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

/// How a day is written, by the one that was most likely meant.
fn date_help(text: &str, option: &str) -> String {
    match days_meant(text).as_slice() {
        [] => format!("a date is year, month and day: `{option} 2026-06-30`"),
        days => {
            let ways: Vec<String> = days.iter().map(|day| format!("`{option} {day}`")).collect();
            format!("a date is year, month and day: {}", ways.join(" or "))
        }
    }
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
