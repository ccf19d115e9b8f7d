//! `asset`: what is worth protecting.

use super::common::{ALLOW, CLASSIFIED, DESCRIPTION, OWNER, PRIORITIES, REVIEW, ROLE};
use super::{Namespace as N, Spec, Type};

pub const SPEC: Spec = Spec::declares("asset", N::Asset, "An asset: information, a system, a service or a place, and who owns it (ISO/IEC 27002:2022, 5.9).")
    .with(&[
        OWNER,
        CLASSIFIED,
        Spec::opt(
            "kind",
            Type::Word(&[
                ("information", "data"),
                ("application", "software"),
                ("hardware", "devices"),
                ("service", "a service"),
                ("facility", "a place"),
                ("people", "people"),
                ("network", "network"),
            ]),
            "What kind of asset it is.",
        ),
        Spec::opt("criticality", PRIORITIES, "How much depends on it."),
        Spec::opt("value", Type::Text, "What it is worth, in money or words."),
        Spec::opt("custodian", Type::RefOrText(&[N::Role, N::Unit, N::Supplier]), "Who looks after it."),
        Spec::opt("location", Type::Text, "Where it is."),
        Spec::opt("used_by", ROLE, "Who works with it.").list(),
        Spec::opt("supplier", Type::Ref(&[N::Supplier]), "Who runs it, if not the organisation itself.").list(),
        REVIEW,
        DESCRIPTION,
        ALLOW,
    ])
    .example("asset customer_db \"Customer database\" {\n  owner head_of_sales\n  classification confidential\n}");
