//! `supplier`: who delivers what, and how that is watched.

use super::common::{ALLOW, CLASSIFICATION, DESCRIPTION, OWNER_OPT, PRIORITIES, REVIEW};
use super::{Namespace as N, Spec, Type};

pub const SPEC: Spec = Spec::declares("supplier", N::Supplier, "A supplier: its services, contracts and dependencies, and how often it is audited (ISO/IEC 27002:2022, 5.19 to 5.23; ISO/IEC TS 27022:2021, Table 7).")
    .with(&[
        Spec::many("service", Type::Text, "What it delivers.").list(),
        Spec::opt("criticality", PRIORITIES, "How much depends on it."),
        OWNER_OPT,
        Spec::many("contract", Type::Text, "A contract: its reference.").with(&[
            Spec::opt("start", Type::Date, "From when."),
            Spec::opt("end", Type::Date, "Until when; nothing for a rolling contract."),
            Spec::opt("agreement", Type::Text, "Agreements on data protection or security that belong to it."),
        ]).example("contract \"MSA-2024-03\" start 2024-01-01 end 2026-12-31"),
        Spec::opt("requirements", Type::Ref(&[N::Requirement]), "The requirements that are passed on.").list(),
        Spec::opt("assets", Type::Ref(&[N::Asset]), "The assets that it can reach.").list(),
        Spec::opt("data", Type::Text, "The data that it sees."),
        Spec::opt("location", Type::Text, "Where it works."),
        Spec::opt("clearance", CLASSIFICATION, "The highest classification that it may see."),
        Spec::many("depends_on", Type::RefOrText(&[N::Supplier]), "Whom it depends on itself.").list(),
        Spec::opt("certificates", Type::Text, "What it can show.").list(),
        Spec::opt("audit", Type::Nothing, "How often it is audited or reviewed, and when it last was.").with(&[
            super::common::EVERY,
            Spec::opt("last", Type::Date, "The day of the last one."),
            Spec::opt("result", Type::Text, "What came out."),
            Spec::opt("by", super::common::ROLE, "Who does it."),
        ]).example("audit every 12 months last 2026-01-15 result \"satisfactory\""),
        Spec::opt("status", Type::Word(&[("active", "in use"), ("planned", "about to be used"), ("ended", "no longer used")]), "Whether it is in use."),
        REVIEW,
        DESCRIPTION,
        ALLOW,
    ])
    .example("supplier aws \"Amazon Web Services\" {\n  service \"Cloud infrastructure\"\n  criticality critical\n  contract \"Enterprise agreement\" start 2023-01-01 end 2026-12-31\n  audit every 12 months last 2026-01-15\n}");
