//! Hand-overs: who delivers what to whom, and the decisions that made it so.

use super::{Fact, Graph, Thing};
use crate::model::{Interface, Model, State};

/// How people write an interface: `risk_treatment_plan from risk_treatment to communication`.
pub(super) fn name(interface: &Interface) -> String {
    format!("{} from {} to {}", interface.artifact, interface.from, interface.to)
}

/// Puts in work products and hand-overs.
pub(super) fn add(model: &Model, graph: &mut Graph) {
    for interface in &model.process_set.interfaces {
        if let Some(artifact) = model.artifact(&interface.artifact).filter(|_| !graph.has("work product", &interface.artifact)) {
            let facts = artifact.head.description.iter().map(|text| Fact { says: text.clone(), place: None });
            let thing = Thing { title: artifact.head.title.clone(), says: String::new(), facts: facts.collect(), place: Some(artifact.head.place) };
            graph.put("work product", &interface.artifact, thing);
        }
    }
    for interface in &model.process_set.interfaces {
        add_one(model, graph, interface);
    }
}

fn add_one(model: &Model, graph: &mut Graph, interface: &Interface) {
    let name = name(interface);
    let here = ("interface", name.as_str());
    let flow = |graph: &mut Graph, from: (&'static str, &str), to: (&'static str, &str), why: &'static str, trace: &'static str, cite: Option<String>| {
        if let Some(relation) = graph.relate(from, to, why, trace) {
            relation.flow = true;
            relation.cite = cite;
        }
    };
    let row = model.reference.interfaces.iter().find(|row| row.artifact == interface.artifact && row.from == interface.from && row.to == interface.to);
    let table = |id: &str| model.reference.processes.get(id).and_then(|one| one.table).map(|table| format!("Table {table}"));
    match &interface.state {
        State::Provided { by } => by.iter().for_each(|id| flow(graph, ("process", id), here, "is delivered by", "delivers", None)),
        State::Internal => flow(graph, ("process", &interface.receiver), here, "stays inside", "keeps inside", None),
        State::ReSourced { by, kind, .. } => {
            let kind = match *kind {
                "supplier" => "supplier",
                "party" => "party",
                "reference process" => "reference process",
                _ => "process",
            };
            let realised = model.process_set.realised_by.get(by).and_then(|by| by.first()).filter(|_| kind == "reference process");
            let (kind, by) = realised.map_or((kind, by.as_str()), |by| ("process", by.as_str()));
            flow(graph, (kind, by), here, "comes now from", "delivers", None);
        }
        State::Wildcard | State::Waived { .. } | State::Dropped { .. } | State::Missing { .. } => {}
    }
    // whoever was left out explains new sources, waivers and gaps
    if !matches!(interface.state, State::Provided { .. } | State::Internal) {
        flow(graph, ("omission", &interface.from), here, "lost its provider:", "leaves without its provider:", None);
    }
    for (side, id, why) in [("producer", &interface.from, "is a result of"), ("consumer", &interface.to, "is an input of")] {
        if row.is_some_and(|row| row.declared_by.contains(&side)) {
            flow(graph, ("reference process", id), here, why, "", table(id));
        }
    }
    flow(graph, ("work product", &interface.artifact), here, "", "passes", None);
    if !matches!(interface.state, State::Waived { .. } | State::Dropped { .. } | State::Missing { .. } | State::Internal) {
        flow(graph, here, ("process", &interface.receiver), "receives", "is received by", None);
    }
}
