//! `policy` and `template`: documents that say what is to be done.

use super::common::{ALLOW, APPROVED_TEXT, AUTHOR, CLASSIFIED, CONTROL, DESCRIPTION, OWNER, REVIEW};
use super::{Namespace as N, Spec, Type};

pub const SPEC: Spec = Spec::declares("policy", N::Policy, "A policy: the template it is written from, its parameters, what it covers, who owns it and who approved it (ISO/IEC 27001, 5.2; ISO/IEC 27002:2022, 5.1).")
    .with(&[
        Spec::opt("template", Type::Ref(&[N::Template]), "The template; without one the policy consists of its own sections."),
        Spec::many("set", Type::Setting, "A parameter of the template and its value.").example("set review_interval 6 months"),
        Spec::many("section", Type::Text, "A section of your own: its heading, then its text.").with(&[Spec::one("text", Type::Text, "The text, in Markdown.")]).example("section \"Contractors\" text \"The same rules hold.\""),
        Spec::opt("covers", CONTROL, "The controls that it puts into rules.").list(),
        OWNER,
        AUTHOR,
        Spec::one("version", Type::Text, "The version, such as \"2.1\"."),
        APPROVED_TEXT,
        Spec::opt("effective", Type::Date, "The day from which it holds."),
        REVIEW,
        Spec::opt("audience", Type::RefOrText(&[N::Role, N::Unit, N::Party]), "For whom it is written.").list(),
        CLASSIFIED,
        Spec::opt("number", Type::Text, "The document number, where the name is not it."),
        Spec::opt("retention", Type::Duration, "How long old versions are kept."),
        Spec::many("change", Type::Text, "An entry in the history: the version.").with(&[Spec::one("on", Type::Date, "The day."), Spec::one("what", Type::Text, "What changed.")]).example("change \"1.1\" on 2025-02-01 what \"Remote work added.\""),
        DESCRIPTION,
        ALLOW,
    ])
    .example("policy access_control \"Access control policy\" {\n  template access_control\n  set review_interval 6 months\n  covers A.5.15, A.5.18\n  owner ciso\n  version \"1.0\"\n  approved by ceo on 2026-01-15\n  review every 12 months\n}");

pub const PARAMETER_TYPES: Type = Type::Word(&[
    ("text", "a text in quotes"),
    ("duration", "a length of time"),
    ("number", "a number"),
    ("role", "the name of a role"),
    ("bool", "yes or no"),
    ("date", "a day"),
    ("supplier", "the name of a supplier"),
]);

pub const TEMPLATE: Spec = Spec::declares("template", N::Template, "A template for policies: the file `policies/NAME.md.j2` and the parameters that it takes.")
    .with(&[
        Spec::opt("topic", Type::Text, "The topic of ISO/IEC 27002:2022, 5.1 that it serves."),
        Spec::opt("covers", CONTROL, "The controls that it puts into rules.").list(),
        Spec::many("parameter", Type::Name("parameter"), "A value that a policy sets.").title_required()
            .with(&[
                Spec::one("type", PARAMETER_TYPES, "What kind of value."),
                Spec::opt("default", Type::Any, "The value where a policy sets none; without a default it must be set."),
            ]).example("parameter review_interval \"How often access rights are reviewed\" type duration default 6 months"),
        DESCRIPTION,
    ])
    .example("template access_control \"Access control policy\" {\n  parameter review_interval \"How often access rights are reviewed\" type duration default 6 months\n}");
