//! `requirement`: what law, contract, customer or the organisation itself demands.

use super::common::{ALLOW, APPROVED, CONTROL, DESCRIPTION, REVIEW, ROLE};
use super::{Namespace as N, Spec, Type};

pub const KINDS: Type = Type::Word(&[
    ("legal", "an act of parliament"),
    ("regulatory", "a regulator's rule"),
    ("contractual", "a contract"),
    ("customer", "what a customer asks for beyond a contract"),
    ("internal", "the organisation's own rule"),
]);

pub const SPEC: Spec = Spec::declares("requirement", N::Requirement, "A requirement on information security, where it comes from, and what it demands (ISO/IEC 27001, 4.2; ISO/IEC TS 27022:2021, Table 3).")
    .with(&[
        Spec::one("kind", KINDS, "Where the requirement gets its force from."),
        Spec::opt("source", Type::Text, "The law, article, contract or decision."),
        Spec::opt("from", Type::Ref(&[N::Party, N::Supplier]), "The interested parties behind it.").list(),
        Spec::opt("responsible", ROLE, "The role that sees to it."),
        APPROVED,
        Spec::opt("demands", CONTROL, "The controls that it asks for.").list(),
        Spec::opt("retention", Type::Duration, "How long records must be kept because of it."),
        Spec::opt("evidence", Type::Text, "How one sees that it is met.").list(),
        Spec::opt("status", Type::Word(&[("met", "fully met"), ("partly_met", "gaps are known"), ("not_met", "not met"), ("open", "not assessed")]), "How far it is met."),
        REVIEW,
        DESCRIPTION,
        ALLOW,
    ])
    .example("requirement GDPR-32 \"Security of processing\" {\n  kind legal\n  source \"Regulation (EU) 2016/679, Art. 32\"\n  responsible ciso\n  demands A.8.24, A.8.13\n}");
