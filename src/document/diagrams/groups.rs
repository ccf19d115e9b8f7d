//! What a map draws as one: work products that go the same way share a label, and so does an inbox that many fill.

use std::collections::BTreeMap;

use crate::base::IndexMap;

use super::drawing::Tone;
use super::graph::Graph;

/// As many senders of one work product to one receiver share a label.
const INBOX: usize = 3;

/// Work products that go from the same senders to the same receivers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Who delivers; several only for one receiver.
    pub from: Vec<String>,
    /// Who receives.
    pub to: Vec<String>,
    /// What, in words.
    pub titles: Vec<String>,
    /// How firmly.
    pub tone: Tone,
}

/// The groups of a graph, in the order of its hand-overs.
pub fn groups(graph: &Graph) -> Vec<Group> {
    let mut senders: BTreeMap<(&str, &str, Tone), Vec<&str>> = BTreeMap::new();
    let edges = || graph.edges.iter().filter(|edge| !edge.is_internal());
    for edge in edges() {
        let list = senders.entry((&edge.artifact, &edge.to, edge.tone)).or_default();
        if !list.contains(&edge.from.as_str()) {
            list.push(&edge.from);
        }
    }
    let mut result: Vec<Group> = Vec::new();
    let mut rows: IndexMap<(&str, String, Tone), Vec<&str>> = IndexMap::default();
    for edge in edges() {
        let filled = senders.get(&(edge.artifact.as_str(), edge.to.as_str(), edge.tone));
        if let Some(list) = filled.filter(|list| list.len() >= INBOX) {
            let group =
                Group { from: list.iter().map(|one| (*one).to_string()).collect(), to: vec![edge.to.clone()], titles: vec![edge.label()], tone: edge.tone };
            if !result.contains(&group) {
                result.push(group);
            }
            continue;
        }
        let to = rows.entry((&edge.from, edge.label(), edge.tone)).or_default();
        if !to.contains(&edge.to.as_str()) {
            to.push(&edge.to);
        }
    }
    let mut merged: IndexMap<(&str, Vec<&str>, Tone), Vec<String>> = IndexMap::default();
    for ((from, title, tone), mut to) in rows {
        to.sort_unstable();
        merged.entry((from, to, tone)).or_default().push(title);
    }
    result.extend(merged.into_iter().map(|((from, to, tone), titles)| Group {
        from: vec![from.to_string()],
        to: to.into_iter().map(str::to_string).collect(),
        titles,
        tone,
    }));
    result
}
