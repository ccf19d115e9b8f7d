//! The words of the vocabulary, sorted by the place in which they stand: what colours need to know.

use std::collections::{BTreeMap, BTreeSet};

use crate::vocabulary::{EFFORT_UNITS, Spec, TIME_UNITS, TOP, Type};

/// The words of the language.
#[derive(Debug, Default)]
pub struct Words {
    /// Words in the first column: `risk`, `reference process`.
    pub declarations: BTreeSet<&'static str>,
    /// Words in a block and on header lines: `owner`, `because`, `at most`.
    pub members: BTreeSet<&'static str>,
    /// Words in a block that a new name follows, wherever they stand: `task`, `unit`.
    pub naming: BTreeSet<&'static str>,
    /// Words in a block that something else follows.
    valued: BTreeSet<&'static str>,
    /// For each word that is followed by one of a fixed list, the list: `status` with `planned`, `implemented`, ….
    pub choices: BTreeMap<&'static str, BTreeSet<&'static str>>,
    /// The units of time and of effort, one and many.
    pub units: BTreeSet<&'static str>,
}

impl Words {
    /// All of them.
    pub fn of_the_language() -> Self {
        let mut words = Self::default();
        for spec in TOP {
            words.declarations.insert(spec.word);
            words.choice(spec);
            words.inside(spec);
        }
        words.naming = words.naming.difference(&words.valued).copied().collect();
        for (one, many, _) in TIME_UNITS.iter().chain(EFFORT_UNITS) {
            words.units.extend([*one, *many]);
        }
        words
    }

    fn inside(&mut self, spec: &'static Spec) {
        for member in spec.members {
            self.members.insert(member.word);
            if matches!(member.value, Type::Id(_)) { &mut self.naming } else { &mut self.valued }.insert(member.word);
            self.choice(member);
            self.inside(member);
        }
    }

    fn choice(&mut self, spec: &'static Spec) {
        let list = self.choices.entry(spec.word);
        match spec.value {
            Type::Word(words) => list.or_default().extend(words.iter().map(|(word, _)| *word)),
            Type::Bool => list.or_default().extend(["yes", "no"]),
            _ => {}
        }
    }

    /// Every word that stands for one of a fixed list.
    pub fn constants(&self) -> BTreeSet<&'static str> {
        self.choices.values().flatten().copied().chain(["yes", "no"]).collect()
    }

    /// The single words that a set is made of: `at most` is `at` and `most`.
    pub fn single(words: &BTreeSet<&'static str>) -> BTreeSet<&'static str> {
        words.iter().flat_map(|word| word.split(' ')).collect()
    }
}

/// Words as alternatives of a regular expression, the longest first so that none hides another.
pub fn alternatives(words: &BTreeSet<&'static str>) -> String {
    let mut sorted: Vec<&str> = words.iter().copied().collect();
    sorted.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
    sorted.iter().map(|word| word.replace(' ', "[ \\t]+")).collect::<Vec<_>>().join("|")
}
