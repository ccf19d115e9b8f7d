//! `audit`, `training`, `communication` and `record`: what the programmes of the ISMS plan.

use super::common::{ALLOW, ARTIFACT, CADENCE, CLASSIFIED, CONTROL, DESCRIPTION, OWNER_OPT, ROLE};
use super::{Namespace as N, Spec, Type};

pub const AUDIT: Spec = Spec::declares("audit", N::Audit, "An audit of the audit programme (ISO/IEC 27001, 9.2).")
    .with(&[
        Spec::opt(
            "scope",
            Type::RefOrText(&[N::Process, N::ReferenceProcess, N::Control, N::Theme, N::Supplier, N::Unit, N::Site, N::Policy]),
            "What is audited.",
        )
        .list(),
        Spec::opt("clauses", Type::Clause, "The clauses of ISO/IEC 27001 that are audited.").list(),
        Spec::opt("criteria", Type::Text, "Against what."),
        Spec::one("auditor", Type::RefOrText(&[N::Role, N::Supplier, N::Party]), "Who audits."),
        Spec::one("date", Type::Date, "When."),
        Spec::opt("status", Type::Word(&[("planned", "to come"), ("done", "reported"), ("cancelled", "not held")]), "How far it is."),
        Spec::opt("result", Type::Text, "What came out, in a sentence."),
        CADENCE,
        DESCRIPTION,
        ALLOW,
    ])
    .example("audit IA-2026-1 \"Access and operations\" {\n  scope A.5.15, A.8.2\n  auditor internal_auditor\n  date 2026-05-04\n}");

pub const TRAINING: Spec =
    Spec::declares("training", N::Training, "A training, an education or an awareness measure (ISO/IEC 27001, 7.2, 7.3; ISO/IEC TS 27022:2021, Table 8).")
        .with(&[
            Spec::one("kind", Type::Word(&[("awareness", "knowing why"), ("training", "being able to"), ("education", "understanding")]), "What it aims at."),
            Spec::opt("audience", Type::RefOrText(&[N::Role, N::Unit]), "For whom.").list(),
            Spec::opt("content", Type::Text, "What is taught."),
            Spec::opt("covers", Type::Ref(&[N::Policy, N::Control]), "The policies and controls that it makes known.").list(),
            OWNER_OPT,
            CADENCE,
            Spec::many("held", Type::Nothing, "An occasion.")
                .with(&[Spec::one("on", Type::Date, "The day."), Spec::opt("evidence", Type::Text, "What shows it.")])
                .example("held on 2026-03-20 evidence \"Attendance list\""),
            Spec::opt("due", Type::Date, "The day by which it is held."),
            DESCRIPTION,
            ALLOW,
        ])
        .example(
            "training onboarding \"Security for new colleagues\" {\n  kind awareness\n  audience \"all staff\"\n  owner hr_lead\n  cadence every 12 months\n}",
        );

pub const COMMUNICATION: Spec = Spec::declares("communication", N::Communication, "An entry of the communication plan, for normal operation or for an emergency (ISO/IEC 27001, 7.4; ISO/IEC TS 27022:2021, Table 16).")
    .with(&[
        Spec::opt("to", Type::RefOrText(&[N::Party, N::Role, N::Unit, N::Supplier]), "Who is told.").list(),
        Spec::one("what", Type::Text, "What is told."),
        Spec::opt("channel", Type::Text, "By which way."),
        Spec::opt("owner", ROLE, "Who tells."),
        CADENCE,
        Spec::opt("when", Type::Text, "At which event, where there is no fixed interval."),
        Spec::opt("mode", Type::Word(&[("normal", "in normal operation"), ("emergency", "in an emergency")]), "Normal operation or emergency; `normal` where nothing is said."),
        CLASSIFIED,
        Spec::opt("language", Type::Text, "In which language."),
        Spec::opt("within", Type::Duration, "How soon after the event."),
        DESCRIPTION,
        ALLOW,
    ])
    .example("communication board_report \"Report to the board\" {\n  to board\n  what \"Risks, incidents, progress of the plan\"\n  owner ciso\n  cadence every 3 months\n}");

pub const RECORD: Spec =
    Spec::declares("record", N::Record, "A kind of record: where it lies and how long it is kept (ISO/IEC 27001, 7.5.3; ISO/IEC TS 27022:2021, Table 14).")
        .with(&[
            Spec::opt("of", ARTIFACT, "The work products that it holds.").list(),
            OWNER_OPT,
            Spec::opt("retention", Type::Duration, "How long it is kept."),
            Spec::opt("retention_rule", Type::Text, "How long it is kept, where a length of time does not say it."),
            Spec::opt("location", Type::Text, "Where it lies."),
            Spec::opt("format", Type::Text, "In which form."),
            Spec::opt("basis", Type::RefOrText(&[N::Requirement]), "Why it is kept that long.").list(),
            Spec::opt("disposal", Type::Text, "How it is destroyed."),
            Spec::opt("shows", CONTROL, "The controls that it is evidence for.").list(),
            CLASSIFIED,
            DESCRIPTION,
            ALLOW,
        ])
        .example("record audit_reports \"Internal audit reports\" {\n  owner ciso\n  retention 5 years\n  location \"Document system\"\n}");
