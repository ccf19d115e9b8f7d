//! Links in a file: evidence that lies beside the sources, templates, addresses.

use super::View;
use crate::base::{FileId, Span};
use crate::resolve::{Data, Node};

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum To {
    /// A file of the package, by its path in it.
    File(String),
    /// A text of the library, by its path below `stdlib/`.
    Library(String),
    /// An address.
    Address(String),
}

/// The links of a file.
pub fn links(view: &View<'_>, file: FileId) -> Vec<(Span, To)> {
    let mut found = Vec::new();
    view.nodes(file).into_iter().for_each(|node| visit(view, node, &mut found));
    found
}

fn visit(view: &View<'_>, node: &Node, found: &mut Vec<(Span, To)>) {
    for typed in &node.values {
        match &typed.data {
            Data::Ref(_) if node.spec.word == "template" => {
                let name = typed.span.of(view.text(node.file));
                let path = format!("templates/policies/{name}.md.j2");
                if view.world.read(&path).is_ok() {
                    found.push((typed.span, To::File(path)));
                } else if crate::source::library_file(&path).is_some() {
                    found.push((typed.span, To::Library(path)));
                }
            }
            Data::Text(text) => {
                let inner = Span { start: typed.span.start + 1, end: typed.span.end.saturating_sub(1) };
                if text.starts_with("https://") || text.starts_with("http://") {
                    if !text.contains(char::is_whitespace) {
                        found.push((inner, To::Address(text.clone())));
                    }
                } else if looks_like_path(text) && view.world.read(text).is_ok() {
                    found.push((inner, To::File(text.clone())));
                }
            }
            _ => {}
        }
    }
    node.members.iter().for_each(|member| visit(view, member, found));
}

fn looks_like_path(text: &str) -> bool {
    text.len() < 200 && text.contains('/') && !text.contains(char::is_whitespace) && !text.starts_with('/')
}
