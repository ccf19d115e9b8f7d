//! Which words may stand in a column: the list that a person chooses from, taken from the vocabulary and the model.

use crate::document::{Column, Kind, level_title, words};
use crate::render::Set;
use crate::vocabulary::{self, Type};

/// A list in a cell can have so many characters, with its commas.
const MAX_LIST: usize = 255;

/// Columns whose words stand in the vocabulary: register, column, declaration and the way to the word in it.
const FROM_VOCABULARY: &[(&str, &str, &[&str])] = &[
    ("soa", "status", &["control", "status"]),
    ("soa", "performed", &["control", "performed"]),
    ("implementation_plan", "status", &["control", "status"]),
    ("implementation_plan", "priority", &["control", "plan", "priority"]),
    ("tasks", "status", &["control", "plan", "task", "status"]),
    ("risks", "status", &["risk", "status"]),
    ("treatment_plan", "status", &["risk", "status"]),
    ("treatment_plan", "option", &["risk", "treat"]),
    ("assets", "kind", &["asset", "kind"]),
    ("assets", "criticality", &["asset", "criticality"]),
    ("suppliers", "criticality", &["supplier", "criticality"]),
    ("suppliers", "status", &["supplier", "status"]),
    ("requirements", "kind", &["requirement", "kind"]),
    ("requirements", "status", &["requirement", "status"]),
    ("objectives", "status", &["objective", "status"]),
    ("audits", "status", &["audit", "status"]),
    ("changes", "status", &["change", "status"]),
    ("trainings", "kind", &["training", "kind"]),
    ("communications", "mode", &["communication", "mode"]),
];

/// Words that a register adds to those of the vocabulary.
const MORE: &[(&str, &str, &[&str])] =
    &[("soa", "status", &["Excluded", "Not decided"]), ("soa", "applies", &["yes", "no", "not decided"]), ("exceptions", "status", &["In force", "Ended"])];

/// The words that may stand in a column; none where any text may.
pub(super) fn of(set: &Set<'_>, register: &str, column: &Column) -> Vec<String> {
    let model = set.model;
    let mut list: Vec<String> = Vec::new();
    let key = column.key;
    if let Some((.., path)) = FROM_VOCABULARY.iter().find(|(one, at, _)| *one == register && *at == key) {
        list.extend(vocabulary_words(path).iter().map(|word| set.t(word).to_string()));
    }
    if let Some((.., more)) = MORE.iter().find(|(one, at, _)| *one == register && *at == key) {
        list.extend(more.iter().map(|word| set.t(word).to_string()));
    }
    if key.ends_with("_level") && register != "processes" {
        list.extend(crate::model::levels_of(model.criteria.as_ref()).iter().map(|level| set.t(&named(&level.head)).to_string()));
    }
    if matches!(key, "classification" | "clearance") {
        list.extend(model.classifications.values().map(|level| match &level.head.title {
            title if title.is_empty() => named(&level.head),
            _ => crate::base::visible(level_title(level, &set.language)).into_owned(),
        }));
    }
    if column.kind == Kind::Bool {
        list.extend(["yes", "no"].map(|word| set.t(word).to_string()));
    }
    list.dedup();
    // a word with a comma would become two; one with a quote or an equals sign would be no list of words
    let fits =
        list.iter().all(|word| !word.contains([',', '"']) && !word.starts_with('=')) && list.iter().map(|word| word.len() + 1).sum::<usize>() <= MAX_LIST;
    if fits { list } else { Vec::new() }
}

fn named(head: &crate::model::Head) -> String {
    crate::base::visible(if head.title.is_empty() { &head.id } else { &head.title }).into_owned()
}

fn vocabulary_words(path: &[&str]) -> Vec<String> {
    let Some((first, rest)) = path.split_first() else { return Vec::new() };
    let mut spec = vocabulary::declaration(first);
    for word in rest {
        spec = spec.and_then(|spec| spec.member(word));
    }
    match spec.map(|spec| spec.value) {
        Some(Type::Word(list)) => list.iter().map(|(word, _)| shown(word)).collect(),
        _ => Vec::new(),
    }
}

/// A word as the registers show it.
fn shown(word: &str) -> String {
    match words::status(word) {
        same if same == word => words::phrase(word),
        phrase => phrase.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_leads_to_words() {
        for (register, column, path) in FROM_VOCABULARY {
            assert!(vocabulary_words(path).len() > 1, "{register}.{column}: {path:?}");
        }
        assert_eq!(vocabulary_words(&["control", "status"]), ["Implemented", "Partly implemented", "Planned", "Not started"]);
    }
}
