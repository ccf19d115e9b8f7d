//! Everything that is declared under a name: what is new, what is gone, and what its properties say now.

use serde_json::Value;

use super::change::{Change, Subject};
use super::fields::{self, Table, json};
use super::kind::{Effect, Kind, Topic, Weight};
use super::pair::Pair;
use crate::base::Place;
use crate::model::{Head, HistoryEntry, Model, Policy};

/// One kind of declaration.
struct Group {
    word: &'static str,
    new: Kind,
    gone: Kind,
    topic: Topic,
    table: Table,
    entries: fn(&Model) -> Vec<Entry>,
}

struct Entry {
    id: String,
    title: String,
    place: Place,
    json: Value,
}

fn entry(head: &Head, json: Value) -> Entry {
    Entry { id: head.id.clone(), title: head.title.clone(), place: head.place, json }
}

macro_rules! group {
    ($word:literal, $field:ident, $new:ident, $gone:ident, $topic:ident, $decides:ident, deciding $deciding:expr, special $special:expr, skip $skip:expr) => {
        Group {
            word: $word,
            new: Kind::$new,
            gone: Kind::$gone,
            topic: Topic::$topic,
            table: Table { decides: Kind::$decides, deciding: $deciding, special: $special, skip: $skip },
            entries: |model| model.$field.values().map(|one| entry(&one.head, json(one))).collect(),
        }
    };
}

static GROUPS: &[Group] = &[
    group!(
        "role",
        roles,
        RoleNew,
        RoleGone,
        People,
        RoleChanged,
        deciding & ["top_management", "independent", "reports_to", "unit", "competences"],
        special & [("held_by", Kind::HolderChanged), ("deputy", Kind::HolderChanged), ("left", Kind::HolderChanged)],
        skip & []
    ),
    group!(
        "interested party",
        parties,
        RequirementNew,
        RequirementGone,
        Requirements,
        RequirementChanged,
        deciding & ["needs", "clearance"],
        special & [],
        skip & []
    ),
    group!(
        "requirement",
        requirements,
        RequirementNew,
        RequirementGone,
        Requirements,
        RequirementChanged,
        deciding & ["kind", "demands", "retention", "from", "status", "source"],
        special & [],
        skip & []
    ),
    group!(
        "objective",
        objectives,
        RequirementNew,
        RequirementGone,
        Requirements,
        RequirementChanged,
        deciding & ["target", "measure", "status", "supports", "controls", "evaluated"],
        special & [],
        skip & []
    ),
    group!(
        "asset",
        assets,
        SupplierNew,
        SupplierGone,
        Suppliers,
        SupplierChanged,
        deciding & ["classification", "criticality", "suppliers", "location", "value"],
        special & [],
        skip & []
    ),
    group!(
        "supplier",
        suppliers,
        SupplierNew,
        SupplierGone,
        Suppliers,
        SupplierChanged,
        deciding
            & [
                "services",
                "criticality",
                "contracts",
                "requirements",
                "assets",
                "data",
                "location",
                "clearance",
                "depends_on",
                "certificates",
                "status",
                "audit_result"
            ],
        special & [],
        skip & []
    ),
    group!(
        "measure",
        measures,
        ProgrammeNew,
        ProgrammeGone,
        Programmes,
        ProgrammeChanged,
        deciding & ["target", "direction", "unit", "cadence", "of", "observed"],
        special & [],
        skip & []
    ),
    group!(
        "audit",
        audits,
        ProgrammeNew,
        ProgrammeGone,
        Programmes,
        ProgrammeChanged,
        deciding & ["scope", "clauses", "auditor", "status", "result", "cadence", "criteria"],
        special & [],
        skip & []
    ),
    group!(
        "training",
        trainings,
        ProgrammeNew,
        ProgrammeGone,
        Programmes,
        ProgrammeChanged,
        deciding & ["audience", "covers", "cadence", "held", "kind"],
        special & [],
        skip & []
    ),
    group!(
        "communication",
        communications,
        ProgrammeNew,
        ProgrammeGone,
        Programmes,
        ProgrammeChanged,
        deciding & ["to", "what", "cadence", "within", "classification", "channel"],
        special & [],
        skip & []
    ),
    group!(
        "record",
        records,
        ProgrammeNew,
        ProgrammeGone,
        Programmes,
        ProgrammeChanged,
        deciding & ["retention", "retention_rule", "basis", "classification", "location", "disposal", "of"],
        special & [],
        skip & []
    ),
    group!(
        "nonconformity",
        nonconformities,
        ProgrammeNew,
        ProgrammeGone,
        Programmes,
        ProgrammeChanged,
        deciding & ["of", "clauses", "cause", "action", "closed"],
        special & [],
        skip & ["tasks"]
    ),
    group!(
        "change",
        changes,
        ProgrammeNew,
        ProgrammeGone,
        Programmes,
        ProgrammeChanged,
        deciding & ["of", "effect", "fallback", "status"],
        special & [],
        skip & ["tasks"]
    ),
    group!("classification", classifications, PolicyNew, PolicyWithdrawn, Policies, PolicyChanged, deciding & ["above", "handling"], special & [], skip & []),
    group!(
        "policy",
        policies,
        PolicyNew,
        PolicyWithdrawn,
        Policies,
        PolicyChanged,
        deciding & ["settings", "sections", "covers", "template", "audience", "classification", "retention"],
        special & [],
        skip & ["version", "changes"]
    ),
    group!(
        "exception",
        exceptions,
        ExceptionNew,
        ExceptionEnded,
        Policies,
        ExceptionChanged,
        deciding & ["from", "applies_to", "because", "compensation"],
        special & [],
        skip & ["status"]
    ),
    group!("rule", rules, ProgrammeNew, ProgrammeGone, Findings, ProgrammeChanged, deciding & ["what", "where", "require", "level"], special & [], skip & []),
    group!(
        "work product",
        artifacts,
        ProcessChanged,
        ProcessChanged,
        Processes,
        ProcessChanged,
        deciding & ["specialises", "parts", "drops", "classification"],
        special & [],
        skip & []
    ),
    Group {
        word: "document",
        new: Kind::PolicyNew,
        gone: Kind::PolicyWithdrawn,
        topic: Topic::Policies,
        table: Table {
            decides: Kind::PolicyChanged,
            deciding: &["number", "classification", "distribution"],
            special: &[("version", Kind::PolicyVersion)],
            skip: &["document"],
        },
        entries: |model| {
            model
                .documents
                .values()
                .map(|one| Entry { id: one.document.into(), title: crate::document::title_of(one.document).to_string(), place: one.place, json: json(one) })
                .collect()
        },
    },
];

/// Compares all of them.
pub(super) fn changes(pair: &mut Pair<'_>) {
    for group in GROUPS {
        let (old, new) = ((group.entries)(pair.old), (group.entries)(pair.new));
        for before in &old {
            let subject = Subject::new(group.word, &before.id, &before.title);
            match new.iter().find(|one| one.id == before.id) {
                Some(after) => {
                    let subject = Subject { title: after.title.clone(), ..subject };
                    fields::compare(pair, &subject, (&before.json, &after.json), (before.place, after.place), &group.table);
                }
                None => {
                    let change = Change::new(group.gone, subject.clone(), format!("{} is gone", subject.named())).under(group.topic);
                    let change = if group.gone == group.new { change.weighs(Weight::Low) } else { change };
                    let change = if group.word == "exception" { change.weighs(Weight::Medium) } else { change };
                    pair.add(change, Some(before.place), None);
                }
            }
        }
        for after in new.iter().filter(|after| !old.iter().any(|one| one.id == after.id)) {
            let subject = Subject::new(group.word, &after.id, &after.title);
            let mut change = Change::new(group.new, subject.clone(), format!("{} is new", subject.named())).under(group.topic);
            change.because = after.json.get("because").and_then(Value::as_str).map(str::to_string);
            change.approved = after.json.get("approved").filter(|value| !value.is_null()).map(fields::shown);
            let change = if group.gone == group.new { change.weighs(Weight::Low) } else { change };
            pair.add(change, None, Some(after.place));
        }
    }
    exceptions(pair);
    policies(pair);
}

/// An exception that ends, or that comes back.
fn exceptions(pair: &mut Pair<'_>) {
    for (id, after) in &pair.new.exceptions {
        let Some(before) = pair.old.exceptions.get(id).filter(|before| before.status != after.status) else { continue };
        let subject = Subject::new("exception", id, &after.head.title);
        let change = if after.status == "ended" {
            Change::new(Kind::ExceptionEnded, subject.clone(), format!("{} is over", subject.named()))
        } else {
            Change::new(Kind::ExceptionNew, subject.clone(), format!("{} is in force again", subject.named())).because(after.because.as_ref())
        };
        pair.both(change.approved(after.approved.as_ref()), before.head.place, after.head.place);
    }
}

/// Versions of policies, and policies that say something else under the same version.
fn policies(pair: &mut Pair<'_>) {
    for (id, after) in &pair.new.policies {
        let Some(before) = pair.old.policies.get(id) else { continue };
        let subject = Subject::new("policy", id, &after.head.title);
        history(pair, &subject, before, after);
        let told = after.changes.iter().find(|entry| entry.version == after.version).map(|entry| &entry.what);
        let text = pair.texts.get(&("policy", id.clone())).map(super::texts::first_difference);
        if before.version != after.version {
            let what = format!("{} has version {} instead of {}", subject.named(), stated(&after.version), stated(&before.version));
            let change = Change::new(Kind::PolicyVersion, subject, what)
                .from_to(Some(before.version.clone()), Some(after.version.clone()))
                .because(told)
                .approved(after.approved.as_ref());
            let change = if text.is_some() { change.cause("its template, or a default there, says something else") } else { change };
            pair.both(change, before.head.place, after.head.place);
            continue;
        }
        let says = ["settings", "sections", "covers", "template", "audience", "classification", "retention", "title"];
        let fields: Vec<String> =
            fields::differences(&json(before), &json(after)).into_iter().map(|field| field.name).filter(|name| says.contains(&name.as_str())).collect();
        if !fields.is_empty() || text.is_some() {
            let mut names: Vec<String> = fields.iter().map(|name| format!("`{name}`")).collect();
            names.extend(text.is_some().then(|| "the text that its template writes".to_string()));
            let what = format!("{} still has version {}, and says something else: {}", subject.named(), stated(&after.version), names.join(", "));
            let (was, is) = text.unwrap_or_default();
            let mut change = Change::new(Kind::PolicySilent, subject, what);
            if let (Some(was), Some(is)) = (&was, &is) {
                change = change.cause(format!("“{}” instead of “{}”", fields::cut(is), fields::cut(was)));
            }
            let change = change.from_to(was, is);
            pair.both(change.goes(Effect::Neutral).approved(after.approved.as_ref()), before.head.place, after.head.place);
        }
    }
}

/// Lines of the history that are gone or say something else: what was published stays published.
fn history(pair: &mut Pair<'_>, subject: &Subject, before: &Policy, after: &Policy) {
    let line = |one: &HistoryEntry| format!("{}{}: {}", stated(&one.version), one.on.map(|on| format!(" of {on}")).unwrap_or_default(), one.what);
    let of = |policy: &Policy| policy.changes.iter().map(line).collect::<Vec<_>>();
    let (was, is) = (of(before), of(after));
    for (entry, gone) in before.changes.iter().zip(&was).filter(|(_, line)| !is.contains(line)) {
        let now = after.changes.iter().find(|one| one.version == entry.version).map(line);
        let verb = if now.is_some() { "says something else about" } else { "no longer names" };
        let what = format!("the history of {} {verb} version {}", subject.named(), stated(&entry.version));
        let mut change = Change::new(Kind::PolicyChanged, subject.clone(), what).from_to(Some(gone.clone()), now).goes(Effect::Weaker);
        change.field = Some("changes".into());
        pair.both(change, before.head.place, after.head.place);
    }
}

fn stated(version: &str) -> &str {
    if version.is_empty() { "(none)" } else { version }
}
