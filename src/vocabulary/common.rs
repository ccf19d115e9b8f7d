//! Words that several declarations share, written once so that they mean the same everywhere.

use super::{Namespace as N, Spec, Type};

/// A role of the organisation.
pub const ROLE: Type = Type::Ref(&[N::Role]);
/// A control of the catalogue or an own one.
pub const CONTROL: Type = Type::Ref(&[N::Control]);
/// A process: an own one, or whoever realises a process of the reference model.
pub const PROCESS: Type = Type::Ref(&[N::Process, N::ReferenceProcess]);
/// A work product type.
pub const ARTIFACT: Type = Type::Ref(&[N::Artifact]);
/// Whoever can hand over a work product.
pub const PROVIDER: Type = Type::Ref(&[N::Process, N::ReferenceProcess, N::Supplier, N::Party, N::Unit]);
/// A level of confidentiality.
pub const CLASSIFICATION: Type = Type::Ref(&[N::Classification]);

pub const OWNER: Spec = Spec::one("owner", ROLE, "The role that answers for it.").example("owner ciso");
pub const OWNER_OPT: Spec = Spec::opt("owner", ROLE, "The role that answers for it.").example("owner ciso");
pub const DESCRIPTION: Spec = Spec::opt("description", Type::Text, "What it is, in your own words. Markdown is allowed in a text block.");
pub const CLASSIFIED: Spec = Spec::opt("classification", CLASSIFICATION, "How confidential it is.").example("classification confidential");

/// `clearance confidential`: how far someone may see.
pub const CLEARANCE: Spec = Spec::opt("clearance", CLASSIFICATION, "The highest classification that it may receive.").example("clearance confidential");

const BY: Spec = Spec::one("by", ROLE, "The role that decides.").list();
const ON: Spec = Spec::one("on", Type::Date, "The day of the decision.");
pub const UNTIL: Spec = Spec::opt("until", Type::Date, "The last day on which the decision holds.");

/// `approved by ceo on 2026-02-03`
pub const APPROVED: Spec = Spec::opt("approved", Type::Nothing, "Who approved it, and when.").with(&[BY, ON]).example("approved by ceo on 2026-02-03");

/// An approval of a text: it may be bound to what the text says.
pub const APPROVED_TEXT: Spec = Spec::opt("approved", Type::Nothing, "Who approved it, and when.")
    .with(&[
        BY,
        ON,
        Spec::opt("digest", Type::Text, "The digest of the text that was approved, as `isms approve` prints it: when the text changes, the document says so."),
    ])
    .example("approved by ceo on 2026-02-03 digest \"5f1d3c0a9b7e24680c1d5f1d3c0a9b7e\"");

/// `because "…"` where leaving the reason out is an error of its own.
pub const BECAUSE: Spec =
    Spec::opt("because", Type::Text, "The reason, as an auditor will read it.").example("because \"Group Risk does this for all subsidiaries.\"");

/// Who wrote it.
pub const AUTHOR: Spec = Spec::opt("author", ROLE, "The roles that wrote it; the owner where nothing is said.").list();

pub const EVERY: Spec = Spec::one("every", Type::Duration, "The interval.");
/// `review every 12 months last 2026-01-15`
pub const REVIEW: Spec = Spec::opt("review", Type::Nothing, "How often it is looked at again, and when it last was.")
    .with(&[EVERY, Spec::opt("last", Type::Date, "The day of the last review.")])
    .example("review every 12 months last 2026-01-15");
pub const CADENCE: Spec = Spec::opt("cadence", Type::Nothing, "How often it is performed.").with(&[EVERY]).example("cadence every 6 months");

pub const PRIORITIES: Type =
    Type::Word(&[("critical", "before everything else"), ("high", "in the current quarter"), ("medium", "in the current year"), ("low", "when there is room")]);

pub const TASK_STATES: Type = Type::Word(&[("open", "not begun"), ("in_progress", "begun"), ("done", "finished"), ("cancelled", "given up, with a reason")]);

/// Who pays: the budget of the ISMS, or a unit.
pub const FUNDED: Spec = Spec::opt("funded", Type::Nothing, "Who pays: the budget of the ISMS or that of a unit (ISO/IEC TS 27022:2021, Table 15).")
    .with(&[Spec::one("by", Type::Name("`isms` or a unit"), "`isms`, or the unit that pays.")])
    .example("funded by isms");

pub const COST: Spec = Spec::opt("cost", Type::Money, "What it costs.").example("cost 8000 EUR");
pub const EFFORT: Spec = Spec::opt("effort", Type::Effort, "The work that it takes.").example("effort 15 days");
pub const START: Spec = Spec::opt("start", Type::Date, "The first day.").example("start 2026-03-01");
pub const DUE: Spec = Spec::opt("due", Type::Date, "The day by which it is done.").example("due 2026-09-30");

/// A piece of work inside a plan.
pub const TASK: Spec = {
    let mut spec = Spec::many("task", Type::Id(N::Task), "A piece of work with someone who does it and a date.")
        .title_required()
        .with(&[
            Spec::opt("by", ROLE, "Who does it.").example("by it_lead"),
            START,
            DUE,
            Spec::opt("after", Type::Ref(&[N::Task]), "Tasks that must be finished first.").list(),
            COST,
            EFFORT,
            FUNDED,
            Spec::opt("controls", CONTROL, "The controls that it puts in place.").list(),
            Spec::opt("status", TASK_STATES, "How far it is."),
            Spec::opt("done", Type::Nothing, "When it was finished.").with(&[ON]),
            Spec::opt("repeats", Type::Nothing, "How often it is done again, for work without an end.").with(&[EVERY]),
            Spec::opt("verify", Type::Text, "How one sees that it worked."),
            Spec::opt("note", Type::Text, "Anything else worth knowing."),
        ])
        .example("task T-1 \"Segment the backup network\" by it_lead start 2026-03-01 due 2026-07-31 cost 12000 EUR");
    spec.declares = Some(N::Task);
    spec
};

/// `approved by ciso`: who answers for a finding that is set aside; the day may be left out.
const ALLOWED: Spec = Spec::opt("approved", Type::Nothing, "Who approved it; the day may follow.")
    .with(&[BY, Spec::opt("on", Type::Date, "The day of the decision.")])
    .example("approved by ciso");

/// One diagnostic set aside at this declaration.
pub const ALLOW: Spec = Spec::many("allow", Type::Name("lint"), "Sets one finding aside at this declaration, with a reason and an end.")
    .with(&[BECAUSE, UNTIL, ALLOWED])
    .example("allow review-overdue because \"Merged into the March review.\" until 2027-03-31 approved by ciso");
