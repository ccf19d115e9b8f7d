//! `control` and `exclude`: the decisions of the Statement of Applicability.

use super::common::{ALLOW, APPROVED, BECAUSE, CONTROL, COST, DESCRIPTION, DUE, EFFORT, FUNDED, OWNER_OPT, PRIORITIES, REVIEW, ROLE, START, TASK};
use super::{Namespace as N, Spec, Type};

pub const STATES: Type = Type::Word(&[
    ("implemented", "in place and shown by evidence"),
    ("partial", "partly in place"),
    ("planned", "decided, with a plan"),
    ("not_started", "decided, without a plan yet"),
]);

const PLAN: Spec =
    Spec::opt("plan", Type::Nothing, "How the control is put in place: the entry in the control implementation plan (ISO/IEC TS 27022:2021, Table 5).").with(
        &[
            Spec::opt("priority", PRIORITIES, "How urgent it is."),
            START,
            DUE,
            COST,
            EFFORT,
            Spec::opt("by", ROLE, "Who implements it, if not the owner."),
            Spec::opt("measure", Type::RefOrText(&[N::Measure]), "How its effect is measured."),
            Spec::opt("deferred", Type::Text, "Why it has to wait."),
            TASK,
        ],
    );

pub const SPEC: Spec = Spec::decides("control", Type::Id(N::Control), "Decides that a control applies: one of the catalogue, or an own one beyond Annex A (ISO/IEC 27001, 6.1.3 b to d). A status is never a decision: a control that is planned, or that a supplier performs, applies.")
    .titled()
    .with(&[
        Spec::one("status", STATES, "How far it is implemented."),
        OWNER_OPT,
        Spec::opt("because", Type::RefOrText(&[N::Risk, N::Requirement, N::Objective]), "What asks for it: risks, requirements, or a sentence that explains.").list().example("because risk.R-004, requirement.NIS2-21"),
        Spec::opt("baseline", Type::Text, "The baseline or good practice that asks for it, where no risk and no requirement does.").example("baseline \"Minimum protection of the group, version 4\""),
        Spec::opt("implementation", Type::Text, "How it is implemented here."),
        Spec::many("evidence", Type::Text, "What shows that it works, and as of when.").with(&[
            Spec::opt("on", Type::Date, "The day of the evidence."),
            Spec::opt("every", Type::Duration, "How often it is made anew; a newer one has the same text, or stands in place of the old one."),
        ]).example("evidence \"Restore test report\" on 2026-05-12 every 3 months"),
        Spec::opt("documented_in", Type::RefOrText(&[N::Policy, N::Document, N::Record]), "Where it is described.").list(),
        Spec::opt("performed", Type::Word(&[("own", "by the organisation itself"), ("shared", "together with a supplier"), ("inherited", "by a supplier")]), "Who performs it.").with(&[Spec::opt("by", Type::Ref(&[N::Supplier, N::Unit, N::Role]), "The supplier or unit.").list()]).example("performed inherited by aws"),
        FUNDED,
        Spec::opt("applies_to", Type::RefOrText(&[N::Unit, N::Site, N::Asset]), "Where it applies, if not everywhere.").list(),
        PLAN,
        REVIEW,
        DESCRIPTION,
        ALLOW,
    ])
    .example("control A.5.7 {\n  status implemented\n  owner ciso\n  because requirement.NIS2-21\n  evidence \"Monthly threat report\" on 2026-06-01\n}");

pub const EXCLUDE: Spec =
    Spec::decides("exclude", CONTROL, "Decides that a control of the catalogue does not apply, with the reason (ISO/IEC 27001, 6.1.3 d).")
        .list()
        .with(&[BECAUSE, APPROVED, REVIEW, OWNER_OPT, ALLOW])
        .example("exclude A.8.30 because \"No development is outsourced.\" approved by ceo on 2026-02-03");

pub const WORDING: Spec = Spec::decides("wording", CONTROL, "Your own or your licensed wording of a control of the catalogue: its title in your language, its text. Keep it in a file of its own that stays where your licence allows.")
    .with(&[
        Spec::opt("title", Type::Text, "The title in the documents."),
        Spec::opt("text", Type::Text, "The text in the documents."),
        Spec::opt("source", Type::Text, "Where the wording comes from."),
    ])
    .example("wording A.5.7 {\n  title \"Bedrohungsaufklärung\"\n  text \"What we gather about threats, and from whom.\"\n}");
