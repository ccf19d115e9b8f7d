//! `risk`: what can happen, how bad it is, and what is done about it.

use super::common::{ALLOW, CONTROL, DESCRIPTION, OWNER, REVIEW, ROLE, TASK, UNTIL};
use super::{Namespace as N, Spec, Type};

const LIKELIHOOD: Spec = Spec::one("likelihood", Type::Number, "The number of a step of the likelihood scale of your criteria.").example("likelihood 3");
const CONSEQUENCE: Spec =
    Spec::one("consequence", Type::Rating, "A value for each consequence scale, as `4`, or `financial 5, legal 2` where there are several.")
        .list()
        .example("consequence 4");

pub const SPEC: Spec = Spec::declares("risk", N::Risk, "A risk: what it threatens, how it is rated, and how it is treated (ISO/IEC 27001, 6.1.2, 6.1.3, 8.2, 8.3). Its level is computed from the criteria, never typed in.")
    .with(&[
        Spec::opt("asset", Type::Ref(&[N::Asset]), "What is at stake.").list(),
        Spec::opt("process", super::common::PROCESS, "The process at stake.").list(),
        Spec::opt("supplier", Type::Ref(&[N::Supplier]), "The supplier that it comes from.").list(),
        Spec::opt("threat", Type::Text, "What may happen."),
        Spec::opt("vulnerability", Type::Text, "What lets it happen."),
        OWNER,
        LIKELIHOOD,
        CONSEQUENCE,
        Spec::opt("current", Type::Nothing, "The rating today, with the controls that are implemented.").with(&[LIKELIHOOD, CONSEQUENCE]).example("current likelihood 3 consequence 4"),
        Spec::many("treat", Type::Word(&[("modify", "change likelihood or consequence by controls"), ("retain", "keep the risk, informed"), ("avoid", "stop what causes it"), ("share", "share it, by contract or insurance")]), "How the risk is treated (ISO/IEC 27005).")
            .with(&[
                Spec::opt("with", CONTROL, "The controls that treat it.").list(),
                Spec::opt("because", Type::Text, "Why this way."),
                Spec::opt("to", Type::RefOrText(&[N::Supplier, N::Party]), "With whom it is shared."),
            ]).example("treat modify with A.8.7, A.8.13"),
        Spec::opt("existing", Type::Text, "What is in place already, in words."),
        Spec::opt("residual", Type::Nothing, "The rating that remains once the treatment is in place.").with(&[LIKELIHOOD, CONSEQUENCE]).example("residual likelihood 2 consequence 4"),
        Spec::many("accepted", Type::Nothing, "Who accepted the residual risk, when, and until when.")
            .with(&[Spec::one("by", ROLE, "The role that accepts."), Spec::one("on", Type::Date, "The day."), UNTIL, Spec::opt("because", Type::Text, "Why.")])
            .example("accepted by board on 2026-03-02 until 2026-12-31"),
        Spec::opt("status", Type::Word(&[("open", "not treated"), ("in_treatment", "being treated"), ("treated", "treatment in place"), ("accepted", "accepted as it is"), ("avoided", "no longer exists"), ("closed", "no longer relevant")]), "How far the treatment is."),
        Spec::opt("identified", Type::Date, "The day on which it was found."),
        REVIEW,
        TASK,
        DESCRIPTION,
        ALLOW,
    ])
    .example("risk R-001 \"Ransomware on file servers\" {\n  asset file_server\n  owner it_lead\n  likelihood 4\n  consequence 5\n  treat modify with A.8.7, A.8.13\n  residual likelihood 2 consequence 4\n  accepted by ceo on 2026-03-02 until 2026-12-31\n}");
