//! A graph as text for Graphviz: the same outlines and lines as in the pictures of this program.

use std::collections::BTreeMap;

use super::drawing::{Look, Tone};
use super::graph::Graph;
use super::order;
use crate::document::text::one_line;

/// The graph in the DOT language.
pub fn write(graph: &Graph, title: &str) -> String {
    let mut out = format!(
        "digraph isms {{\n  label={};\n  labelloc=t;\n  rankdir=LR;\n  node [shape=box, fontname=\"Arial\", fontsize=11, style=filled, fillcolor=white];\n  edge [fontname=\"Arial\", fontsize=9];\n",
        quoted(title)
    );
    for id in order::by_phase(graph) {
        let Some(node) = graph.nodes.get(id) else { continue };
        let look = match node.look {
            Look::Management => ", penwidth=3",
            Look::Core | Look::Inner => "",
            Look::Support => ", style=\"filled,rounded\", fillcolor=\"#eceff2\"",
            Look::Own => ", shape=octagon",
            Look::Outside => ", peripheries=2",
            Look::Absent => ", style=dashed, color=gray50, fontcolor=gray40",
        };
        let label = node.small.as_ref().map_or_else(|| node.title.clone(), |small| format!("{} ({small})", node.title));
        out.push_str(&format!("  {} [label={}{look}];\n", quoted(id), quoted(&label)));
    }
    for ((from, to, tone), titles) in bundles(graph) {
        let look = match tone {
            Tone::Plain => "",
            Tone::Changed => ", style=dashed",
            Tone::Waived => ", style=dotted, color=gray50, fontcolor=gray40, arrowhead=none",
            Tone::Missing => ", style=dashed, penwidth=2.5, color=\"#a01218\", fontcolor=\"#a01218\"",
        };
        let label: Vec<String> = titles.iter().map(|title| escape(title)).collect();
        out.push_str(&format!("  {} -> {} [label=\"{}\"{look}];\n", quoted(from), quoted(to), label.join("\\n")));
    }
    out.push_str("}\n");
    out
}

/// What goes from one to another in the same way.
pub(super) type Bundles<'a> = BTreeMap<(&'a str, &'a str, Tone), Vec<String>>;

/// The work products by sender, receiver and tone; those that stay inside are left away.
pub(super) fn bundles(graph: &Graph) -> Bundles<'_> {
    let mut bundles = Bundles::new();
    for edge in graph.edges.iter().filter(|edge| !edge.is_internal()) {
        let list = bundles.entry((edge.from.as_str(), edge.to.as_str(), edge.tone)).or_default();
        if !list.contains(&edge.label()) {
            list.push(edge.label());
        }
    }
    bundles
}

fn escape(text: &str) -> String {
    one_line(text).replace('\\', "\\\\").replace('"', "\\\"")
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escape(text))
}
