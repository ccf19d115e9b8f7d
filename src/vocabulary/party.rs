//! `party`: an interested party and what it needs.

use super::common::{ALLOW, CLASSIFICATION, DESCRIPTION, OWNER_OPT};
use super::{Namespace as N, Spec, Type};

pub const KINDS: Type = Type::Word(&[
    ("customer", "buys or uses the service"),
    ("regulator", "supervises"),
    ("shareholder", "owns"),
    ("employee", "works here"),
    ("works_council", "represents employees"),
    ("supplier", "delivers"),
    ("partner", "works together with us"),
    ("insurer", "insures"),
    ("auditor", "audits from outside"),
    ("data_subject", "is the person whose data is processed"),
    ("public", "press and public"),
    ("management", "directs the organisation"),
    ("other", "anyone else"),
]);

pub const SPEC: Spec = Spec::declares("party", N::Party, "An interested party (ISO/IEC 27001, 4.2).")
    .with(&[
        Spec::one("kind", KINDS, "What kind of party it is."),
        Spec::many("needs", Type::Text, "What it needs or expects of information security.").list(),
        Spec::opt("clearance", CLASSIFICATION, "The highest classification that it may see."),
        OWNER_OPT,
        DESCRIPTION,
        ALLOW,
    ])
    .example("party customers \"Customers\" {\n  kind customer\n  needs \"Their data stays confidential and available.\"\n}");
