//! Who has a hand in what is audited: owns it, performs it, or put it in place.

use crate::model::{Bearer, Model, Ref};
use crate::vocabulary::Namespace;

/// Who has a hand in something, and which: `owns`, `performs` or `put in place`.
pub(super) fn hands_in<'a>(model: &'a Model, item: &Ref) -> Vec<(&'a Ref, &'static str)> {
    let owned = |owner: Option<&'a Ref>| owner.map(|one| (one, "owns")).into_iter().collect::<Vec<_>>();
    match item.group {
        Namespace::Control => of_control(model, &item.id),
        Namespace::Theme => {
            let of_theme = |id: &String| model.reference.controls.get(id).is_some_and(|one| one.theme == item.id);
            model.controls.keys().filter(|id| of_theme(id)).flat_map(|id| of_control(model, id)).collect()
        }
        Namespace::Policy => {
            let policy = model.policies.get(&item.id);
            let authors = policy.into_iter().flat_map(|one| one.authors.iter()).map(|author| (author, "wrote"));
            owned(policy.and_then(|one| one.owner.as_ref())).into_iter().chain(authors).collect()
        }
        Namespace::Supplier => owned(model.suppliers.get(&item.id).and_then(|one| one.owner.as_ref())),
        Namespace::Unit => owned(model.organisation.units.iter().find(|unit| unit.head.id == item.id).and_then(|unit| unit.lead.as_ref())),
        Namespace::Process | Namespace::ReferenceProcess => {
            let set = &model.process_set;
            // a process of the model stands for all that realise it
            let by = set.realised_by.get(&item.id).into_iter().flatten().filter_map(|id| set.processes.get(id));
            let processes = set.processes.get(&item.id).into_iter().chain(by.filter(|one| one.id != item.id));
            processes
                .flat_map(|one| one.tailoring.owner.iter().map(|role| (role, "owns")).chain(one.tailoring.performed_by.iter().map(|role| (role, "performs"))))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn of_control<'a>(model: &'a Model, id: &str) -> Vec<(&'a Ref, &'static str)> {
    let mut found: Vec<(&Ref, &'static str)> = Vec::new();
    if let Some(control) = model.controls.get(id) {
        found.extend(control.owner.iter().map(|role| (role, "owns")));
        found.extend(control.performed_by.iter().map(|one| (one, "performs")));
        found.extend(control.plan.iter().flat_map(|plan| plan.by.iter()).map(|role| (role, "put in place")));
    }
    let implements = |owner: &Bearer<'_>, controls: &[Ref]| (owner.group == Namespace::Control && owner.id == id) || controls.iter().any(|one| one.id == id);
    found.extend(model.tasks().filter(|(owner, task)| implements(owner, &task.controls)).filter_map(|(_, task)| Some((task.by.as_ref()?, "put in place"))));
    found
}
