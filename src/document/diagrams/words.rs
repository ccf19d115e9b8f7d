//! A graph in words: a list of who hands what to whom, in Markdown.

use super::drawing::Tone;
use super::graph::Graph;
use super::{dot, order};
use crate::document::text::inline;

/// The list: a section for each process that delivers, an item for each receiver.
pub fn write(graph: &Graph, title: &str, desc: &str) -> String {
    let mut out = format!("# {}\n\n{}\n", inline(title), inline(desc));
    let bundles = dot::bundles(graph);
    for id in order::by_phase(graph) {
        let rows: Vec<_> = bundles.iter().filter(|((from, ..), _)| *from == id).collect();
        let inside: Vec<&str> = graph.edges.iter().filter(|edge| edge.is_internal() && edge.from == id).map(|edge| edge.title.as_str()).collect();
        let Some(node) = graph.nodes.get(id) else { continue };
        if rows.is_empty() && inside.is_empty() {
            continue;
        }
        let small = node.small.as_ref().map(|small| format!(" ({small})")).unwrap_or_default();
        out.push_str(&format!("\n## {}{}\n\n", inline(&node.title), inline(&small)));
        for ((_, to, tone), titles) in rows {
            let how = match tone {
                Tone::Plain | Tone::Waived | Tone::Missing => "",
                Tone::Changed => ", as a new source",
            };
            let titles: Vec<String> = titles.iter().map(|title| inline(title)).collect();
            out.push_str(&format!("- to {}{how}: {}\n", inline(graph.title(to)), titles.join("; ")));
        }
        if !inside.is_empty() {
            let titles: Vec<String> = inside.iter().map(|title| inline(title)).collect();
            out.push_str(&format!("- stays inside: {}\n", titles.join("; ")));
        }
    }
    out
}
