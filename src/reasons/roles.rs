//! Roles: who holds them, and what they answer for. A role leads to what it owns, but nothing is there because somebody owns it.

use super::{Fact, Graph, Thing, things};
use crate::model::{Model, Ref};

/// So many names of a kind are told; `isms trace` shows all that have consequences.
const SHOWN: usize = 8;

/// Things of one kind with those who answer for them.
struct Owned<'a> {
    kind: &'static str,
    many: &'static str,
    list: Vec<(&'a str, &'a Ref)>,
}

/// Everything that has an owner, kind by kind.
fn owned(model: &Model) -> Vec<Owned<'_>> {
    type Pair<'a> = (&'a str, &'a Option<Ref>);
    fn of<'a>(kind: &'static str, many: &'static str, all: impl Iterator<Item = Pair<'a>>) -> Owned<'a> {
        Owned { kind, many, list: all.filter_map(|(id, owner)| Some((id, owner.as_ref()?))).collect() }
    }
    vec![
        of("process", "processes", model.process_set.processes.values().map(|one| (one.id.as_str(), &one.tailoring.owner))),
        of("risk", "risks", model.risks.values().map(|one| (one.head.id.as_str(), &one.owner))),
        of("control", "controls", model.controls.values().map(|one| (one.head.id.as_str(), &one.owner))),
        of("control", "excluded controls", model.exclusions.values().map(|one| (one.id.as_str(), &one.owner))),
        of("requirement", "requirements", model.requirements.values().map(|one| (one.head.id.as_str(), &one.responsible))),
        of("objective", "objectives", model.objectives.values().map(|one| (one.head.id.as_str(), &one.owner))),
        of("asset", "assets", model.assets.values().map(|one| (one.head.id.as_str(), &one.owner))),
        of("policy", "policies", model.policies.values().map(|one| (one.head.id.as_str(), &one.owner))),
        of("document", "documents", model.documents.values().map(|one| (one.document, &one.owner))),
        of("supplier", "suppliers", model.suppliers.values().map(|one| (one.head.id.as_str(), &one.owner))),
        of("training", "trainings", model.trainings.values().map(|one| (one.head.id.as_str(), &one.owner))),
        of("record", "records", model.records.values().map(|one| (one.head.id.as_str(), &one.owner))),
        of("nonconformity", "nonconformities", model.nonconformities.values().map(|one| (one.head.id.as_str(), &one.owner))),
        of("change", "changes", model.changes.values().map(|one| (one.head.id.as_str(), &one.owner))),
    ]
}

/// Puts in the roles.
pub(super) fn things(model: &Model, graph: &mut Graph) {
    let owned = owned(model);
    for role in model.roles.values() {
        let id = role.head.id.as_str();
        let says = if role.held_by.is_empty() { "held by nobody".to_string() } else { format!("held by {}", role.held_by.join(", ")) };
        let mut facts = Vec::new();
        let mut say = |says: String| facts.push(Fact { says, place: None });
        if role.top_management {
            say("top management".into());
        }
        if let Some(deputy) = &role.deputy {
            say(format!("deputy: {}", deputy.value));
        }
        if let Some(superior) = &role.reports_to {
            say(format!("reports to {}", things::who(model, superior)));
        }
        for kind in &owned {
            let names: Vec<&str> = kind.list.iter().filter(|(_, owner)| owner.id == id).map(|(name, _)| *name).collect();
            let more = names.len().saturating_sub(SHOWN);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let shown = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
            match names.len() {
                0 => {}
                1 => say(format!("owns the {} {shown}", kind.many.strip_prefix("excluded ").map_or(kind.kind, |_| "excluded control"))),
                number => say(format!("owns {number} {}: {shown}{more}", kind.many)),
            }
        }
        graph.put("role", id, Thing { title: role.head.title.clone(), says, facts, place: Some(role.head.place) });
    }
}

/// Puts in what follows from roles: what they own, and who reports to them.
pub(super) fn relations(model: &Model, graph: &mut Graph) {
    for kind in owned(model) {
        for (name, owner) in kind.list {
            graph.relate(("role", &owner.id), (kind.kind, name), "", "owns");
        }
    }
    for role in model.roles.values() {
        if let Some(superior) = &role.reports_to {
            graph.relate(("role", &superior.id), ("role", &role.head.id), "reports to", "leads");
        }
    }
}
