//! The things of a package: how each stands, and what was decided on it.

use super::{Fact, Graph, Thing};
use crate::base::Place;
use crate::model::{Approval, Control, Head, Model, Origin, Ref, RefOrText, Risk, State};

/// What is said of a hand-over that nothing was decided on.
pub(super) const AS_IN_MODEL: &str = "delivered as in the model";

fn plain(head: &Head, says: impl Into<String>) -> Thing {
    Thing { title: head.title.clone(), says: says.into(), facts: Vec::new(), place: Some(head.place) }
}

fn fact(says: impl Into<String>, place: Option<Place>) -> Fact {
    Fact { says: says.into(), place }
}

/// A role with the people who hold it.
pub(super) fn who(model: &Model, role: &Ref) -> String {
    let title = model.title_of(role);
    match model.roles.get(&role.id) {
        Some(found) if !found.held_by.is_empty() => format!("{title} ({})", found.held_by.join(", ")),
        _ => title,
    }
}

pub(super) fn approved(model: &Model, approval: Option<&Approval>) -> Option<Fact> {
    let approval = approval?;
    let by: Vec<String> = approval.by.iter().map(|role| who(model, role)).collect();
    let on = approval.on.map(|day| format!(" on {day}")).unwrap_or_default();
    Some(fact(format!("approved by {}{on}", by.join(", ")), Some(approval.place)))
}

fn owned(model: &Model, owner: Option<&Ref>) -> Option<Fact> {
    owner.map(|owner| fact(format!("owned by {}", who(model, owner)), None))
}

fn because(text: Option<&String>) -> Option<Fact> {
    text.map(|text| fact(format!("because: {text}"), None))
}

/// Puts in everything that a package or the library declares and that reasons can be asked for.
pub(super) fn add(model: &Model, graph: &mut Graph) {
    decided(model, graph);
    processes(model, graph);
    others(model, graph);
    super::roles::things(model, graph);
}

fn decided(model: &Model, graph: &mut Graph) {
    for control in model.controls.values() {
        graph.put("control", &control.head.id, control_thing(model, control));
    }
    for exclusion in model.exclusions.values() {
        let facts =
            because(exclusion.because.as_ref()).into_iter().chain(approved(model, exclusion.approved.as_ref())).chain(owned(model, exclusion.owner.as_ref()));
        let thing =
            Thing { title: model.control_title(&exclusion.id).into(), says: "does not apply".into(), facts: facts.collect(), place: Some(exclusion.place) };
        graph.put("control", &exclusion.id, thing);
    }
    for (id, control) in &model.reference.controls {
        graph.put("control", id, plain(&control.head, "nobody has decided on it"));
    }
    for risk in model.risks.values() {
        graph.put("risk", &risk.head.id, risk_thing(model, risk));
    }
    for one in model.requirements.values() {
        let mut thing = plain(&one.head, [Some(one.kind), one.status].into_iter().flatten().map(|word| word.replace('_', " ")).collect::<Vec<_>>().join(", "));
        thing.facts.extend(one.source.as_ref().map(|source| fact(format!("source: {source}"), None)));
        thing.facts.extend(one.responsible.as_ref().map(|role| fact(format!("{} is responsible", who(model, role)), None)));
        thing.facts.extend(approved(model, one.approved.as_ref()));
        graph.put("requirement", &one.head.id, thing);
    }
    for one in model.policies.values() {
        let mut thing = plain(&one.head, format!("version {}", one.version));
        thing.facts.extend(one.template.as_ref().map(|template| fact(format!("written from the template {}", template.id), None)));
        thing.facts.extend(owned(model, one.owner.as_ref()));
        thing.facts.extend(approved(model, one.approved.as_ref()));
        graph.put("policy", &one.head.id, thing);
    }
}

fn control_thing(model: &Model, control: &Control) -> Thing {
    let id = control.head.id.as_str();
    let mut thing = plain(&control.head, format!("applies, {}", control.status.replace('_', " ")));
    thing.title = model.control_title(id).into();
    let reasons: Vec<String> = model.reasons(id).iter().map(|reason| format!("{} ({})", reason.words(), reason.code())).collect();
    if !reasons.is_empty() {
        thing.facts.push(fact(format!("included because of: {}", reasons.join(", ")), None));
    }
    let said = control.because.iter().filter_map(|one| match one {
        RefOrText::Text(text) => Some(text),
        RefOrText::Ref(_) => None,
    });
    thing.facts.extend(said.map(|text| fact(format!("because: {text}"), None)));
    thing.facts.extend(control.baseline.as_ref().map(|text| fact(format!("baseline: {text}"), None)));
    thing.facts.extend(owned(model, control.owner.as_ref()));
    let due = control.plan.as_ref().and_then(|plan| plan.due.as_ref());
    thing.facts.extend(due.map(|at| fact(format!("due on {}", at.value), Some(at.place))));
    thing
}

fn risk_thing(model: &Model, risk: &Risk) -> Thing {
    let level = |level: Option<&String>| level.cloned().unwrap_or_else(|| "not rated".into());
    let mut says = level(risk.inherent.level.as_ref());
    if let Some(residual) = &risk.residual {
        says = format!("{says} before treatment, {} after it", level(residual.level.as_ref()));
    }
    let mut thing = plain(&risk.head, says);
    thing.facts.extend(owned(model, risk.owner.as_ref()));
    let score = risk.inherent.score.map(|score| format!("inherent score {score}: level {}", level(risk.inherent.level.as_ref())));
    thing.facts.extend(score.map(|score| fact(score, Some(risk.inherent.place))));
    for treatment in &risk.treatments {
        let why = treatment.because.as_ref().map(|text| format!(": {text}")).unwrap_or_default();
        thing.facts.push(fact(format!("decision: {}{why}", treatment.option), Some(treatment.place)));
    }
    for accepted in &risk.accepted {
        let by = accepted.by.as_ref().map(|role| format!(" by {}", who(model, role))).unwrap_or_default();
        let on = accepted.on.map(|day| format!(" on {day}")).unwrap_or_default();
        let until = accepted.until.as_ref().map(|at| format!(" until {}", at.value)).unwrap_or_default();
        let why = accepted.because.as_ref().map(|text| format!(": {text}")).unwrap_or_default();
        thing.facts.push(fact(format!("what remains is accepted{by}{on}{until}{why}"), Some(accepted.place)));
    }
    thing
}

fn processes(model: &Model, graph: &mut Graph) {
    for process in model.process_set.processes.values() {
        let says = match process.origin {
            Origin::Adopted => "adopted from the reference model",
            Origin::Own => "a process of your own",
            Origin::External => "outside the ISMS",
        };
        let tailoring = &process.tailoring;
        let mut facts: Vec<Fact> = because(tailoring.because.as_ref()).into_iter().chain(owned(model, tailoring.owner.as_ref())).collect();
        if let Some(now) = &tailoring.maturity {
            let to = tailoring.maturity_target.map(|target| format!(", level {target} needed")).unwrap_or_default();
            facts.push(fact(format!("level {} today{to}", now.value), Some(now.place)));
        }
        facts.extend(of(model, &process.id).map(|of| fact(format!("a process of {of}"), None)));
        facts.extend(approved(model, tailoring.approved.as_ref()));
        graph.put("process", &process.id, Thing { title: process.title.clone(), says: says.into(), facts, place: Some(process.place) });
    }
    for process in model.reference.processes.values().filter(|process| process.category != "wildcard") {
        let mut thing = plain(&process.head, process.table.map_or_else(|| "outside the model".into(), |_| process.cite()));
        thing.facts.extend(process.purpose.as_ref().map(|purpose| fact(format!("purpose: {purpose}"), None)));
        graph.put("reference process", &process.head.id, thing);
    }
    for one in &model.omissions {
        let facts = because(one.because.as_ref()).into_iter().chain(approved(model, one.approved.as_ref()));
        let title = model.reference.processes.get(&one.process.id).map_or_else(|| one.process.id.clone(), |found| found.head.title.clone());
        graph.put("omission", &one.process.id, Thing { title, says: "left out".into(), facts: facts.collect(), place: Some(one.place) });
    }
    for clause in &model.reference.clauses {
        let asks = clause.documented == Some("required");
        let covered = model.clauses.iter().find(|one| one.clause == clause.number);
        let says = match covered {
            Some(one) if one.served_by.is_empty() => "served by no process",
            _ if asks => "asks for documented information",
            _ => "",
        };
        let mut thing = Thing { title: clause.title.clone(), says: says.into(), facts: Vec::new(), place: None };
        for wanted in covered.into_iter().flat_map(|one| one.documented.iter()) {
            let shown = if wanted.shown_by.is_empty() { "nothing shows it yet".to_string() } else { format!("shown by {}", wanted.shown_by.join(", ")) };
            thing.facts.push(fact(format!("wants in writing: {}; {shown}", wanted.item), None));
        }
        graph.put("clause", &clause.number, thing);
    }
    for interface in &model.process_set.interfaces {
        let (says, place) = match &interface.state {
            State::Provided { .. } => (AS_IN_MODEL.to_string(), None),
            State::Internal => ("stays inside one process".to_string(), None),
            State::Wildcard => ("comes from all processes".to_string(), None),
            State::ReSourced { place, .. } => ("has a new source".to_string(), Some(*place)),
            State::Waived { because, until } => {
                let until = until.map(|day| format!(" until {day}")).unwrap_or_default();
                (format!("waived{until}{}", because.as_ref().map(|text| format!(": {text}")).unwrap_or_default()), None)
            }
            State::Dropped { because } => (format!("dropped by the receiver{}", because.as_ref().map(|text| format!(": {text}")).unwrap_or_default()), None),
            State::Missing { why, place } => (format!("nobody delivers it: the provider is {why}"), *place),
        };
        let row = model.reference.interfaces.iter().find(|row| row.artifact == interface.artifact && row.from == interface.from && row.to == interface.to);
        let sides = row.map(|row| match row.declared_by.as_slice() {
            ["producer"] => "in the model only the provider's table names it",
            ["consumer"] => "in the model only the receiver's table names it",
            _ => "in the model both tables name it",
        });
        let why = match &interface.state {
            State::ReSourced { place, .. } => instead_because(model, *place),
            _ => None,
        };
        let facts = because(why.as_ref()).into_iter().chain(sides.map(|sides| fact(format!("{sides} ({})", interface.cite.join(", ")), None)));
        let title = model.artifact(&interface.artifact).map_or_else(|| interface.artifact.clone(), |one| one.head.title.clone());
        graph.put("interface", super::flows::name(interface), Thing { title, says, facts: facts.collect(), place });
    }
}

/// Whose process it is, where it is one of others.
fn of(model: &Model, process: &str) -> Option<String> {
    match model.processes.get(process)?.of.as_ref()? {
        RefOrText::Ref(reference) => Some(model.title_of(reference)),
        RefOrText::Text(text) => Some(text.clone()),
    }
}

/// The reason of an `instead`, by its place.
fn instead_because(model: &Model, place: Place) -> Option<String> {
    let of_omissions = model.omissions.iter().flat_map(|one| one.instead.iter());
    let of_processes = model.process_set.processes.values().flat_map(|one| one.tailoring.instead.iter());
    let of_adoptions = model.adoptions.iter().flat_map(|one| one.tailoring.instead.iter());
    of_omissions.chain(of_processes).chain(of_adoptions).find(|one| one.place == place).and_then(|one| one.because.clone())
}

fn others(model: &Model, graph: &mut Graph) {
    if let Some(criteria) = &model.criteria {
        let mut thing = plain(&criteria.head, "");
        thing.facts.extend(approved(model, criteria.approved.as_ref()));
        graph.put("criteria", &criteria.head.id, thing);
    }
    for one in model.parties.values() {
        graph.put("party", &one.head.id, plain(&one.head, one.kind.replace('_', " ")));
    }
    for one in model.objectives.values() {
        let mut thing = plain(&one.head, one.status.map(|word| word.replace('_', " ")).unwrap_or_default());
        thing.facts.extend(owned(model, one.owner.as_ref()));
        graph.put("objective", &one.head.id, thing);
    }
    for one in model.assets.values() {
        let mut thing = plain(&one.head, "");
        thing.facts.extend(owned(model, one.owner.as_ref()));
        graph.put("asset", &one.head.id, thing);
    }
    for one in model.suppliers.values() {
        let mut thing = plain(&one.head, "");
        thing.facts.extend(owned(model, one.owner.as_ref()));
        graph.put("supplier", &one.head.id, thing);
    }
    for one in model.measures.values() {
        let last = one.observed.iter().filter(|seen| seen.on.is_some()).max_by_key(|seen| seen.on);
        let says = last.map(|seen| {
            let unit = seen.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
            format!("{}{unit} on {}", seen.value, seen.on.map(|day| day.to_string()).unwrap_or_default())
        });
        graph.put("measure", &one.head.id, plain(&one.head, says.unwrap_or_else(|| "no value yet".into())));
    }
    for one in model.audits.values() {
        let on = one.date.as_ref().map(|at| format!("{} on {}", one.status, at.value));
        let mut thing = plain(&one.head, on.unwrap_or_else(|| one.status.into()));
        thing.facts.extend(one.result.as_ref().map(|text| fact(format!("result: {text}"), None)));
        graph.put("audit", &one.head.id, thing);
    }
    for one in model.trainings.values() {
        graph.put("training", &one.head.id, plain(&one.head, ""));
    }
    for one in model.records.values() {
        graph.put("record", &one.head.id, plain(&one.head, one.retention.map(|kept| format!("kept for {kept}")).unwrap_or_default()));
    }
    for one in model.exceptions.values() {
        let mut thing = plain(&one.head, one.until.as_ref().map(|at| format!("{} until {}", one.status, at.value)).unwrap_or_else(|| one.status.into()));
        thing.facts.extend(because(one.because.as_ref()).into_iter().chain(approved(model, one.approved.as_ref())));
        graph.put("exception", &one.head.id, thing);
    }
    for one in model.nonconformities.values() {
        let mut thing = plain(&one.head, one.closed.map_or_else(|| "open".to_string(), |day| format!("closed on {day}")));
        thing.facts.extend(one.cause.as_ref().map(|text| fact(format!("cause: {text}"), None)));
        graph.put("nonconformity", &one.head.id, thing);
    }
    for one in model.changes.values() {
        let mut thing = plain(&one.head, one.status.map(|word| word.replace('_', " ")).unwrap_or_default());
        thing.facts.extend(approved(model, one.approved.as_ref()));
        graph.put("change", &one.head.id, thing);
    }
}
