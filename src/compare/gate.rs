//! `--require-approval`: kinds of changes that need a signature, and those that have none in the sources.

use schemars::JsonSchema;
use serde::Serialize;

use super::Comparison;
use super::change::{Change, Site};
use super::kind::{Effect, Kind, Weight};
use crate::base::did_you_mean;
use crate::model::{Model, Waiver};

/// A rule: the changes that it concerns, and what counts as their approval.
#[derive(Debug)]
pub struct Rule {
    /// The name on the command line.
    pub name: &'static str,
    /// What it asks for.
    pub doc: &'static str,
    /// How the approval is written.
    pub help: &'static str,
    concerns: fn(&Change) -> bool,
    flaw: fn(&Change, &Comparison, &Model) -> Option<String>,
}

/// A change that needs an approval and has none.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Missing {
    /// The rule.
    pub rule: String,
    /// What was changed, as a sentence.
    pub what: String,
    /// Why there is no approval that counts.
    pub why: String,
    /// How the approval is written.
    pub help: String,
    /// Where the change stands.
    pub at: Option<Site>,
}

/// Why what stands under this name has no signature that counts; nothing where it has one.
fn unsigned(comparison: &Comparison, kinds: &[&str], id: &str) -> Option<String> {
    match comparison.signatures.iter().find(|one| kinds.contains(&one.kind) && one.id == id) {
        Some(signature) => signature.flaw.clone(),
        None => Some("nobody approved it".into()),
    }
}

/// Every rule, in the order of the manual.
pub static RULES: &[Rule] = &[
    Rule {
        name: "omitted-process",
        doc: "a process that is left out has an approval",
        help: "add `approved by ROLE on DATE` to the `omit`",
        concerns: |change| change.kind == Kind::ProcessOmitted,
        flaw: |change, comparison, _| unsigned(comparison, &["omission", "adoption"], &change.subject.id),
    },
    Rule {
        name: "outsourced-process",
        doc: "a process of the model that goes to somebody outside the ISMS has an approval",
        help: "add `approved by ROLE on DATE` to the `external` that performs it",
        concerns: |change| change.kind == Kind::ProcessResourced && change.weight == Weight::High,
        flaw: |change, comparison, model| {
            let by = model.process_set.realised_by.get(&change.subject.id).into_iter().flatten();
            by.filter(|id| model.process_set.processes.contains_key(*id)).find_map(|id| unsigned(comparison, &["process", "adoption"], id))
        },
    },
    Rule {
        name: "accepted-high-risk",
        doc: "a risk of the two highest levels is accepted only by a role that the criteria name, and never for longer under an old signature",
        help: "let a role that the criteria name for this level sign: `accepted by ROLE on DATE until DATE`",
        concerns: |change| matches!(change.kind, Kind::RiskAccepted | Kind::AcceptanceChanged) && change.weight == Weight::High,
        flaw: |change, comparison, _| match change.kind {
            Kind::RiskAccepted => {
                let signature = change.approved.as_deref().unwrap_or_default();
                unsigned(comparison, &["acceptance"], &format!("{} {signature}", change.subject.id))
            }
            _ => Some("it holds longer, and the signature is still the old one".into()),
        },
    },
    Rule {
        name: "loosened-criteria",
        doc: "criteria that became looser, or whose scales mean something else, are approved anew",
        help: "let top management approve the criteria again, with the day on which it did",
        concerns: |change| {
            matches!(change.kind, Kind::CriteriaLoosened | Kind::CriteriaRemoved) || (change.kind == Kind::CriteriaChanged && change.weight == Weight::High)
        },
        flaw: |change, comparison, _| unsigned(comparison, &["criteria"], &change.subject.id),
    },
    Rule {
        name: "excluded-control",
        doc: "a control that no longer applies has an approval",
        help: "add `approved by ROLE on DATE` to the `exclude`",
        concerns: |change| change.kind == Kind::ControlExcluded,
        flaw: |change, comparison, _| unsigned(comparison, &["exclusion"], &change.subject.id),
    },
    Rule {
        name: "waived-interface",
        doc: "a work product that a process does without is waived with an approval",
        help: "add `approved by ROLE on DATE` to the `waive`",
        concerns: |change| {
            change.kind == Kind::InterfaceWaived && change.subject.kind == "interface" && change.after.as_deref() == Some("done without (waived)")
        },
        flaw: |change, comparison, model| {
            let artifact = change.subject.id.split(' ').next().unwrap_or_default();
            waived(comparison, model, artifact)
        },
    },
    Rule {
        name: "new-exception",
        doc: "an exception that is new, or that holds longer, is approved",
        help: "add `approved by ROLE on DATE` to the exception, with the day of this decision",
        concerns: |change| change.kind == Kind::ExceptionNew || (change.kind == Kind::DateLater && change.subject.kind == "exception"),
        flaw: |change, comparison, _| unsigned(comparison, &["exception"], &change.subject.id),
    },
    Rule {
        name: "changed-policy",
        doc: "a policy that says something else has a new version and a new approval",
        help: "give the policy a new `version` and let its approver sign it: `approved by ROLE on DATE`",
        concerns: |change| change.kind == Kind::PolicySilent || (change.kind == Kind::PolicyVersion && change.subject.kind == "policy"),
        flaw: |change, comparison, _| unsigned(comparison, &["policy"], &change.subject.id),
    },
    Rule {
        name: "changed-scope",
        doc: "another scope comes with a scope statement that is approved anew",
        help: "let top management approve `document scope_statement` again, with a new version",
        concerns: |change| change.kind == Kind::ScopeChanged,
        flaw: |_, comparison, _| unsigned(comparison, &["document"], "scope_statement"),
    },
    Rule {
        name: "stale-approval",
        doc: "nothing changes under an approval that is still the old one",
        help: "let whoever approved it look at the change, and write the new day",
        concerns: |change| {
            (change.kind == Kind::ApprovalStale && change.weight != Weight::Low) || (change.kind == Kind::ApprovalGiven && change.effect == Effect::Weaker)
        },
        flaw: |change, _, _| Some(change.cause.clone().unwrap_or_else(|| "the approval is still the old one".into())),
    },
    Rule {
        name: "withdrawn-approval",
        doc: "no approval goes",
        help: "write who approved it and when, or take the decision back",
        concerns: |change| change.kind == Kind::ApprovalWithdrawn,
        flaw: |_, _, _| Some("the approval is gone".into()),
    },
    Rule {
        name: "new-allow",
        doc: "a finding that is set aside has an approval; neither isms.toml nor the baseline lets more pass",
        help: "set the finding aside where it is, with a reason and a signature: `allow CODE because \"…\" approved by ROLE on DATE`",
        concerns: |change| matches!(change.kind, Kind::AllowNew | Kind::LintLoosened | Kind::BaselineGrown),
        flaw: |change, comparison, _| match change.kind {
            Kind::AllowNew => unsigned(comparison, &["allow"], &change.subject.id),
            Kind::LintLoosened => Some("nobody can sign a level in isms.toml".into()),
            _ => Some("nobody can sign an entry of the baseline".into()),
        },
    },
];

/// Names for several rules: the name, what it is for, the rules.
pub static PRESETS: &[(&str, &str, &[&str])] = &[
    ("essential", "what nobody should merge alone", &["omitted-process", "accepted-high-risk", "loosened-criteria"]),
    (
        "certification",
        "what an auditor asks a signature for",
        &[
            "omitted-process",
            "outsourced-process",
            "accepted-high-risk",
            "loosened-criteria",
            "excluded-control",
            "new-exception",
            "changed-policy",
            "changed-scope",
            "stale-approval",
            "withdrawn-approval",
        ],
    ),
];

/// The rules of a list of names; `all` means every rule. The error says which name is unknown, and which is near.
pub fn choose(names: &[String]) -> Result<Vec<&'static Rule>, (String, String)> {
    let mut chosen: Vec<&'static Rule> = Vec::new();
    if names.iter().any(|name| name.trim().is_empty()) {
        let help = "name a preset or rules: `--require-approval certification`; to ask for none, leave the option out";
        return Err(("`--require-approval` names a rule that is empty".into(), help.into()));
    }
    for name in names.iter().map(|name| name.trim()) {
        let preset = PRESETS.iter().find(|(one, _, _)| *one == name).map(|(_, _, rules)| *rules);
        let wanted: Vec<&'static Rule> = match preset {
            Some(rules) => RULES.iter().filter(|rule| rules.contains(&rule.name)).collect(),
            None if name == "all" => RULES.iter().collect(),
            None => RULES.iter().filter(|rule| rule.name == name).collect(),
        };
        if wanted.is_empty() {
            let known = || PRESETS.iter().map(|(one, _, _)| *one).chain(["all"]).chain(RULES.iter().map(|rule| rule.name));
            let help = did_you_mean(name, known())
                .map_or_else(|| format!("known: {}", known().collect::<Vec<_>>().join(", ")), |guess| format!("did you mean `{guess}`?"));
            return Err((format!("there is no approval rule `{name}`"), help));
        }
        chosen.extend(wanted.into_iter().filter(|rule| !chosen.iter().any(|one| one.name == rule.name)).collect::<Vec<_>>());
    }
    Ok(chosen)
}

/// The changes that a rule concerns and that have no approval in the sources.
pub fn missing_approvals(comparison: &Comparison, model: &Model, rules: &[&Rule]) -> Vec<Missing> {
    let mut found = Vec::new();
    if comparison.new.unread > 0 && !rules.is_empty() {
        found.push(Missing {
            rule: "readable".into(),
            what: "parts of the new state could not be read, so nobody can tell what they decide".into(),
            why: "what cannot be read cannot be approved".into(),
            help: "correct what `isms check` reports as errors of meaning".into(),
            at: None,
        });
    }
    for rule in rules {
        for change in comparison.changes.iter().filter(|change| (rule.concerns)(change)) {
            let Some(why) = (rule.flaw)(change, comparison, model) else { continue };
            found.push(Missing {
                rule: rule.name.into(),
                what: change.what.clone(),
                why,
                help: rule.help.into(),
                at: change.new.clone().or_else(|| change.old.clone()),
            });
        }
    }
    found
}

/// Why no waiver of a work product has a signature that counts.
fn waived(comparison: &Comparison, model: &Model, artifact: &str) -> Option<String> {
    let of_it: Vec<&Waiver> = waivers(model).filter(|one| one.artifacts.iter().any(|of| of.id == artifact)).collect();
    let flaws: Vec<Option<String>> = of_it.iter().map(|one| unsigned(comparison, &["waiver"], &waiver_id(one))).collect();
    if flaws.iter().any(Option::is_none) { None } else { flaws.into_iter().flatten().next().or_else(|| Some("nobody approved it".into())) }
}

/// What tells one waiver from another: what is waived, from whom, and for whom.
pub(super) fn waiver_id(one: &Waiver) -> String {
    one.artifacts.iter().chain(&one.from).chain(&one.receivers).map(|one| one.id.as_str()).collect::<Vec<_>>().join(", ")
}

/// Every waiver: for the whole package, in a process, and beside an omission.
pub(super) fn waivers(model: &Model) -> impl Iterator<Item = &Waiver> {
    let of_processes = model.process_set.processes.values().flat_map(|process| process.tailoring.waive.iter());
    model.waivers.iter().chain(of_processes).chain(model.omissions.iter().flat_map(|one| one.waive.iter()))
}
