//! The tree: what stands in a file, before anyone asks what it means.

use crate::base::Span;

/// A file: its members, and the comments after the last one.
#[derive(Debug, Clone, Default)]
pub struct File {
    /// The top-level members in the order of the text.
    pub members: Vec<Member>,
    /// Comments after the last member.
    pub tail: Vec<Span>,
}

/// `word items {block}` with the comments around it.
#[derive(Debug, Clone, Default)]
pub struct Member {
    /// From the first character of the word to the last of the member.
    pub span: Span,
    /// From the word to the last item; what a label underlines.
    pub header: Span,
    /// The word; missing where the member begins with a value.
    pub head: Option<Span>,
    /// Everything between the word and the block.
    pub items: Vec<Item>,
    /// What stands in braces.
    pub block: Option<Block>,
    /// Comments on the lines before, documentation comments among them.
    pub before: Vec<Span>,
    /// Comments inside the header.
    pub within: Vec<Span>,
    /// A comment after it on the same line.
    pub after: Option<Span>,
}

/// The members in braces.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// From brace to brace.
    pub span: Span,
    /// What stands in it.
    pub members: Vec<Member>,
    /// Comments after the last member.
    pub tail: Vec<Span>,
    /// A comment after the opening brace on the same line.
    pub after_open: Option<Span>,
}

/// One thing in a header.
#[derive(Debug, Clone)]
pub enum Item {
    /// A value.
    Value(Value),
    /// A comma.
    Comma(Span),
}

/// A value as written.
#[derive(Debug, Clone)]
pub struct Value {
    /// Where.
    pub span: Span,
    /// What it looks like.
    pub kind: ValueKind,
}

/// What a value looks like; what it means depends on where it stands.
#[derive(Debug, Clone)]
pub enum ValueKind {
    /// A name, perhaps with dots.
    Name,
    /// Something that begins with a digit.
    Number,
    /// `%`
    Percent,
    /// `..`
    Range,
    /// A string in quotes.
    String,
    /// A text block in three quotes.
    Text,
    /// `[a, b]`
    List(Vec<Item>),
}

impl Item {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Item::Value(value) => value.span,
            Item::Comma(span) => *span,
        }
    }
}

impl Member {
    /// The word, as text.
    pub fn word<'t>(&self, text: &'t str) -> &'t str {
        self.head.map_or("", |span| span.of(text))
    }

    /// The documentation comment before it: the text of its `///` lines.
    pub fn doc(&self, text: &str) -> Option<String> {
        let lines: Vec<&str> =
            self.before.iter().filter_map(|span| span.of(text).strip_prefix("///")).map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end()).collect();
        if lines.is_empty() { None } else { Some(lines.join("\n")) }
    }
}
