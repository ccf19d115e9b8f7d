//! The order of the levels of confidentiality: what `above` says, followed to the end.
//!
//! A label of information is a set of levels, of which a reader must reach every one; so the order may be any
//! partial order while it is being written. What is no lattice is reported by the checks.

use crate::base::IndexMap;

use super::entities::Classification;

/// The levels and their order.
#[derive(Debug, Clone, Default)]
pub struct Lattice {
    levels: Vec<String>,
    /// For each level, the levels at or below it.
    below: Vec<Vec<bool>>,
}

/// Two levels without one lowest level that covers both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoJoin {
    /// The one.
    pub one: String,
    /// The other.
    pub other: String,
    /// The lowest levels above both: none, or several.
    pub candidates: Vec<String>,
}

impl Lattice {
    /// Follows `above` from every level.
    pub fn of(classifications: &IndexMap<String, Classification>) -> Self {
        let levels: Vec<String> = classifications.keys().cloned().collect();
        let mut below: Vec<Vec<bool>> = Vec::new();
        for start in &levels {
            let mut reached = vec![false; levels.len()];
            let mut todo = vec![start.as_str()];
            while let Some(id) = todo.pop() {
                let Some(at) = classifications.get_index_of(id) else { continue };
                let Some(seen) = reached.get_mut(at) else { continue };
                if std::mem::replace(seen, true) {
                    continue;
                }
                todo.extend(classifications.get(id).into_iter().flat_map(|one| one.above.iter()).map(|one| one.id.as_str()));
            }
            below.push(reached);
        }
        Self { levels, below }
    }

    /// All levels, in the order of their declarations.
    pub fn levels(&self) -> impl Iterator<Item = &str> {
        self.levels.iter().map(String::as_str)
    }

    fn at(&self, level: &str) -> Option<usize> {
        self.levels.iter().position(|one| one == level)
    }

    /// Whether the first level is the same as the second or lies below it.
    pub fn covers(&self, low: &str, high: &str) -> bool {
        low == high
            || match (self.at(low), self.at(high)) {
                (Some(low), Some(high)) => self.below.get(high).and_then(|row| row.get(low)).copied().unwrap_or(false),
                _ => false,
            }
    }

    /// The lowest levels at or above all of these.
    fn lowest_above(&self, of: &[&str]) -> Vec<&str> {
        let above: Vec<&str> = self.levels().filter(|high| of.iter().all(|low| self.covers(low, high))).collect();
        above.iter().copied().filter(|one| !above.iter().any(|other| other != one && self.covers(other, one))).collect()
    }

    /// The one lowest level at or above all of these.
    pub fn join(&self, of: &[&str]) -> Option<&str> {
        match self.lowest_above(of).as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }

    /// Whether a level lies below every other: what it marks is for everybody.
    pub fn is_bottom(&self, level: &str) -> bool {
        self.levels().all(|other| self.covers(level, other))
    }

    /// Levels that lie above each other in a circle, each circle once, by its first level.
    pub fn circles(&self) -> Vec<Vec<&str>> {
        let mut found: Vec<Vec<&str>> = Vec::new();
        for one in self.levels() {
            if found.iter().any(|circle| circle.contains(&one)) {
                continue;
            }
            let circle: Vec<&str> = self.levels().filter(|other| self.covers(one, other) && self.covers(other, one)).collect();
            if circle.len() > 1 {
                found.push(circle);
            }
        }
        found
    }

    /// Pairs of levels that have no unique join.
    pub fn without_join(&self) -> Vec<NoJoin> {
        let mut found = Vec::new();
        for (at, one) in self.levels.iter().enumerate() {
            for other in self.levels.iter().skip(at + 1) {
                let candidates = self.lowest_above(&[one, other]);
                if candidates.len() != 1 {
                    let candidates = candidates.into_iter().map(str::to_string).collect();
                    found.push(NoJoin { one: one.clone(), other: other.clone(), candidates });
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{FileId, Place, Span};
    use crate::model::{Head, Ref};
    use crate::vocabulary::Namespace;

    fn lattice(rows: &[(&str, &[&str])]) -> Lattice {
        let nowhere = Place::new(FileId::default(), Span::new(0, 0));
        let level = |id: &str, above: &[&str]| Classification {
            head: Head { id: id.into(), title: id.into(), description: None, place: nowhere },
            above: above.iter().map(|one| Ref { kind: "classification", id: (*one).into(), group: Namespace::Classification, place: nowhere }).collect(),
            handling: None,
        };
        Lattice::of(&rows.iter().map(|(id, above)| ((*id).to_string(), level(id, above))).collect())
    }

    #[test]
    fn a_diamond_is_a_lattice_and_has_a_join() {
        let found = lattice(&[("public", &[]), ("medical", &["public"]), ("financial", &["public"]), ("secret", &["medical", "financial"])]);
        assert!(found.circles().is_empty() && found.without_join().is_empty());
        assert_eq!(found.join(&["medical", "financial"]), Some("secret"));
        assert!(found.covers("public", "secret") && !found.covers("medical", "financial"));
        assert!(found.is_bottom("public") && !found.is_bottom("medical"));
    }

    #[test]
    fn levels_side_by_side_without_a_common_one_are_named() {
        let found = lattice(&[("public", &[]), ("medical", &["public"]), ("financial", &["public"])]);
        assert_eq!(found.without_join(), [NoJoin { one: "medical".into(), other: "financial".into(), candidates: vec![] }]);
        let two = lattice(&[("a", &[]), ("b", &[]), ("c", &["a", "b"]), ("d", &["a", "b"]), ("e", &["c", "d"])]);
        assert_eq!(two.without_join(), [NoJoin { one: "a".into(), other: "b".into(), candidates: vec!["c".into(), "d".into()] }]);
    }

    #[test]
    fn a_circle_is_found_once() {
        let found = lattice(&[("a", &["b"]), ("b", &["a"]), ("c", &["b"])]);
        assert_eq!(found.circles(), [["a", "b"]]);
    }
}
