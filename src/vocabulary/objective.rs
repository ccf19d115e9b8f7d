//! `objective`: an information security objective.

use super::common::{ALLOW, CONTROL, DESCRIPTION, OWNER};
use super::{Namespace as N, Spec, Type};

pub const SPEC: Spec = Spec::declares("objective", N::Objective, "An information security objective that can be measured (ISO/IEC 27001, 6.2).")
    .with(&[
        Spec::opt("measure", Type::RefOrText(&[N::Measure]), "What is measured."),
        Spec::one("target", Type::RefOrText(&[]), "When it counts as reached."),
        OWNER,
        Spec::opt("due", Type::Date, "The day by which it is reached."),
        Spec::opt("resources", Type::Text, "What it takes."),
        Spec::opt("supports", Type::Ref(&[N::Risk, N::Requirement, N::Control, N::Policy, N::Process, N::ReferenceProcess]), "What it serves.").list(),
        Spec::opt("controls", CONTROL, "The controls that it rests on.").list(),
        Spec::opt(
            "status",
            Type::Word(&[
                ("on_track", "as planned"),
                ("behind", "later than planned"),
                ("reached", "reached"),
                ("missed", "not reached in time"),
                ("pending", "not measured yet"),
            ]),
            "How it goes.",
        ),
        Spec::opt("evaluated", Type::Text, "How results are evaluated."),
        DESCRIPTION,
        ALLOW,
    ])
    .example("objective OBJ-1 \"Staff recognise phishing\" {\n  target \"Fewer than 5 % click in a simulation\"\n  owner ciso\n  due 2026-12-31\n}");
