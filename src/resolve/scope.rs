//! Names: who declares them, and what a reference names.

use std::collections::HashMap;

use rayon::prelude::*;

use super::node::{Data, Node, Reference};
use super::problems;
use crate::base::{Place, natural_cmp};
use crate::diagnostic::Diagnostic;
use crate::vocabulary::{Namespace, Type};

/// A name that was declared.
#[derive(Debug, Clone)]
pub struct Symbol {
    /// Its group.
    pub group: Namespace,
    /// Where its name stands.
    pub place: Place,
    /// Its title, where it has one.
    pub title: Option<String>,
    /// Whether the library declares it.
    pub library: bool,
}

/// All names of a compilation.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    // looked up by name only; anything that lists names sorts them first
    names: HashMap<String, Vec<Symbol>>,
    lists: std::sync::OnceLock<HashMap<Namespace, Vec<String>>>,
}

impl Scope {
    /// The symbol of this name in one of these groups, in the order of the groups.
    pub fn find(&self, id: &str, groups: &[Namespace]) -> Option<&Symbol> {
        let symbols = self.names.get(id)?;
        groups.iter().find_map(|group| symbols.iter().find(|symbol| symbol.group == *group))
    }

    /// The symbols of this name, in any group.
    pub fn everywhere(&self, id: &str) -> &[Symbol] {
        self.names.get(id).map_or(&[], Vec::as_slice)
    }

    /// The names of these groups, each in natural order.
    pub fn names_of(&self, groups: &[Namespace]) -> Vec<&str> {
        let lists = self.lists.get_or_init(|| {
            let mut lists: HashMap<Namespace, Vec<String>> = HashMap::new();
            let all = self.names.iter().flat_map(|(name, symbols)| symbols.iter().map(move |symbol| (symbol.group, name)));
            all.for_each(|(group, name)| lists.entry(group).or_default().push(name.clone()));
            lists.values_mut().for_each(|names| names.sort_by(|a, b| natural_cmp(a, b)));
            lists
        });
        groups.iter().filter_map(|group| lists.get(group)).flatten().map(String::as_str).collect()
    }

    fn declare(&mut self, id: &str, symbol: Symbol, findings: &mut Vec<Diagnostic>) {
        let symbols = self.names.entry(id.to_string()).or_default();
        if let Some(first) = symbols.iter().find(|other| other.group == symbol.group) {
            // an own process may stand under the name of one outside the model: that is how it says which
            findings.push(problems::duplicate_name(symbol.place, first.place, id, symbol.group, first.library));
            return;
        }
        symbols.push(symbol);
    }
}

/// Declares all names, library first, then resolves every reference of the package.
pub fn resolve(library: &mut [Node], package: &mut [Node]) -> (Scope, Vec<Diagnostic>) {
    let mut scope = Scope::default();
    let mut findings = Vec::new();
    for node in library.iter() {
        declare(&mut scope, node, true, &mut findings);
    }
    let own_classifications = package.iter().any(|node| node.spec.declares == Some(Namespace::Classification));
    if own_classifications {
        // each list is changed on its own: the order in which they come does not show
        scope.names.values_mut().for_each(|symbols| symbols.retain(|symbol| symbol.group != Namespace::Classification));
    }
    for node in package.iter() {
        declare(&mut scope, node, false, &mut findings);
    }
    let shared = &scope;
    let work = |node: &mut Node| {
        let mut found = Vec::new();
        refer(shared, node, &mut found);
        found
    };
    let mut found: Vec<Vec<Unresolved>> = library.iter_mut().map(work).collect();
    if package.len() < 256 {
        found.extend(package.iter_mut().map(work));
    } else {
        let of_package: Vec<Vec<Unresolved>> = package.par_iter_mut().with_min_len(64).map(work).collect();
        found.extend(of_package);
    }
    // looking for what was meant costs time for each name that there is: enough for all that anyone will read
    let mut suggestions = MAX_SUGGESTIONS;
    findings.extend(found.into_iter().flatten().map(|one| match one {
        Unresolved::Said(finding) => *finding,
        Unresolved::Unknown { place, id, groups } => {
            let suggest = suggestions > 0;
            suggestions = suggestions.saturating_sub(1);
            problems::unknown_name(place, &id, groups, suggest.then_some(&scope))
        }
    }));
    (scope, findings)
}

/// So many unknown names get a "did you mean".
const MAX_SUGGESTIONS: usize = 200;

/// A reference that names nothing.
enum Unresolved {
    /// What is wrong was said.
    Said(Box<Diagnostic>),
    /// A name that nobody declares.
    Unknown { place: Place, id: String, groups: &'static [Namespace] },
}

impl From<Diagnostic> for Unresolved {
    fn from(finding: Diagnostic) -> Self {
        Unresolved::Said(Box::new(finding))
    }
}

fn declare(scope: &mut Scope, node: &Node, library: bool, findings: &mut Vec<Diagnostic>) {
    if let (Type::Id(group), Some(typed)) = (node.spec.value, node.values.first())
        && let Data::Id(id) = &typed.data
    {
        let decides = group == Namespace::Control && node.spec.declares.is_none() && !library;
        let known = decides && scope.find(id, &[Namespace::Control]).is_some();
        let of_annex = decides && id.starts_with("A.");
        if !known && !of_annex {
            let symbol = Symbol { group, place: node.at(typed.span), title: node.title.as_ref().map(|(title, _)| title.clone()), library };
            scope.declare(id, symbol, findings);
        }
    }
    for member in &node.members {
        // scales and levels are names inside the criteria only
        if member.spec.value != Type::Id(Namespace::Criteria) {
            declare(scope, member, library, findings);
        }
    }
}

fn refer(scope: &Scope, node: &mut Node, findings: &mut Vec<Unresolved>) {
    let file = node.file;
    let spec = node.spec;
    for typed in &mut node.values {
        if let Data::Ref(reference) = &mut typed.data {
            look_up(scope, reference, Place::new(file, typed.span), spec.word, findings);
        }
    }
    if let (Type::Id(Namespace::Control), None, Some(typed)) = (spec.value, spec.declares, node.values.first())
        && let Data::Id(id) = &typed.data
        && id.starts_with("A.")
        && scope.find(id, &[Namespace::Control]).is_none()
    {
        findings.push(problems::unknown_control(node.at(typed.span), id, scope).into());
    }
    for member in &mut node.members {
        refer(scope, member, findings);
    }
}

fn look_up(scope: &Scope, reference: &mut Reference, place: Place, word: &str, findings: &mut Vec<Unresolved>) {
    let own;
    let groups: &[Namespace] = match reference.qualifier {
        Some(group) => {
            // `process.x` may name an own process or one of the model
            if !reference.groups.contains(&group) {
                findings.push(problems::wrong_kind(place, &reference.id, group, word, reference.groups, None).into());
                return;
            }
            own = [group];
            &own
        }
        None => reference.groups,
    };
    let symbols = scope.everywhere(&reference.id);
    let mut matching = groups.iter().filter(|group| symbols.iter().any(|symbol| symbol.group == **group)).copied();
    match (matching.next(), matching.next()) {
        (Some(first), Some(second)) => {
            // an own process hides the one of the model that has its name: it realises it
            let process = first == Namespace::Process && second == Namespace::ReferenceProcess;
            if !process {
                findings.push(problems::ambiguous_name(place, &reference.id, first, second, scope).into());
            }
            reference.target = Some(first);
        }
        (Some(only), None) => reference.target = Some(only),
        (None, _) => {
            let elsewhere = symbols.first();
            if reference.groups.contains(&Namespace::Control) && reference.id.starts_with("A.") {
                findings.push(problems::unknown_control(place, &reference.id, scope).into());
            } else if let Some(symbol) = elsewhere {
                findings.push(problems::wrong_kind(place, &reference.id, symbol.group, word, groups, Some(symbol.place)).into());
            } else {
                let groups = if reference.qualifier.is_some() { qualified(reference.qualifier) } else { reference.groups };
                findings.push(Unresolved::Unknown { place, id: reference.id.clone(), groups });
            }
        }
    }
}

/// The one group of a qualified name, as a list.
fn qualified(group: Option<Namespace>) -> &'static [Namespace] {
    let at = Namespace::ALL.iter().position(|one| Some(*one) == group);
    at.and_then(|at| Namespace::ALL.get(at..=at)).unwrap_or_default()
}
