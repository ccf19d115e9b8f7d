//! The order of the processes in a picture: plan, do, check, act, and who supports them, as the reference model tells it.

use std::collections::BTreeMap;

use super::drawing::Look;
use super::graph::{Graph, Node};

/// The rows of the map for the processes of ISO/IEC TS 27022:2021, from what is decided first to what improves it all.
/// Its clause 5 gives no rows; these follow the main flow of Tables 1 to 17, so that most work products go down.
const PHASES: [(&str, usize); 17] = [
    ("governance_management_interface", 0),
    ("customer_relationship_management", 0),
    ("requirements_management", 1),
    ("security_policy_management", 1),
    ("risk_assessment", 2),
    ("risk_treatment", 3),
    ("security_implementation_management", 4),
    ("change_management", 4),
    ("resource_management", 4),
    ("control_of_outsourced_services", 5),
    ("awareness_and_competence", 5),
    ("performance_evaluation", 5),
    ("internal_audit", 6),
    ("incident_management", 6),
    ("improvement", 7),
    ("communication", 7),
    ("records_control", 7),
];

/// The row of a process: the earliest of what it stands for; none where it stands for nothing of the model.
pub fn phase(id: &str, node: &Node) -> Option<usize> {
    let of = |id: &str| PHASES.iter().find(|(known, _)| *known == id).map(|(_, phase)| *phase);
    node.realises.iter().filter_map(|id| of(id)).min().or_else(|| of(id))
}

/// Everybody by phase; whoever has none stands after the phase of its first neighbour.
pub fn by_phase(graph: &Graph) -> Vec<&str> {
    let mut all: Vec<(usize, usize, &str)> = Vec::new();
    for (at, (id, node)) in graph.nodes.iter().enumerate() {
        let own = phase(id, node).map(|phase| phase * 2);
        let of_neighbours = || {
            let neighbours = graph.edges.iter().filter_map(|edge| if edge.from == *id { Some(&edge.to) } else { (edge.to == *id).then_some(&edge.from) });
            neighbours.filter_map(|other| graph.nodes.get(other).and_then(|node| phase(other, node))).min().map(|phase| phase * 2)
        };
        // those outside come first, where their neighbour is: what they deliver then stands above the diagonal
        all.push((own.or_else(of_neighbours).unwrap_or(usize::MAX), if own.is_some() { at + 1000 } else { at }, id));
    }
    all.sort_unstable();
    all.into_iter().map(|(_, _, id)| id).collect()
}

/// Everybody with the row of the map in which it stands; rows that nobody is in are left away.
pub fn rows(graph: &Graph) -> Vec<(&str, usize)> {
    let known: BTreeMap<&str, usize> = graph.nodes.iter().filter_map(|(id, node)| Some((id.as_str(), phase(id, node)?))).collect();
    let last = known.values().copied().max().unwrap_or(0);
    let mut all: Vec<(&str, usize)> = graph
        .nodes
        .keys()
        .map(|id| {
            let own = known.get(id.as_str()).copied();
            (id.as_str(), own.unwrap_or_else(|| between(graph, id, &known, last)))
        })
        .collect();
    let mut used: Vec<usize> = all.iter().map(|(_, row)| *row).collect();
    used.sort_unstable();
    used.dedup();
    for (_, row) in &mut all {
        *row = used.binary_search(row).unwrap_or(0);
    }
    all
}

/// The row of somebody outside the model: above whom it delivers to, below whom it receives from, in the middle of these.
fn between(graph: &Graph, id: &str, known: &BTreeMap<&str, usize>, last: usize) -> usize {
    let mut wishes: Vec<usize> = Vec::new();
    for edge in &graph.edges {
        if edge.from == id {
            wishes.extend(known.get(edge.to.as_str()).map(|row| row.saturating_sub(1)));
        } else if edge.to == id {
            wishes.extend(known.get(edge.from.as_str()).map(|row| (row + 1).min(last)));
        }
    }
    wishes.sort_unstable();
    wishes.get(wishes.len() / 2).copied().unwrap_or(last)
}

/// Which rim somebody outside stands at: they take turns, so that both sides carry as much.
pub fn leans_left(graph: &Graph, id: &str) -> bool {
    let at_rim = graph.nodes.iter().filter(|(_, node)| matches!(node.look, Look::Outside | Look::Absent));
    at_rim.map(|(id, _)| id).position(|one| one == id).is_some_and(|at| at % 2 == 0)
}
