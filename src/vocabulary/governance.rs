//! `document`, `classification`, `exception`, `nonconformity`, `change` and `rule`: how the ISMS is kept in order.

use super::common::{ALLOW, APPROVED, APPROVED_TEXT, AUTHOR, BECAUSE, CLASSIFICATION, CONTROL, DESCRIPTION, DUE, OWNER, OWNER_OPT, REVIEW, ROLE, TASK, UNTIL};
use super::{Namespace as N, Spec, Type};

pub const DOCUMENTS: Type = Type::Word(&[
    ("soa", "the Statement of Applicability"),
    ("control_implementation_plan", "the control implementation plan"),
    ("risk_treatment_plan", "the risk treatment plan"),
    ("risk_register", "the risk register"),
    ("tailoring_report", "the tailoring report"),
    ("process_handbook", "the process handbook"),
    ("policy_index", "the list of policies"),
    ("scope_statement", "context and scope"),
    ("requirements_register", "the register of interested parties and requirements"),
    ("objectives", "the information security objectives"),
    ("roles", "roles, responsibilities and competence"),
    ("asset_register", "the asset register"),
    ("supplier_register", "the supplier register"),
    ("audit_programme", "the audit programme"),
    ("measurement_programme", "the measurement programme"),
    ("training_plan", "the plan of awareness, training and education"),
    ("communication_plan", "the communication plan"),
    ("records_register", "the register of records"),
    ("resource_plan", "the resource plan"),
    ("management_review", "the management review pack"),
    ("soa_customer", "the Statement of Applicability as customers may see it"),
    ("improvement", "the improvement plan"),
    ("change_requests", "the change requests"),
    ("clause_sheet", "where each clause of the standard is met"),
    ("documented_information", "the checklist of documented information that the standard asks for"),
]);

pub const DOCUMENT: Spec =
    Spec::decides("document", DOCUMENTS, "How a generated document is controlled: number, version, owner and approval (ISO/IEC 27001, 7.5).")
        .with(&[
            Spec::opt("number", Type::Text, "The document number."),
            Spec::one("version", Type::Text, "The version, such as \"3.0\"."),
            OWNER,
            AUTHOR,
            APPROVED_TEXT,
            super::common::CLASSIFIED,
            Spec::opt("effective", Type::Date, "The day from which it holds."),
            REVIEW,
            Spec::opt("distribution", Type::Text, "Who gets it."),
            DESCRIPTION,
            ALLOW,
        ])
        .example("document soa {\n  number \"ISMS-001\"\n  version \"3.0\"\n  owner ciso\n  approved by ceo on 2026-03-30\n  classification internal\n}");

pub const CLASSIFICATION_SPEC: Spec = Spec::declares(
    "classification",
    N::Classification,
    "A level of confidentiality. Where a package declares none, public, internal, confidential and strictly_confidential are there.",
)
.with(&[
    Spec::opt("above", CLASSIFICATION, "The levels below it.").list(),
    Spec::opt("handling", Type::Text, "How information of this level is handled."),
    DESCRIPTION,
    ALLOW,
])
.example("classification secret \"Secret\" handling \"For people named one by one.\"");

pub const EXCEPTION: Spec = Spec::declares("exception", N::Exception, "An exception from a policy or a control, for a while and with something to make up for it.")
    .with(&[
        Spec::opt("from", Type::Ref(&[N::Policy, N::Control]), "What it is an exception from.").list(),
        Spec::opt("applies_to", Type::RefOrText(&[N::Asset, N::Role, N::Unit, N::Site]), "For whom or what.").list(),
        BECAUSE,
        Spec::opt("compensation", Type::Text, "What makes up for it."),
        Spec::opt("requested_by", ROLE, "Who asked for it."),
        APPROVED,
        UNTIL,
        Spec::opt("status", Type::Word(&[("active", "in force"), ("ended", "no longer in force")]), "Whether it is in force."),
        DESCRIPTION,
        ALLOW,
    ])
    .example("exception EXC-1 \"Short passwords in the old ERP\" {\n  from A.5.17\n  because \"The system cannot do more.\"\n  compensation \"Reached through a jump host only.\"\n  approved by ciso on 2026-01-10\n  until 2026-12-31\n}");

pub const NONCONFORMITY: Spec = Spec::declares("nonconformity", N::Nonconformity, "A nonconformity and what is done about its cause (ISO/IEC 27001, 10.2).")
    .with(&[
        Spec::opt("source", Type::RefOrText(&[N::Audit, N::Measure, N::Supplier]), "Where it was found."),
        Spec::one("found", Type::Nothing, "When it was found.").with(&[Spec::one("on", Type::Date, "The day.")]).example("found on 2026-02-10"),
        Spec::opt("of", Type::Ref(&[N::Control, N::Process, N::ReferenceProcess, N::Policy]), "What does not conform.").list(),
        Spec::opt("clauses", Type::Clause, "The clauses that it is against.").list(),
        Spec::opt("cause", Type::Text, "The root cause."),
        Spec::opt("correction", Type::Text, "What was done at once."),
        Spec::opt("action", Type::Text, "What is done so that it does not come back."),
        OWNER,
        DUE,
        Spec::opt("closed", Type::Nothing, "When it was closed.").with(&[Spec::one("on", Type::Date, "The day."), Spec::opt("evidence", Type::Text, "What shows that the action works.")]),
        TASK,
        DESCRIPTION,
        ALLOW,
    ])
    .example("nonconformity CAPA-1 \"Accounts without approval\" {\n  found on 2026-02-10\n  cause \"The checklist had no approval step.\"\n  action \"Approval step in the workflow.\"\n  owner hr_lead\n  due 2026-05-15\n}");

pub const CHANGE: Spec = Spec::declares("change", N::Change, "A planned change of the ISMS (ISO/IEC 27001, 6.3; ISO/IEC TS 27022:2021, Table 10).")
    .with(&[
        Spec::opt("of", Type::RefOrText(&[N::Control, N::Process, N::ReferenceProcess, N::Policy, N::Asset]), "What changes.").list(),
        Spec::opt("because", Type::RefOrText(&[N::Nonconformity, N::Risk, N::Requirement, N::Objective, N::Audit]), "What asks for it.").list(),
        Spec::opt("effect", Type::Text, "What it means for risks."),
        Spec::opt("fallback", Type::Text, "What is done if it fails."),
        OWNER_OPT,
        DUE,
        APPROVED,
        Spec::opt(
            "status",
            Type::Word(&[("requested", "asked for"), ("approved", "to be done"), ("declined", "not to be done"), ("done", "done")]),
            "How far it is.",
        ),
        TASK,
        DESCRIPTION,
        ALLOW,
    ])
    .example("change CHG-1 \"Move the file server\" {\n  effect \"Four hours without files.\"\n  fallback \"Back to the old server.\"\n  owner it_lead\n}");

const CASE: Spec = Spec::many("case", Type::Text, "A small package, and what the rule says about it; `isms test` runs it.")
    .with(&[
        Spec::one("given", Type::Text, "The package: declarations in a text block."),
        Spec::many("expect", Type::Word(&[("finding", "the rule reports what is named"), ("nothing", "the rule reports nothing")]), "What the rule says.")
            .with(&[
                Spec::opt("on", Type::Name("declaration"), "What it says it about: `risk.R-1`.").list(),
                Spec::opt("saying", Type::Text, "A part of the message."),
            ])
            .example("expect finding on control.A.5.1"),
        Spec::opt("as_of", Type::Date, "The day that the case is judged at, where the rule looks at days; else that of the run."),
    ])
    .example("case \"a control without words\" {\n  given \"\"\"\n    control A.5.1 status implemented\n    \"\"\"\n  expect finding on control.A.5.1\n}");

const LEVELS: Type = Type::Word(&[("warn", "reported"), ("deny", "an error")]);

pub const RULE: Spec = Spec::declares("rule", N::Rule, "A rule of your own over the compiled model.")
    .with(&[
        Spec::one("what", Type::Name("group of the model"), "What it looks at: `risks`, `controls`, `adoptions`, `suppliers`, `tasks` and so on."),
        Spec::opt("where", Type::Text, "Which of them, as an expression over the fields of `isms model`."),
        Spec::one("require", Type::Text, "What must be true of each, as an expression."),
        Spec::one("message", Type::Text, "What is said where it is not; `{{ id }}` and other expressions may stand in it."),
        Spec::opt("help", Type::Text, "The way out."),
        Spec::opt("level", LEVELS, "How it is reported; `warn` where nothing is said."),
        Spec::opt("cites", CONTROL, "The controls behind it.").list(),
        CASE,
        DESCRIPTION,
    ])
    .example("rule critical-risks-have-tasks \"Critical risks have tasks\" {\n  what risks\n  where \"current.level == 'critical'\"\n  require \"tasks\"\n  message \"a critical risk without a task\"\n}");

pub const USE_RULES: Spec = Spec::decides("use rules", Type::Name("set of rules"), "Switches on sets of ready rules of the library: `certification`, `dora`, `nis2`, `automotive`, `wording`. Their findings are called `rule.NAME` and can be set aside like others.")
    .list()
    .with(&[DESCRIPTION])
    .example("use rules certification, wording");
