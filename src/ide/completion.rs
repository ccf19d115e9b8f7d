//! Completion: what may come at the cursor, and nothing else.

use super::context::{self, Slot};
use super::{View, settings, snippet, values};
use crate::base::{FileId, Span};
use crate::vocabulary::{self, Namespace, Spec, TOP};

/// What an item is, for its picture in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A word of the language.
    Word,
    /// A whole declaration.
    Declaration,
    /// A word of a fixed list.
    Choice,
    /// A number, a day, a text.
    Value,
    /// The name of something declared.
    Name(Namespace),
}

/// A line of the list.
#[derive(Debug, Clone)]
pub struct Item {
    /// What is shown.
    pub label: String,
    /// What it is.
    pub kind: Kind,
    /// What stands beside it.
    pub detail: String,
    /// Its documentation, in Markdown.
    pub doc: String,
    /// What is put in, where it is not the label: a snippet with tab stops.
    pub snippet: Option<String>,
    /// What it names; its card is made when it is asked for.
    pub name: Option<(Namespace, String)>,
    /// Whether it stands before the others.
    pub first: bool,
}

impl Item {
    /// An item that puts in its label.
    pub fn new(label: &str, kind: Kind) -> Self {
        Self { label: label.into(), kind, detail: String::new(), doc: String::new(), snippet: None, name: None, first: false }
    }

    /// With a text beside it.
    #[must_use]
    pub fn detail(mut self, detail: &str) -> Self {
        self.detail = detail.into();
        self
    }

    /// With documentation.
    #[must_use]
    pub fn doc(mut self, doc: &str) -> Self {
        self.doc = doc.into();
        self
    }

    /// With a snippet.
    #[must_use]
    pub fn snippet(mut self, snippet: &str) -> Self {
        self.snippet = Some(snippet.into());
        self
    }

    /// As the name of something.
    #[must_use]
    pub fn of(mut self, group: Namespace, id: &str) -> Self {
        self.name = Some((group, id.into()));
        self
    }
}

/// The list, and what it replaces.
#[derive(Debug, Clone)]
pub struct List {
    /// What the chosen item replaces.
    pub replace: Span,
    /// The items, the likeliest first.
    pub items: Vec<Item>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// So many items are listed; who goes on writing gets others.
const MAX_ITEMS: usize = 300;

/// What may come at an offset.
pub fn complete(view: &View<'_>, file: FileId, offset: u32) -> List {
    if settings::is_settings(view, file) {
        return settings::complete(view, file, offset);
    }
    let context = context::at(view, file, offset);
    let first = |group: Namespace| view.session.scope().names_of(&[group]).first().map(|name| (*name).to_string());
    let mut items = match &context.slot {
        Slot::Nothing => Vec::new(),
        Slot::Top => TOP
            .iter()
            .filter(|spec| !matches!(spec.word, "catalogue" | "clause" | "mapping" | "reference model" | "reference process"))
            .map(|spec| word(spec, true, &first))
            .collect(),
        Slot::Line(_, words) => words.iter().map(|spec| word(spec, false, &first)).collect(),
        Slot::Value(spec) => values::values(view, spec, &context),
        Slot::Parameter(name) => values::parameter(view, name, &context),
        Slot::Unit(ty) => values::units(view, *ty),
        Slot::Modifier(words, title) => {
            let quoted = title.then(|| Item::new("\"…\"", Kind::Value).snippet("\"$1\"").detail("the title"));
            quoted.into_iter().chain(words.iter().map(|spec| word(spec, false, &first))).collect()
        }
    };
    let written = Span { start: context.replace.start, end: offset }.of(view.text(file)).to_lowercase();
    items.retain(|item| written.is_empty() || subsequence(&written, &item.label.to_lowercase()) || subsequence(&written, &item.detail.to_lowercase()));
    let near = |label: &str| if written.is_empty() || label.starts_with(&written) { 0 } else { u8::from(!label.contains(&written)) + 1 };
    items.sort_by_key(|item| (near(&item.label.to_lowercase()), !item.first));
    let more = items.len() > MAX_ITEMS;
    items.truncate(MAX_ITEMS);
    List { replace: context.replace, items, more }
}

fn word(spec: &'static Spec, top: bool, first: &dyn Fn(Namespace) -> Option<String>) -> Item {
    let doc = if spec.example.is_empty() { spec.doc.to_string() } else { format!("{}\n\n```isms\n{}\n```", spec.doc, spec.example) };
    let item = Item::new(spec.word, if top { Kind::Declaration } else { Kind::Word }).doc(&doc);
    let detail = if spec.value == vocabulary::Type::Nothing { String::new() } else { spec.value.describe() };
    let mut item = item.detail(&detail);
    if top {
        item = item.snippet(&snippet::whole(spec, first));
    }
    item.first = spec.card == vocabulary::Card::Required;
    item
}

/// Whether the letters of one word stand in another in this order.
pub fn subsequence(wanted: &str, word: &str) -> bool {
    let mut letters = word.chars();
    wanted.chars().all(|wanted| letters.any(|letter| letter == wanted))
}
