//! What each word of a text is, for colours that know the meaning.

use super::View;
use crate::base::{FileId, Span};
use crate::resolve::{Data, Node};
use crate::vocabulary::{Namespace, Type};

/// The kinds of tokens, in the order of the legend.
pub const KINDS: [&str; 11] = ["keyword", "property", "string", "number", "enumMember", "class", "variable", "function", "interface", "comment", "parameter"];

/// The modifiers, in the order of the legend.
pub const MODIFIERS: [&str; 3] = ["declaration", "defaultLibrary", "deprecated"];

/// A coloured word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Token {
    /// Where.
    pub span: Span,
    /// Which of [`KINDS`].
    pub kind: usize,
    /// Bits of [`MODIFIERS`].
    pub modifiers: u32,
}

const KEYWORD: usize = 0;
const PROPERTY: usize = 1;
const STRING: usize = 2;
const NUMBER: usize = 3;
const CHOICE: usize = 4;
const PARAMETER: usize = 10;

/// The tokens of a file, in the order of the text.
pub fn tokens(view: &View<'_>, file: FileId) -> Vec<Token> {
    let mut found = Vec::new();
    view.nodes(file).into_iter().for_each(|node| visit(view, node, true, &mut found));
    found.sort();
    // a token that reaches into the one before it would be counted wrong by an editor
    let mut end = 0;
    found.retain(|token| {
        let free = token.span.start >= end && !token.span.is_empty();
        if free {
            end = token.span.end;
        }
        free
    });
    found
}

fn visit(view: &View<'_>, node: &Node, top: bool, found: &mut Vec<Token>) {
    let mut add = |span: Span, kind: usize, modifiers: u32| found.push(Token { span, kind, modifiers });
    add(node.word, if top { KEYWORD } else { PROPERTY }, 0);
    if let Some((_, span)) = &node.title {
        add(*span, STRING, 0);
    }
    for typed in &node.values {
        match &typed.data {
            Data::Id(_) => {
                let declares = u32::from(node.spec.declares.is_some());
                add(
                    typed.span,
                    of_group(match node.spec.value {
                        Type::Id(group) => Some(group),
                        _ => None,
                    }),
                    declares,
                );
            }
            Data::Ref(reference) => {
                let library = reference.target.and_then(|group| view.session.scope().find(&reference.id, &[group])).is_some_and(|symbol| symbol.library);
                add(typed.span, of_group(reference.target), u32::from(library) << 1);
            }
            Data::Text(_) => add(typed.span, STRING, 0),
            Data::Word(_) | Data::Bool(_) => add(typed.span, CHOICE, 0),
            Data::Name(_) => add(typed.span, CHOICE, 0),
            Data::Setting(name, inner) => {
                add(Span { start: typed.span.start, end: typed.span.start + u32::try_from(name.len()).unwrap_or(0) }, PARAMETER, 0);
                add(inner.span, if matches!(inner.data, Data::Text(_)) { STRING } else { NUMBER }, 0);
            }
            Data::Wrong => {}
            _ => add(typed.span, NUMBER, 0),
        }
    }
    node.members.iter().for_each(|member| visit(view, member, false, found));
}

fn of_group(group: Option<Namespace>) -> usize {
    match group {
        Some(Namespace::Process | Namespace::ReferenceProcess) => 7,
        Some(Namespace::Artifact) => 8,
        Some(Namespace::Role | Namespace::Unit | Namespace::Party) => 6,
        _ => 5,
    }
}
