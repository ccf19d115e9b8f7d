//! Whether what is delivered has the shape that the receiver needs: the right work product, with its parts.

use super::flows::{Flow, Need};
use super::tailoring::State;
use super::{Model, ReferenceInterface};

/// What can be said about somebody who is named as the source of a work product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// It says, or the reference model says of it, that it delivers what fits.
    Declared,
    /// It says nothing about what it delivers, and is taken at its word.
    AtItsWord,
    /// It delivers other things: these.
    Other(Vec<String>),
    /// A process of the reference model that nobody realises.
    Nobody,
}

impl Model {
    /// Whether whoever has this name delivers what fits.
    pub fn source(&self, name: &str, wanted: &str) -> Source {
        let processes = self.processes_named(name);
        if processes.is_empty() {
            return if self.reference.processes.contains_key(name) { Source::Nobody } else { Source::AtItsWord };
        }
        let declared = processes.iter().flat_map(|one| one.tailoring.deliver.iter()).flat_map(|one| one.artifacts.iter()).map(|one| one.id.as_str());
        let of_model =
            self.reference.interfaces.iter().filter(|row| processes.iter().any(|one| one.realises.contains(&row.from))).map(|row| row.artifact.as_str());
        let all: Vec<&str> = declared.chain(of_model).collect();
        if all.is_empty() {
            return Source::AtItsWord;
        }
        if all.iter().any(|one| self.fits(one, wanted)) {
            return Source::Declared;
        }
        let mut other: Vec<String> = all.into_iter().map(str::to_string).collect();
        other.sort();
        other.dedup();
        Source::Other(other)
    }

    /// The parts that the receiver of a flow needs and does not get, neither in it nor beside it.
    pub fn lacking<'m>(&'m self, flow: &'m Flow) -> Vec<&'m Need> {
        flow.needs
            .iter()
            .filter(|need| !self.has_part(&flow.artifact, &need.part) && self.beside(flow, &need.part).is_empty() && !self.has_itself(flow, &need.part))
            .collect()
    }

    /// The other flows that bring the receiver a part.
    pub fn beside<'m>(&'m self, flow: &'m Flow, part: &str) -> Vec<&'m Flow> {
        let other = |one: &&Flow| one.to == flow.to && !std::ptr::eq(*one, flow) && self.carries(&one.artifact, part);
        // another delivery of the same thing to the same receiver does not make up for this one
        self.flows.iter().filter(other).filter(|one| one.wanted != flow.wanted).collect()
    }

    /// Whether the receiver makes the part itself; to hand on the very thing that it wants is not to make it.
    fn has_itself(&self, flow: &Flow, part: &str) -> bool {
        let inside = |one: &super::Interface| one.receiver == flow.to.id && matches!(one.state, State::Internal) && self.carries(&one.artifact, part);
        let own = self.process_set.processes.get(&flow.to.id).filter(|_| flow.to.kind == "process");
        self.process_set.interfaces.iter().any(inside)
            || own.is_some_and(|one| {
                one.tailoring
                    .deliver
                    .iter()
                    .flat_map(|row| row.artifacts.iter())
                    .any(|artifact| !self.fits(&artifact.id, &flow.wanted) && self.carries(&artifact.id, part))
            })
    }

    /// Whether one of the processes that share the receiver of an interface takes it, or decides to do without it.
    pub fn is_taken(&self, row: &ReferenceInterface) -> bool {
        let parts = self.processes_named_by_model(&row.to);
        let wants = |id: &str| self.fits(&row.artifact, id);
        parts.len() < 2
            || parts.iter().any(|part| {
                let rows = &part.tailoring;
                rows.receive.iter().flat_map(|one| one.artifacts.iter()).any(|one| wants(&one.id))
                    || rows.instead.iter().flat_map(|one| one.artifacts.iter()).any(|one| wants(&one.id))
                    || rows.drop.iter().flat_map(|one| one.artifacts.iter()).any(|one| wants(&one.id))
                    || rows.waive.iter().flat_map(|one| one.artifacts.iter()).any(|one| wants(&one.id))
            })
    }

    /// The processes that realise one of the reference model.
    pub fn processes_named_by_model(&self, reference: &str) -> Vec<&super::ActualProcess> {
        let set = &self.process_set;
        set.realised_by.get(reference).into_iter().flatten().filter_map(|id| set.processes.get(id)).collect()
    }
}
