//! References: what each name that is used stands for.

use std::collections::HashSet;

use rayon::prelude::*;

use super::node::{Data, Node, Reference};
use super::problems;
use super::scope::{Name, Scope, names};
use crate::base::Place;
use crate::diagnostic::Diagnostic;
use crate::vocabulary::{Namespace, Spec, Type};

/// Declares all names, library first, then resolves every reference of the package.
pub fn resolve(library: &mut [Node], package: &mut [Node]) -> (Scope, Vec<Diagnostic>) {
    let (mut of_library, mut own): (Vec<Name>, Vec<Name>) = Default::default();
    names(library, true, &mut of_library);
    names(package, false, &mut own);
    let (base, mut findings) = Scope::of_library(of_library);
    let (scope, more) = base.with(own.iter(), package.iter().any(declares_classification));
    findings.extend(more);
    // levels that the package has replaced are not there, so nobody asks what they name
    let replaced = package.iter().any(declares_classification);
    let mut unresolved = refer(&scope, library.iter_mut().filter(|node| !(replaced && declares_classification(node))));
    unresolved.extend(refer(&scope, package.iter_mut()));
    findings.extend(report(&scope, unresolved.iter()));
    (scope, findings)
}

/// Whether a declaration takes the place of the levels of confidentiality that are there by default.
pub fn declares_classification(node: &Node) -> bool {
    node.spec.declares == Some(Namespace::Classification)
}

/// A reference that names nothing.
#[derive(Debug, Clone)]
pub enum Unresolved {
    /// What is wrong was said.
    Said(Box<Diagnostic>),
    /// A name that nobody declares.
    Unknown {
        /// Where it is used.
        place: Place,
        /// The name.
        id: String,
        /// The groups in which it was looked for.
        groups: &'static [Namespace],
    },
}

impl From<Diagnostic> for Unresolved {
    fn from(finding: Diagnostic) -> Self {
        Unresolved::Said(Box::new(finding))
    }
}

/// Resolves every reference in some nodes.
pub fn refer<'n>(scope: &Scope, nodes: impl Iterator<Item = &'n mut Node>) -> Vec<Unresolved> {
    let mut nodes: Vec<&mut Node> = nodes.collect();
    let work = |node: &mut &mut Node| {
        let mut found = Vec::new();
        refer_in(scope, node, &mut found);
        found
    };
    if nodes.len() < 256 {
        return nodes.iter_mut().flat_map(work).collect();
    }
    let found: Vec<Vec<Unresolved>> = nodes.par_iter_mut().with_min_len(64).map(work).collect();
    found.into_iter().flatten().collect()
}

/// So many unknown names get a "did you mean".
const MAX_SUGGESTIONS: usize = 200;

/// The findings about references that name nothing.
pub fn report<'u>(scope: &Scope, unresolved: impl Iterator<Item = &'u Unresolved>) -> Vec<Diagnostic> {
    // looking for what was meant costs time for each name that there is: enough for all that anyone will read
    let mut suggestions = MAX_SUGGESTIONS;
    let say = |one: &Unresolved| match one {
        Unresolved::Said(finding) => (**finding).clone(),
        Unresolved::Unknown { place, id, groups } => {
            let suggest = suggestions > 0;
            suggestions = suggestions.saturating_sub(1);
            problems::unknown_name(*place, id, groups, suggest.then_some(scope))
        }
    };
    unresolved.map(say).collect()
}

/// Every name that some nodes refer to.
pub fn mentioned(nodes: &[Node], into: &mut HashSet<String>) {
    for node in nodes {
        let referred = node.values.iter().filter_map(|typed| match &typed.data {
            Data::Ref(reference) => Some(reference.id.clone()),
            _ => None,
        });
        into.extend(referred);
        mentioned(&node.members, into);
    }
}

fn refer_in(scope: &Scope, node: &mut Node, findings: &mut Vec<Unresolved>) {
    let file = node.file;
    let spec = node.spec;
    for typed in &mut node.values {
        if let Data::Ref(reference) = &mut typed.data {
            look_up(scope, reference, Place::new(file, typed.span), spec, findings);
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
        refer_in(scope, member, findings);
    }
}

fn look_up(scope: &Scope, reference: &mut Reference, place: Place, spec: &'static Spec, findings: &mut Vec<Unresolved>) {
    let word = spec.word;
    // it may have named something before a name was taken away
    reference.target = None;
    if !reference.words.is_empty() {
        spaced(scope, reference, place, spec, findings);
        return;
    }
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

/// A name that was written with blanks in it: the one that has `_` there, or several that lack their commas.
fn spaced(scope: &Scope, reference: &mut Reference, place: Place, spec: &'static Spec, findings: &mut Vec<Unresolved>) {
    let names = scope.names_of(reference.groups);
    let wanted = reference.words.join("_");
    let same = |name: &&&str| name.to_lowercase() == wanted.to_lowercase();
    let group_of = |name: &str| reference.groups.iter().copied().find(|group| scope.find(name, &[*group]).is_some());
    if let Some(name) = names.iter().find(same) {
        let what = reference.groups.first().map_or("name", |group| group.label());
        findings.push(problems::spaced_name(place, what, &reference.words.join(" "), name).into());
        reference.target = group_of(name);
        reference.id = name.to_string();
    } else if reference.words.iter().all(|word| group_of(word).is_some()) {
        let finding = if spec.list { problems::missing_commas(place, &reference.words) } else { problems::one_value(place, spec) };
        findings.push(finding.into());
    } else {
        findings.push(Unresolved::Unknown { place, id: wanted, groups: reference.groups });
    }
}

/// The one group of a qualified name, as a list.
fn qualified(group: Option<Namespace>) -> &'static [Namespace] {
    let at = Namespace::ALL.iter().position(|one| Some(*one) == group);
    at.and_then(|at| Namespace::ALL.get(at..=at)).unwrap_or_default()
}
