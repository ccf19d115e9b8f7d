//! `adopt`, `process`, `external` and `omit`: the tailoring of the process reference model.

use super::common::{
    ALLOW, APPROVED, ARTIFACT, BECAUSE, CADENCE, CLASSIFICATION, CLASSIFIED, CLEARANCE, CONTROL, DESCRIPTION, OWNER_OPT, PROCESS, PROVIDER, ROLE, UNTIL,
};
use super::{Namespace as N, Spec, Type};

const RECEIVER: Type = Type::Ref(&[N::Process, N::ReferenceProcess, N::Party, N::Supplier, N::Unit]);

const INSTEAD: Spec = Spec::many("instead", ARTIFACT, "A new source for a work product whose provider is gone.")
    .list()
    .with(&[
        Spec::one("from", PROVIDER, "Who delivers it now."),
        Spec::opt("for", PROCESS, "Which receivers; all of them where nothing is said.").list(),
        Spec::opt("because", Type::Text, "Why this is as good."),
    ])
    .example("instead customer_requirements from customer_success");
const WAIVE_INNER: Spec = Spec::many("waive", ARTIFACT, "A work product that is done without.")
    .list()
    .with(&[Spec::opt("for", PROCESS, "Which receivers; all of them where nothing is said.").list(), BECAUSE, UNTIL, APPROVED])
    .example("waive customer_requirements because \"There is one customer, and its contract says it all.\"");
const DELIVER: Spec = Spec::many("deliver", ARTIFACT, "A work product that this process hands over.")
    .list()
    .with(&[
        Spec::opt("to", RECEIVER, "Who receives it.").list(),
        Spec::opt("every", Type::Duration, "How often."),
        Spec::opt("because", Type::Text, "Why this differs from the reference model."),
        CLASSIFIED,
    ])
    .example("deliver risk_treatment_plan every 12 months");
const RECEIVE: Spec = Spec::many("receive", ARTIFACT, "A work product that this process needs.")
    .list()
    .with(&[
        Spec::opt("from", PROVIDER, "Who hands it over.").list(),
        Spec::opt("at most", Type::Duration, "The age up to which it is of use.").with(&[Spec::opt("old", Type::Nothing, "Reads better.")]),
        Spec::opt("needs", ARTIFACT, "The parts that it must have.").list(),
    ])
    .example("receive prioritized_risks at most 6 months old");
const DROP: Spec = Spec::many("drop", ARTIFACT, "An input or a result of the reference process that this organisation does without.")
    .list()
    .with(&[
        Spec::opt("because", Type::Text, "The reason, as an auditor will read it."),
        Spec::opt("from", PROVIDER, "Only the input from this provider.").list(),
        Spec::opt("to", RECEIVER, "Only the result for these receivers.").list(),
    ])
    .example("drop previous_assessment_results because \"First cycle.\"");
const MATURITY: Spec = Spec::opt("maturity", Type::Int(0, 5), "The capability level today, and the one that is needed (ISO/IEC 33020, 0 to 5).")
    .with(&[Spec::opt("to", Type::Int(0, 5), "The level that is needed.")])
    .example("maturity 2 to 3");
const REALISES: Spec = Spec::opt("realises", Type::Ref(&[N::ReferenceProcess]), "The processes of the reference model that it stands for.")
    .list()
    .example("realises risk_treatment, security_implementation_management");
const PERFORMED: Spec = Spec::opt("performed_by", ROLE, "The roles that do the work.").list();
const COVERS: Spec = Spec::opt("controls", CONTROL, "The controls that it performs.").list();
const SERVES: Spec = Spec::opt("clauses", Type::Clause, "Clauses of ISO/IEC 27001 that it also serves.").list();

pub const ADOPT: Spec = Spec::decides(
    "adopt",
    Type::Ref(&[N::ReferenceProcess]),
    "Adopts a process of the reference model with all its interfaces; the block says only what differs.",
)
.list()
.titled()
.with(&[
    OWNER_OPT,
    PERFORMED,
    MATURITY,
    CADENCE,
    DELIVER,
    RECEIVE,
    DROP,
    INSTEAD,
    WAIVE_INNER,
    COVERS,
    SERVES,
    CLEARANCE,
    BECAUSE,
    APPROVED,
    DESCRIPTION,
    ALLOW,
])
.example("adopt risk_assessment {\n  owner ciso\n  maturity 2 to 3\n  cadence every 6 months\n}");

pub const PROCESS_SPEC: Spec = Spec::declares(
    "process",
    N::Process,
    "A process of your own; with `realises` it stands for one or several processes of the reference model (merge), or for a part of one (split).",
)
.with(&[
    REALISES,
    OWNER_OPT,
    PERFORMED,
    MATURITY,
    CADENCE,
    DELIVER,
    RECEIVE,
    DROP,
    INSTEAD,
    WAIVE_INNER,
    COVERS,
    SERVES,
    CLEARANCE,
    BECAUSE,
    APPROVED,
    DESCRIPTION,
    ALLOW,
])
.example("process treatment \"Treatment and rollout\" realises risk_treatment, security_implementation_management {\n  owner ciso\n}");

pub const EXTERNAL: Spec = Spec::declares("external", N::Process, "A process outside the ISMS that works with it: general change management, the help desk, another management system. With the name of a process outside the reference model, such as `help_desk`, it stands for that one.")
    .with(&[
        Spec::opt("of", Type::RefOrText(&[N::Unit, N::Supplier, N::Party]), "Whose process it is: a unit, a supplier, or another management system in quotes."),
        REALISES, OWNER_OPT, PERFORMED, MATURITY, CADENCE, DELIVER, RECEIVE, DROP, INSTEAD, WAIVE_INNER, COVERS, SERVES,
        CLEARANCE, BECAUSE, APPROVED, DESCRIPTION, ALLOW,
    ])
    .example("external document_control \"Document control\" of \"quality management system\" realises records_control {\n  owner quality_manager\n}");

pub const OMIT: Spec = Spec::decides("omit", Type::Ref(&[N::ReferenceProcess]), "Leaves a process of the reference model out, with a reason, an approval, and a new source for what others needed from it.")
    .with(&[BECAUSE, APPROVED, INSTEAD, WAIVE_INNER, ALLOW])
    .example("omit customer_relationship_management {\n  because \"Customer Success measures satisfaction for the whole company.\"\n  approved by ceo on 2026-02-03\n  instead customer_requirements from customer_success\n}");

pub const WAIVE: Spec = Spec::decides("waive", ARTIFACT, "Sets one interface of the reference model aside, with a reason and an end.")
    .list()
    .with(&[
        Spec::opt("from", PROVIDER, "The provider."),
        Spec::opt("for", PROCESS, "The receivers; all of them where nothing is said.").list(),
        BECAUSE,
        UNTIL,
        APPROVED,
    ])
    .example("waive information_assets for risk_assessment because \"The inventory is being built.\" until 2026-12-31 approved by ceo on 2026-02-03");

pub const DECLASSIFY: Spec = Spec::decides(
    "declassify",
    ARTIFACT,
    "Lowers the classification of a work product for certain receivers: what is secret in it is taken out first. A decision with a reason and an approval.",
)
.list()
.with(&[
    Spec::one("to", CLASSIFICATION, "The level that it has for them."),
    Spec::opt("for", RECEIVER, "Which receivers; all of them where nothing is said.").list(),
    BECAUSE,
    UNTIL,
    APPROVED,
])
.example("declassify incidents to public for press because \"Names, systems and open weaknesses are taken out first.\" approved by ciso on 2026-02-03");

pub const ALLOW_TOP: Spec = ALLOW;
