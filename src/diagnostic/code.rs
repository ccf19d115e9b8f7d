//! What can be wrong: the kinds of findings.

use serde::Serialize;

/// A kind of finding. Its slug is named for the offence and never used again for another.
#[derive(Debug)]
pub struct Code {
    /// The name, in kebab case: `input-without-provider`.
    pub slug: &'static str,
    /// How it counts where nobody says otherwise.
    pub level: Level,
    /// The family that it belongs to; `isms.toml` can set a whole family.
    pub group: Group,
    /// The version that first reported it.
    pub since: &'static str,
    /// The page that `isms explain` shows: Markdown, with an example that is run as a test.
    pub page: &'static str,
}

/// How a finding counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not reported.
    Allow,
    /// Reported; the run succeeds.
    Warn,
    /// Reported; the run fails. May be set to another level.
    Deny,
    /// The sources mean nothing here: reported, the run fails, and no setting changes that.
    Error,
}

/// A family of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "each is explained by `describe`")]
pub enum Group {
    Syntax,
    Names,
    Types,
    Package,
    Tailoring,
    Clauses,
    Interfaces,
    Controls,
    Risks,
    Plans,
    Policies,
    Time,
    Roles,
    Documents,
    Wording,
    Style,
    Rules,
}

impl Group {
    /// All families, in the order of the manual.
    pub const ALL: [Group; 17] = [
        Group::Syntax,
        Group::Names,
        Group::Types,
        Group::Package,
        Group::Tailoring,
        Group::Clauses,
        Group::Interfaces,
        Group::Controls,
        Group::Risks,
        Group::Plans,
        Group::Policies,
        Group::Time,
        Group::Roles,
        Group::Documents,
        Group::Wording,
        Group::Style,
        Group::Rules,
    ];

    /// The word for `isms.toml`.
    pub const fn word(self) -> &'static str {
        match self {
            Group::Syntax => "syntax",
            Group::Names => "names",
            Group::Types => "types",
            Group::Package => "package",
            Group::Tailoring => "tailoring",
            Group::Clauses => "clauses",
            Group::Interfaces => "interfaces",
            Group::Controls => "controls",
            Group::Risks => "risks",
            Group::Plans => "plans",
            Group::Policies => "policies",
            Group::Time => "time",
            Group::Roles => "roles",
            Group::Documents => "documents",
            Group::Wording => "wording",
            Group::Style => "style",
            Group::Rules => "rules",
        }
    }

    /// What the family is about.
    pub const fn describe(self) -> &'static str {
        match self {
            Group::Syntax => "how a file is written",
            Group::Names => "names and what they stand for",
            Group::Types => "values and what may stand where",
            Group::Package => "files, folders and `isms.toml`",
            Group::Tailoring => "decisions on the process reference model",
            Group::Clauses => "clauses 4 to 10 of ISO/IEC 27001 and their documented information",
            Group::Interfaces => "what processes hand to each other",
            Group::Controls => "decisions on controls",
            Group::Risks => "risk criteria and risks",
            Group::Plans => "tasks, dates, effort and money",
            Group::Policies => "policies and their templates",
            Group::Time => "what is past its date",
            Group::Roles => "who does what, and who may not",
            Group::Documents => "templates and generated documents",
            Group::Wording => "sentences that say less than they seem to",
            Group::Style => "what works and could be written more simply",
            Group::Rules => "rules of your own, and sets of ready ones",
        }
    }
}

impl Level {
    /// The word for `isms.toml` and the manual.
    pub const fn word(self) -> &'static str {
        match self {
            Level::Allow => "allow",
            Level::Warn => "warn",
            Level::Deny => "deny",
            Level::Error => "error",
        }
    }
}
