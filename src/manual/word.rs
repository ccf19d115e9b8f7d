//! A word that stands inside declarations: where it belongs, and what it says there.

use super::declaration::{choices_of, takes};
use crate::base::IndexMap;
use crate::vocabulary::{Spec, TOP, Type};

/// From so many declarations on, what stands inside of a shared word such as `allow` is told once.
const MANY: usize = 3;

/// Where a word stands: the words around it, from the declaration on.
type Path = Vec<&'static str>;

/// The page of a word that is a property of declarations, or one of the words that a property takes; nothing for a word that
/// is neither.
pub fn word(name: &str) -> Option<String> {
    let mut found = Found { name, properties: IndexMap::default(), choices: IndexMap::default() };
    TOP.iter().for_each(|spec| found.look(spec, &mut Vec::new()));
    if found.properties.is_empty() && found.choices.is_empty() {
        return None;
    }
    let mut out = format!("# {name}\n");
    if !found.properties.is_empty() {
        out.push_str("\nA word inside of declarations, on the line of its declaration or in its block.\n");
    }
    for (says, paths) in &found.properties {
        out.push_str(&format!("\n* In {}: {says}\n", listed(paths)));
    }
    if !found.choices.is_empty() {
        out.push_str("\nA word that others take.\n");
    }
    for (means, paths) in &found.choices {
        let means = if means.is_empty() { "one of its words.".to_string() } else { format!("{means}.") };
        out.push_str(&format!("\n* Behind {}: {means}\n", listed(paths)));
    }
    let all = || found.properties.values().chain(found.choices.values()).flatten().filter_map(|path| path.first());
    // of many, the one that everybody knows
    let first = all().find(|word| ["risk", "control"].contains(word)).or_else(|| all().next());
    out.push_str(&first.map(|first| format!("\n`isms explain {first}` shows the whole declaration.\n")).unwrap_or_default());
    Some(out)
}

/// All words that stand inside of declarations or that those take, each once.
pub fn words() -> Vec<&'static str> {
    fn collect(spec: &'static Spec, found: &mut Vec<&'static str>) {
        if let Type::Word(words) = spec.value {
            found.extend(words.iter().map(|(word, _)| *word));
        }
        for member in spec.members {
            found.push(member.word);
            collect(member, found);
        }
    }
    let mut found = Vec::new();
    TOP.iter().for_each(|spec| collect(spec, &mut found));
    found.sort_unstable();
    found.dedup();
    found
}

/// Places of a word, by what it says there: the same sentence is told once.
struct Found<'a> {
    name: &'a str,
    properties: IndexMap<String, Vec<Path>>,
    choices: IndexMap<String, Vec<Path>>,
}

impl Found<'_> {
    fn look(&mut self, spec: &'static Spec, above: &mut Path) {
        if spec.word == self.name && !above.is_empty() {
            self.properties.entry(says(spec)).or_default().push(above.clone());
        }
        above.push(spec.word);
        if let Type::Word(words) = spec.value
            && let Some((_, means)) = words.iter().find(|(word, _)| *word == self.name)
        {
            self.choices.entry((*means).to_string()).or_default().push(above.clone());
        }
        spec.members.iter().for_each(|member| self.look(member, above));
        above.pop();
    }
}

/// The sentence of the vocabulary, what may follow, and the example.
fn says(spec: &Spec) -> String {
    let mut says = spec.doc.to_string();
    match (choices_of(spec.value), takes(spec)) {
        (Some(choices), _) => says.push_str(&format!(" It is {choices}.")),
        (None, takes) if takes != "nothing" => says.push_str(&format!(" It takes {takes}.")),
        _ => {}
    }
    let inside: Vec<String> = spec.members.iter().map(|member| format!("`{}`", member.word)).collect();
    if !inside.is_empty() {
        says.push_str(&format!(" Inside of it: {}.", inside.join(", ")));
    }
    if !spec.example.is_empty() && !spec.example.contains('\n') {
        says.push_str(&format!(" Example: `{}`", spec.example));
    }
    says
}

/// ``` `risk`, `control` and every `allow` ```: declarations first; a word that many declarations share is told once.
fn listed(paths: &[Path]) -> String {
    let shared = |path: &Path| path.len() > 1 && paths.iter().filter(|other| other.len() > 1 && other.last() == path.last()).count() >= MANY;
    let mut shown: Vec<String> = Vec::new();
    let (declarations, inside): (Vec<&Path>, Vec<&Path>) = paths.iter().partition(|path| path.len() == 1);
    for path in declarations.into_iter().chain(inside) {
        let words = match path.last() {
            // `allow` is a declaration too, and says it for all
            Some(last) if shared(path) && paths.iter().any(|other| other.as_slice() == [*last]) => continue,
            Some(last) if shared(path) => format!("every `{last}`"),
            _ => path.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" › "),
        };
        if !shown.contains(&words) {
            shown.push(words);
        }
    }
    match shown.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => shown.concat(),
    }
}
