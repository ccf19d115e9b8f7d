//! `role`: who does what, and who stands in.

use super::common::{ALLOW, DESCRIPTION, ROLE};
use super::{Namespace as N, Spec, Type};

pub const SPEC: Spec = Spec::declares("role", N::Role, "A role, and the person who holds it.")
    .with(&[
        Spec::opt("held_by", Type::Text, "The person, or the persons of a body such as a board.").list().example("held_by \"Anna Weber\""),
        Spec::opt("deputy", Type::Text, "The person who stands in.").example("deputy \"Jonas Adler\""),
        Spec::opt("reports_to", ROLE, "The role above it."),
        Spec::opt("unit", Type::Ref(&[N::Unit]), "The unit that it belongs to."),
        Spec::opt("top_management", Type::Bool, "Whether it is part of top management (ISO/IEC 27001, 5.1)."),
        Spec::opt("independent", Type::Bool, "Whether it stands outside the operation of the ISMS, as an auditor must (ISO/IEC 27001, 9.2)."),
        Spec::many("competence", Type::Text, "What the holder must be able to do (ISO/IEC 27001, 7.2).")
            .with(&[Spec::opt("evidence", Type::Text, "How that is shown."), Spec::opt("every", Type::Duration, "How often it is refreshed.")]),
        Spec::opt("left", Type::Date, "The day on which the holder left, where nobody followed."),
        DESCRIPTION,
        ALLOW,
    ])
    .example("role ciso \"Chief information security officer\" {\n  held_by \"Anna Weber\"\n  deputy \"Jonas Adler\"\n}");
