//! `catalogue`, `clause`, `reference model`, `reference process` and `mapping`: what the standard library is written in.

use super::common::{ARTIFACT, DESCRIPTION};
use super::{Namespace as N, Spec, Type};

const REFERENCE: Type = Type::Ref(&[N::ReferenceProcess]);
const CITE: Spec = Spec::opt("cite", Type::Text, "Where that is said.");
const NOTE: Spec = Spec::opt("note", Type::Text, "How the source was read, where it is not plain.");
const IN_CHART: Spec = Spec::opt("in_chart", Type::Bool, "Whether the flow chart of the standard shows it; `yes` where nothing is said.");

pub const CATALOGUE: Spec = Spec::declares("catalogue", N::Catalogue, "A catalogue of controls, such as Annex A of one edition.")
    .with(&[
        Spec::one("edition", Type::Text, "The standard and its edition."),
        Spec::opt("source", Type::Text, "Where identifiers and titles come from."),
        Spec::many("theme", Type::Id(N::Theme), "A group of controls.").title_required().with(&[Spec::opt("de", Type::Text, "The title in German.")]),
        Spec::many("objective", Type::Name("control objective"), "A control objective of the 2013 edition.").title_required(),
        Spec::many("control", Type::Id(N::Control), "A control.").title_required().with(&[
            Spec::one("theme", Type::Name("theme"), "The group that it belongs to."),
            Spec::opt("objective", Type::Name("control objective"), "The objective that it serves."),
            Spec::opt("de", Type::Text, "The title in German."),
            Spec::opt("variant", Type::Text, "Another wording of the title.").list(),
            Spec::opt("types", Type::Name("control type"), "Preventive, detective, corrective.").list(),
            Spec::opt("properties", Type::Name("security property"), "Confidentiality, integrity, availability.").list(),
            Spec::opt("concepts", Type::Name("cybersecurity concept"), "Identify, protect, detect, respond, recover.").list(),
            Spec::opt("capabilities", Type::Name("operational capability"), "From the practitioner's point of view.").list(),
            Spec::opt("domains", Type::Name("security domain"), "Governance, protection, defence, resilience.").list(),
            Spec::opt(
                "change",
                Type::Word(&[("new", "not in the edition before"), ("updated", "from one control"), ("merged", "from several controls")]),
                "What it was in the edition before.",
            ),
            Spec::opt("needed_with", super::organisation::FACTS, "Facts about an organisation with which the control cannot be excluded.").list(),
            Spec::opt("only_with", super::organisation::FACTS, "Facts of which one at least is true where the control applies.").list(),
        ]),
        DESCRIPTION,
    ])
    .example("catalogue house \"House catalogue\" {\n  edition \"Version 1\"\n  theme basics \"Basics\"\n  control H.1 \"Locked doors\" theme basics\n}");

pub const CLAUSE: Spec = Spec::declares("clause", N::Clause, "A clause of a management system standard, and the documented information that it asks for.")
    .with(&[
        Spec::one("of", Type::Ref(&[N::Catalogue]), "The edition."),
        Spec::opt("number", Type::Clause, "The number."),
        Spec::opt(
            "documented",
            Type::Word(&[("required", "documented information is asked for"), ("general", "a general rule about documented information")]),
            "Whether documented information is asked for.",
        ),
        Spec::opt("items", Type::Text, "Which documented information, in few words.").list(),
        Spec::opt("cite", Type::Text, "The exact place."),
        Spec::opt("mode", Type::Text, "Retained, available, or as evidence."),
        Spec::opt("was", Type::Clause, "The number in the edition before."),
        Spec::opt("amended", Type::Text, "What an amendment changed."),
        Spec::opt("leaf", Type::Bool, "Whether it holds requirements itself and not only in its parts."),
        Spec::opt("de", Type::Text, "The title in German."),
    ])
    .example("clause h1 \"Context\" of house number 4.1");

pub const MODEL: Spec = Spec::declares("reference model", N::ReferenceModel, "A process reference model that organisations tailor (ISO/IEC 33004).")
    .with(&[
        Spec::one("edition", Type::Text, "The standard and its edition."),
        Spec::opt("domain", Type::Text, "The domain that it covers (ISO/IEC 33004, criterion 1)."),
        Spec::opt("context", Type::Text, "The context of use (criterion 2)."),
        Spec::opt("descriptions", Type::Text, "How processes are described (criterion 3)."),
        Spec::opt("relationships", Type::Text, "How relationships are described (criterion 4)."),
        Spec::opt("community", Type::Text, "The community of interest (criterion 5 a)."),
        Spec::opt("consensus", Type::Text, "How consensus was reached (criterion 5 b)."),
        Spec::opt("identification", Type::Text, "How processes are identified (criterion 6)."),
        DESCRIPTION,
    ])
    .example("reference model house_model \"House model\" {\n  edition \"Version 1\"\n}");

const INPUT: Spec = Spec::many("receive", ARTIFACT, "An input, and who it comes from.").list().with(&[
    Spec::one("from", REFERENCE, "The providers that the profile names.").list(),
    Spec::opt("including", ARTIFACT, "The parts that the profile expects.").list(),
    Spec::opt("wording", Type::Text, "How the profile names it, where it differs from the normalised name."),
    IN_CHART,
    NOTE,
    CITE,
]);
const RESULT: Spec = Spec::many("deliver", ARTIFACT, "A result, and whom it is for.").list().with(&[
    Spec::one("to", REFERENCE, "The receivers that the profile names.").list(),
    Spec::opt("including", ARTIFACT, "The parts that the profile promises.").list(),
    Spec::opt("wording", Type::Text, "How the profile names it, where it differs from the normalised name."),
    IN_CHART,
    NOTE,
    CITE,
]);

pub const PROCESS: Spec =
    Spec::declares("reference process", N::ReferenceProcess, "A process of a reference model: its purpose, what it receives and delivers, what it does.")
        .with(&[
            Spec::opt("of", Type::Ref(&[N::ReferenceModel]), "The reference model."),
            Spec::one(
                "category",
                Type::Word(&[
                    ("management", "sets the objectives"),
                    ("core", "delivers value directly"),
                    ("support", "provides resources"),
                    ("outside", "outside the reference model, but it works with it"),
                    ("wildcard", "stands for all processes of the model"),
                ]),
                "The category.",
            ),
            Spec::opt("clause", Type::Clause, "The clause that describes it."),
            Spec::opt("table", Type::Int(1, 999), "The table of its profile."),
            Spec::opt("figure", Type::Int(1, 999), "The figure of its flow chart, where the text has one."),
            Spec::opt("purpose", Type::Text, "What it is for."),
            Spec::many("objective", Type::Text, "What it is to achieve."),
            DESCRIPTION,
            INPUT,
            RESULT,
            Spec::many("activity", Type::Text, "What is done.").with(&[Spec::many("step", Type::Text, "A part of it.").with(&[NOTE]), NOTE]),
            Spec::many("reference", Type::Text, "A standard that it serves.")
                .with(&[Spec::opt("clauses", Type::Text, "The clauses.").list()])
                .example("reference \"ISO/IEC 27001:2013\" clauses \"5.1\", \"9.3\""),
            Spec::many("reading", Type::Text, "How a place in the source was read that typesetting or scanning had displaced."),
            Spec::opt("de", Type::Text, "The name in German."),
        ])
        .example("reference process watch \"Watch\" of house_model category core {\n  purpose \"See what happens.\"\n}");

pub const MAPPING: Spec = Spec::declares("mapping", N::Mapping, "Which control of one catalogue corresponds to which of another.")
    .with(&[
        Spec::one("from", Type::Ref(&[N::Catalogue]), "The catalogue on the left."),
        Spec::one("to", Type::Ref(&[N::Catalogue]), "The catalogue on the right."),
        Spec::opt("source", Type::Text, "Where the correspondence comes from."),
        Spec::many("map", Type::Name("control"), "A pair.")
            .with(&[Spec::one("to", Type::Name("control"), "The control on the right.").list()])
            .example("map A.5.1.1 to A.5.1"),
        DESCRIPTION,
    ])
    .example("mapping old_to_new \"Old to new\" {\n  from house\n  to iso27001_2022\n  map H.1 to A.7.1\n}");
