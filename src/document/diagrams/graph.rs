//! What a picture of processes shows: who there is, and who hands what to whom.

use crate::base::IndexMap;

use super::drawing::{Look, Tone};
use crate::document::Language;
use crate::document::registers::interfaces::artifact;
use crate::model::{ActualProcess, Interface, Model, Origin, Ref, State, fits};

/// The processes whose interfaces the standard leaves out of its charts, because every process has them
/// (ISO/IEC TS 27022:2021, clause 5): they stand in the profiles only.
const IN_PROFILES_ONLY: [&str; 2] = ["records_control", "security_policy_management"];

/// Processes and what they hand to each other.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// Everybody, by name: the processes in their order, then whoever else delivers.
    pub nodes: IndexMap<String, Node>,
    /// Every hand-over.
    pub edges: Vec<Edge>,
    /// The titles of the processes of the model, for what happens inside a merged one.
    pub model_titles: IndexMap<String, String>,
    /// The language of its words.
    pub language: Language,
}

/// Somebody who hands something over.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it is called.
    pub title: String,
    /// What it is, as an outline.
    pub look: Look,
    /// What a reader needs to know beside the title, such as `left out`.
    pub small: Option<String>,
    /// The processes of the model that it stands for.
    pub realises: Vec<String>,
    /// Whether it is one of those whose interfaces stand in the profiles only.
    pub in_profiles_only: bool,
}

/// A work product on its way.
#[derive(Debug, Clone)]
pub struct Edge {
    /// From whom.
    pub from: String,
    /// To whom; the same for what stays inside.
    pub to: String,
    /// The name of the work product.
    pub artifact: String,
    /// Its title.
    pub title: String,
    /// How firmly.
    pub tone: Tone,
    /// What a reader needs to know beside the title.
    pub note: Option<String>,
    /// The processes of the model that hand it over there.
    pub of: (String, String),
    /// Whether the charts of the standard would show it.
    pub in_chart: bool,
}

impl Edge {
    /// The title, and what is to be said beside it.
    pub fn label(&self) -> String {
        self.note.as_ref().map_or_else(|| self.title.clone(), |note| format!("{} ({note})", self.title))
    }

    /// Whether it stays inside one process.
    pub fn is_internal(&self) -> bool {
        self.from == self.to
    }
}

impl Graph {
    /// The tailored set of a model, in English.
    pub fn of(model: &Model) -> Self {
        Graph::in_language(model, Language::english())
    }

    /// The tailored set of a model.
    pub(crate) fn in_language(model: &Model, language: Language) -> Self {
        let titles = model.reference.processes.iter().map(|(id, one)| (id.clone(), short(&one.head.title)));
        let mut graph = Graph { model_titles: titles.collect(), language, ..Graph::default() };
        for process in model.process_set.processes.values() {
            graph.nodes.insert(process.id.clone(), actual(model, process, &graph.language));
        }
        for interface in &model.process_set.interfaces {
            graph.interface(model, interface);
        }
        for process in model.process_set.processes.values() {
            graph.promised(model, process);
        }
        // whoever is left out stands there too, even where nobody misses anything
        for (id, by) in &model.process_set.realised_by {
            if by.is_empty() && model.reference.processes.get(id).is_some_and(|one| one.is_of_model()) {
                graph.model_process(model, id);
            }
        }
        graph
    }

    /// What charts show unless they are asked for everything.
    pub fn shown(&self, all: bool) -> impl Iterator<Item = &Edge> {
        self.edges.iter().filter(move |edge| all || edge.in_chart)
    }

    /// The graph without what charts leave out.
    pub fn for_charts(&self, all: bool) -> Graph {
        Graph { nodes: self.nodes.clone(), edges: self.shown(all).cloned().collect(), model_titles: self.model_titles.clone(), language: self.language.clone() }
    }

    /// One process and whoever it has to do with; everything of a process whose interfaces stand in the profiles only.
    pub fn around(&self, id: &str, all: bool) -> Graph {
        let all = all || self.nodes.get(id).is_some_and(|node| node.in_profiles_only);
        let edges: Vec<Edge> = self.shown(all).filter(|edge| edge.from == id || edge.to == id).cloned().collect();
        let nodes = self.nodes.iter().filter(|(one, _)| *one == id || edges.iter().any(|edge| edge.from == **one || edge.to == **one));
        Graph {
            nodes: nodes.map(|(id, node)| (id.clone(), node.clone())).collect(),
            edges,
            model_titles: self.model_titles.clone(),
            language: self.language.clone(),
        }
    }

    /// Who delivers now what a process of the model would.
    pub fn replaced_by(&self, id: &str) -> Vec<&str> {
        let mut by: Vec<&str> = Vec::new();
        for edge in self.edges.iter().filter(|edge| edge.of.0 == id && edge.tone == Tone::Changed) {
            let title = self.title(&edge.from);
            if !by.contains(&title) {
                by.push(title);
            }
        }
        by
    }

    /// The title of somebody.
    pub fn title<'a>(&'a self, id: &'a str) -> &'a str {
        self.nodes.get(id).map_or(id, |node| node.title.as_str())
    }

    fn interface(&mut self, model: &Model, one: &Interface) {
        let in_chart = !IN_PROFILES_ONLY.iter().any(|id| *id == one.from || *id == one.to);
        let language = self.language.clone();
        let mut add = |from: &str, tone: Tone, note: Option<String>| {
            self.edges.push(Edge {
                from: from.to_string(),
                to: one.receiver.clone(),
                artifact: one.artifact.clone(),
                title: artifact(model, &one.artifact),
                tone,
                note,
                of: (one.from.clone(), one.to.clone()),
                in_chart,
            });
        };
        match &one.state {
            State::Provided { by } => by.iter().for_each(|from| add(from, Tone::Plain, None)),
            State::Internal => add(&one.receiver, Tone::Plain, None),
            // from everybody: no box of its own, the profile says it
            State::Wildcard => {}
            State::ReSourced { by, kind, .. } => {
                add(by, Tone::Changed, None);
                self.source(model, by, kind);
            }
            State::Waived { until, .. } => {
                add(
                    &one.from,
                    Tone::Waived,
                    Some(until.map_or_else(|| language.t("waived").into(), |until| language.say("waived until {day}", &[("day", &language.day(until))]))),
                );
                self.model_process(model, &one.from);
            }
            State::Dropped { .. } => {
                add(&one.from, Tone::Waived, Some(language.t("not needed").into()));
                self.model_process(model, &one.from);
            }
            State::Missing { .. } => {
                add(&one.from, Tone::Missing, Some(language.t("missing").into()));
                self.model_process(model, &one.from);
            }
        }
        // the provider of the model may itself be here, and not deliver
        if matches!(one.state, State::Waived { .. } | State::Dropped { .. } | State::Missing { .. })
            && let Some(last) = self.edges.last_mut()
            && let Some(by) = model.process_set.realised_by.get(&one.from).and_then(|by| by.first())
        {
            last.from = by.clone();
        }
    }

    /// What a process says on its own that it hands over or takes, beyond the interfaces of the model.
    fn promised(&mut self, model: &Model, process: &ActualProcess) {
        for one in &process.tailoring.deliver {
            for (artifact, to) in one.artifacts.iter().flat_map(|artifact| one.to.iter().map(move |to| (artifact, to))) {
                for to in self.meant(model, to) {
                    self.own_edge(model, &process.id, &to, &artifact.id);
                }
            }
        }
        for one in &process.tailoring.receive {
            for (artifact, from) in one.artifacts.iter().flat_map(|artifact| one.from.iter().map(move |from| (artifact, from))) {
                for from in self.meant(model, from) {
                    self.own_edge(model, &from, &process.id, &artifact.id);
                }
            }
        }
    }

    fn own_edge(&mut self, model: &Model, from: &str, to: &str, id: &str) {
        let same = |edge: &Edge| {
            edge.from == from
                && edge.to == to
                && (fits(&model.reference, &model.artifacts, id, &edge.artifact) || fits(&model.reference, &model.artifacts, &edge.artifact, id))
        };
        // whom it names may be one of several that the model lets deliver it
        if from == to || self.edges.iter().any(same) {
            return;
        }
        self.edges.push(Edge {
            from: from.to_string(),
            to: to.to_string(),
            artifact: id.to_string(),
            title: artifact(model, id),
            tone: Tone::Plain,
            note: None,
            of: (from.to_string(), to.to_string()),
            in_chart: true,
        });
    }

    /// The actual processes, or whoever else, that a reference means.
    fn meant(&mut self, model: &Model, reference: &Ref) -> Vec<String> {
        let set = &model.process_set;
        if set.processes.contains_key(&reference.id) {
            return vec![reference.id.clone()];
        }
        if let Some(by) = set.realised_by.get(&reference.id) {
            return by.clone();
        }
        self.source(model, &reference.id, reference.kind);
        vec![reference.id.clone()]
    }

    /// Somebody who delivers and is no process of the set.
    fn source(&mut self, model: &Model, id: &str, kind: &str) {
        if self.nodes.contains_key(id) {
            return;
        }
        let title = match kind {
            "supplier" => model.suppliers.get(id).map(|one| one.head.title.clone()),
            "party" => model.parties.get(id).map(|one| one.head.title.clone()),
            "unit" => model.organisation.units.iter().find(|unit| unit.head.id == id).map(|unit| unit.head.title.clone()),
            _ => None,
        };
        let Some(title) = title else { return self.model_process(model, id) };
        let small = match kind {
            "supplier" => "supplier",
            "party" => "interested party",
            _ => "unit",
        };
        let node = Node { title, look: Look::Outside, small: Some(self.language.t(small).into()), realises: Vec::new(), in_profiles_only: false };
        self.nodes.insert(id.to_string(), node);
    }

    /// A process of the model that nobody realises.
    fn model_process(&mut self, model: &Model, id: &str) {
        let realised = model.process_set.realised_by.get(id).is_some_and(|by| !by.is_empty());
        if self.nodes.contains_key(id) || realised {
            return;
        }
        let known = model.reference.processes.get(id);
        let outside = known.is_some_and(|one| one.category == "outside");
        let omitted = model.omissions.iter().any(|one| one.process.id == id);
        let zero = model.adoptions.iter().any(|one| one.process.id == id);
        let small = match (outside, omitted, zero) {
            (true, ..) => "outside, not named",
            (_, true, _) => "left out",
            (.., true) => "maturity 0",
            _ => "not decided",
        };
        let title = known.map_or_else(|| id.to_string(), |one| short(&one.head.title));
        let node = Node {
            title,
            look: if outside { Look::Outside } else { Look::Absent },
            small: Some(self.language.t(small).into()),
            realises: Vec::new(),
            in_profiles_only: IN_PROFILES_ONLY.contains(&id),
        };
        self.nodes.insert(id.to_string(), node);
    }
}

/// A title as it stands in a box: that it is a process says the box.
fn short(title: &str) -> String {
    let short = title.strip_suffix(" processes").or_else(|| title.strip_suffix(" process")).unwrap_or(title);
    if short.is_empty() { title.to_string() } else { short.to_string() }
}

fn actual(model: &Model, process: &ActualProcess, language: &Language) -> Node {
    let category = |id: &String| model.reference.processes.get(id).map(|one| one.category);
    let categories: Vec<&str> = process.realises.iter().filter_map(category).collect();
    let look = match (process.origin, categories.as_slice()) {
        (Origin::External, _) => Look::Outside,
        (_, []) => Look::Own,
        // of a merged one, what it mostly is: core before management before support
        (_, all) if all.contains(&"core") => Look::Core,
        (_, all) if all.contains(&"management") => Look::Management,
        _ => Look::Support,
    };
    let small = match (process.origin, process.realises.as_slice()) {
        (Origin::External, [_, ..]) if !categories.contains(&"outside") => Some(language.t("performed outside").into()),
        (Origin::Own, many) if many.len() > 1 => Some(language.say("{number} processes of the model", &[("number", &many.len())])),
        (Origin::Own, [one]) if model.process_set.realised_by.get(one).is_some_and(|by| by.len() > 1) => {
            Some(language.say("part of {process}", &[("process", &short(&model.process_title(one)))]))
        }
        _ => None,
    };
    let in_profiles_only = !process.realises.is_empty() && process.realises.iter().all(|id| IN_PROFILES_ONLY.contains(&id.as_str()));
    Node { title: short(&process.title), look, small, realises: process.realises.clone(), in_profiles_only }
}
