//! Whether two texts say the same: the words, values, texts and documentation of every member, and all comments.

use super::header::text_lines;
use super::trivia::comments;
use crate::base::Span;
use crate::syntax::{File, Item, Member, ValueKind};

/// Compares two texts by their trees.
pub(super) fn same(left: &str, left_tree: &File, right: &str, right_tree: &File) -> bool {
    let pair = Pair { left, right };
    pair.members(&left_tree.members, &right_tree.members) && comments(left) == comments(right)
}

struct Pair<'t> {
    left: &'t str,
    right: &'t str,
}

impl Pair<'_> {
    fn members(&self, left: &[Member], right: &[Member]) -> bool {
        left.len() == right.len() && left.iter().zip(right).all(|(left, right)| self.member(left, right))
    }

    fn member(&self, left: &Member, right: &Member) -> bool {
        let blocks = match (&left.block, &right.block) {
            (None, None) => true,
            (Some(left), Some(right)) => self.members(&left.members, &right.members),
            _ => false,
        };
        blocks && left.word(self.left) == right.word(self.right) && left.doc(self.left) == right.doc(self.right) && self.items(&left.items, &right.items)
    }

    fn items(&self, left: &[Item], right: &[Item]) -> bool {
        left.len() == right.len() && left.iter().zip(right).all(|(left, right)| self.item(left, right))
    }

    fn item(&self, left: &Item, right: &Item) -> bool {
        let (left, right) = match (left, right) {
            (Item::Comma(_), Item::Comma(_)) => return true,
            (Item::Value(left), Item::Value(right)) => (left, right),
            _ => return false,
        };
        match (&left.kind, &right.kind) {
            (ValueKind::List(left), ValueKind::List(right)) => self.items(left, right),
            (ValueKind::Text, ValueKind::Text) => text_lines(left.span.of(self.left)) == text_lines(right.span.of(self.right)),
            (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other) && self.written(left.span, right.span),
        }
    }

    fn written(&self, left: Span, right: Span) -> bool {
        left.of(self.left) == right.of(self.right)
    }
}
