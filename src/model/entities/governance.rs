//! How the ISMS is kept in order: documents, budgets, exceptions, nonconformities, changes, rules.

use schemars::JsonSchema;
use serde::Serialize;

use super::Head;
use super::controls::Task;
use crate::base::{Decimal, Place};
use crate::model::values::{Approval, At, Day, Money, Ref, RefOrText, Review};
use crate::resolve::Node;

/// How a generated document is controlled (ISO/IEC 27001, 7.5).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are the words of the vocabulary, which documents them")]
pub struct DocumentControl {
    pub document: &'static str,
    pub number: Option<String>,
    pub version: String,
    pub owner: Option<Ref>,
    pub authors: Vec<Ref>,
    pub approved: Option<Approval>,
    pub classification: Option<Ref>,
    pub effective: Option<Day>,
    pub review: Option<Review>,
    pub distribution: Option<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

impl DocumentControl {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            document: node.own_word()?,
            number: node.text("number"),
            version: node.text("version").unwrap_or_default(),
            owner: node.one_ref("owner"),
            authors: node.refs("author"),
            approved: node.approval(),
            classification: node.one_ref("classification"),
            effective: node.day("effective").map(|at| at.value),
            review: node.review(),
            distribution: node.text("distribution"),
            place: node.place(),
        })
    }
}

/// A level of confidentiality.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Classification {
    #[serde(flatten)]
    pub head: Head,
    pub above: Vec<Ref>,
    pub handling: Option<String>,
}

impl Classification {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self { head: Head::read(node)?, above: node.refs("above"), handling: node.text("handling") })
    }
}

/// An exception from a policy or a control.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Exception {
    #[serde(flatten)]
    pub head: Head,
    pub from: Vec<Ref>,
    pub applies_to: Vec<RefOrText>,
    pub because: Option<String>,
    pub compensation: Option<String>,
    pub requested_by: Option<Ref>,
    pub approved: Option<Approval>,
    pub until: Option<At<Day>>,
    pub status: &'static str,
}

impl Exception {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            head: Head::read(node)?,
            from: node.refs("from"),
            applies_to: node.refs_or_texts("applies_to"),
            because: node.text("because"),
            compensation: node.text("compensation"),
            requested_by: node.one_ref("requested_by"),
            approved: node.approval(),
            until: node.day("until"),
            status: node.choice("status").unwrap_or("active"),
        })
    }

    /// Whether it holds on a day.
    pub fn is_in_force(&self, day: Day) -> bool {
        self.status == "active" && self.until.as_ref().is_none_or(|at| at.value >= day)
    }

    /// Whether a control itself is what it is an exception from.
    pub fn is_from_control(&self, id: &str) -> bool {
        self.from.iter().any(|from| from.kind == "control" && from.id == id)
    }
}

/// A nonconformity (ISO/IEC 27001, 10.2).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Nonconformity {
    #[serde(flatten)]
    pub head: Head,
    pub source: Option<RefOrText>,
    pub found: Option<Day>,
    pub of: Vec<Ref>,
    pub clauses: Vec<String>,
    pub cause: Option<String>,
    pub correction: Option<String>,
    pub action: Option<String>,
    pub owner: Option<Ref>,
    pub due: Option<At<Day>>,
    pub closed: Option<Day>,
    pub tasks: Vec<Task>,
}

impl Nonconformity {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            head: Head::read(node)?,
            source: node.one_ref_or_text("source"),
            found: node.get("found").and_then(|one| one.day("on")).map(|at| at.value),
            of: node.refs("of"),
            clauses: node.clauses("clauses"),
            cause: node.text("cause"),
            correction: node.text("correction"),
            action: node.text("action"),
            owner: node.one_ref("owner"),
            due: node.day("due"),
            closed: node.get("closed").and_then(|one| one.day("on")).map(|at| at.value),
            tasks: Task::read_all(node),
        })
    }
}

/// A planned change of the ISMS (ISO/IEC 27001, 6.3).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Change {
    #[serde(flatten)]
    pub head: Head,
    pub of: Vec<RefOrText>,
    pub because: Vec<RefOrText>,
    pub effect: Option<String>,
    pub fallback: Option<String>,
    pub owner: Option<Ref>,
    pub due: Option<At<Day>>,
    pub approved: Option<Approval>,
    pub status: Option<&'static str>,
    pub tasks: Vec<Task>,
}

impl Change {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            head: Head::read(node)?,
            of: node.refs_or_texts("of"),
            because: node.refs_or_texts("because"),
            effect: node.text("effect"),
            fallback: node.text("fallback"),
            owner: node.one_ref("owner"),
            due: node.day("due"),
            approved: node.approval(),
            status: node.choice("status"),
            tasks: Task::read_all(node),
        })
    }
}

/// Money and effort for one year (ISO/IEC TS 27022:2021, Table 15).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Budget {
    #[serde(flatten)]
    pub head: Head,
    pub year: i64,
    pub funds: Vec<Fund>,
    pub approved: Option<Approval>,
}

/// What one funder gives.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Fund {
    pub funder: At<String>,
    pub money: Option<Money>,
    /// In hours.
    pub effort: Option<Decimal>,
}

impl Budget {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            head: Head::read(node)?,
            year: node.int("year")?.value,
            funds: node
                .all("fund")
                .filter_map(|fund| {
                    Some(Fund {
                        funder: fund.own_names().into_iter().next()?,
                        money: fund.money("money").map(|at| at.value),
                        effort: fund.effort("effort").map(|at| at.value),
                    })
                })
                .collect(),
            approved: node.approval(),
        })
    }
}

/// A rule of one's own over the model.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Rule {
    #[serde(flatten)]
    pub head: Head,
    pub what: Option<At<String>>,
    #[serde(rename = "where")]
    pub filter: Option<At<String>>,
    pub require: Option<At<String>>,
    pub message: Option<At<String>>,
    pub help: Option<String>,
    pub level: &'static str,
    pub cites: Vec<Ref>,
    pub cases: Vec<Case>,
    /// The whole declaration.
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) whole: Place,
}

/// A case that a rule is tested with.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Case {
    pub name: String,
    pub given: String,
    pub expects: Vec<Expect>,
    pub as_of: Option<Day>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// What a rule is to say about a case.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Expect {
    /// `finding` or `nothing`.
    pub what: &'static str,
    /// What it is said about: `risk.R-1`; anything where nothing is named.
    pub on: Vec<String>,
    pub saying: Option<String>,
}

impl Rule {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            head: Head::read(node)?,
            what: node.name("what"),
            filter: node.text_at("where"),
            require: node.text_at("require"),
            message: node.text_at("message"),
            help: node.text("help"),
            level: node.choice("level").unwrap_or("warn"),
            cites: node.refs("cites"),
            cases: node
                .all("case")
                .filter_map(|case| {
                    Some(Case {
                        name: case.own_text()?,
                        given: case.text("given")?,
                        expects: case
                            .all("expect")
                            .filter_map(|one| Some(Expect { what: one.own_word()?, on: one.names("on"), saying: one.text("saying") }))
                            .collect(),
                        as_of: case.day("as_of").map(|at| at.value),
                        place: case.place(),
                    })
                })
                .collect(),
            whole: node.at(node.whole),
        })
    }
}

/// A finding that is set aside.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Allow {
    pub code: At<String>,
    pub because: Option<String>,
    pub until: Option<At<Day>>,
    pub approved: Option<Approval>,
    /// The declaration at which it stands; none for the whole package.
    pub at: Option<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
    /// All of it, with its reason and its end.
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) whole: Place,
    /// Findings inside this range are meant.
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) scope: Option<Place>,
}

impl Allow {
    /// The `allow`s inside a declaration.
    pub(crate) fn read_all(node: &Node) -> Vec<Allow> {
        node.all("allow")
            .filter_map(|one| Allow::read(one).map(|allow| Allow { at: Some(node.subject()), scope: Some(node.at(node.whole)), ..allow }))
            .collect()
    }

    pub(crate) fn read(node: &Node) -> Option<Allow> {
        Some(Allow {
            code: node.own_names().into_iter().next()?,
            because: node.text("because"),
            until: node.day("until"),
            approved: node.approval(),
            at: None,
            place: node.place(),
            whole: node.at(node.whole),
            scope: None,
        })
    }
}
