//! Who a person is: names as people write them, and the roles that each holds.

use crate::base::IndexMap;

use super::{Model, Ref, Role};
use crate::vocabulary::Namespace as N;

/// What is not a part of a name.
const TITLES: [&str; 9] = ["dr", "prof", "mr", "mrs", "ms", "herr", "frau", "ing", "dipl"];

/// A name as it is compared: without titles, capitals and commas, and whatever comes first.
///
/// `Dr. Helena Brandt`, `Brandt, Helena` and `helena brandt` are one person.
pub fn person_key(name: &str) -> String {
    let lower = name.to_lowercase();
    let mut words: Vec<&str> = lower.split(|c: char| c.is_whitespace() || c == ',').map(|word| word.trim_matches('.')).collect();
    words.retain(|word| !word.is_empty() && !TITLES.contains(word));
    words.sort_unstable();
    if words.is_empty() { lower.trim().to_string() } else { words.join(" ") }
}

impl Role {
    /// Those who hold it, as keys that can be compared.
    pub fn holders(&self) -> impl Iterator<Item = String> {
        self.held_by.iter().map(|name| person_key(name))
    }
}

impl Model {
    /// The people behind a reference to a role; where nobody holds it, the role itself stands for whoever will.
    pub fn people_of(&self, role: &Ref) -> Vec<String> {
        let found: Vec<String> = self.roles.get(&role.id).filter(|_| role.group == N::Role).into_iter().flat_map(Role::holders).collect();
        if found.is_empty() { vec![format!("role {}", role.id)] } else { found }
    }

    /// Each person with the roles that he or she holds, and the name as it is first written.
    pub fn people(&self) -> IndexMap<String, (String, Vec<&Role>)> {
        let mut people: IndexMap<String, (String, Vec<&Role>)> = IndexMap::default();
        for role in self.roles.values() {
            for name in &role.held_by {
                let (_, roles) = people.entry(person_key(name)).or_insert_with(|| (name.clone(), Vec::new()));
                // the same name twice in one role is one holder
                if roles.last().is_none_or(|last| last.head.id != role.head.id) {
                    roles.push(role);
                }
            }
        }
        people
    }
}

#[cfg(test)]
mod tests {
    use super::person_key;

    #[test]
    fn one_person_is_written_in_several_ways() {
        for name in ["Dr. Helena Brandt", "Brandt, Helena", "helena  BRANDT", "Prof. Dr. Helena Brandt"] {
            assert_eq!(person_key(name), "brandt helena", "{name}");
        }
        assert_ne!(person_key("Helena Brandt"), person_key("Helene Brandt"));
        assert_eq!(person_key("Dr."), "dr.");
    }
}
