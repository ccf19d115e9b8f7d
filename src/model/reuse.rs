//! What the next compilation of a package takes over from the last one: the entities of files in which nothing changed.
//!
//! An editor compiles after every key, and one key changes one file. Reading the entities of all others again is most of
//! the work on a large package. So the maps of the last model become those of the next one, and are walked along: an entity
//! stays where it is as long as the same names come in the same order. Where a name comes or goes, the rest of that map
//! is moved over one by one. What follows from entities (levels, links, flows) is always derived again.

use std::sync::Arc;

use crate::base::IndexMap;

use super::entities::*;
use super::sentences::Said;
use super::{Model, Reference};
use crate::resolve::Node;

/// The last model of the same package, to take from.
#[derive(Default)]
pub struct Last {
    /// For each file, by its number: whether its nodes are those that the last model was made from.
    same: Vec<bool>,
    /// The last model, until the next one begins; then what was moved out of the way.
    model: Option<Box<Model>>,
    /// How far each map has been walked along.
    walked: [Walk; KINDS],
}

/// Where a map is.
#[derive(Clone, Copy, Default)]
enum Walk {
    /// Names come in the same order as the last time; so many have come.
    Along(usize),
    /// The order is another one, or there was no last time.
    #[default]
    Apart,
}

impl Last {
    /// The last model; `same` says for each file, by its number, whether its nodes are those that the model was made from.
    pub fn new(model: Model, same: Vec<bool>) -> Self {
        Self { same, model: Some(Box::new(model)), walked: [Walk::default(); KINDS] }
    }

    /// Moves the maps of the last model into the next one. Not where one of the two was not made with the library as it is:
    /// titles of controls come from there.
    pub(super) fn begin(&mut self, into: &mut Model, library: &Arc<Reference>, now: &Arc<Reference>) {
        let usable = |last: &&mut Box<Model>| Arc::ptr_eq(&last.reference, library) && Arc::ptr_eq(now, library);
        match self.model.as_mut().filter(usable) {
            Some(last) => {
                take_over(last, into);
                self.walked = [Walk::Along(0); KINDS];
            }
            _ => *self = Self::default(),
        }
    }

    /// Takes out what was there the last time and is no more.
    pub(super) fn end(&mut self, into: &mut Model) {
        truncate(into, &self.walked);
    }

    /// The `allow`s of the file of this node, moved out of the last model; none where the file has to be read.
    pub(super) fn allows(&mut self, node: &Node) -> Option<Vec<Allow>> {
        let same = self.is_same(node);
        let last = self.model.as_mut().filter(|_| same)?;
        let (of_file, others) = std::mem::take(&mut last.allows).into_iter().partition(|allow| allow.place.file == node.file);
        last.allows = others;
        Some(of_file)
    }

    /// What the file of this node said, from the last model; none where the file has to be read.
    pub(super) fn said(&self, node: &Node) -> Option<Arc<Said>> {
        let last = self.model.as_ref().filter(|_| self.is_same(node))?;
        let at = last.said.binary_search_by_key(&node.file, |said| said.file).ok()?;
        last.said.get(at).cloned()
    }

    fn is_same(&self, node: &Node) -> bool {
        usize::try_from(node.file.0).ok().and_then(|file| self.same.get(file)).copied().unwrap_or(false)
    }

    /// Puts what a node declares into the model: as it was if nothing changed, else read. The first of a name stays; a second
    /// one was reported. Gives whether it is the first.
    pub(super) fn keep<T: Declared>(&mut self, into: &mut Model, node: &Node, read: impl FnOnce(&Node) -> Option<T>) -> bool {
        let same = self.is_same(node);
        let Some((walk, id)) = self.walked.get_mut(T::KIND).zip(node.id()) else { return true };
        let map = T::map(into);
        if let Walk::Along(at) = *walk {
            if let Some((known, entity)) = map.get_index_mut(at)
                && known == id
            {
                let as_it_was = same && entity.head().place == node.place();
                let read = if as_it_was { None } else { read(node) };
                if as_it_was || read.is_some() {
                    read.into_iter().for_each(|read| *entity = read);
                    *walk = Walk::Along(at + 1);
                } else {
                    // what a node with a name declares can always be read; were it not so, the old one may not stay
                    map.shift_remove_index(at);
                }
                return true;
            }
            if let Some(last) = &mut self.model {
                *T::map(last) = map.split_off(at);
            }
            *walk = Walk::Apart;
        }
        if map.contains_key(id) {
            return false;
        }
        let moved = self.model.as_mut().and_then(|last| {
            let last = T::map(last);
            let known = same && last.get(id).is_some_and(|one| one.head().place == node.place());
            if known { last.swap_remove_entry(id) } else { None }
        });
        let found = moved.or_else(|| read(node).map(|found| (id.to_string(), found)));
        map.extend(found);
        true
    }
}

/// A type of entity with a name of its own.
pub(super) trait Declared: Sized {
    /// Its number among these types.
    const KIND: usize;
    /// Its map in a model.
    fn map(model: &mut Model) -> &mut IndexMap<String, Self>;
    /// Its name and place.
    fn head(&self) -> &Head;
}

macro_rules! declared {
    ($($kind:literal $ty:ident $map:ident,)*) => {
        $(impl Declared for $ty {
            const KIND: usize = $kind;
            fn map(model: &mut Model) -> &mut IndexMap<String, Self> {
                &mut model.$map
            }
            fn head(&self) -> &Head {
                &self.head
            }
        })*
        /// How many types there are.
        const KINDS: usize = [$($kind),*].len();

        fn take_over(last: &mut Model, into: &mut Model) {
            $(std::mem::swap(&mut last.$map, &mut into.$map);)*
        }

        fn truncate(into: &mut Model, walked: &[Walk; KINDS]) {
            $(if let Some(Walk::Along(end)) = walked.get($kind) {
                into.$map.truncate(*end);
            })*
        }
    };
}

declared! {
    0 Role roles,
    1 Party parties,
    2 Requirement requirements,
    3 Objective objectives,
    4 Asset assets,
    5 Risk risks,
    6 Control controls,
    7 Policy policies,
    8 Template templates,
    9 Supplier suppliers,
    10 Measure measures,
    11 Audit audits,
    12 Training trainings,
    13 Communication communications,
    14 Record records,
    15 Budget budgets,
    16 Classification classifications,
    17 Exception exceptions,
    18 Nonconformity nonconformities,
    19 Change changes,
    20 OwnProcess processes,
    21 Artifact artifacts,
}
