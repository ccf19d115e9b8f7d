//! How findings count: `isms.toml`, the command line, and `allow` in the sources.

use crate::base::did_you_mean;
use crate::diagnostic::{Diagnostic, Level, codes};
use crate::model::{Allow, Model};
use crate::source::Package;

mod problems {
    use super::codes;

    codes! {
        /// An `allow` without its reason.
        ALLOW_WITHOUT_REASON = "allow-without-reason", Error, Names;
        /// An `allow` of a finding that nobody knows.
        UNKNOWN_ALLOW = "unknown-allow", Error, Names;
        /// An `allow` of an error of meaning.
        ALLOW_OF_ERROR = "allow-of-error", Error, Names;
        /// An `allow` that is over.
        ALLOW_EXPIRED = "allow-expired", Warn, Time;
        /// An `allow` of something that is not found.
        UNNEEDED_ALLOW = "unneeded-allow", Warn, Names;
    }
}

pub(super) use problems::CODES;
use problems::{ALLOW_EXPIRED, ALLOW_OF_ERROR, ALLOW_WITHOUT_REASON, UNKNOWN_ALLOW, UNNEEDED_ALLOW};

/// Gives every finding its level and takes out what is set aside.
pub(crate) fn set_levels(model: &Model, package: &Package, command: &[(String, Level)], findings: &mut Vec<Diagnostic>) {
    let mut said: Vec<Diagnostic> = Vec::new();
    let mut used = vec![false; model.allows.len()];
    let valid: Vec<bool> = model.allows.iter().map(|allow| judge(model, allow, &mut said)).collect();
    findings.retain(|finding| {
        if finding.code.level == Level::Error {
            return true;
        }
        let hit = model.allows.iter().enumerate().find(|(at, allow)| valid.get(*at) == Some(&true) && concerns(allow, finding));
        match hit {
            Some((at, _)) => {
                if let Some(slot) = used.get_mut(at) {
                    *slot = true;
                }
                false
            }
            None => true,
        }
    });
    for (at, allow) in model.allows.iter().enumerate() {
        if valid.get(at) == Some(&true) && used.get(at) == Some(&false) {
            said.push(
                Diagnostic::new(&UNNEEDED_ALLOW, format!("nothing here needs `allow {}`", allow.code.value))
                    .at(allow.code.place, "this finding does not occur")
                    .help("remove it, so that the next one is seen"),
            );
        }
    }
    findings.append(&mut said);
    for finding in findings.iter_mut() {
        if finding.code.level == Level::Error {
            continue;
        }
        for lint in &package.lints {
            if lint.name == finding.code.slug || lint.name == finding.code.group.word() {
                finding.level = lint.level;
            }
        }
        // a code is more exact than its group, whatever the order
        for lint in package.lints.iter().filter(|lint| lint.name == finding.code.slug) {
            finding.level = lint.level;
        }
        for (name, level) in command {
            if name == finding.code.slug || name == finding.code.group.word() || (name == "warnings" && finding.level == Level::Warn) {
                finding.level = *level;
            }
        }
    }
    findings.retain(|finding| finding.level != Level::Allow);
}

/// Whether an `allow` holds; says why not.
fn judge(model: &Model, allow: &Allow, said: &mut Vec<Diagnostic>) -> bool {
    let name = &allow.code.value;
    let Some(code) = crate::catalog::find(name) else {
        let slugs = crate::catalog::slugs();
        let finding = Diagnostic::new(&UNKNOWN_ALLOW, format!("there is no finding `{name}`"));
        said.push(match did_you_mean(name, slugs.iter().copied()) {
            Some(guess) => finding.at(allow.code.place, format!("did you mean `{guess}`?")).fix(format!("write `{guess}`"), allow.code.place, guess, false),
            None => finding.at(allow.code.place, "not known").help("`isms explain --list` shows all"),
        });
        return false;
    };
    if code.level == Level::Error {
        said.push(
            Diagnostic::new(&ALLOW_OF_ERROR, format!("`{name}` is an error of meaning and cannot be set aside"))
                .at(allow.code.place, "not a matter of judgement")
                .help("correct what it reports"),
        );
        return false;
    }
    if allow.because.is_none() {
        said.push(
            Diagnostic::new(&ALLOW_WITHOUT_REASON, format!("`allow {name}` does not say why"))
                .at(allow.place, "a reason is missing")
                .help("add `because \"…\"`: an auditor will read it"),
        );
        return false;
    }
    if let Some(until) = allow.until.as_ref().filter(|until| until.value < model.as_of) {
        said.push(
            Diagnostic::new(&ALLOW_EXPIRED, format!("`allow {name}` ended on {}", until.value))
                .at(until.place, "over")
                .help("correct what it set aside, or decide again with a new date"),
        );
        return false;
    }
    true
}

/// Whether an `allow` is about a finding: the same code, and inside its declaration where it stands in one.
fn concerns(allow: &Allow, finding: &Diagnostic) -> bool {
    if allow.code.value != finding.code.slug {
        return false;
    }
    match allow.scope {
        None => true,
        Some(scope) => finding
            .labels
            .iter()
            .filter(|label| label.primary)
            .any(|label| label.place.file == scope.file && label.place.span.start >= scope.span.start && label.place.span.end <= scope.span.end),
    }
}
