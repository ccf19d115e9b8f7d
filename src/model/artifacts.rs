//! What a work product contains, and where it can stand for another: subtyping by name and by parts.
//!
//! * a work product *fits* another if it is the same or specialises it, in any number of steps;
//! * it *has a part* if it contains it itself, by what it specialises, or inside another part;
//! * what it drops it does not have, however deep it lay.

use std::collections::HashSet;

use super::entities::{Artifact, DropPart};
use super::{Model, Ref};

/// How deep `specialises` and `part` are followed; a circle is a finding of its own.
const DEEPEST: usize = 32;

impl Model {
    /// The work product and all that it specialises, the special one first.
    pub fn lineage(&self, id: &str) -> Vec<&Artifact> {
        let mut found: Vec<&Artifact> = Vec::new();
        let mut at = self.artifact(id);
        while let Some(artifact) = at {
            if found.len() >= DEEPEST || found.iter().any(|one| one.head.id == artifact.head.id) {
                break;
            }
            found.push(artifact);
            at = artifact.specialises.as_ref().and_then(|next| self.artifact(&next.id));
        }
        found
    }

    /// Whether a work product can stand where another is wanted, by name: it is the same, or specialises it.
    pub fn fits(&self, delivered: &str, wanted: &str) -> bool {
        delivered == wanted || self.lineage(delivered).iter().any(|one| one.head.id == wanted)
    }

    /// All parts of a work product, those inside other parts too, in the order of the declarations.
    pub fn parts_of(&self, id: &str) -> Vec<&str> {
        let mut found = Vec::new();
        self.collect(id, &HashSet::new(), 0, &mut found);
        found
    }

    /// Whether a work product has a part, or one that specialises it.
    pub fn has_part(&self, whole: &str, part: &str) -> bool {
        self.parts_of(whole).iter().any(|one| self.fits(one, part))
    }

    /// Whether whoever gets the one has got the other: it fits, or lies inside.
    pub fn carries(&self, delivered: &str, wanted: &str) -> bool {
        self.fits(delivered, wanted) || self.has_part(delivered, wanted)
    }

    /// The decision by which a work product does without a part that what it specialises has.
    pub fn dropped(&self, id: &str, part: &str) -> Option<(&Artifact, &DropPart, &Ref)> {
        self.lineage(id).into_iter().find_map(|artifact| {
            artifact.drops.iter().find_map(|drop| {
                let hit = drop.artifacts.iter().find(|one| self.carries(&one.id, part))?;
                Some((artifact, drop, hit))
            })
        })
    }

    fn collect<'m>(&'m self, id: &str, gone: &HashSet<&'m str>, depth: usize, found: &mut Vec<&'m str>) {
        if depth > DEEPEST {
            return;
        }
        let mut gone = gone.clone();
        for artifact in self.lineage(id) {
            for part in &artifact.parts {
                let part = part.artifact.id.as_str();
                if !gone.contains(part) && !found.contains(&part) {
                    found.push(part);
                    self.collect(part, &gone, depth + 1, found);
                }
            }
            // what a special one drops is gone from what it inherits, not from what it says itself
            gone.extend(artifact.drops.iter().flat_map(|drop| drop.artifacts.iter()).map(|one| one.id.as_str()));
        }
    }
}
