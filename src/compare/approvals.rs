//! Approvals: given, taken back, and those that no longer cover what they were given for.

use serde_json::Value;

use super::change::{Change, Subject, shown};
use super::fields::{json, normal};
use super::gate::{waiver_id, waivers};
use super::kind::{Effect, Kind, Topic, Weight};
use super::pair::Pair;
use super::signature::{Judge, Question, Signature};
use crate::base::Place;
use crate::model::{Allow, Approval, Model, Risk};

/// Something that is approved: who did, and what the approval covers.
struct Approved {
    /// The kind of what is approved; an omission and an adoption are both about a process.
    kind: &'static str,
    subject: Subject,
    approval: Option<Approval>,
    version: String,
    content: Value,
    place: Place,
}

/// What an approval does not cover: itself, and what keeps a decision going without changing it.
const NOT_COVERED: &[&str] = &["approved", "review", "owner", "status", "tasks", "evidence", "changes", "maturity", "description"];

fn approved(kind: &'static str, id: &str, title: &str, approval: Option<&Approval>, content: Value, place: Place) -> Approved {
    let mut content = normal(&content);
    let version = content.get("version").and_then(Value::as_str).unwrap_or_default().to_string();
    if let Some(map) = content.as_object_mut() {
        map.retain(|name, _| !NOT_COVERED.contains(&name.as_str()));
    }
    Approved { kind, subject: Subject::new(kind, id, title), approval: approval.cloned(), version, content, place }
}

fn all(model: &Model) -> Vec<Approved> {
    let mut found = Vec::new();
    if let Some(one) = &model.criteria {
        found.push(approved("criteria", &one.head.id, &one.head.title, one.approved.as_ref(), json(one), one.head.place));
    }
    for one in model.exclusions.values() {
        found.push(approved("exclusion", &one.id, model.control_title(&one.id), one.approved.as_ref(), json(one), one.place));
    }
    for one in &model.omissions {
        found.push(approved("omission", &one.process.id, &model.process_title(&one.process.id), one.approved.as_ref(), json(one), one.place));
    }
    for one in &model.adoptions {
        found.push(approved("adoption", &one.process.id, &model.process_title(&one.process.id), one.tailoring.approved.as_ref(), json(one), one.place));
    }
    for one in model.processes.values() {
        found.push(approved("process", &one.head.id, &one.head.title, one.tailoring.approved.as_ref(), json(one), one.head.place));
    }
    for one in waivers(model) {
        found.push(approved("waiver", &waiver_id(one), "", one.approved.as_ref(), json(one), one.place));
    }
    for one in &model.declassifications {
        let names: Vec<&str> = one.artifacts.iter().chain(&one.receivers).map(|one| one.id.as_str()).collect();
        found.push(approved("declassification", &names.join(", "), "", one.approved.as_ref(), json(one), one.place));
    }
    for one in model.policies.values() {
        found.push(approved("policy", &one.head.id, &one.head.title, one.approved.as_ref(), json(one), one.head.place));
    }
    for one in model.documents.values() {
        found.push(approved("document", one.document, crate::document::title_of(one.document), one.approved.as_ref(), json(one), one.place));
    }
    for one in model.exceptions.values() {
        found.push(approved("exception", &one.head.id, &one.head.title, one.approved.as_ref(), json(one), one.head.place));
    }
    for one in model.changes.values() {
        found.push(approved("change", &one.head.id, &one.head.title, one.approved.as_ref(), json(one), one.head.place));
    }
    for one in model.budgets.values() {
        found.push(approved("budget", &one.head.id, &one.head.title, one.approved.as_ref(), json(one), one.head.place));
    }
    for one in model.requirements.values() {
        found.push(approved("requirement", &one.head.id, &one.head.title, one.approved.as_ref(), json(one), one.head.place));
    }
    for one in &model.allows {
        found.push(approved("allow", &allow_id(one), "", one.approved.as_ref(), json(one), one.place));
    }
    found
}

/// What tells one `allow` from another: the finding, and the declaration that it stands in.
pub(super) fn allow_id(one: &Allow) -> String {
    one.at.as_ref().map_or_else(|| one.code.value.clone(), |at| format!("{} at {at}", one.code.value))
}

fn same(one: &Approval, other: &Approval) -> bool {
    shown(one) == shown(other)
}

/// Compares the approvals of both states.
pub(super) fn changes(pair: &mut Pair<'_>) {
    let (mut old, mut new) = (all(pair.old), all(pair.new));
    // what a template makes of it is part of what was approved
    for ((kind, id), (before, after)) in &pair.texts {
        for (list, text) in [(&mut old, before), (&mut new, after)] {
            let one = list.iter_mut().find(|one| one.kind == *kind && one.subject.id == *id);
            if let Some(map) = one.and_then(|one| one.content.as_object_mut()) {
                map.insert("text".into(), Value::String(text.clone()));
            }
        }
    }
    let days = old.iter().filter_map(|one| one.approval.as_ref().and_then(|approval| approval.on));
    let judge = Judge::new(pair.old, pair.new, days);
    let scope_moved = pair.changes.iter().any(|one| one.kind == Kind::ScopeChanged);
    for after in &new {
        // there is one set of criteria: another name does not make them others
        let same_one = |one: &&Approved| one.kind == after.kind && (one.subject.id == after.subject.id || one.kind == "criteria");
        let before = old.iter().find(same_one);
        let decided = before.is_none_or(|before| before.content != after.content) || (scope_moved && after.subject.id == "scope_statement");
        let flaw = judge.flaw(&Question {
            kind: after.kind,
            id: &after.subject.id,
            before: before.and_then(|one| one.approval.as_ref()),
            after: after.approval.as_ref(),
            versions: before.filter(|_| decided).map(|one| (one.version.as_str(), after.version.as_str())),
            decided,
        });
        pair.signatures.push(Signature { kind: after.kind, id: after.subject.id.clone(), flaw: flaw.clone() });
        if let Some(before) = before {
            both(pair, before, after, flaw);
        }
    }
    for (id, risk) in &pair.new.risks {
        for accepted in &risk.accepted {
            let id = format!("{id} {}", super::risks::signature(accepted));
            pair.signatures.push(Signature { kind: "acceptance", id, flaw: judge.acceptance(risk, accepted) });
        }
    }
    acceptances(pair);
    documents(pair);
}

/// The approval of something that stands in both states.
fn both(pair: &mut Pair<'_>, before: &Approved, after: &Approved, flaw: Option<String>) {
    let named = after.subject.named();
    let fields = || {
        let names: Vec<String> = differing(&before.content, &after.content).into_iter().map(|name| format!("`{name}`")).collect();
        names.join(", ")
    };
    match (&before.approval, &after.approval) {
        (Some(one), Some(other)) if same(one, other) => {
            if before.content != after.content {
                let what = format!("{named} was approved by {}, and says something else since: {}", shown(other), fields());
                let change = Change::new(Kind::ApprovalStale, after.subject.clone(), what).approved(Some(other));
                pair.both(change, before.place, other.place);
            }
        }
        (was, Some(other)) => {
            let again = was.as_ref().map(|one| format!(", after {}", shown(one))).unwrap_or_default();
            let once = was.as_ref().map(|one| format!(" (it was by {})", shown(one))).unwrap_or_default();
            let change = match flaw {
                // a signature that cannot be one of this decision covers nothing that changed
                Some(flaw) if before.content != after.content => {
                    let what = format!("{named} says something else ({}), and the approval by {}{once} does not cover it", fields(), shown(other));
                    Change::new(Kind::ApprovalStale, after.subject.clone(), what).cause(flaw)
                }
                Some(flaw) => {
                    let what = format!("{named} is approved by {}{again}", shown(other));
                    Change::new(Kind::ApprovalGiven, after.subject.clone(), what).goes(Effect::Weaker).weighs(Weight::High).cause(flaw)
                }
                None => Change::new(Kind::ApprovalGiven, after.subject.clone(), format!("{named} is approved by {}{again}", shown(other))),
            };
            pair.both(change.from_to(was.as_ref().map(shown), Some(shown(other))).approved(Some(other)), before.place, other.place);
        }
        (Some(one), None) => {
            let change = Change::new(Kind::ApprovalWithdrawn, after.subject.clone(), format!("{named} is no longer approved; it was by {}", shown(one)));
            pair.both(change.from_to(Some(shown(one)), None), one.place, after.place);
        }
        (None, None) => {}
    }
}

/// The properties that differ, by name; what an approval covers has no depth.
fn differing(old: &Value, new: &Value) -> Vec<String> {
    super::fields::differences(old, new).into_iter().map(|field| field.name).collect()
}

/// Signatures under a risk whose level is another one now.
fn acceptances(pair: &mut Pair<'_>) {
    let (old, new) = (pair.old, pair.new);
    let signed = |risk: &Risk| risk.accepted.iter().max_by_key(|one| one.on).map(|one| (one.by.as_ref().map(|by| by.id.clone()), one.on, one.place));
    let level = |risk: &Risk| risk.residual.as_ref().unwrap_or(&risk.inherent).level.clone();
    for (id, after) in &new.risks {
        let Some(before) = old.risks.get(id) else { continue };
        let (Some(was), Some(is)) = (signed(before), signed(after)) else { continue };
        let (old_level, new_level) = (level(before), level(after));
        if (&was.0, was.1) != (&is.0, is.1) || old_level == new_level {
            continue;
        }
        let by = is.0.unwrap_or_default();
        let on = is.1.map(|day| format!(" on {day}")).unwrap_or_default();
        let said = |level: &Option<String>| level.as_ref().map_or_else(|| "unrated".into(), |level| format!("`{level}`"));
        let what = format!("`{by}` accepted risk `{id}`{on} at {}; it is {} now", said(&old_level), said(&new_level));
        let worse = match (&old.criteria, &new.criteria, &old_level, &new_level) {
            (Some(one), Some(other), Some(was), Some(is)) => super::criteria::compare(one, other, was, is).is_gt(),
            _ => true,
        };
        let change = Change::new(Kind::ApprovalStale, Subject::new("risk", id, &after.head.title), what).from_to(old_level, new_level);
        // whoever accepted more accepted less too
        let change = if worse { change } else { change.weighs(Weight::Low).goes(Effect::Neutral) };
        pair.both(change, was.2, is.2);
    }
}

/// The fields of the ISMS that a generated document shows.
fn shows(document: &str) -> &'static [Topic] {
    match document {
        "soa" => &[Topic::Controls],
        "control_implementation_plan" => &[Topic::Plans],
        "risk_treatment_plan" => &[Topic::Risks, Topic::Plans],
        "risk_register" => &[Topic::Risks, Topic::Criteria],
        "tailoring_report" => &[Topic::Processes, Topic::Interfaces],
        "process_handbook" => &[Topic::Processes],
        "policy_index" => &[Topic::Policies],
        "scope_statement" => &[Topic::Organisation],
        "requirements_register" | "objectives" => &[Topic::Requirements],
        "roles" => &[Topic::People],
        "asset_register" | "supplier_register" => &[Topic::Suppliers],
        "audit_programme" | "measurement_programme" | "training_plan" | "communication_plan" | "records_register" => &[Topic::Programmes],
        _ => &[],
    }
}

/// Approved documents that are written from what changed.
fn documents(pair: &mut Pair<'_>) {
    let (old, new) = (pair.old, pair.new);
    for after in new.documents.values() {
        let Some(before) = old.documents.get(after.document) else { continue };
        let (Some(one), Some(other)) = (&before.approved, &after.approved) else { continue };
        if !same(one, other) {
            continue;
        }
        let topics = shows(after.document);
        let count = pair.changes.iter().filter(|change| topics.contains(&change.topic) && change.weight != Weight::Low).count();
        if count == 0 {
            continue;
        }
        let title = crate::document::title_of(after.document);
        let decisions = if count == 1 { "1 decision".to_string() } else { format!("{count} decisions") };
        let version = if after.version.is_empty() { String::new() } else { format!(" (version {})", after.version) };
        let what = format!(
            "document `{}`{version} was approved by {}, and shows {decisions} that {} made since",
            after.document,
            shown(other),
            if count == 1 { "was" } else { "were" }
        );
        pair.both(Change::new(Kind::DocumentStale, Subject::new("document", after.document, title), what).approved(Some(other)), before.place, after.place);
    }
}
