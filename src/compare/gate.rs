//! `--require-approval`: kinds of changes that need a signature, and those that have none in the sources.

use schemars::JsonSchema;
use serde::Serialize;

use super::Comparison;
use super::change::{Change, Site};
use super::kind::{Kind, Weight};
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
    approved: fn(&Change, &Comparison, &Model) -> bool,
}

/// A change that needs an approval and has none.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Missing {
    /// The rule.
    pub rule: String,
    /// What was changed, as a sentence.
    pub what: String,
    /// How the approval is written.
    pub help: String,
    /// Where the change stands.
    pub at: Option<Site>,
}

fn said(change: &Change, _: &Comparison, _: &Model) -> bool {
    change.approved.is_some()
}

fn never(_: &Change, _: &Comparison, _: &Model) -> bool {
    false
}

/// Whether what the change is about was approved in this very change.
fn anew(kind: &str, id: &str, comparison: &Comparison) -> bool {
    comparison.changes.iter().any(|one| one.kind == Kind::ApprovalGiven && one.subject.kind == kind && one.subject.id == id)
}

/// Every rule, in the order of the manual.
pub static RULES: &[Rule] = &[
    Rule {
        name: "omitted-process",
        doc: "a process that is left out has an approval",
        help: "add `approved by ROLE on DATE` to the `omit`",
        concerns: |change| change.kind == Kind::ProcessOmitted,
        approved: said,
    },
    Rule {
        name: "outsourced-process",
        doc: "a process of the model that goes to somebody outside the ISMS has an approval",
        help: "add `approved by ROLE on DATE` to the `external` that performs it",
        concerns: |change| change.kind == Kind::ProcessResourced && change.weight == Weight::High,
        approved: |change, _, model| {
            let by = model.process_set.realised_by.get(&change.subject.id).into_iter().flatten();
            by.filter_map(|id| model.process_set.processes.get(id)).all(|process| process.tailoring.approved.is_some())
        },
    },
    Rule {
        name: "accepted-high-risk",
        doc: "a risk of the two highest levels is accepted only by a role that the criteria name, and never for longer under an old signature",
        help: "let a role that the criteria name for this level sign: `accepted by ROLE on DATE until DATE`",
        concerns: |change| matches!(change.kind, Kind::RiskAccepted | Kind::AcceptanceChanged) && change.weight == Weight::High,
        approved: |change, _, model| change.kind == Kind::RiskAccepted && may_accept(change, model),
    },
    Rule {
        name: "loosened-criteria",
        doc: "criteria that became looser, or whose scales mean something else, are approved anew",
        help: "let top management approve the criteria again, with the day on which it did",
        concerns: |change| {
            matches!(change.kind, Kind::CriteriaLoosened | Kind::CriteriaRemoved) || (change.kind == Kind::CriteriaChanged && change.weight == Weight::High)
        },
        approved: |change, comparison, _| anew("criteria", &change.subject.id, comparison),
    },
    Rule {
        name: "excluded-control",
        doc: "a control that no longer applies has an approval",
        help: "add `approved by ROLE on DATE` to the `exclude`",
        concerns: |change| change.kind == Kind::ControlExcluded,
        approved: said,
    },
    Rule {
        name: "waived-interface",
        doc: "a work product that a process does without is waived with an approval",
        help: "add `approved by ROLE on DATE` to the `waive`",
        concerns: |change| {
            change.kind == Kind::InterfaceWaived && change.subject.kind == "interface" && change.after.as_deref() == Some("done without (waived)")
        },
        approved: |change, _, model| {
            let artifact = change.subject.id.split(' ').next().unwrap_or_default();
            waivers(model).any(|one| one.approved.is_some() && one.artifacts.iter().any(|of| of.id == artifact))
        },
    },
    Rule {
        name: "new-exception",
        doc: "an exception that is new, or that holds longer, is approved",
        help: "add `approved by ROLE on DATE` to the exception, with the day of this decision",
        concerns: |change| change.kind == Kind::ExceptionNew || (change.kind == Kind::DateLater && change.subject.kind == "exception"),
        approved: |change, comparison, _| change.approved.is_some() || anew("exception", &change.subject.id, comparison),
    },
    Rule {
        name: "changed-policy",
        doc: "a policy that says something else has a new version and a new approval",
        help: "give the policy a new `version` and let its approver sign it: `approved by ROLE on DATE`",
        concerns: |change| change.kind == Kind::PolicySilent || (change.kind == Kind::PolicyVersion && change.subject.kind == "policy"),
        approved: |change, comparison, _| change.kind == Kind::PolicyVersion && anew("policy", &change.subject.id, comparison),
    },
    Rule {
        name: "changed-scope",
        doc: "another scope comes with a scope statement that is approved anew",
        help: "let top management approve `document scope_statement` again, with a new version",
        concerns: |change| change.kind == Kind::ScopeChanged,
        approved: |_, comparison, _| anew("document", "scope_statement", comparison),
    },
    Rule {
        name: "stale-approval",
        doc: "nothing changes under an approval that is still the old one",
        help: "let whoever approved it look at the change, and write the new day",
        concerns: |change| change.kind == Kind::ApprovalStale && change.weight != Weight::Low,
        approved: never,
    },
    Rule {
        name: "withdrawn-approval",
        doc: "no approval goes",
        help: "write who approved it and when, or take the decision back",
        concerns: |change| change.kind == Kind::ApprovalWithdrawn,
        approved: never,
    },
    Rule {
        name: "new-allow",
        doc: "a finding that is set aside has an approval",
        help: "add `approved by ROLE on DATE` to the `allow`",
        concerns: |change| change.kind == Kind::AllowNew,
        approved: said,
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
    for name in names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
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
            help: "correct what `isms check` reports as errors of meaning".into(),
            at: None,
        });
    }
    for rule in rules {
        for change in comparison.changes.iter().filter(|change| (rule.concerns)(change) && !(rule.approved)(change, comparison, model)) {
            found.push(Missing {
                rule: rule.name.into(),
                what: change.what.clone(),
                help: rule.help.into(),
                at: change.new.clone().or_else(|| change.old.clone()),
            });
        }
    }
    found
}

/// Whether the criteria let the role that signed accept this level.
fn may_accept(change: &Change, model: &Model) -> bool {
    let (Some(criteria), Some(level), Some(risk)) = (&model.criteria, &change.after, model.risks.get(&change.subject.id)) else { return false };
    let Some(rule) = criteria.accept.iter().find(|rule| rule.level.value == *level) else { return false };
    let signed = change.approved.as_deref().and_then(|text| text.split(' ').next()).unwrap_or_default();
    let owner = risk.owner.as_ref().is_some_and(|owner| owner.id == signed);
    !rule.never && (rule.always || rule.by.iter().any(|at| at.value == signed || (at.value == "owner" && owner)))
}

fn waivers(model: &Model) -> impl Iterator<Item = &Waiver> {
    let of_processes = model.process_set.processes.values().flat_map(|process| process.tailoring.waive.iter());
    model.waivers.iter().chain(of_processes).chain(model.omissions.iter().flat_map(|one| one.waive.iter()))
}
