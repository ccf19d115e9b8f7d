//! Presets: levels for three moments in the life of an ISMS.
//!
//! * `draft`: what is not yet decided, reasoned, planned or approved warns; contradictions fail all the same.
//! * `default`: the levels of the codes themselves.
//! * `certification`: what a stage 2 audit would raise as a nonconformity fails.

use crate::diagnostic::{Code, Level};
use crate::source::Preset;

/// What is missing because the work has only begun.
const NOT_YET: &[&str] = &[
    "acceptance-rule-missing",
    "control-undecided",
    "control-without-reason",
    "criteria-missing",
    "drop-without-reason",
    "exception-incomplete",
    "exclusion-without-reason",
    "input-without-provider",
    "matrix-incomplete",
    "omission-without-approval",
    "omission-without-reason",
    "performed-by-nobody",
    "planned-without-plan",
    "policy-without-approval",
    "process-undecided",
    "rating-incomplete",
    "residual-not-accepted",
    "risk-without-treatment",
    "split-input-lost",
    "split-result-lost",
    "treatment-without-control",
    "waiver-without-reason",
];

/// What an auditor writes up: a decision without a basis, a date that has passed, nobody who answers for it.
const NOT_FORGIVEN: &[&str] = &[
    "allow-expired",
    "allow-without-approval",
    "audit-programme-gap",
    "clause-lost",
    "clause-unassigned",
    "climate-not-considered",
    "contract-ended",
    "criteria-not-approved",
    "current-without-implemented-control",
    "decided-in-the-future",
    "documented-information-missing",
    "evidence-too-old",
    "exception-expired",
    "exclusion-against-facts",
    "exclusion-means-supplier",
    "holder-left",
    "implemented-without-evidence",
    "measure-not-observed",
    "named-but-unknown",
    "nonconformity-without-cause",
    "organisation-missing",
    "past-due",
    "placeholder-text",
    "policy-missing",
    "process-without-owner",
    "requirement-without-control",
    "residual-above-inherent",
    "review-overdue",
    "role-vacant",
    "supplier-not-classified",
];

/// The level that a preset gives to a code, where it gives another one than the code itself.
pub fn preset_level(preset: Preset, code: &Code) -> Option<Level> {
    match preset {
        Preset::Draft => NOT_YET.contains(&code.slug).then_some(Level::Warn),
        Preset::Default => None,
        Preset::Certification => NOT_FORGIVEN.contains(&code.slug).then_some(Level::Deny),
    }
}

/// The level of a code in words, with what presets make of it: `warn`, or ``warn; `deny` with the preset `certification` ``.
pub fn level_words(code: &Code) -> String {
    let presets = Preset::ALL.into_iter().filter_map(|preset| {
        let level = preset_level(preset, code)?;
        Some(format!("; `{}` with the preset `{}`", level.word(), preset.word()))
    });
    format!("`{}`{}", code.level.word(), presets.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_name_findings_that_there_are_and_change_something() {
        for (list, level) in [(NOT_YET, Level::Deny), (NOT_FORGIVEN, Level::Warn)] {
            assert!(list.is_sorted(), "in alphabetical order, so that nothing is named twice");
            for slug in list {
                let code = crate::catalog::find(slug).unwrap_or_else(|| panic!("there is no `{slug}`"));
                assert_eq!(code.level, level, "{slug}");
            }
        }
    }

    #[test]
    fn no_preset_touches_an_error_of_meaning() {
        for code in crate::catalog::codes().filter(|code| code.level == Level::Error) {
            for preset in Preset::ALL {
                assert_eq!(preset_level(preset, code), None, "{}", code.slug);
            }
        }
    }
}
