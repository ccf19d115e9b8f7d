//! One person, or one role, who answers for every process.

use crate::base::IndexMap;

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{ActualProcess, Origin};

code!("accountable-for-everything", Warn, Roles);

/// So many processes make it worth asking: two or three in one hand are a small organisation.
const ENOUGH: usize = 4;

/// Looks at the owners of the processes that the organisation answers for.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    let inside = model.process_set.processes.values().filter(|process| process.origin != Origin::External || !process.realises.is_empty());
    let owned: Vec<&ActualProcess> = inside.filter(|process| process.tailoring.owner.is_some()).collect();
    if owned.len() < ENOUGH {
        return;
    }
    // a person may hold several roles: it is the person who has too much
    let mut by: IndexMap<String, usize> = IndexMap::default();
    for process in &owned {
        for person in process.tailoring.owner.iter().flat_map(|owner| model.people_of(owner)) {
            *by.entry(person).or_default() += 1;
        }
    }
    let people = model.people();
    for (person, _) in by.iter().filter(|(_, count)| **count == owned.len()) {
        let (who, roles) = match people.get(person) {
            Some((name, roles)) => (format!("“{name}”"), roles.clone()),
            None => {
                let role = person.strip_prefix("role ").and_then(|id| model.roles.get(id));
                (format!("`{}`", role.map_or(person.as_str(), |role| role.head.id.as_str())), role.into_iter().collect())
            }
        };
        let owns = |id: &str| owned.iter().any(|process| process.tailoring.owner.as_ref().is_some_and(|owner| owner.id == id));
        let mut finding = Diagnostic::new(&CODE, format!("{who} is accountable for all {} processes", owned.len()));
        for role in roles.iter().filter(|role| owns(&role.head.id)) {
            finding = finding.at(
                role.head.place,
                format!(
                    "owns {} of them",
                    owned.iter().filter(|process| process.tailoring.owner.as_ref().is_some_and(|owner| owner.id == role.head.id)).count()
                ),
            );
        }
        if let Some(audit) = owned.iter().find(|process| process.realises.iter().any(|id| id == "internal_audit")) {
            finding = finding.and(audit.place, "the internal audit among them: whoever owns everything would audit their own work");
        }
        out.push(
            finding
                .cite("ISO/IEC 27001, 5.3; ISO/IEC 27002:2022, 5.3")
                .help("let those own a process who can decide on it: finance for resources, people for awareness, an independent role for the audit")
                .help("if it must be so, say why: `allow accountable-for-everything because \"…\"`")
                .about(format!("role {}", roles.first().map_or(person.as_str(), |role| role.head.id.as_str()))),
        );
    }
}
