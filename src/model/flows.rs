//! Who hands what to whom, as it is after tailoring: one row for each work product, provider and receiver.
//!
//! Most rows realise an interface of the reference model; the rest are what the organisation added itself
//! (`deliver … to`, `receive … from`). The four dimensions of an interface are judged on these rows.

use schemars::JsonSchema;
use serde::Serialize;

use super::tailoring::{ActualProcess, Interface, State};
use super::values::{At, Length, Ref};
use super::{Deliver, Model, ReferenceInterface};
use crate::base::Place;

/// One end of a flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct End {
    /// `process`, `supplier`, `party` or `unit`.
    pub kind: &'static str,
    /// Its name.
    pub id: String,
}

/// A work product on its way from a provider to a receiver.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Flow {
    /// The work product that is handed over.
    pub artifact: String,
    /// The one that the receiver asks for; the same, or a more general one.
    pub wanted: String,
    /// Who hands it over.
    pub from: End,
    /// Who receives it.
    pub to: End,
    /// Whether the reference model has the interface; else the organisation added it.
    pub of_model: bool,
    /// The parts that the receiver needs.
    pub needs: Vec<Need>,
    /// How often it is handed over.
    pub every: Option<At<Length>>,
    /// The age up to which it is of use to the receiver.
    pub at_most: Option<At<Length>>,
    /// The levels of confidentiality that it carries, its own and those of its contents.
    pub classification: Vec<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) stated: Option<Ref>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) delivered_at: Place,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) received_at: Place,
}

/// A part that the receiver of a work product needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Need {
    /// The part.
    pub part: String,
    /// The tables that ask for it; none where the organisation does itself.
    pub cite: Vec<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Option<Place>,
}

impl Model {
    /// All flows, in the order of the interfaces, then of the organisation's own rows.
    pub(super) fn derive_flows(&self) -> Vec<Flow> {
        let mut flows = Vec::new();
        for interface in &self.process_set.interfaces {
            let Some(receiver) = self.process_set.processes.get(&interface.receiver) else { continue };
            match &interface.state {
                State::Provided { by } => {
                    for provider in by.iter().filter_map(|id| self.process_set.processes.get(id)) {
                        self.of_interface(interface, provider, receiver, &mut flows);
                    }
                }
                State::ReSourced { by, kind, place } => {
                    let processes = self.processes_named(by);
                    for provider in &processes {
                        self.of_interface(interface, provider, receiver, &mut flows);
                    }
                    if processes.is_empty() && matches!(*kind, "supplier" | "party" | "unit") {
                        let from = End { kind, id: by.clone() };
                        let flow = self.flow(&interface.artifact, &interface.artifact, from, receiver, *place);
                        self.add(flow, self.reference_row(interface), receiver, true, &mut flows);
                    }
                }
                State::Internal | State::Wildcard | State::Waived { .. } | State::Dropped { .. } | State::Missing { .. } => {}
            }
        }
        self.own_deliveries(&mut flows);
        self.own_inputs(&mut flows);
        flows
    }

    /// The processes that a name stands for: itself, or all that realise it.
    pub fn processes_named(&self, id: &str) -> Vec<&ActualProcess> {
        let set = &self.process_set;
        match set.processes.get(id) {
            Some(process) => vec![process],
            None => set.realised_by.get(id).into_iter().flatten().filter_map(|one| set.processes.get(one)).collect(),
        }
    }

    pub(super) fn reference_row(&self, interface: &Interface) -> Option<&ReferenceInterface> {
        self.reference.interfaces.iter().find(|row| row.from == interface.from && row.to == interface.to && row.artifact == interface.artifact)
    }

    fn of_interface(&self, interface: &Interface, provider: &ActualProcess, receiver: &ActualProcess, flows: &mut Vec<Flow>) {
        let from = End { kind: "process", id: provider.id.clone() };
        let row = self.delivering_row(provider, &interface.artifact, &[&receiver.id, &interface.to]);
        let artifact = row.map_or(interface.artifact.as_str(), |(_, artifact)| artifact.id.as_str());
        let mut flow = self.flow(artifact, &interface.artifact, from, receiver, row.map_or(provider.place, |(row, _)| row.place));
        take_terms(&mut flow, provider, row.map(|(row, _)| row));
        self.add(flow, self.reference_row(interface), receiver, true, flows);
    }

    /// The row by which a process delivers a work product to a receiver: one that names the receiver before one for all,
    /// and the work product itself before a special one.
    fn delivering_row<'m>(&self, provider: &'m ActualProcess, wanted: &str, receivers: &[&str]) -> Option<(&'m Deliver, &'m Ref)> {
        let fitting = |row: &&'m Deliver| row.to.is_empty() || row.to.iter().any(|to| receivers.contains(&to.id.as_str()));
        provider
            .tailoring
            .deliver
            .iter()
            .filter(fitting)
            .flat_map(|row| row.artifacts.iter().map(move |artifact| (row, artifact)))
            .filter(|(_, artifact)| self.fits(&artifact.id, wanted))
            .min_by_key(|(row, artifact)| (row.to.is_empty(), artifact.id != wanted))
    }

    fn flow(&self, artifact: &str, wanted: &str, from: End, receiver: &ActualProcess, delivered_at: Place) -> Flow {
        Flow {
            artifact: artifact.into(),
            wanted: wanted.into(),
            from,
            to: End { kind: "process", id: receiver.id.clone() },
            of_model: false,
            needs: Vec::new(),
            every: None,
            at_most: None,
            classification: Vec::new(),
            stated: None,
            delivered_at,
            received_at: receiver.place,
        }
    }

    /// Adds what the receiver asks for, and the flow; two interfaces that became one flow share it.
    fn add(&self, mut flow: Flow, row: Option<&ReferenceInterface>, receiver: &ActualProcess, of_model: bool, flows: &mut Vec<Flow>) {
        flow.of_model = of_model;
        let done_without = |part: &str| {
            let dropped = receiver.tailoring.drop.iter().filter(|one| one.because.is_some()).flat_map(|one| one.artifacts.iter());
            let waived = receiver.tailoring.waive.iter().filter(|one| one.because.is_some()).flat_map(|one| one.artifacts.iter());
            dropped.chain(waived).any(|one| one.id == part)
        };
        if let Some(row) = row {
            for part in row.expects.iter().chain(&row.promises).filter(|part| !done_without(part)) {
                if !flow.needs.iter().any(|need| need.part == *part) {
                    flow.needs.push(Need { part: part.clone(), cite: row.cite.clone(), place: None });
                }
            }
        }
        let mut rows: Vec<_> =
            receiver.tailoring.receive.iter().filter(|one| one.artifacts.iter().any(|wanted| self.fits(&flow.artifact, &wanted.id))).collect();
        rows.retain(|one| one.from.is_empty() || one.from.iter().any(|from| from.id == flow.from.id || self.realises(&flow.from.id, &from.id)));
        for row in rows {
            if flow.at_most.is_none() {
                flow.at_most.clone_from(&row.at_most);
                flow.received_at = row.place;
            }
            for part in &row.needs {
                flow.needs.retain(|need| need.part != part.id);
                flow.needs.push(Need { part: part.id.clone(), cite: Vec::new(), place: Some(part.place) });
            }
        }
        match flows.iter_mut().find(|one| one.from == flow.from && one.to == flow.to && one.artifact == flow.artifact && one.wanted == flow.wanted) {
            Some(same) => {
                let new: Vec<Need> = flow.needs.into_iter().filter(|need| !same.needs.iter().any(|one| one.part == need.part)).collect();
                same.needs.extend(new);
            }
            None => flows.push(flow),
        }
    }

    pub(super) fn realises(&self, actual: &str, reference: &str) -> bool {
        self.process_set.processes.get(actual).is_some_and(|one| one.realises.iter().any(|id| id == reference))
    }

    /// `deliver … to …` beyond the reference model.
    fn own_deliveries(&self, flows: &mut Vec<Flow>) {
        for provider in self.process_set.processes.values() {
            for row in &provider.tailoring.deliver {
                for artifact in &row.artifacts {
                    for to in &row.to {
                        for (end, place) in self.ends(to) {
                            let from = End { kind: "process", id: provider.id.clone() };
                            let known = flows.iter().any(|one| one.from == from && one.to == end && self.fits(&artifact.id, &one.wanted));
                            if end == from || known {
                                continue;
                            }
                            let mut flow = Flow {
                                artifact: artifact.id.clone(),
                                wanted: artifact.id.clone(),
                                from,
                                to: end.clone(),
                                of_model: false,
                                needs: Vec::new(),
                                every: None,
                                at_most: None,
                                classification: Vec::new(),
                                stated: None,
                                delivered_at: row.place,
                                received_at: place,
                            };
                            take_terms(&mut flow, provider, Some(row));
                            match self.process_set.processes.get(&end.id).filter(|_| end.kind == "process") {
                                Some(receiver) => self.add(flow, None, receiver, false, flows),
                                None => flows.push(flow),
                            }
                        }
                    }
                }
            }
        }
    }

    /// `receive …` beyond the reference model, from whoever says that it delivers it.
    fn own_inputs(&self, flows: &mut Vec<Flow>) {
        for receiver in self.process_set.processes.values() {
            for row in &receiver.tailoring.receive {
                for wanted in &row.artifacts {
                    if self.is_of_model(receiver, &wanted.id) || flows.iter().any(|one| one.to.id == receiver.id && self.carries(&one.artifact, &wanted.id)) {
                        continue;
                    }
                    let named: Vec<&ActualProcess> = row.from.iter().flat_map(|from| self.processes_named(&from.id)).collect();
                    let anyone: Vec<&ActualProcess> = if row.from.is_empty() { self.process_set.processes.values().collect() } else { named };
                    for provider in anyone.into_iter().filter(|one| one.id != receiver.id) {
                        let Some((by, artifact)) = self.delivering_row(provider, &wanted.id, &[&receiver.id]) else { continue };
                        let from = End { kind: "process", id: provider.id.clone() };
                        let mut flow = self.flow(&artifact.id, &wanted.id, from, receiver, by.place);
                        take_terms(&mut flow, provider, Some(by));
                        self.add(flow, None, receiver, false, flows);
                    }
                    for from in row.from.iter().filter(|one| matches!(one.kind, "supplier" | "party" | "unit")) {
                        let flow = self.flow(&wanted.id, &wanted.id, End { kind: from.kind, id: from.id.clone() }, receiver, from.place);
                        self.add(flow, None, receiver, false, flows);
                    }
                }
            }
        }
    }

    /// Whether the reference model already asks this process to receive the work product; then it is an interface, not a row of its own.
    pub fn is_of_model(&self, receiver: &ActualProcess, artifact: &str) -> bool {
        let set = &self.process_set;
        set.interfaces.iter().any(|one| one.receiver == receiver.id && self.fits(artifact, &one.artifact) && artifact == one.artifact)
            || self.reference.interfaces.iter().any(|row| receiver.realises.contains(&row.to) && row.artifact == artifact)
    }

    /// What a receiver stands for: processes, or somebody else.
    fn ends(&self, to: &Ref) -> Vec<(End, Place)> {
        match to.kind {
            "supplier" | "party" | "unit" => vec![(End { kind: to.kind, id: to.id.clone() }, to.place)],
            _ => self.processes_named(&to.id).into_iter().map(|one| (End { kind: "process", id: one.id.clone() }, one.place)).collect(),
        }
    }

    /// The flows that bring a process what it puts into a work product that it delivers.
    pub fn ingredients<'m>(&'m self, flow: &'m Flow) -> impl Iterator<Item = &'m Flow> {
        let parts = self.parts_of(&flow.artifact);
        self.flows.iter().filter(move |one| self.is_ingredient(one, flow, &parts))
    }

    /// Whether one flow brings a part of what another hands on, or the thing itself.
    pub(super) fn is_ingredient(&self, one: &Flow, flow: &Flow, parts: &[&str]) -> bool {
        one.to == flow.from && (self.fits(&one.artifact, &flow.artifact) || parts.iter().any(|part| self.fits(&one.artifact, part)))
    }
}

/// How often, and how confidential, as the provider says.
fn take_terms(flow: &mut Flow, provider: &ActualProcess, row: Option<&Deliver>) {
    let cadence = provider.tailoring.cadence.zip(provider.tailoring.cadence_at).map(|(value, place)| At { value, place });
    flow.every = row.and_then(|one| one.every.clone()).or(cadence);
    flow.stated = row.and_then(|one| one.classification.clone());
}
