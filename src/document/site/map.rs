//! The map of the processes: the picture, who stands on it, and the same in words.

use crate::document::Figure;
use crate::document::build::Build;
use crate::document::diagrams::drawing::{Look, Tone};
use crate::document::diagrams::graph::{Graph, Node};
use crate::document::diagrams::{What, draw_graph};
use crate::document::links::process_stem;

/// The map.
#[derive(Debug, Clone)]
pub struct Map {
    /// The picture; nothing where there is no process.
    pub figure: Option<Figure>,
    /// Everybody on it, in the order of the set.
    pub steps: Vec<Step>,
    /// Everything that is handed over, by who hands it over.
    pub hand_overs: Vec<HandOver>,
}

/// Somebody on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The name.
    pub id: String,
    /// The title.
    pub title: String,
    /// What it is, in words.
    pub kind: String,
    /// Where it is described; nowhere for who is no process of the set.
    pub stem: Option<String>,
    /// From whom it receives, by name.
    pub receives_from: Vec<String>,
    /// Whom it serves, by name.
    pub hands_to: Vec<String>,
}

/// A work product on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// From whom, by name.
    pub from: String,
    /// What, with what is to be said beside it.
    pub what: String,
    /// To whom, by name.
    pub to: String,
    /// How firmly, in words; nothing where it is as the model has it.
    pub how: String,
}

impl Map {
    /// Somebody by name.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// A title by name.
    pub fn title<'a>(&'a self, id: &'a str) -> &'a str {
        self.step(id).map_or(id, |step| step.title.as_str())
    }
}

/// The map of a model.
pub(super) fn of(build: &Build<'_>) -> Map {
    let graph = Graph::in_language(build.model, build.language.clone());
    let steps = graph.nodes.iter().map(|(id, node)| Step {
        id: id.clone(),
        title: node.title.clone(),
        kind: kind(build, node),
        stem: build.model.process_set.processes.contains_key(id).then(|| process_stem(id)),
        receives_from: distinct(graph.edges.iter().filter(|edge| edge.to == *id && edge.from != *id).map(|edge| edge.from.as_str())),
        hands_to: distinct(graph.edges.iter().filter(|edge| edge.from == *id && edge.to != *id).map(|edge| edge.to.as_str())),
    });
    let mut hand_overs: Vec<HandOver> = Vec::new();
    for edge in graph.edges.iter().filter(|edge| !edge.is_internal()) {
        let one = HandOver { from: edge.from.clone(), what: edge.label(), to: edge.to.clone(), how: how(build, edge.tone) };
        if !hand_overs.contains(&one) {
            hand_overs.push(one);
        }
    }
    let place = |id: &str| graph.nodes.get_index_of(id).unwrap_or(usize::MAX);
    hand_overs.sort_by_key(|one| (place(&one.from), place(&one.to)));
    let figure = (!graph.nodes.is_empty()).then(|| draw_graph(&graph, &What::Map, false).figure());
    Map { figure, steps: steps.collect(), hand_overs }
}

fn distinct<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for id in ids {
        if !found.iter().any(|one| one == id) {
            found.push(id.to_string());
        }
    }
    found
}

fn kind(build: &Build<'_>, node: &Node) -> String {
    let kind = build.t(match node.look {
        Look::Management => "Management process",
        Look::Core => "Core process",
        Look::Support => "Support process",
        Look::Own | Look::Inner => "Own process, beside the model",
        Look::Outside => "Outside the ISMS",
        Look::Absent => "Left out or not decided",
    });
    node.small.as_ref().map_or_else(|| kind.to_string(), |small| format!("{kind} ({small})"))
}

fn how(build: &Build<'_>, tone: Tone) -> String {
    build
        .t(match tone {
            Tone::Plain => return String::new(),
            Tone::Changed => "from a new source",
            Tone::Waived => "done without",
            Tone::Missing => "missing: nobody delivers it",
        })
        .to_string()
}
