//! What leads to what, apart from hand-overs.

use super::Graph;
use crate::model::{Model, Ref, RefOrText};
use crate::vocabulary::Namespace as N;

/// The kind under which a reference stands in the graph.
fn kind(group: N) -> Option<&'static str> {
    Some(match group {
        N::Control => "control",
        N::Risk => "risk",
        N::Requirement => "requirement",
        N::Policy => "policy",
        N::Objective => "objective",
        N::Asset => "asset",
        N::Supplier => "supplier",
        N::Party => "party",
        N::Process => "process",
        N::ReferenceProcess => "reference process",
        N::Audit => "audit",
        N::Measure => "measure",
        N::Nonconformity => "nonconformity",
        N::Role => "role",
        _ => return None,
    })
}

/// What a reference stands for: of a process of the model, those that realise it.
fn meant(model: &Model, reference: &Ref) -> Vec<(&'static str, String)> {
    if reference.group == N::ReferenceProcess {
        let by = model.process_set.realised_by.get(&reference.id).map_or(&[][..], Vec::as_slice);
        return by.iter().map(|id| ("process", id.clone())).collect();
    }
    kind(reference.group).map(|kind| (kind, reference.id.clone())).into_iter().collect()
}

/// From each of some references to a thing.
fn from_each<'a>(model: &Model, graph: &mut Graph, refs: impl IntoIterator<Item = &'a Ref>, to: (&'static str, &str), why: &'static str, trace: &'static str) {
    for reference in refs {
        for (kind, id) in meant(model, reference) {
            graph.relate((kind, &id), to, why, trace);
        }
    }
}

fn named(list: &[RefOrText]) -> impl Iterator<Item = &Ref> {
    list.iter().filter_map(|one| match one {
        RefOrText::Ref(reference) => Some(reference),
        RefOrText::Text(_) => None,
    })
}

/// Puts in the relations.
pub(super) fn add(model: &Model, graph: &mut Graph) {
    controls(model, graph);
    processes(model, graph);
    programme(model, graph);
    outside(model, graph);
    super::roles::relations(model, graph);
}

/// What rests on suppliers and other parties: whoever ends a contract has to know it.
fn outside(model: &Model, graph: &mut Graph) {
    let is_outside = |one: &&Ref| matches!(one.group, N::Supplier | N::Party);
    for one in model.processes.values() {
        from_each(
            model,
            graph,
            one.of.iter().flat_map(|of| named(std::slice::from_ref(of))).filter(is_outside),
            ("process", &one.head.id),
            "is run by",
            "runs",
        );
    }
    for control in model.controls.values() {
        from_each(model, graph, control.performed_by.iter().filter(is_outside), ("control", &control.head.id), "is performed by", "performs");
    }
    for one in model.assets.values() {
        from_each(model, graph, &one.suppliers, ("asset", &one.head.id), "is run by", "runs");
    }
    for risk in model.risks.values() {
        let shared = risk.treatments.iter().filter_map(|one| one.to.as_ref());
        from_each(model, graph, shared.flat_map(|to| named(std::slice::from_ref(to))), ("risk", &risk.head.id), "is shared with", "shares");
    }
    for one in model.suppliers.values() {
        let here = ("supplier", one.head.id.as_str());
        from_each(model, graph, &one.requirements, here, "has to meet", "binds");
        from_each(model, graph, named(&one.depends_on), here, "depends on", "carries");
    }
}

fn controls(model: &Model, graph: &mut Graph) {
    for risk in model.risks.values() {
        let here = ("risk", risk.head.id.as_str());
        from_each(model, graph, &risk.assets, here, "threatens", "is threatened by");
        from_each(model, graph, &risk.processes, here, "threatens", "is threatened by");
        from_each(model, graph, &risk.suppliers, here, "comes with", "brings");
        if let Some(criteria) = &model.criteria {
            graph.relate(("criteria", &criteria.head.id), here, "is rated with", "rates");
        }
        for control in risk.controls() {
            graph.relate(here, ("control", &control.id), "treats", "is treated with");
        }
    }
    for one in model.requirements.values() {
        let here = ("requirement", one.head.id.as_str());
        from_each(model, graph, &one.from, here, "comes from", "states");
        for control in &one.demands {
            graph.relate(here, ("control", &control.id), "is demanded by", "demands");
        }
    }
    for one in model.objectives.values() {
        let here = ("objective", one.head.id.as_str());
        from_each(model, graph, &one.supports, here, "supports", "is supported by");
        for control in &one.controls {
            graph.relate(here, ("control", &control.id), "serves", "rests on");
        }
    }
    for policy in model.policies.values() {
        let template = policy.template.as_ref().and_then(|template| model.template(&template.id));
        let covers = if policy.covers.is_empty() { template.map_or(&[][..], |template| template.covers.as_slice()) } else { policy.covers.as_slice() };
        from_each(model, graph, covers, ("policy", &policy.head.id), "covers", "is covered by");
    }
    for process in model.process_set.processes.values() {
        from_each(model, graph, &process.tailoring.controls, ("process", &process.id), "performs", "is performed by");
    }
    for one in model.exceptions.values() {
        from_each(model, graph, &one.from, ("exception", &one.head.id), "is an exception from", "has");
    }
    for one in model.records.values() {
        from_each(model, graph, &one.shows, ("record", &one.head.id), "is evidence of", "is shown by");
    }
    for one in model.trainings.values() {
        from_each(model, graph, &one.covers, ("training", &one.head.id), "teaches", "is taught in");
    }
}

fn processes(model: &Model, graph: &mut Graph) {
    for clause in &model.reference.clauses {
        // 9.2 asks for something in each of its parts
        if let Some((parent, _)) = clause.number.rsplit_once('.') {
            graph.relate(("clause", parent), ("clause", &clause.number), "", "has the part");
        }
    }
    for clause in &model.clauses {
        for service in &clause.in_model {
            let relation = graph.relate(("clause", &clause.clause), ("reference process", &service.process), "serves", "is served by");
            if let Some(relation) = relation {
                // the place of the profile follows with the process itself
                relation.cite = service.cite.split_once("which cites ").map(|(_, cited)| format!("cited as {cited}"));
            }
        }
        for service in clause.served_by.iter().filter(|service| service.through.is_empty()) {
            graph.relate(("clause", &clause.clause), ("process", &service.process), "says that it serves", "is served by");
        }
    }
    for process in model.process_set.processes.values() {
        for id in &process.realises {
            graph.relate(("reference process", id), ("process", &process.id), "stands for", "is realised by");
        }
    }
    for omission in &model.omissions {
        graph.relate(("reference process", &omission.process.id), ("omission", &omission.process.id), "", "was left out:");
    }
}

fn programme(model: &Model, graph: &mut Graph) {
    for one in model.measures.values() {
        from_each(model, graph, &one.of, ("measure", &one.head.id), "measures", "is measured by");
    }
    for one in model.audits.values() {
        let here = ("audit", one.head.id.as_str());
        from_each(model, graph, named(&one.scope), here, "looks at", "is looked at by");
        for clause in &one.clauses {
            graph.relate(("clause", clause), here, "looks at", "is looked at by");
        }
    }
    for one in model.nonconformities.values() {
        let here = ("nonconformity", one.head.id.as_str());
        from_each(model, graph, &one.of, here, "is against", "has");
        from_each(model, graph, one.source.iter().flat_map(|source| named(std::slice::from_ref(source))), here, "was found by", "found");
        for clause in &one.clauses {
            graph.relate(("clause", clause), here, "is against", "has");
        }
    }
    for one in model.changes.values() {
        let here = ("change", one.head.id.as_str());
        from_each(model, graph, named(&one.because), here, "follows from", "led to");
        for reference in named(&one.of) {
            for (kind, id) in meant(model, reference) {
                graph.relate(here, (kind, &id), "was changed by", "changes");
            }
        }
    }
}
