//! `measure`: a performance or goal indicator.

use super::common::{ALLOW, CADENCE, DESCRIPTION, ROLE};
use super::{Namespace as N, Spec, Type};

pub const SPEC: Spec = Spec::declares("measure", N::Measure, "An indicator: KPI (tells beforehand whether a goal will be reached) or KGI (tells afterwards whether it was) of a process, control or objective (ISO/IEC 27001, 9.1).")
    .with(&[
        Spec::one("kind", Type::Word(&[("kpi", "key performance indicator, ex ante"), ("kgi", "key goal indicator, ex post")]), "Which of the two."),
        Spec::opt("of", Type::Ref(&[N::Process, N::ReferenceProcess, N::Control, N::Objective, N::Supplier]), "What it measures.").list(),
        Spec::one("target", Type::Quantity, "The value to be reached.").value_optional().with(&[
            Spec::opt("at least", Type::Quantity, "This or more."),
            Spec::opt("at most", Type::Quantity, "This or less."),
        ]).example("target at least 95 %"),
        Spec::opt("method", Type::Text, "How it is measured."),
        CADENCE,
        Spec::opt("by", ROLE, "Who measures."),
        Spec::many("observed", Type::Quantity, "A value that was measured.").with(&[Spec::one("on", Type::Date, "The day."), Spec::opt("note", Type::Text, "A remark.")]).example("observed 97 % on 2026-06-30"),
        DESCRIPTION,
        ALLOW,
    ])
    .example("measure phishing_clicks \"Clicks in phishing simulations\" {\n  kind kpi\n  of A.6.3\n  target at most 5 %\n  cadence every 3 months\n  by ciso\n  observed 4.2 % on 2026-03-31\n}");
