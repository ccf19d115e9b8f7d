//! How confidential a flow is: what its delivery or its work product says, and what its contents bring along.

use super::entities::Declassification;
use super::flows::{End, Flow};
use super::{Lattice, Model, Ref};
use crate::base::Place;

/// A level that a flow carries, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The level.
    pub level: String,
    /// Where it is stated.
    pub place: Place,
    /// The work product that it is stated of.
    pub of: String,
}

impl Model {
    /// The order of the levels.
    pub fn lattice(&self) -> Lattice {
        Lattice::of(&self.classifications)
    }

    /// The level that a work product states itself, or that the more general one states.
    pub fn stated_level(&self, artifact: &str) -> Option<&Ref> {
        self.lineage(artifact).into_iter().find_map(|one| one.classification.as_ref())
    }

    /// What a work product has to carry because of the parts that it is declared to have.
    pub fn marks_of_parts(&self, artifact: &str) -> Vec<Mark> {
        let mark = |part: &str| self.stated_level(part).map(|level| Mark { level: level.id.clone(), place: level.place, of: part.to_string() });
        self.parts_of(artifact).into_iter().filter_map(mark).collect()
    }

    /// The declassification that holds for a work product on its way to a receiver.
    pub fn declassified(&self, artifact: &str, to: &End) -> Option<&Declassification> {
        self.declassifications.iter().find(|one| {
            one.holds(self.as_of)
                && one.artifacts.iter().any(|of| self.fits(artifact, &of.id))
                && (one.receivers.is_empty() || one.receivers.iter().any(|receiver| self.is_end(receiver, to)))
        })
    }

    /// Whether a name stands for this end of a flow.
    pub fn is_end(&self, name: &Ref, end: &End) -> bool {
        match end.kind {
            "process" => self.processes_named(&name.id).iter().any(|one| one.id == end.id),
            _ => name.kind == end.kind && name.id == end.id,
        }
    }

    /// The marks of every flow, beside the flows: stated ones, those of parts, and those that contents bring along.
    pub fn marks(&self) -> Vec<Vec<Mark>> {
        let lattice = self.lattice();
        let mut marks: Vec<Vec<Mark>> = self.flows.iter().map(|flow| self.first_marks(flow)).collect();
        let ingredients: Vec<Vec<usize>> = self
            .flows
            .iter()
            .map(|flow| {
                let parts = self.parts_of(&flow.artifact);
                self.flows.iter().enumerate().filter(|(_, one)| self.is_ingredient(one, flow, &parts)).map(|(at, _)| at).collect()
            })
            .collect();
        // marks only grow, and there are finitely many levels: this ends
        loop {
            let mut grown = false;
            for (at, flow) in self.flows.iter().enumerate() {
                if self.declassified(&flow.artifact, &flow.to).is_some() {
                    continue;
                }
                let brought: Vec<Mark> = ingredients.get(at).into_iter().flatten().filter_map(|from| marks.get(*from)).flatten().cloned().collect();
                let Some(own) = marks.get_mut(at) else { continue };
                for mark in brought {
                    if !own.iter().any(|one| lattice.covers(&mark.level, &one.level)) {
                        own.push(mark);
                        grown = true;
                    }
                }
            }
            if !grown {
                return marks;
            }
        }
    }

    fn first_marks(&self, flow: &Flow) -> Vec<Mark> {
        if let Some((one, level)) = self.declassified(&flow.artifact, &flow.to).and_then(|one| one.to.as_ref().map(|to| (one, to))) {
            return vec![Mark { level: level.id.clone(), place: one.place, of: flow.artifact.clone() }];
        }
        let lattice = self.lattice();
        let stated = flow.stated.as_ref().or_else(|| self.stated_level(&flow.artifact));
        let mut found: Vec<Mark> = stated.map(|level| Mark { level: level.id.clone(), place: level.place, of: flow.artifact.clone() }).into_iter().collect();
        for mark in self.marks_of_parts(&flow.artifact) {
            if !found.iter().any(|one| lattice.covers(&mark.level, &one.level)) {
                found.push(mark);
            }
        }
        found
    }

    /// How far the receiver of a flow may see.
    pub fn clearance_of(&self, end: &End) -> Clearance<'_> {
        match end.kind {
            "process" => match self.process_set.processes.get(&end.id) {
                Some(process) => match process.tailoring.clearance.as_ref() {
                    Some(level) => Clearance::UpTo(level),
                    None if process.origin == super::Origin::External => Clearance::Unstated(process.place),
                    None => Clearance::Inside,
                },
                None => Clearance::Inside,
            },
            "supplier" => self.suppliers.get(&end.id).map_or(Clearance::Inside, |one| Clearance::or_unstated(one.clearance.as_ref(), one.head.place)),
            "party" => self.parties.get(&end.id).map_or(Clearance::Inside, |one| Clearance::or_unstated(one.clearance.as_ref(), one.head.place)),
            _ => Clearance::Inside,
        }
    }
}

/// How far somebody may see.
#[derive(Debug, Clone, Copy)]
pub enum Clearance<'m> {
    /// Part of the ISMS, without a limit of its own.
    Inside,
    /// Up to this level.
    UpTo(&'m Ref),
    /// Outside the ISMS, and nobody has said.
    Unstated(Place),
}

impl<'m> Clearance<'m> {
    fn or_unstated(stated: Option<&'m Ref>, place: Place) -> Self {
        stated.map_or(Clearance::Unstated(place), Clearance::UpTo)
    }
}
