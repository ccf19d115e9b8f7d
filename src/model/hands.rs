//! Who stands behind a role: holders, deputies, and the line in which it reports.

use super::Model;
use super::entities::Role;
use super::persons::person_key;

/// How two roles are in the same hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hands {
    /// It is one role.
    SameRole,
    /// One person holds both.
    Holder(String),
    /// One person holds the one role and stands in for the other, or stands in for both.
    Deputy(String),
}

impl Hands {
    /// As the end of a sentence: "…, in person".
    pub fn words(&self) -> String {
        match self {
            Hands::SameRole => String::new(),
            Hands::Holder(person) => format!(": {person} holds both roles"),
            Hands::Deputy(person) => format!(": {person} stands in"),
        }
    }
}

fn same(one: &str, other: &str) -> bool {
    person_key(one) == person_key(other)
}

impl Model {
    /// Whether two roles are in the same hands, by role, by person or by deputy.
    pub fn same_hands(&self, one: &str, other: &str) -> Option<Hands> {
        if one == other {
            return Some(Hands::SameRole);
        }
        let (one, other) = (self.roles.get(one)?, self.roles.get(other)?);
        if let Some(person) = one.held_by.iter().find(|person| other.held_by.iter().any(|held| same(person, held))) {
            return Some(Hands::Holder(person.clone()));
        }
        let deputy = |role: &Role| role.deputy.as_ref().map(|deputy| deputy.value.clone());
        let stands_in = |role: &Role, of: &Role| deputy(role).filter(|person| of.held_by.iter().any(|held| same(person, held)));
        let both = || deputy(one).zip(deputy(other)).filter(|(a, b)| same(a, b)).map(|(a, _)| a);
        stands_in(one, other).or_else(|| stands_in(other, one)).or_else(both).map(Hands::Deputy)
    }

    /// Whether nobody decides in the one role who is not in the other: a board is more than each of its members.
    pub fn nobody_else(&self, decides: &str, is: &str) -> bool {
        let holders = |id: &str| self.roles.get(id).map_or(&[] as &[String], |role| role.held_by.as_slice());
        decides == is || (!holders(decides).is_empty() && holders(decides).iter().all(|one| holders(is).iter().any(|other| same(one, other))))
    }

    /// The roles above a role, the nearest first; a circle ends where it began.
    pub fn superiors(&self, role: &str) -> Vec<&Role> {
        let mut found: Vec<&Role> = Vec::new();
        let mut at = self.roles.get(role).and_then(|one| one.reports_to.as_ref());
        while let Some(next) = at.and_then(|one| self.roles.get(&one.id)) {
            if next.head.id == role || found.iter().any(|one| one.head.id == next.head.id) {
                break;
            }
            found.push(next);
            at = next.reports_to.as_ref();
        }
        found
    }
}
