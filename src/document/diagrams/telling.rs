//! What the map says to who does not see it: how much it shows, and the processes by kind.

use super::drawing::Look;
use super::graph::Graph;

/// The map in words.
pub(super) fn describe(graph: &Graph) -> String {
    let named = |look: Look| graph.nodes.values().filter(|node| node.look == look).map(|node| node.title.as_str()).collect::<Vec<_>>().join(", ");
    let hand_overs = graph.edges.iter().filter(|edge| !edge.is_internal()).count();
    let mut text = graph.language.say("The processes of the ISMS in rows, with {number} hand-overs between them.", &[("number", &hand_overs)]);
    let kinds = [
        ("Management", Look::Management),
        ("Core", Look::Core),
        ("Support", Look::Support),
        ("Beside the model", Look::Own),
        ("Outside the ISMS", Look::Outside),
        ("Left out or not decided", Look::Absent),
    ];
    for (words, look) in kinds {
        let names = named(look);
        if !names.is_empty() {
            text.push_str(&format!(" {}: {names}.", graph.language.t(words)));
        }
    }
    text
}
