//! A member that the vocabulary has read: typed values, modifiers and block members alike as members.

use jiff::civil::Date;

use crate::base::{Decimal, FileId, Place, Span};
use crate::vocabulary::{Namespace, Spec};

/// A member with its meaning: which word of the vocabulary it is, and its values by type.
#[derive(Debug, Clone)]
pub struct Node {
    /// The row of the vocabulary.
    pub spec: &'static Spec,
    /// The file.
    pub file: FileId,
    /// The word.
    pub word: Span,
    /// The header: from the word to the last value on the line.
    pub header: Span,
    /// Everything, with the block.
    pub whole: Span,
    /// The values after the word.
    pub values: Vec<Typed>,
    /// The title in quotes.
    pub title: Option<(String, Span)>,
    /// Modifiers and block members.
    pub members: Vec<Node>,
    /// The documentation comment.
    pub doc: Option<String>,
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// Where.
    pub span: Span,
    /// What.
    pub data: Data,
}

/// A value by its type.
#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    /// A new name.
    Id(String),
    /// A reference.
    Ref(Reference),
    /// A text.
    Text(String),
    /// A word of a fixed list.
    Word(&'static str),
    /// A name that something else resolves.
    Name(String),
    /// A day.
    Date(Date),
    /// A length of time.
    Duration(Period),
    /// Money.
    Money(Decimal, String),
    /// Work, in hours.
    Effort(Decimal),
    /// A number with its unit.
    Quantity(Decimal, Option<String>),
    /// A whole number.
    Int(i64),
    /// A number.
    Number(Decimal),
    /// Yes or no.
    Bool(bool),
    /// A clause number.
    Clause(String),
    /// A value on a scale.
    Rating(Option<String>, Decimal),
    /// A parameter and its value.
    Setting(String, Box<Typed>),
    /// Something stood here that could not be read; it was reported.
    Wrong,
}

/// A length of time as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// How many.
    pub count: i64,
    /// Of which unit, in the singular: `month`.
    pub unit: &'static str,
}

/// A reference: as written, and what it was resolved to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The name without its qualifier.
    pub id: String,
    /// The group that the qualifier names, where there is one.
    pub qualifier: Option<Namespace>,
    /// The groups in which it may be found.
    pub groups: &'static [Namespace],
    /// Where it was found.
    pub target: Option<Namespace>,
    /// Its words, where it was written with blanks in it.
    pub words: Vec<String>,
}

impl Node {
    /// The same after `by` bytes before it were put in, in a file that has this number now.
    pub fn move_to(&mut self, file: FileId, by: i64) {
        self.file = file;
        if by != 0 {
            self.word = self.word.moved(by);
            self.header = self.header.moved(by);
            self.whole = self.whole.moved(by);
            if let Some((_, span)) = &mut self.title {
                *span = span.moved(by);
            }
            self.values.iter_mut().for_each(|typed| typed.moved(by));
        }
        self.members.iter_mut().for_each(|member| member.move_to(file, by));
    }

    /// The place of the header.
    pub fn place(&self) -> Place {
        Place::new(self.file, self.header)
    }

    /// The place of the word.
    pub fn word_place(&self) -> Place {
        Place::new(self.file, self.word)
    }

    /// A place in the same file.
    pub fn at(&self, span: Span) -> Place {
        Place::new(self.file, span)
    }

    /// The first member with this word.
    pub fn get(&self, word: &str) -> Option<&Node> {
        self.members.iter().find(|node| node.spec.word == word)
    }

    /// All members with this word.
    pub fn all<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a Node> {
        self.members.iter().filter(move |node| node.spec.word == word)
    }

    /// The first value.
    pub fn value(&self) -> Option<&Typed> {
        self.values.first()
    }

    /// The name that the node declares.
    pub fn id(&self) -> Option<&str> {
        match self.value().map(|typed| &typed.data) {
            Some(Data::Id(id)) => Some(id),
            _ => None,
        }
    }
}

impl Typed {
    fn moved(&mut self, by: i64) {
        self.span = self.span.moved(by);
        if let Data::Setting(_, inner) = &mut self.data {
            inner.moved(by);
        }
    }
}
