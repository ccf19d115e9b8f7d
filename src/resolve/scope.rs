//! Names: who declares them.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::node::{Data, Node};
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

/// A name as a file declares it, before anyone knows what other files declare.
#[derive(Debug, Clone)]
pub struct Name {
    /// The name.
    pub id: String,
    /// What is declared.
    pub symbol: Symbol,
    /// Whether it may be a decision on a control of the catalogue, which declares nothing.
    decides: bool,
}

impl Name {
    /// Whether it declares the same name in the same group, wherever it stands and whatever its title.
    pub fn same(&self, other: &Name) -> bool {
        self.id == other.id && self.symbol.group == other.symbol.group && self.decides == other.decides
    }
}

/// The names that nodes declare.
pub fn names(nodes: &[Node], library: bool, into: &mut Vec<Name>) {
    for node in nodes {
        if let (Type::Id(group), Some(typed)) = (node.spec.value, node.values.first())
            && let Data::Id(id) = &typed.data
        {
            let decides = group == Namespace::Control && node.spec.declares.is_none() && !library;
            // a decision on a control of the catalogue declares nothing, even where there is no such control
            if !(decides && id.starts_with("A.")) {
                let title = node.title.as_ref().map(|(title, _)| title.clone());
                into.push(Name { id: id.clone(), symbol: Symbol { group, place: node.at(typed.span), title, library }, decides });
            }
        }
        for member in &node.members {
            // scales and levels are names inside the criteria only
            if member.spec.value != Type::Id(Namespace::Criteria) {
                names(std::slice::from_ref(member), library, into);
            }
        }
    }
}

type Symbols = HashMap<String, Vec<Symbol>, foldhash::fast::RandomState>;

/// All names of a compilation.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    // looked up by name only; anything that lists names sorts them first
    library: Arc<Symbols>,
    /// Names of the package, each with the symbols of the library that share it.
    own: Symbols,
    /// The names of each group, listed when they are asked for.
    lists: Lists,
}

/// A list for each group of names.
#[derive(Debug, Clone)]
struct Lists([OnceLock<Vec<String>>; Namespace::ALL.len()]);

impl Default for Lists {
    fn default() -> Self {
        Self(std::array::from_fn(|_| OnceLock::new()))
    }
}

impl Scope {
    /// The names of the library.
    pub fn of_library(names: Vec<Name>) -> (Scope, Vec<Diagnostic>) {
        let mut symbols = Symbols::default();
        let mut findings = Vec::new();
        for name in names {
            let slot = symbols.entry(name.id.clone()).or_default();
            match slot.iter().find(|other| other.group == name.symbol.group) {
                Some(first) => findings.push(problems::duplicate_name(name.symbol.place, first.place, &name.id, name.symbol.group, true)),
                None => slot.push(name.symbol),
            }
        }
        (Scope { library: Arc::new(symbols), ..Scope::default() }, findings)
    }

    /// The names of the library with those of a package on top.
    pub fn with<'n>(&self, names: impl Iterator<Item = &'n Name>, own_classifications: bool) -> (Scope, Vec<Diagnostic>) {
        let mut scope = Scope { library: Arc::clone(&self.library), ..Scope::default() };
        let mut findings = Vec::new();
        if own_classifications {
            // each name is changed on its own: the order in which they come does not show
            let shadowed = self.library.iter().filter(|(_, symbols)| symbols.iter().any(|symbol| symbol.group == Namespace::Classification));
            let kept = |symbols: &[Symbol]| symbols.iter().filter(|symbol| symbol.group != Namespace::Classification).cloned().collect();
            scope.own = shadowed.map(|(id, symbols)| (id.clone(), kept(symbols))).collect();
        }
        for name in names {
            if name.decides && scope.find(&name.id, &[Namespace::Control]).is_some() {
                continue;
            }
            if !scope.own.contains_key(&name.id) {
                let of_library = scope.library.get(&name.id).cloned().unwrap_or_default();
                scope.own.insert(name.id.clone(), of_library);
            }
            let Some(symbols) = scope.own.get_mut(&name.id) else { continue };
            match symbols.iter().find(|other| other.group == name.symbol.group) {
                // an own process may stand under the name of one outside the model: that is how it says which
                Some(first) => findings.push(problems::duplicate_name(name.symbol.place, first.place, &name.id, name.symbol.group, first.library)),
                None => symbols.push(name.symbol.clone()),
            }
        }
        (scope, findings)
    }

    /// Takes over where names stand now; the names themselves are the same as before.
    pub fn replace(&mut self, names: &[Name]) {
        for name in names {
            let symbols = self.own.get_mut(&name.id).into_iter().flatten();
            if let Some(symbol) = symbols.into_iter().find(|symbol| symbol.group == name.symbol.group && !symbol.library) {
                *symbol = name.symbol.clone();
            }
        }
    }

    /// The symbol of this name in one of these groups, in the order of the groups.
    pub fn find(&self, id: &str, groups: &[Namespace]) -> Option<&Symbol> {
        let symbols = self.everywhere(id);
        groups.iter().find_map(|group| symbols.iter().find(|symbol| symbol.group == *group))
    }

    /// The symbols of this name, in any group.
    pub fn everywhere(&self, id: &str) -> &[Symbol] {
        self.own.get(id).or_else(|| self.library.get(id)).map_or(&[], Vec::as_slice)
    }

    /// Whether the library declares such a name, also where the package has names of its own instead.
    pub fn is_of_library(&self, id: &str, group: Namespace) -> bool {
        self.library.get(id).is_some_and(|symbols| symbols.iter().any(|symbol| symbol.group == group))
    }

    /// The names of these groups, each in natural order.
    pub fn names_of(&self, groups: &[Namespace]) -> Vec<&str> {
        let list = |group: &Namespace| {
            let slot = self.lists.0.get(*group as usize)?;
            Some(slot.get_or_init(|| {
                let of_library = self.library.iter().filter(|(id, _)| !self.own.contains_key(*id));
                let with = of_library.chain(self.own.iter()).filter(|(_, symbols)| symbols.iter().any(|symbol| symbol.group == *group));
                let mut names: Vec<String> = with.map(|(id, _)| id.clone()).collect();
                names.sort_by(|a, b| natural_cmp(a, b));
                names
            }))
        };
        groups.iter().filter_map(list).flatten().map(String::as_str).collect()
    }
}
