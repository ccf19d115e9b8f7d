//! `organisation`: who it is, what the ISMS covers, and which standard and model it follows.

use super::common::{ALLOW, CLASSIFICATION, DESCRIPTION};
use super::{Namespace as N, Spec, Type};

pub const FACTS: Type = Type::Word(&[
    ("develops_software", "builds software, for itself or for others"),
    ("outsources_development", "has software built by others"),
    ("remote_work", "lets people work outside the premises"),
    ("cloud", "uses cloud services"),
    ("premises", "has premises of its own"),
    ("personal_data", "processes personal data"),
    ("suppliers", "has suppliers with access to information"),
    ("cardholder_data", "processes cardholder data"),
]);

const FOUR_EYES: Type = Type::Word(&[("policies", "policies"), ("documents", "generated documents such as the Statement of Applicability")]);

pub const SPEC: Spec = Spec::declares(
    "organisation",
    N::Organisation,
    "The organisation: what its ISMS covers, and which standard and reference model it follows. One per package.",
)
.with(&[
    Spec::one("scope", Type::Text, "What the ISMS covers, as it stands on the certificate (ISO/IEC 27001, 4.3)."),
    Spec::opt(
        "standard",
        Type::Ref(&[N::Catalogue]),
        "The edition of Annex A that the Statement of Applicability decides on; `iso27001_2022` where nothing is said.",
    ),
    Spec::opt("model", Type::Ref(&[N::ReferenceModel]), "The process reference model that is tailored; `iso27022_2021` where nothing is said."),
    Spec::opt("currency", Type::Name("currency"), "The currency of plans and budgets, `EUR` where nothing is said."),
    Spec::opt("language", Type::Word(&[("en", "English"), ("de", "German")]), "The language of the documents."),
    Spec::opt("employees", Type::Int(1, 10_000_000), "How many people work there."),
    Spec::opt("sector", Type::Text, "What the organisation does."),
    Spec::opt("address", Type::Text, "Where it has its seat."),
    Spec::opt("four_eyes", FOUR_EYES, "Where whoever approves may not be the only author (ISO/IEC 27001, A.5.3).")
        .list()
        .example("four_eyes policies, documents"),
    DESCRIPTION,
    Spec::many("unit", Type::Id(N::Unit), "An organisational unit.")
        .title_required()
        .with(&[Spec::opt("head", super::common::ROLE, "The role that leads it.")])
        .example("unit it \"IT operations\""),
    Spec::many("site", Type::Id(N::Site), "A place where people work or data lies.")
        .title_required()
        .with(&[Spec::opt("address", Type::Text, "Where it is."), Spec::opt("purpose", Type::Text, "What happens there.")])
        .example("site hamburg \"Head office\" address \"Hamburg\""),
    Spec::opt("facts", FACTS, "What is true of the organisation; exclusions of controls are checked against it.")
        .list()
        .example("facts develops_software, remote_work, cloud"),
    Spec::many("issue", Type::Word(&[("internal", "from inside"), ("external", "from outside")]), "An issue that matters for the ISMS (ISO/IEC 27001, 4.1).")
        .title_required()
        .with(&[Spec::opt("relevant", Type::Bool, "Whether it was found relevant."), Spec::opt("effect", Type::Text, "What follows from it.")])
        .example("issue external \"Climate change\" relevant no effect \"Sites are not exposed.\""),
    Spec::many("interface", Type::Text, "An interface or dependency between what is inside the scope and what is outside (ISO/IEC 27001, 4.3 c).")
        .example("interface \"Payroll is run by an accountant.\""),
    Spec::opt("excludes", Type::Text, "What is left out of the scope, and why."),
    Spec::opt("document_classification", CLASSIFICATION, "The classification of documents that state none."),
    ALLOW,
])
.example("organisation acme \"Acme Ltd\" {\n  scope \"Development and operation of the Acme service.\"\n  facts develops_software, cloud\n}");
