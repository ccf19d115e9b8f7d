//! What a rule can look at: the groups of the model, and what each of their members is in a finding.

use serde::Serialize;
use serde_json::Value;

use crate::base::Place;
use crate::model::Model;

/// A group of things of one kind.
pub(super) struct Group {
    /// The name, as in `what`.
    pub name: &'static str,
    /// The way to its members in the schema of the model; `*` is any member.
    pub schema: &'static [&'static str],
    /// The declaration behind it, for the words that a property may have.
    pub word: &'static str,
    /// The members.
    pub members: fn(&Model) -> Vec<Member>,
}

/// One thing that a rule looks at.
pub(super) struct Member {
    /// As findings name it: `risk R-001`.
    pub subject: String,
    /// Where it stands.
    pub place: Place,
    /// Its properties.
    pub json: Value,
}

fn member(word: &str, id: &str, place: Place, one: &impl Serialize) -> Member {
    Member { subject: if id.is_empty() { word.to_string() } else { format!("{word} {id}") }, place, json: serde_json::to_value(one).unwrap_or_default() }
}

macro_rules! group {
    ($name:literal, $field:ident, $word:literal) => {
        Group {
            name: $name,
            schema: &[stringify!($field), "*"],
            word: $word,
            members: |model| model.$field.values().map(|one| member($word, &one.head.id, one.head.place, one)).collect(),
        }
    };
}

static GROUPS: &[Group] = &[
    group!("roles", roles, "role"),
    group!("parties", parties, "party"),
    group!("requirements", requirements, "requirement"),
    group!("objectives", objectives, "objective"),
    group!("assets", assets, "asset"),
    group!("risks", risks, "risk"),
    group!("controls", controls, "control"),
    Group {
        name: "exclusions",
        schema: &["exclusions", "*"],
        word: "exclude",
        members: |model| model.exclusions.values().map(|one| member("exclude", &one.id, one.place, one)).collect(),
    },
    group!("policies", policies, "policy"),
    group!("suppliers", suppliers, "supplier"),
    group!("measures", measures, "measure"),
    group!("audits", audits, "audit"),
    group!("trainings", trainings, "training"),
    group!("communications", communications, "communication"),
    group!("records", records, "record"),
    group!("budgets", budgets, "budget"),
    group!("exceptions", exceptions, "exception"),
    group!("nonconformities", nonconformities, "nonconformity"),
    group!("changes", changes, "change"),
    group!("classifications", classifications, "classification"),
    group!("processes", processes, "process"),
    Group {
        name: "documents",
        schema: &["documents", "*"],
        word: "document",
        members: |model| model.documents.values().map(|one| member("document", one.document, one.place, one)).collect(),
    },
    Group {
        name: "adoptions",
        schema: &["adoptions", "*"],
        word: "adopt",
        members: |model| model.adoptions.iter().map(|one| member("adopt", &one.process.id, one.place, one)).collect(),
    },
    Group {
        name: "omissions",
        schema: &["omissions", "*"],
        word: "omit",
        members: |model| model.omissions.iter().map(|one| member("omit", &one.process.id, one.place, one)).collect(),
    },
    Group {
        name: "waivers",
        schema: &["waivers", "*"],
        word: "waive",
        members: |model| {
            let named = |one: &crate::model::Waiver| one.artifacts.iter().map(|one| one.id.clone()).collect::<Vec<_>>().join(", ");
            model.waivers.iter().map(|one| member("waive", &named(one), one.place, one)).collect()
        },
    },
    Group {
        name: "interfaces",
        schema: &["process_set", "interfaces", "*"],
        word: "",
        members: |model| {
            let place = |one: &crate::model::Interface| model.process_set.processes.get(&one.receiver).map(|process| process.place).unwrap_or_default();
            model.process_set.interfaces.iter().map(|one| member("process", &one.receiver, place(one), one)).collect()
        },
    },
    Group {
        name: "tasks",
        schema: &["risks", "*", "tasks", "*"],
        word: "",
        members: |model| model.tasks().map(|(of, task)| member(of.kind, of.id, task.head.place, task)).collect(),
    },
    Group {
        name: "organisation",
        schema: &["organisation"],
        word: "organisation",
        members: |model| {
            let one = &model.organisation;
            if one.head.id.is_empty() { Vec::new() } else { vec![member("organisation", &one.head.id, one.head.place, one)] }
        },
    },
    Group {
        name: "criteria",
        schema: &["criteria"],
        word: "criteria",
        members: |model| model.criteria.iter().map(|one| member("criteria", &one.head.id, one.head.place, one)).collect(),
    },
];

/// The group of this name.
pub(super) fn find(name: &str) -> Option<&'static Group> {
    GROUPS.iter().find(|group| group.name == name)
}

/// The names of all groups.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    GROUPS.iter().map(|group| group.name)
}
