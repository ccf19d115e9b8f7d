//! What follows from the decisions on the reference model: the processes that there are, and for every
//! interface that one of them needs, where it comes from now.
//!
//! An interface of the model is the union of what both profiles say, so that a work product which only the
//! receiver's table names is still one that the provider has to hand over.

use crate::base::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::Reference;
use super::entities::{Adoption, Omission, OwnProcess, Tailoring, Waiver};
use super::values::{Day, Ref};
use crate::base::Place;

/// The tailored process set.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct ProcessSet {
    /// The processes that there are.
    pub processes: IndexMap<String, ActualProcess>,
    /// For each process of the reference model, who realises it; empty for one that is omitted or undecided.
    pub realised_by: IndexMap<String, Vec<String>>,
    /// Every interface that one of the processes needs.
    pub interfaces: Vec<Interface>,
}

/// How a process came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// Adopted from the model.
    Adopted,
    /// An own one.
    Own,
    /// Outside the ISMS.
    External,
}

/// A process that there is.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ActualProcess {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How it came about.
    pub origin: Origin,
    /// The processes of the model that it stands for.
    pub realises: Vec<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) tailoring: Tailoring,
}

/// An interface that a process needs, and where it comes from now.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Interface {
    /// The work product.
    pub artifact: String,
    /// The process of the model that delivers it there.
    pub from: String,
    /// The process of the model that receives it there.
    pub to: String,
    /// The actual process that receives it.
    pub receiver: String,
    /// Where it comes from.
    #[serde(flatten)]
    pub state: State,
    /// The tables behind it.
    pub cite: Vec<String>,
}

/// Where a needed work product comes from.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// From whoever realises the provider of the model.
    Provided {
        /// The actual processes.
        by: Vec<String>,
    },
    /// Between processes that were merged.
    Internal,
    /// From all processes: the wildcard of the model.
    Wildcard,
    /// From someone else, as decided.
    ReSourced {
        /// Who delivers it now.
        by: String,
        /// Of which kind that is.
        kind: &'static str,
        #[serde(skip)]
        #[schemars(skip)]
        #[allow(missing_docs, reason = "the decision")]
        place: Place,
    },
    /// Done without.
    Waived {
        /// The reason.
        because: Option<String>,
        /// Until when.
        until: Option<Day>,
    },
    /// Dropped by the receiver.
    Dropped {
        /// The reason.
        because: Option<String>,
    },
    /// From nobody.
    Missing {
        /// What happened to the provider.
        why: &'static str,
        #[serde(skip)]
        #[schemars(skip)]
        #[allow(missing_docs, reason = "the decision behind it, where there is one")]
        place: Option<Place>,
    },
}

/// The decisions that a tailored set is made from.
pub(super) struct Decisions<'a> {
    pub reference: &'a Reference,
    pub own_artifacts: &'a IndexMap<String, super::Artifact>,
    pub adoptions: &'a [Adoption],
    pub processes: &'a IndexMap<String, OwnProcess>,
    pub omissions: &'a [Omission],
    pub waivers: &'a [Waiver],
}

/// Whether a work product can stand where another is wanted: it is the same, or specialises it.
pub fn fits(reference: &Reference, own: &IndexMap<String, super::Artifact>, delivered: &str, wanted: &str) -> bool {
    let mut at = delivered.to_string();
    // bounded: a cycle of specialisations is a finding of its own
    for _ in 0..32 {
        if at == wanted {
            return true;
        }
        let next = own.get(&at).or_else(|| reference.artifacts.get(&at)).and_then(|artifact| artifact.specialises.as_ref());
        match next {
            Some(next) => at = next.id.clone(),
            None => return false,
        }
    }
    false
}

impl Decisions<'_> {
    pub fn resolve(&self) -> ProcessSet {
        let mut set = ProcessSet { processes: self.actual(), ..ProcessSet::default() };
        for id in self.reference.processes.keys() {
            let by = set.processes.values().filter(|process| process.realises.contains(id)).map(|process| process.id.clone()).collect();
            set.realised_by.insert(id.clone(), by);
        }
        let mut interfaces = Vec::new();
        for process in set.processes.values() {
            for needed in &self.reference.interfaces {
                if !process.realises.contains(&needed.to) || !self.takes(&set, process, needed) {
                    continue;
                }
                let state = self.state(&set, process, needed);
                interfaces.push(Interface {
                    artifact: needed.artifact.clone(),
                    from: needed.from.clone(),
                    to: needed.to.clone(),
                    receiver: process.id.clone(),
                    state,
                    cite: needed.cite.clone(),
                });
            }
        }
        set.interfaces = interfaces;
        set
    }

    fn actual(&self) -> IndexMap<String, ActualProcess> {
        let mut actual = IndexMap::default();
        for adoption in self.adoptions {
            let id = &adoption.process.id;
            // maturity 0 says that the process is not needed at all (clause 5)
            if adoption.tailoring.maturity.as_ref().is_some_and(|level| level.value == 0) && adoption.tailoring.maturity_target.unwrap_or(0) == 0 {
                continue;
            }
            let title = adoption.title.clone().or_else(|| self.reference.processes.get(id).map(|one| one.head.title.clone())).unwrap_or_default();
            actual.entry(id.clone()).or_insert_with(|| ActualProcess {
                id: id.clone(),
                title,
                origin: Origin::Adopted,
                realises: vec![id.clone()],
                place: adoption.place,
                tailoring: adoption.tailoring.clone(),
            });
        }
        for own in self.processes.values() {
            let mut realises: Vec<String> = own.realises.iter().map(|one| one.id.clone()).collect();
            let outside = self.reference.processes.get(&own.head.id).is_some_and(|one| one.category == "outside");
            if outside && !realises.contains(&own.head.id) {
                realises.push(own.head.id.clone());
            }
            actual.insert(
                own.head.id.clone(),
                ActualProcess {
                    id: own.head.id.clone(),
                    title: own.head.title.clone(),
                    origin: if own.external { Origin::External } else { Origin::Own },
                    realises,
                    place: own.head.place,
                    tailoring: own.tailoring.clone(),
                },
            );
        }
        actual
    }

    /// Whether this process takes an input of the model: in a split, each takes those that it names.
    fn takes(&self, set: &ProcessSet, process: &ActualProcess, needed: &super::ReferenceInterface) -> bool {
        if self.is_split(set, &needed.to) {
            let names = |refs: &[Ref]| refs.iter().any(|one| fits(self.reference, self.own_artifacts, &needed.artifact, &one.id));
            let here = process.tailoring.receive.iter().any(|one| names(&one.artifacts)) || process.tailoring.instead.iter().any(|one| names(&one.artifacts));
            let anywhere = set.realised_by.get(&needed.to).into_iter().flatten().filter_map(|id| set.processes.get(id)).any(|other| {
                other.tailoring.receive.iter().any(|one| names(&one.artifacts)) || other.tailoring.instead.iter().any(|one| names(&one.artifacts))
            });
            return here || !anywhere;
        }
        true
    }

    fn is_split(&self, set: &ProcessSet, reference: &str) -> bool {
        set.realised_by.get(reference).is_some_and(|by| by.len() > 1)
    }

    fn state(&self, set: &ProcessSet, process: &ActualProcess, needed: &super::ReferenceInterface) -> State {
        let is = |one: &Ref| one.id == needed.artifact;
        let concerns = |receivers: &[Ref]| receivers.is_empty() || receivers.iter().any(|one| one.id == process.id || one.id == needed.to);
        let tailoring = &process.tailoring;
        if self.reference.processes.get(&needed.from).is_some_and(|one| one.category == "wildcard") {
            return State::Wildcard;
        }
        if let Some(drop) = tailoring
            .drop
            .iter()
            .find(|drop| drop.artifacts.iter().any(is) && drop.to.is_empty() && (drop.from.is_empty() || drop.from.iter().any(|one| one.id == needed.from)))
        {
            return State::Dropped { because: drop.because.clone() };
        }
        if let Some(instead) = tailoring.instead.iter().find(|one| one.artifacts.iter().any(is) && concerns(&one.receivers))
            && let Some(from) = &instead.from
        {
            return State::ReSourced { by: from.id.clone(), kind: from.kind, place: instead.place };
        }
        let realisers: Vec<&ActualProcess> = set.realised_by.get(&needed.from).into_iter().flatten().filter_map(|id| set.processes.get(id)).collect();
        let renamed = self.renamed(process, needed, &realisers);
        if let Some((from, place)) = renamed {
            return State::ReSourced { by: from.id.clone(), kind: from.kind, place };
        }
        if realisers.iter().any(|one| one.id == process.id) {
            return State::Internal;
        }
        let providers: Vec<String> = realisers.iter().filter(|one| self.delivers(set, one, needed, &process.id)).map(|one| one.id.clone()).collect();
        if !providers.is_empty() {
            return State::Provided { by: providers };
        }
        let omission = self.omissions.iter().find(|one| one.process.id == needed.from);
        let of_omission = omission.map(|one| one.instead.iter()).unwrap_or_default();
        let decided = of_omission.chain(self.at_zero(&needed.from).flat_map(|one| one.instead.iter()));
        if let Some((from, place)) =
            decided.filter(|one| one.artifacts.iter().any(is) && concerns(&one.receivers)).find_map(|one| one.from.as_ref().map(|from| (from, one.place)))
        {
            return State::ReSourced { by: from.id.clone(), kind: from.kind, place };
        }
        if let Some(waived) = self.waived(process, needed) {
            return waived;
        }
        // what it hands to itself: two that handed it to each other have become one
        let to_itself = |one: &&super::Deliver| {
            one.artifacts.iter().any(|artifact| fits(self.reference, self.own_artifacts, &artifact.id, &needed.artifact))
                && one.to.iter().any(|to| to.id == process.id || to.id == needed.to)
        };
        if process.tailoring.deliver.iter().any(|one| to_itself(&one)) {
            return State::Internal;
        }
        // someone else says on its own that it delivers this here
        let volunteer = set.processes.values().find_map(|other| {
            let found = other.tailoring.deliver.iter().find(|one| {
                one.artifacts.iter().any(|artifact| fits(self.reference, self.own_artifacts, &artifact.id, &needed.artifact))
                    && one.to.iter().any(|to| to.id == process.id || to.id == needed.to)
            })?;
            (other.id != process.id).then_some((other, found.place))
        });
        if let Some((other, place)) = volunteer {
            return State::ReSourced { by: other.id.clone(), kind: "process", place };
        }
        let (why, place) = match (omission, realisers.first()) {
            (Some(omission), _) => ("omitted", Some(omission.place)),
            (None, Some(realiser)) => ("not delivered", Some(realiser.place)),
            (None, None) => {
                let zero = self.adoptions.iter().find(|one| one.process.id == needed.from);
                match zero {
                    Some(adoption) => ("maturity 0", Some(adoption.place)),
                    None => ("undecided", None),
                }
            }
        };
        State::Missing { why, place }
    }

    /// `receive X from Y` where Y is neither the provider of the model nor another one that the model names.
    fn renamed<'p>(&self, process: &'p ActualProcess, needed: &super::ReferenceInterface, realisers: &[&ActualProcess]) -> Option<(&'p Ref, Place)> {
        let named = |id: &str| {
            id == needed.from
                || realisers.iter().any(|one| one.id == id)
                || self
                    .reference
                    .interfaces
                    .iter()
                    .any(|row| row.to == needed.to && row.artifact == needed.artifact && (row.from == id || self.realises(id, &row.from)))
        };
        let mut receives = process.tailoring.receive.iter().filter(|one| one.artifacts.iter().any(|artifact| artifact.id == needed.artifact));
        receives.find_map(|one| {
            let usual = one.from.iter().any(|from| named(&from.id));
            one.from.first().filter(|_| !usual).map(|from| (from, one.place))
        })
    }

    fn waived(&self, process: &ActualProcess, needed: &super::ReferenceInterface) -> Option<State> {
        let concerns = |one: &&Waiver| {
            one.artifacts.iter().any(|artifact| artifact.id == needed.artifact)
                && (one.receivers.is_empty() || one.receivers.iter().any(|to| to.id == process.id || to.id == needed.to))
                && one.from.as_ref().is_none_or(|from| from.id == needed.from || self.realises(&from.id, &needed.from))
        };
        let of_provider = self.omissions.iter().filter(|one| one.process.id == needed.from).flat_map(|one| one.waive.iter());
        let at_zero = self.at_zero(&needed.from).flat_map(|one| one.waive.iter());
        let found = process.tailoring.waive.iter().chain(of_provider).chain(at_zero).chain(self.waivers.iter()).find(concerns)?;
        Some(State::Waived { because: found.because.clone(), until: found.until.as_ref().map(|at| at.value) })
    }

    /// What the adoption of a process at maturity 0 says: an omission by another word.
    fn at_zero<'s>(&'s self, id: &'s str) -> impl Iterator<Item = &'s Tailoring> {
        let zero = move |one: &&Adoption| one.process.id == id && one.tailoring.maturity.as_ref().is_some_and(|level| level.value == 0);
        self.adoptions.iter().filter(zero).map(|one| &one.tailoring)
    }

    fn realises(&self, id: &str, reference: &str) -> bool {
        self.processes.get(id).is_some_and(|own| own.realises.iter().any(|one| one.id == reference))
    }

    /// Whether a process that realises the provider delivers a work product of it to this receiver.
    fn delivers(&self, set: &ProcessSet, process: &ActualProcess, needed: &super::ReferenceInterface, receiver: &str) -> bool {
        let wanted = needed.artifact.as_str();
        let fit = |one: &Ref| fits(self.reference, self.own_artifacts, &one.id, wanted);
        let meant = |to: &[Ref]| to.is_empty() || to.iter().any(|one| one.id == needed.to || one.id == receiver);
        let dropped = process.tailoring.drop.iter().any(|drop| drop.artifacts.iter().any(|one| one.id == wanted) && drop.from.is_empty() && meant(&drop.to));
        if dropped {
            return false;
        }
        if process.tailoring.deliver.iter().any(|one| meant(&one.to) && one.artifacts.iter().any(fit)) {
            return true;
        }
        // whoever realises a process alone delivers all of it; of several, each delivers what it names
        !self.is_split(set, &needed.from)
    }
}
