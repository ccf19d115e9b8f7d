//! `budget`: money and effort for the ISMS and the units, for one year.

use super::common::{ALLOW, APPROVED, DESCRIPTION};
use super::{Namespace as N, Spec, Type};

pub const SPEC: Spec = Spec::declares(
    "budget",
    N::Budget,
    "Money and effort for one year: for the ISMS and for each unit that funds controls (ISO/IEC 27001, 7.1; ISO/IEC TS 27022:2021, Table 15).",
)
.with(&[
    Spec::one("year", Type::Int(2000, 2199), "The year."),
    Spec::many("fund", Type::Name("`isms` or a unit"), "What one funder gives.")
        .with(&[Spec::opt("money", Type::Money, "Money for the year."), Spec::opt("effort", Type::Effort, "Working time for the year.")])
        .example("fund isms money 60000 EUR effort 200 days"),
    APPROVED,
    DESCRIPTION,
    ALLOW,
])
.example("budget B2026 \"Budget 2026\" {\n  year 2026\n  fund isms money 60000 EUR effort 200 days\n}");
