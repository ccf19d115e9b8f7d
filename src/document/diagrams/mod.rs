//! Pictures of the process set: what they show, where everything stands, and how it is written.
//!
//! [`graph`] is what is shown, as data. `map`, `n2` and `flow` give every box, label and line its place: a
//! [`drawing`], which `svg` writes. `dot`, `mermaid` and `words` write the graph itself.

mod dot;
pub mod drawing;
mod flow;
pub mod graph;
mod groups;
mod layered;
mod legend;
mod live;
mod map;
pub mod measure;
mod mermaid;
mod n2;
mod order;
mod svg;
mod telling;
#[cfg(test)]
mod tests;
mod tracks;
mod words;

use drawing::Drawing;
use graph::Graph;
pub use live::{Leads, live};

use super::localise::localised;
use super::{Figure, Language};
use crate::model::{Model, Reference};

/// The number of lines, for sizes.
pub(crate) fn count(lines: &[String]) -> f64 {
    f64::from(u32::try_from(lines.len()).unwrap_or(u32::MAX))
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The map of the whole set.
    Map,
    /// Who hands what to whom, as a chart with the processes on its diagonal.
    N2,
    /// One process of the set, by its name.
    Process(String),
}

/// A picture: what it shows, and where everything stands.
#[derive(Debug, Clone)]
pub struct Picture {
    /// What it shows.
    pub graph: Graph,
    /// Where everything stands.
    pub drawing: Drawing,
}

/// Draws the tailored set of a model. Interfaces that the standard leaves to the profiles are shown with `all` only.
pub fn draw(model: &Model, what: &What, all: bool) -> Picture {
    draw_graph(&Graph::of(model), what, all)
}

/// The same in a language.
pub fn draw_in(model: &Model, what: &What, all: bool, language: &Language) -> Picture {
    let model = localised(model, language);
    draw_graph(&Graph::in_language(&model, language.clone()), what, all)
}

/// Draws a graph.
pub(crate) fn draw_graph(graph: &Graph, what: &What, all: bool) -> Picture {
    let shown = graph.for_charts(all);
    match what {
        What::Map => Picture { drawing: map::draw(&shown), graph: shown },
        What::N2 => Picture { drawing: n2::draw(&shown), graph: shown },
        What::Process(id) => Picture { drawing: flow::draw(graph, id, all), graph: graph.around(id, all) },
    }
}

impl Picture {
    /// As SVG.
    pub fn svg(&self) -> String {
        svg::write(&self.drawing)
    }

    /// As text for Graphviz.
    pub fn dot(&self) -> String {
        dot::write(&self.graph, &self.drawing.title)
    }

    /// As Mermaid text.
    pub fn mermaid(&self) -> String {
        mermaid::write(&self.graph, &self.drawing.title, &self.drawing.desc)
    }

    /// In words, as Markdown.
    pub fn markdown(&self) -> String {
        words::write(&self.graph, &self.drawing.title, &self.drawing.desc)
    }

    /// As a figure of a document, which pages can make live.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes of pictures are small and positive")]
    pub fn figure(&self) -> Figure {
        Figure {
            id: self.drawing.id.clone(),
            title: self.drawing.title.clone(),
            alt: self.drawing.desc.clone(),
            svg: self.svg(),
            drawing: Some(std::sync::Arc::new(self.drawing.clone())),
            width: self.drawing.width.ceil() as u32,
            height: self.drawing.height.ceil() as u32,
        }
    }
}

/// A package that adopts every process of the reference model, and names whoever it works with outside.
pub fn whole_model(reference: &Reference) -> String {
    let mut text = String::from("organisation reference \"The reference model\"\n");
    for process in reference.processes.values() {
        if process.is_of_model() {
            text.push_str(&format!("adopt {}\n", process.head.id));
        } else if process.category == "outside" {
            text.push_str(&format!("external {} \"{}\"\n", process.head.id, process.head.title.replace(['"', '\\'], "")));
        }
    }
    text
}
