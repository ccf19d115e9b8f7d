//! `artifact`: a work product type.

use super::common::{ARTIFACT, CLASSIFIED, DESCRIPTION};
use super::{Namespace as N, Spec, Type};

pub const SPEC: Spec =
    Spec::declares("artifact", N::Artifact, "A type of work product that processes hand to each other; it may specialise another and names its parts.")
        .with(&[
            Spec::opt("specialises", ARTIFACT, "The more general work product that it can stand for."),
            Spec::many("part", ARTIFACT, "What it contains.")
                .list()
                .with(&[Spec::opt("cite", Type::Text, "Where that is said."), Spec::opt("note", Type::Text, "How it was read.")]),
            Spec::many("drop", ARTIFACT, "A part of the general one that this one does without.").list().with(&[Spec::opt("because", Type::Text, "Why.")]),
            CLASSIFIED,
            Spec::many("variant", Type::Text, "Another wording for the same thing.").with(&[Spec::opt("cite", Type::Text, "Where that wording stands.")]),
            Spec::many("note", Type::Text, "How the source was read."),
            Spec::opt("documented", Type::Bool, "Whether it is documented information."),
            DESCRIPTION,
        ])
        .example("artifact short_risk_report \"Short risk report\" specialises prioritized_risks {\n  part residual_risk_acceptance\n  drop risk_owners because \"They stand in the register.\"\n}");
