//! What stands at a place: a word, a value, a name; and where else that name stands.

use super::View;
use crate::base::{FileId, Place, Span};
use crate::resolve::{Data, Node, Typed};
use crate::vocabulary::{Namespace, Type};

/// What the cursor is on.
pub enum What<'v> {
    /// The word of the innermost member.
    Word,
    /// A value of it.
    Value(&'v Typed),
    /// Its title.
    Title,
    /// Nothing of its own.
    Nothing,
}

/// The members around a place, outermost first.
pub struct Found<'v> {
    /// The members.
    pub path: Vec<&'v Node>,
    /// What of the innermost one is there.
    pub what: What<'v>,
}

impl<'v> Found<'v> {
    /// The innermost member.
    pub fn node(&self) -> Option<&'v Node> {
        self.path.last().copied()
    }

    /// The declaration.
    pub fn declaration(&self) -> Option<&'v Node> {
        self.path.first().copied()
    }
}

/// What stands at an offset.
pub fn at<'v>(view: &View<'v>, file: FileId, offset: u32) -> Found<'v> {
    let mut path = Vec::new();
    let mut nodes: Vec<&'v Node> = view.nodes(file);
    while let Some(node) = nodes.iter().copied().filter(|node| node.whole.touches(offset)).max_by_key(|node| node.whole.start) {
        path.push(node);
        nodes = node.members.iter().collect();
    }
    let what = path.last().map_or(What::Nothing, |node| {
        if let Some(typed) = node.values.iter().find(|typed| typed.span.touches(offset)) {
            What::Value(typed)
        } else if node.word.touches(offset) {
            What::Word
        } else if node.title.as_ref().is_some_and(|(_, span)| span.touches(offset)) {
            What::Title
        } else {
            What::Nothing
        }
    });
    Found { path, what }
}

/// A name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Of which group.
    pub group: Namespace,
    /// The name.
    pub id: String,
    /// Where it stands, without its qualifier.
    pub place: Place,
    /// Whether it is declared there.
    pub declares: bool,
}

/// Every name in a member, with those that only the model knows the meaning of.
pub fn names(view: &View<'_>, node: &Node, into: &mut dyn FnMut(Named)) {
    for typed in &node.values {
        let mut say = |group: Namespace, id: &str, span: Span, declares: bool| {
            into(Named { group, id: id.to_string(), place: node.at(span), declares });
        };
        let tail = |id: &str| Span { start: typed.span.end.saturating_sub(u32::try_from(id.len()).unwrap_or(0)), end: typed.span.end };
        let head = |id: &str| Span { start: typed.span.start, end: typed.span.start + u32::try_from(id.len()).unwrap_or(0) };
        match (&typed.data, node.spec.value) {
            (Data::Id(id), Type::Id(group)) => {
                let known = view.session.scope().find(id, &[group]);
                // a decision on a control of the catalogue names it; scales and levels are known to the criteria only
                let declares = group == Namespace::Criteria || known.is_none_or(|symbol| symbol.place == node.at(typed.span));
                say(group, id, typed.span, declares);
            }
            (Data::Ref(reference), _) => {
                if let Some(group) = reference.target {
                    say(group, &reference.id, tail(&reference.id), false);
                }
            }
            (Data::Name(name), Type::Name(what)) => {
                let group = if what.contains("unit") {
                    Namespace::Unit
                } else if what.contains("role") {
                    Namespace::Role
                } else if what == "risk level" {
                    Namespace::Criteria
                } else {
                    continue;
                };
                if group == Namespace::Criteria || view.session.scope().find(name, &[group]).is_some() {
                    say(group, name, typed.span, false);
                }
            }
            (Data::Rating(Some(scale), _), _) => say(Namespace::Criteria, scale, head(scale), false),
            (Data::Setting(_, inner), _) => {
                if let Data::Name(name) = &inner.data
                    && let Some(symbol) = view.session.scope().find(name, &[Namespace::Role, Namespace::Supplier])
                {
                    say(symbol.group, name, inner.span, false);
                }
            }
            _ => {}
        }
    }
    for member in &node.members {
        names(view, member, into);
    }
}

/// The name at an offset.
pub fn name_at(view: &View<'_>, file: FileId, offset: u32) -> Option<Named> {
    let found = at(view, file, offset);
    let mut hit = None;
    names(view, found.declaration()?, &mut |name| {
        if name.place.span.touches(offset) {
            hit = Some(name);
        }
    });
    hit
}

/// Every place where a name stands, in reading order; `library` also in the library.
pub fn occurrences(view: &View<'_>, group: Namespace, id: &str, library: bool) -> Vec<Named> {
    let mut found = Vec::new();
    let of_library = view.session.library().iter().filter(|_| library);
    for node in view.session.own().chain(of_library) {
        names(view, node, &mut |name| {
            if name.group == group && name.id == id {
                found.push(name);
            }
        });
    }
    found.sort_by_key(|name| name.place);
    found
}

/// Where a name is declared.
pub fn definition(view: &View<'_>, group: Namespace, id: &str) -> Option<Place> {
    if let Some(symbol) = view.session.scope().find(id, &[group]) {
        return Some(symbol.place);
    }
    occurrences(view, group, id, true).into_iter().find(|name| name.declares).map(|name| name.place)
}

/// The declarations that decide on something of the library.
const DECISIONS: [&str; 4] = ["control", "exclude", "adopt", "omit"];

/// Where a name leads from here: to its declaration, and for a name of the library first to what the package decides on
/// it. From that decision the way goes on to the library, which not every editor can show.
pub fn target(view: &View<'_>, name: &Named) -> Option<Place> {
    let declared = definition(view, name.group, &name.id)?;
    if !view.compiled.sources.get(declared.file).is_some_and(|file| file.library) {
        return Some(declared);
    }
    let mut decided = Vec::new();
    for node in view.session.own().filter(|node| DECISIONS.contains(&node.spec.word)) {
        let names_it = |typed: &&Typed| match &typed.data {
            Data::Id(id) => *id == name.id && matches!(node.spec.value, Type::Id(group) if group == name.group),
            Data::Ref(reference) => reference.id == name.id && reference.target == Some(name.group),
            _ => false,
        };
        decided.extend(node.values.iter().filter(names_it).map(|typed| node.at(typed.span)));
    }
    let here = decided.iter().any(|place| place.file == name.place.file && place.span.touches(name.place.span.start));
    Some(decided.first().copied().filter(|_| !here).unwrap_or(declared))
}

/// The declaration of a name.
pub fn declaration<'v>(view: &View<'v>, place: Place) -> Option<&'v Node> {
    at(view, place.file, place.span.start).path.into_iter().rev().find(|node| node.values.iter().any(|typed| typed.span == place.span))
}
