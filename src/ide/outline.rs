//! The declarations of a file as a tree, and all declarations by what someone remembers of their name.

use super::View;
use crate::base::{FileId, Place, Span};
use crate::resolve::Node;
use crate::vocabulary::Namespace;

/// A declaration in the outline.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Its title, or the word.
    pub detail: String,
    /// The word of the vocabulary.
    pub word: &'static str,
    /// All of it.
    pub whole: Span,
    /// What is selected.
    pub name_span: Span,
    /// What is declared inside.
    pub children: Vec<Entry>,
}

/// The outline of a file.
pub fn outline(view: &View<'_>, file: FileId) -> Vec<Entry> {
    view.nodes(file).into_iter().map(|node| entry(view, node)).collect()
}

fn entry(view: &View<'_>, node: &Node) -> Entry {
    let text = view.text(node.file);
    let names: Vec<&str> = node.values.iter().take(4).map(|typed| typed.span.of(text)).collect();
    let title = node.title.as_ref().map_or("", |(title, _)| title.as_str());
    let name = if names.is_empty() { if title.is_empty() { node.spec.word.to_string() } else { title.to_string() } } else { names.join(", ") };
    let detail = if title.is_empty() { node.spec.word.to_string() } else { format!("{} · {title}", node.spec.word) };
    let inside = node
        .members
        .iter()
        .filter(|member| member.spec.declares.is_some() || matches!(member.spec.value, crate::vocabulary::Type::Id(_)) || member.spec.word == "plan");
    let name_span = node.value().map_or(node.word, |typed| typed.span);
    let whole = node.whole.to(name_span);
    Entry {
        name: name.split(['\n', '\r']).next().unwrap_or("").to_string(),
        detail,
        word: node.spec.word,
        whole,
        name_span,
        children: inside.map(|member| entry(view, member)).collect(),
    }
}

/// A declaration that was looked for.
#[derive(Debug, Clone)]
pub struct Match {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The word of the vocabulary.
    pub word: &'static str,
    /// Where it stands.
    pub place: Place,
    rank: u32,
}

/// Declarations of the package whose name or title has the letters of the query in this order, the nearest first.
pub fn search(view: &View<'_>, query: &str, limit: usize) -> Vec<Match> {
    let query = query.to_lowercase();
    let mut found = Vec::new();
    let mut add = |node: &Node| {
        let Some(typed) = node.value() else { return };
        let name = typed.span.of(view.text(node.file)).to_string();
        let title = node.title.as_ref().map_or(String::new(), |(title, _)| title.clone());
        if let Some(rank) = rank(&query, &name.to_lowercase(), &title.to_lowercase()) {
            found.push(Match { name, title, word: node.spec.word, place: node.at(typed.span), rank });
        }
    };
    for node in view.session.own() {
        add(node);
        let inner = node.members.iter().flat_map(|member| std::iter::once(member).chain(&member.members));
        inner.filter(|member| member.spec.declares.is_some_and(|group| group != Namespace::Criteria)).for_each(&mut add);
    }
    found.sort_by_key(|one| (one.rank, one.name.len(), one.place));
    found.truncate(limit);
    found
}

/// How near a query is: 0 for the name itself.
fn rank(query: &str, name: &str, title: &str) -> Option<u32> {
    if query.is_empty() || name == query {
        return Some(0);
    }
    if name.starts_with(query) {
        return Some(1);
    }
    if name.contains(query) {
        return Some(2);
    }
    if title.contains(query) {
        return Some(3);
    }
    if super::completion::subsequence(query, name) {
        return Some(4);
    }
    super::completion::subsequence(query, title).then_some(5)
}
