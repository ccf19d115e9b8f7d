//! What one word of the language takes: the row of the vocabulary table.

use super::{Namespace, Type};

/// One word of the vocabulary: a declaration, a property in a block, or a modifier on a header line.
///
/// All three are the same thing at different depths, so one type describes them all and a modifier on a
/// header line means what the same word means inside the block.
#[derive(Debug)]
pub struct Spec {
    /// The word as written; several words are separated by one space (`reference process`).
    pub word: &'static str,
    /// The value that follows the word.
    pub value: Type,
    /// Whether several values may follow, separated by commas.
    pub list: bool,
    /// Whether the value must be there.
    pub value_required: bool,
    /// Whether a title in quotes follows the value.
    pub title: Title,
    /// The words that may stand inside, on the header line or in the block.
    pub members: &'static [Spec],
    /// How often the word may stand in one place.
    pub card: Card,
    /// One sentence for hover, completion and the manual. May use Markdown code spans.
    pub doc: &'static str,
    /// A piece of source that shows the word in use; for declarations a whole, valid declaration.
    pub example: &'static str,
    /// The group of names that the declaration adds to.
    pub declares: Option<Namespace>,
}

/// Whether a title in quotes may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Title {
    /// A title here is a mistake.
    None,
    /// A title may stand here.
    Optional,
    /// A title must stand here.
    Required,
}

/// How often a word may stand in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Card {
    /// Exactly once.
    Required,
    /// At most once.
    Optional,
    /// Any number of times.
    Many,
}

impl Spec {
    const fn new(word: &'static str, value: Type, card: Card, doc: &'static str) -> Self {
        Self {
            word,
            value,
            list: false,
            value_required: !matches!(value, Type::Nothing),
            title: Title::None,
            members: &[],
            card,
            doc,
            example: "",
            declares: None,
        }
    }

    /// A top-level declaration that adds a name to `namespace`.
    pub const fn declares(word: &'static str, namespace: Namespace, doc: &'static str) -> Self {
        let mut spec = Self::new(word, Type::Id(namespace), Card::Many, doc);
        spec.declares = Some(namespace);
        spec.title = Title::Required;
        spec
    }

    /// A top-level decision on something that is declared elsewhere.
    pub const fn decides(word: &'static str, value: Type, doc: &'static str) -> Self {
        Self::new(word, value, Card::Many, doc)
    }

    /// A word that stands exactly once.
    pub const fn one(word: &'static str, value: Type, doc: &'static str) -> Self {
        Self::new(word, value, Card::Required, doc)
    }

    /// A word that stands at most once.
    pub const fn opt(word: &'static str, value: Type, doc: &'static str) -> Self {
        Self::new(word, value, Card::Optional, doc)
    }

    /// A word that stands any number of times.
    pub const fn many(word: &'static str, value: Type, doc: &'static str) -> Self {
        Self::new(word, value, Card::Many, doc)
    }

    /// Several values, separated by commas.
    pub const fn list(mut self) -> Self {
        self.list = true;
        self
    }

    /// The value may be left out.
    pub const fn value_optional(mut self) -> Self {
        self.value_required = false;
        self
    }

    /// A title may follow.
    pub const fn titled(mut self) -> Self {
        self.title = Title::Optional;
        self
    }

    /// A title must follow.
    pub const fn title_required(mut self) -> Self {
        self.title = Title::Required;
        self
    }

    /// The words inside.
    pub const fn with(mut self, members: &'static [Spec]) -> Self {
        self.members = members;
        self
    }

    /// A piece of source that shows it.
    pub const fn example(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }

    /// The member with this word.
    pub fn member(&self, word: &str) -> Option<&'static Spec> {
        self.members.iter().find(|spec| spec.word == word)
    }
}
