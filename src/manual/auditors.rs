//! What auditors and reviewers complain about, and which finding says it before they do.
//!
//! The table is data: levels and pages come from the catalog, and a code that there is not fails the test below.

use super::{GENERATED, cell};
use crate::catalog;
use crate::check::preset_level;
use crate::diagnostic::Code;
use crate::source::Preset;

/// A complaint, where it was made in public, and the findings that answer it.
struct Complaint {
    says: &'static str,
    source: &'static str,
    codes: &'static [&'static str],
}

const fn complaint(says: &'static str, source: &'static str, codes: &'static [&'static str]) -> Complaint {
    Complaint { says, source, codes }
}

/// By topic, each complaint as short as the one who made it.
const COMPLAINTS: &[(&str, &[Complaint])] = &[
    (
        "Words",
        &[
            complaint(
                "“As needed”, “appropriate”, “regularly”: nobody can check that.",
                "strongdm/comply, pull request 139; ISO/IEC 27001, 8.1",
                &["vague-wording"],
            ),
            complaint(
                "The same sentence justifies forty controls.",
                "CenedrilTeam/iso27001-starter-kit: “Required” as the whole justification of 40 controls; ISO/IEC 27001, 6.1.3 d",
                &["same-reason", "control-nobody-asks-for", "exclusion-without-reason", "placeholder-text"],
            ),
            complaint(
                "The justification names a risk that the risk column does not have.",
                "jjsanda/isms-as-code: prose and links drift apart; ISO/IEC 27001, 6.1.3 b to d",
                &["named-but-not-linked", "named-but-unknown", "reason-not-shared"],
            ),
        ],
    ),
    (
        "Statement of Applicability",
        &[
            complaint(
                "No risk, law or contract asks for this control.",
                "ISO/IEC 27001, 6.1.3 b; CISO Assistant, issue 2221",
                &["control-nobody-asks-for", "control-without-reason"],
            ),
            complaint(
                "Supplier controls are excluded, and here is a list of suppliers.",
                "published reports of certification audits (A.5.19 to A.5.22, a major nonconformity); ISO/IEC 27001, 6.1.3 d",
                &["exclusion-against-facts", "fact-not-stated"],
            ),
            complaint(
                "The suppliers are listed, and all look alike.",
                "published reports of certification audits (A.5.19 to A.5.22, a major nonconformity); ISO/IEC 27002:2022, 5.19",
                &["supplier-not-classified"],
            ),
            complaint(
                "“The provider does that” is no exclusion.",
                "ISO/IEC 27002:2022, 5.19; registers published with “N/A: AWS responsibility”",
                &["exclusion-means-supplier"],
            ),
            complaint(
                "The Statement of Applicability and the risk register disagree.",
                "published reports of certification audits (6.1.3); ISO/IEC 27001, 6.1.3 c and d",
                &["rests-on-excluded-control", "reason-not-shared", "control-decided-twice"],
            ),
            complaint(
                "A law applies, and no control answers it.",
                "published reports of certification audits (6.1.2, 4.2); ISO/IEC 27001, 4.2 c",
                &["requirement-without-control"],
            ),
            complaint(
                "Planned, without a date, a person or money.",
                "ISO/IEC 27001, 6.1.3 e; ISO/IEC TS 27022:2021, Table 5",
                &["planned-without-plan", "plan-does-not-add-up"],
            ),
            complaint("Everything is implemented and nothing was ever wrong.", "ISO/IEC 27001, 10.1 and 10.2", &["nothing-left-to-do"]),
            complaint("Implemented: show me.", "ISO/IEC 27001, 7.5.1 b and 9.1", &["implemented-without-evidence", "evidence-too-old"]),
            complaint(
                "The register uses identifiers of 2013, or the title of another control.",
                "compliance-trestle, issue 2026 (unknown identifiers); ISO/IEC 27002:2022, Annex B",
                &["unknown-control", "title-of-another-control", "named-but-unknown"],
            ),
        ],
    ),
    (
        "Risks",
        &[
            complaint("Top management never approved the criteria.", "ISO/IEC 27001, 5.1 and 6.1.2 a", &["criteria-not-approved", "acceptance-rule-missing"]),
            complaint(
                "The risk owner did not accept what remains.",
                "ISO/IEC 27001, 6.1.3 f; CISO Assistant, pull request 4419",
                &["residual-not-accepted", "acceptance-by-bystander", "acceptance-beyond-authority", "acceptance-expired"],
            ),
            complaint("Scores are off the documented scale.", "ISO/IEC 27001, 6.1.2 b", &["off-scale-value", "rating-incomplete"]),
            complaint("A planned control already lowers today's risk.", "CISO Assistant, issue 506", &["current-without-implemented-control"]),
            complaint("Mitigate and accept at the same time.", "ISO/IEC 27001, 6.1.3 a", &["compound-treatment", "residual-above-inherent"]),
        ],
    ),
    (
        "Time",
        &[
            complaint("Actions are past their date, without a new one and without escalation.", "ISO/IEC 27001, 8.1 and 10.2", &["past-due", "task-ends-late"]),
            complaint("Reviews did not take place.", "ISO/IEC 27001, 7.5.2 and 9.1", &["review-overdue"]),
            complaint(
                "The exception ended and is still in use.",
                "CISO Assistant, issue 670; ISO/IEC 27001, 6.1.3",
                &["exception-expired", "exception-incomplete", "waiver-expired", "allow-expired"],
            ),
            complaint("Nobody measured what was to be measured.", "ISO/IEC 27001, 9.1", &["measure-not-observed"]),
            complaint(
                "The contract ended, the supplier is active.",
                "CenedrilTeam/iso27001-starter-kit, supplier register; ISO/IEC 27002:2022, 5.22",
                &["contract-ended"],
            ),
        ],
    ),
    (
        "People",
        &[
            complaint("The owner left a year ago, or is a department.", "ISO/IEC 27001, 5.3", &["holder-left", "role-vacant", "process-without-owner"]),
            complaint("One person does everything.", "ISO/IEC 27001, 5.3 and 7.1", &["too-many-roles", "accountable-for-everything"]),
            complaint("Auditors audit their own work.", "ISO/IEC 27001, 9.2.2 b", &["auditor-audits-own-work", "auditor-under-auditee"]),
            complaint("The one who asked for it approved it.", "ISO/IEC 27002:2022, 5.3", &["approved-by-requester", "approver-is-only-author"]),
        ],
    ),
    (
        "Documents and audits",
        &[
            complaint(
                "The policy has no approver and no date, or covers nothing.",
                "ISO/IEC 27001, 5.2; ISO/IEC 27002:2022, 5.1",
                &["policy-without-approval", "policy-covers-nothing", "policy-missing"],
            ),
            complaint("Documented information is missing.", "ISO/IEC 27001, 7.5.1", &["documented-information-missing"]),
            complaint(
                "The internal audit did not look at Annex A, or never at this process.",
                "published reports of certification audits (9.2); ISO/IEC 27001, 9.2.2",
                &["audit-programme-gap"],
            ),
            complaint(
                "Climate change was not considered.",
                "published reports of certification audits (4.1); ISO/IEC 27001:2022/Amd 1:2024, 4.1",
                &["climate-not-considered"],
            ),
            complaint(
                "The corrective action has no root cause.",
                "published reports of certification audits (10.2); ISO/IEC 27001, 10.2 b",
                &["nonconformity-without-cause"],
            ),
            complaint("There is no such clause.", "ISO/IEC 27001, 9.2.2", &["unknown-clause", "clause-unassigned", "clause-lost"]),
        ],
    ),
    (
        "Processes",
        &[
            complaint(
                "An input with no source stands out at once.",
                "ISO/IEC 27001, 4.4; ISO/IEC TS 27022:2021",
                &["input-without-provider", "result-without-receiver"],
            ),
            complaint(
                "A process was left out, and nobody decided that.",
                "ISO/IEC TS 27022:2021, clauses 4 and 5; ISO/IEC 27001, 4.4",
                &["omission-without-reason", "omission-without-approval", "process-undecided"],
            ),
        ],
    ),
];

/// The page.
pub(super) fn page() -> String {
    let mut out = format!("{GENERATED}\n\n# What auditors say, and which finding says it first\n\n");
    out.push_str(
        "Complaints of auditors, of reviewers and of users of other tools, as they stand in standards, published audit reports, \
         published registers and public issue threads; and the findings of `isms check` that answer them. `certification` is the \
         level with that preset: what a stage 2 audit does not forgive fails the check. The page of each finding is in \
         [diagnostics.md](diagnostics.md), and `isms explain CODE` shows it.\n",
    );
    for (topic, complaints) in COMPLAINTS {
        out.push_str(&format!("\n## {topic}\n\n| an auditor says | the finding | level | certification | where it was said |\n|---|---|---|---|---|\n"));
        for one in *complaints {
            let codes: Vec<&Code> = one.codes.iter().filter_map(|slug| catalog::find(slug)).collect();
            let column = |of: &dyn Fn(&Code) -> String| codes.iter().map(|code| of(code)).collect::<Vec<_>>().join("<br>");
            let names = column(&|code| format!("[`{slug}`](diagnostics.md#{slug})", slug = code.slug));
            let levels = column(&|code| code.level.word().into());
            let strict = column(&|code| preset_level(Preset::Certification, code).unwrap_or(code.level).word().into());
            out.push_str(&format!("| {} | {names} | {levels} | {strict} | {} |\n", cell(one.says), cell(one.source)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::COMPLAINTS;

    #[test]
    fn every_finding_of_the_table_exists() {
        for slug in COMPLAINTS.iter().flat_map(|(_, complaints)| complaints.iter()).flat_map(|one| one.codes) {
            assert!(crate::catalog::find(slug).is_some(), "there is no `{slug}`");
        }
    }

    #[test]
    fn every_lint_of_wording_answers_somebody() {
        let answered = |slug: &str| COMPLAINTS.iter().flat_map(|(_, complaints)| complaints.iter()).any(|one| one.codes.contains(&slug));
        for code in crate::catalog::codes().filter(|code| code.group == crate::diagnostic::Group::Wording) {
            assert!(answered(code.slug), "nobody complains about `{}`", code.slug);
        }
    }
}
