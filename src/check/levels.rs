//! How findings count: presets, `isms.toml`, the command line, `allow` in the sources, and the baseline.

use super::presets::preset_level;
use crate::base::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Ground, Group, Identity, Level, SetAside, codes};
use crate::model::{Allow, Model};
use crate::source::Sources;
use crate::source::{Baseline, Package, Preset};

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
        /// An `allow` of a finding that fails the run, and nobody approved it.
        ALLOW_WITHOUT_APPROVAL = "allow-without-approval", Warn, Roles;
        /// An `allow` of something that is not found.
        UNNEEDED_ALLOW = "unneeded-allow", Warn, Style;
        /// An entry of the baseline for something that is not found any more.
        UNNEEDED_BASELINE = "unneeded-baseline", Warn, Style;
    }
}

pub(super) use problems::CODES;
use problems::{ALLOW_EXPIRED, ALLOW_OF_ERROR, ALLOW_WITHOUT_APPROVAL, ALLOW_WITHOUT_REASON, UNKNOWN_ALLOW, UNNEEDED_ALLOW, UNNEEDED_BASELINE};

/// Everything that says how findings count.
pub(crate) struct Settings<'a> {
    /// What `isms.toml` says.
    pub package: &'a Package,
    /// The preset of the command line, which wins over that of `isms.toml`.
    pub preset: Option<Preset>,
    /// Levels from the command line, by code, by group, or for all `warnings`.
    pub command: &'a [(String, Level)],
    /// The findings that were there before.
    pub baseline: Option<&'a Baseline>,
}

/// Gives every finding its level and takes out what is set aside.
pub(crate) fn set_levels(model: &Model, sources: &Sources, settings: &Settings<'_>, findings: &mut Vec<Diagnostic>) -> Vec<SetAside> {
    rules_of_nobody(model, settings, findings);
    let mut set_aside = allowed(model, settings, findings);
    // the baseline knows findings about `allow`s by their declarations, as all others
    super::name_subjects(sources, findings);
    for finding in findings.iter_mut().chain(set_aside.iter_mut().map(|one| &mut one.finding)) {
        finding.level = settings.level(finding.code);
    }
    findings.retain(|finding| finding.level != Level::Allow);
    if let Some(baseline) = settings.baseline {
        known_before(baseline, settings, findings, &mut set_aside);
    }
    set_aside
}

/// Reports `rule.NAME` in isms.toml and in the baseline where no rule has this name: only now all rules have been read.
fn rules_of_nobody(model: &Model, settings: &Settings<'_>, findings: &mut Vec<Diagnostic>) {
    // a rule that could not be read is not unknown
    if findings.iter().any(|finding| finding.code.level == Level::Error) {
        return;
    }
    let rules: Vec<String> = model.rules.keys().map(|rule| format!("rule.{rule}")).collect();
    let unknown = |name: &str| name.starts_with("rule.") && !rules.iter().any(|rule| rule == name);
    let slugs: Vec<&str> = rules.iter().map(String::as_str).chain(crate::catalog::slugs()).collect();
    for lint in settings.package.lints.iter().filter(|lint| unknown(&lint.name)) {
        findings.push(crate::source::problems::unknown_lint(lint.place, &lint.name, &slugs));
    }
    for entry in settings.baseline.iter().flat_map(|baseline| &baseline.entries).filter(|entry| unknown(&entry.identity.code)) {
        findings.push(crate::source::problems::unknown_baseline_code(entry.place, &entry.identity.code, &slugs));
    }
}

impl Settings<'_> {
    /// How a code counts: the preset, then `isms.toml`, then the command line; in each a code is more exact than its group.
    fn level(&self, code: &Code) -> Level {
        if code.level == Level::Error {
            return Level::Error;
        }
        let group = code.group.word();
        let preset = self.preset.or(self.package.preset).unwrap_or(Preset::Default);
        let mut level = preset_level(preset, code).unwrap_or(code.level);
        for name in [group, code.slug] {
            for lint in self.package.lints.iter().filter(|lint| lint.name == name) {
                level = lint.level;
            }
        }
        for name in ["warnings", group, code.slug] {
            for (_, wanted) in self.command.iter().filter(|(one, _)| one == name) {
                if name != "warnings" || level == Level::Warn {
                    level = *wanted;
                }
            }
        }
        level
    }
}

/// How a code counts by what `isms.toml` says, without a command line.
pub(crate) fn level_of(package: &Package, code: &Code) -> Level {
    Settings { package, preset: None, command: &[], baseline: None }.level(code)
}

/// Takes out what an `allow` sets aside, and says what is wrong with the `allow`s themselves.
fn allowed(model: &Model, settings: &Settings<'_>, findings: &mut Vec<Diagnostic>) -> Vec<SetAside> {
    let mut said: Vec<Diagnostic> = Vec::new();
    let valid: Vec<&Allow> = model.allows.iter().filter(|allow| judge(model, settings, allow, &mut said)).collect();
    let mut used = vec![false; valid.len()];
    let mut set_aside = Vec::new();
    // a package with errors of meaning has holes: what is not found today may be found when they are mended
    let whole = findings.iter().chain(&said).all(|finding| finding.code.level != Level::Error);
    let mut kept = Vec::with_capacity(findings.len());
    for finding in std::mem::take(findings) {
        let hit = valid.iter().zip(used.iter_mut()).find(|(allow, _)| finding.code.level != Level::Error && concerns(allow, &finding));
        match hit {
            Some((allow, used)) => {
                *used = true;
                set_aside.push(SetAside { finding, ground: ground(allow) });
            }
            None => kept.push(finding),
        }
    }
    for allow in valid.iter().zip(&used).filter(|(_, used)| !**used && whole).map(|(allow, _)| allow) {
        // what is to go needs no signature
        said.retain(|one| !std::ptr::eq(one.code, &ALLOW_WITHOUT_APPROVAL) || one.place() != Some(allow.place));
        said.push(
            Diagnostic::new(&UNNEEDED_ALLOW, format!("nothing here needs `allow {}`", allow.code.value))
                .at(allow.code.place, "this finding does not occur")
                .help("remove it, so that the next one is seen")
                // in a fragment the finding may come from files that are not here
                .fix("remove the `allow`", allow.whole, "", !model.organisation.head.id.is_empty()),
        );
    }
    kept.append(&mut said);
    *findings = kept;
    set_aside
}

fn ground(allow: &Allow) -> Ground {
    let approved = allow.approved.as_ref().map(|approval| {
        let by: Vec<&str> = approval.by.iter().map(|role| role.id.as_str()).collect();
        let on = approval.on.map(|day| format!(" on {day}")).unwrap_or_default();
        format!("{}{on}", by.join(" and "))
    });
    Ground::Allow {
        because: allow.because.clone().unwrap_or_default(),
        until: allow.until.as_ref().map(|at| at.value.to_string()),
        approved,
        place: allow.place,
    }
}

/// Whether an `allow` holds; says why not.
fn judge(model: &Model, settings: &Settings<'_>, allow: &Allow, said: &mut Vec<Diagnostic>) -> bool {
    let name = &allow.code.value;
    let of_nobody = name.strip_prefix("rule.").is_some_and(|rule| !model.rules.contains_key(rule));
    let Some(code) = crate::catalog::find(name).filter(|_| !of_nobody) else {
        let rules: Vec<String> = model.rules.keys().map(|rule| format!("rule.{rule}")).collect();
        let slugs: Vec<&str> = crate::catalog::slugs().into_iter().chain(rules.iter().map(String::as_str)).collect();
        if let Some(group) = Group::ALL.into_iter().find(|group| group.word() == name) {
            said.push(
                Diagnostic::new(&UNKNOWN_ALLOW, format!("`{name}` is a group, and `allow` sets one finding aside"))
                    .at(allow.code.place, group.describe())
                    .help("name the finding that is meant, such as `allow review-overdue`; `isms explain --list` shows all")
                    .help(format!("the level of a whole group is set in isms.toml: `[lints]`, then `{name} = \"allow\"`")),
            );
            return false;
        }
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
                .help("correct what it set aside, or decide again with a new date")
                .fix("remove the `allow`", allow.whole, "", false),
        );
        return false;
    }
    if allow.approved.is_none() && settings.level(code) == Level::Deny {
        said.push(
            Diagnostic::new(&ALLOW_WITHOUT_APPROVAL, format!("nobody approved `allow {name}`"))
                .at(allow.place, format!("`{name}` would fail the run, and this lets it pass"))
                .help("say who answers for it: `approved by ciso`"),
        );
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

/// Takes out what the baseline knows, and reports what it knows and is gone.
fn known_before(baseline: &Baseline, settings: &Settings<'_>, findings: &mut Vec<Diagnostic>, set_aside: &mut Vec<SetAside>) {
    let mut left: Vec<usize> = baseline.entries.iter().map(|entry| entry.count).collect();
    let whole = findings.iter().all(|finding| finding.code.level != Level::Error);
    let mut kept = Vec::with_capacity(findings.len());
    for finding in std::mem::take(findings) {
        let hit = baseline.entries.iter().zip(left.iter_mut()).find(|(entry, left)| **left > 0 && entry.identity.knows(&finding));
        match hit {
            Some((_, left)) if finding.code.level != Level::Error => {
                *left -= 1;
                set_aside.push(SetAside { finding, ground: Ground::Baseline { path: baseline.path.clone() } });
            }
            _ => kept.push(finding),
        }
    }
    for (entry, left) in baseline.entries.iter().zip(left).filter(|(_, left)| *left > 0 && whole) {
        let Identity { code, at, .. } = &entry.identity;
        let level = settings.level(&UNNEEDED_BASELINE);
        if level == Level::Allow {
            continue;
        }
        let place = if at.is_empty() { String::new() } else { format!(" at `{at}`") };
        let times = if left < entry.count { format!("{left} of {} ", entry.count) } else { String::new() };
        let mut finding = Diagnostic::new(&UNNEEDED_BASELINE, format!("{times}`{code}`{place} is in the baseline and is no longer found"))
            .at(entry.place, "put right since")
            .help(format!("`isms check{} --update-baseline` takes it out, so that it cannot come back unseen", baseline.option()));
        finding.level = level;
        kept.push(finding);
    }
    *findings = kept;
}
