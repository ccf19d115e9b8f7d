//! `criteria`: how risks are rated, and who may accept which.

use super::common::{ALLOW, APPROVED, DESCRIPTION, REVIEW, ROLE, UNTIL};
use super::{Namespace as N, Spec, Type};

const STEP: Spec = Spec::many("step", Type::Number, "A value of the scale, from low to high.")
    .title_required()
    .with(&[Spec::opt("means", Type::Text, "When the value is chosen.")])
    .example("step 1 \"Rare\" means \"less than once in ten years\"");

pub const SPEC: Spec = Spec::declares("criteria", N::Criteria, "The risk criteria: scales, levels, how a level is computed, and who may accept which level (ISO/IEC 27001, 6.1.2 a). One per package.")
    .with(&[
        Spec::one("likelihood", Type::Nothing, "The scale of likelihood.").titled().with(&[STEP]),
        Spec::many("consequence", Type::Id(N::Criteria), "A scale of consequence; several are allowed, such as money, people and law.").title_required().with(&[STEP]),
        Spec::opt("consequences_by", Type::Word(&[("maximum", "the worst consequence counts"), ("sum", "the consequences add up")]), "How several consequences become one value; `maximum` where nothing is said."),
        Spec::opt("score_by", Type::Word(&[("product", "likelihood times consequence"), ("sum", "likelihood plus consequence"), ("matrix", "looked up in `row`s")]), "How likelihood and consequence become a score; `product` where nothing is said, `matrix` where rows are given."),
        Spec::many("level", Type::Id(N::Criteria), "A level of risk, from low to high.").title_required()
            .with(&[
                Spec::opt("from", Type::Number, "The lowest score of the level; a matrix needs none."),
                Spec::opt("response", Type::Text, "What a risk of this level asks for."),
            ]).example("level high \"High\" from 15 response \"Treat within the quarter.\""),
        Spec::many("row", Type::Number, "A row of the matrix: for this likelihood, the level for each consequence from low to high.")
            .with(&[Spec::one("gives", Type::Name("risk level"), "The levels, one for each consequence.").list()])
            .example("row 5 gives medium, high, high, critical, critical"),
        Spec::many("accept", Type::Name("risk level"), "Who may accept a residual risk of this level.")
            .with(&[
                Spec::opt("by", Type::Name("role, or `owner` for the owner of the risk"), "The roles that may; `owner` means the owner of the risk.").list(),
                Spec::opt("always", Type::Nothing, "Within appetite: no signature is needed."),
                Spec::opt("never", Type::Nothing, "Nobody may."),
                Spec::opt("for", Type::Duration, "For how long at most."),
                UNTIL,
            ]).example("accept high by board for 90 days"),
        Spec::opt("appetite", Type::Text, "The risk appetite in words."),
        Spec::opt("responsible", ROLE, "The role that keeps the criteria."),
        APPROVED,
        REVIEW,
        DESCRIPTION,
        ALLOW,
    ])
    .example("criteria corporate \"Risk criteria\" {\n  approved by ceo on 2026-01-15\n  likelihood {\n    step 1 \"Rare\"\n    step 2 \"Likely\"\n  }\n  consequence business \"Business\" {\n    step 1 \"Minor\"\n    step 2 \"Severe\"\n  }\n  level low \"Low\" from 1\n  level high \"High\" from 3\n  accept low always\n  accept high by ceo for 180 days\n}");
