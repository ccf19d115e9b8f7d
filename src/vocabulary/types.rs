//! The types that a value can have, and the groups of names that declarations add to.

/// What may stand as a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// No value: the word alone says it.
    Nothing,
    /// A new name.
    Id(Namespace),
    /// The name of something declared, in any of these groups.
    Ref(&'static [Namespace]),
    /// The name of something declared, or a sentence in quotes.
    RefOrText(&'static [Namespace]),
    /// A string or a text block in Markdown.
    Text,
    /// One word of a fixed list.
    Word(&'static [(&'static str, &'static str)]),
    /// A name that is resolved by what it stands in, such as a risk level; the text names it in messages.
    Name(&'static str),
    /// A day, `2026-09-30`.
    Date,
    /// A length of time, `12 months`.
    Duration,
    /// An amount of money, `8000 EUR`.
    Money,
    /// Work, `15 days` or `4 hours`.
    Effort,
    /// A number, with a unit or without.
    Quantity,
    /// A whole number between these bounds, both included.
    Int(i64, i64),
    /// A number, decimals allowed.
    Number,
    /// `yes` or `no`.
    Bool,
    /// A clause number, `9.2.2`.
    Clause,
    /// Values on scales: `4`, or `financial 5` where several consequence scales exist.
    Rating,
    /// A name and its value, `review_interval 6 months`.
    Setting,
    /// A value of any kind.
    Any,
}

/// A group of names in which each may be declared once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is explained by `label`")]
pub enum Namespace {
    Organisation,
    Unit,
    Site,
    Role,
    Party,
    Requirement,
    Objective,
    Criteria,
    Asset,
    Risk,
    Control,
    Process,
    ReferenceProcess,
    Artifact,
    Policy,
    Template,
    Supplier,
    Measure,
    Audit,
    Training,
    Communication,
    Record,
    Budget,
    Rule,
    Document,
    Classification,
    Exception,
    Nonconformity,
    Change,
    Catalogue,
    Theme,
    Clause,
    ReferenceModel,
    Mapping,
    Task,
}

impl Namespace {
    /// All groups, in the order in which the manual lists them.
    pub const ALL: [Namespace; 35] = [
        Namespace::Organisation,
        Namespace::Unit,
        Namespace::Site,
        Namespace::Role,
        Namespace::Party,
        Namespace::Requirement,
        Namespace::Objective,
        Namespace::Criteria,
        Namespace::Asset,
        Namespace::Risk,
        Namespace::Control,
        Namespace::Process,
        Namespace::ReferenceProcess,
        Namespace::Artifact,
        Namespace::Policy,
        Namespace::Template,
        Namespace::Supplier,
        Namespace::Measure,
        Namespace::Audit,
        Namespace::Training,
        Namespace::Communication,
        Namespace::Record,
        Namespace::Budget,
        Namespace::Rule,
        Namespace::Document,
        Namespace::Classification,
        Namespace::Exception,
        Namespace::Nonconformity,
        Namespace::Change,
        Namespace::Catalogue,
        Namespace::Theme,
        Namespace::Clause,
        Namespace::ReferenceModel,
        Namespace::Mapping,
        Namespace::Task,
    ];

    /// The word for one of the group in a message, and before the dot in a qualified name.
    pub const fn label(self) -> &'static str {
        match self {
            Namespace::Organisation => "organisation",
            Namespace::Unit => "unit",
            Namespace::Site => "site",
            Namespace::Role => "role",
            Namespace::Party => "party",
            Namespace::Requirement => "requirement",
            Namespace::Objective => "objective",
            Namespace::Criteria => "criteria",
            Namespace::Asset => "asset",
            Namespace::Risk => "risk",
            Namespace::Control => "control",
            Namespace::Process => "process",
            Namespace::ReferenceProcess => "reference process",
            Namespace::Artifact => "artifact",
            Namespace::Policy => "policy",
            Namespace::Template => "template",
            Namespace::Supplier => "supplier",
            Namespace::Measure => "measure",
            Namespace::Audit => "audit",
            Namespace::Training => "training",
            Namespace::Communication => "communication",
            Namespace::Record => "record",
            Namespace::Budget => "budget",
            Namespace::Rule => "rule",
            Namespace::Document => "document",
            Namespace::Classification => "classification",
            Namespace::Exception => "exception",
            Namespace::Nonconformity => "nonconformity",
            Namespace::Change => "change",
            Namespace::Catalogue => "catalogue",
            Namespace::Theme => "theme",
            Namespace::Clause => "clause",
            Namespace::ReferenceModel => "reference model",
            Namespace::Mapping => "mapping",
            Namespace::Task => "task",
        }
    }

    /// The word before the dot in a qualified name: `risk.R-004`, `prm.risk_assessment`.
    pub const fn qualifier(self) -> &'static str {
        match self {
            Namespace::ReferenceProcess => "prm",
            other => other.label(),
        }
    }
}

impl Type {
    /// The type in plain words, for messages and the manual: "a date such as `2026-09-30`".
    pub fn describe(self) -> String {
        match self {
            Type::Nothing => "nothing".into(),
            Type::Id(Namespace::Control) => "the name of a control, such as `A.5.7` or one of your own".into(),
            Type::Id(ns) => format!("a new name for this {}", ns.label()),
            Type::Ref(groups) => format!("the name of a declared {}", list_of(groups)),
            Type::RefOrText([]) => "a sentence in quotes".into(),
            Type::RefOrText(groups) => format!("the name of a declared {}, or a sentence in quotes", list_of(groups)),
            Type::Text => "a text in quotes".into(),
            Type::Word(words) => {
                let words: Vec<String> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
                format!("one of {}", words.join(", "))
            }
            Type::Name(what) => format!("the name of a {what}"),
            Type::Date => "a date such as `2026-09-30`".into(),
            Type::Duration => "a length of time such as `12 months`".into(),
            Type::Money => "an amount of money such as `8000 EUR`".into(),
            Type::Effort => "an effort such as `15 days`".into(),
            Type::Quantity => "a number, with a unit if it has one, such as `97 %`".into(),
            Type::Int(low, high) => format!("a whole number from {low} to {high}"),
            Type::Number => "a number".into(),
            Type::Bool => "`yes` or `no`".into(),
            Type::Clause => "a clause number such as `9.2`".into(),
            Type::Rating => "a value on the scale such as `4`, or `financial 5`".into(),
            Type::Any => "a value".into(),
            Type::Setting => "a parameter and its value, such as `review_interval 6 months`".into(),
        }
    }
}

fn list_of(groups: &[Namespace]) -> String {
    let mut labels: Vec<&str> = groups.iter().map(|ns| ns.label()).collect();
    labels.dedup();
    match labels.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Some((last, _)) => (*last).to_string(),
        None => String::new(),
    }
}
