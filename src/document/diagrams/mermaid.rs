//! A graph as Mermaid text, which code hosting services draw inside Markdown.

use crate::base::IndexMap;

use super::drawing::{Look, Tone};
use super::graph::Graph;
use super::{dot, order};
use crate::document::text::one_line;

/// The graph as a Mermaid flow chart. Names inside are numbered: those of the sources may be words of Mermaid.
pub fn write(graph: &Graph, title: &str, desc: &str) -> String {
    let plain = |text: &str| one_line(text).replace([':', ';', '{', '}', '#', '%'], " ");
    let mut out = format!("flowchart LR\n  accTitle: {}\n  accDescr: {}\n", plain(title), plain(desc));
    let names: IndexMap<&str, String> = order::by_phase(graph).into_iter().enumerate().map(|(at, id)| (id, format!("p{}", at + 1))).collect();
    for (id, name) in &names {
        let Some(node) = graph.nodes.get(*id) else { continue };
        let label = node.small.as_ref().map_or_else(|| node.title.clone(), |small| format!("{} ({small})", node.title));
        let (open, close) = match node.look {
            Look::Management | Look::Core | Look::Inner | Look::Absent => ("[", "]"),
            Look::Support => ("([", "])"),
            Look::Own => ("{{", "}}"),
            Look::Outside => ("[[", "]]"),
        };
        out.push_str(&format!("  {name}{open}\"{}\"{close}{}\n", escape(&label), class(node.look)));
    }
    let mut styles = Vec::new();
    for (at, ((from, to, tone), titles)) in dot::bundles(graph).into_iter().enumerate() {
        let (Some(from), Some(to)) = (names.get(from), names.get(to)) else { continue };
        let label: Vec<String> = titles.iter().map(|title| escape(title)).collect();
        let arrow = match tone {
            Tone::Plain => "-->",
            Tone::Changed => "-.->",
            Tone::Waived => "-.-",
            Tone::Missing => "==>",
        };
        if tone == Tone::Missing {
            styles.push(format!("  linkStyle {at} stroke:#a01218\n"));
        }
        out.push_str(&format!("  {from} {arrow}|\"{}\"| {to}\n", label.join("<br>")));
    }
    out.push_str(&styles.concat());
    out.push_str("  classDef management stroke-width:3px\n  classDef absent stroke-dasharray:5 4,color:#5f6b76\n");
    out
}

fn class(look: Look) -> &'static str {
    match look {
        Look::Management => ":::management",
        Look::Absent => ":::absent",
        _ => "",
    }
}

/// Text inside quotes: what Mermaid or a browser would read as something else is named by its number.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '"' | '<' | '>' | '&' | '#' | ';' | '`' | '|' | '\\' | '[' | ']' | '{' | '}' => out.push_str(&format!("#{};", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}
