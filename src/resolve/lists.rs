//! Reads as it was meant what lacks a sign: lists without commas, names and words with blanks in them, texts that end early.

use super::lower::{Cursor, Reader};
use super::node::{Data, Node, Reference, Typed};
use super::problems;
use crate::base::{Span, did_you_mean};
use crate::syntax::problems::ended_early;
use crate::syntax::{Item, Member, Value, ValueKind, runs_on};
use crate::vocabulary::{Namespace, Spec, Title};

/// Words that people put between the last two values of a list.
const AND: [&str; 6] = ["and", "und", "sowie", "or", "oder", "plus"];

fn is_and(word: &str) -> bool {
    AND.iter().any(|and| word.eq_ignore_ascii_case(and))
}

fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

impl Reader<'_> {
    /// The same member with its texts as they were meant: one with straight quotes inside it seems to end at the first of them.
    pub fn whole_texts(&mut self, member: &Member) -> Option<Member> {
        let mut items = Vec::new();
        let mut changed = false;
        let mut rest = member.items.as_slice();
        if !rest.windows(2).any(ends_at_a_word) {
            return None;
        }
        while let [item, behind @ ..] = rest {
            let span = item.span();
            let more = || runs_on(self.text, span.start as usize, span.end as usize).filter(|_| ends_at_a_word(rest));
            let text = more().map(|(len, sure)| (Span::new(0, len).shifted(span.start as usize), sure));
            let inside = text.map_or(0, |(text, _)| behind.iter().take_while(|item| item.span().end <= text.end).count());
            let last = inside.checked_sub(1).and_then(|at| behind.get(at));
            match (text, last) {
                (Some((text, sure)), Some(last)) if last.span().end == text.end => {
                    self.findings.push(ended_early(self.place(text), self.str(text), sure));
                    items.push(Item::Value(Value { span: text, kind: ValueKind::String }));
                    rest = behind.get(inside..).unwrap_or_default();
                    changed = true;
                }
                _ => {
                    items.push(item.clone());
                    rest = behind;
                }
            }
        }
        changed.then(|| Member { items, ..member.clone() })
    }

    /// Members that semicolons have made of the values of one list: `with A.8.7; A.8.13`.
    pub fn over_semicolons(&mut self, spec: &'static Spec, members: &[Member]) -> Option<Vec<Member>> {
        let belongs = |reader: &Self, last: &Member, next: &Member| {
            let (Some(head), Some(before)) = (next.head, last.items.last()) else { return None };
            let gap = Span { start: last.span.end, end: head.start };
            let word = reader.str(head);
            let alone = next.items.is_empty() && did_you_mean(word, spec.members.iter().map(|child| child.word)).is_none();
            let like = has_digit(word) && has_digit(reader.str(before.span())) || alone && !crate::vocabulary::knows(word);
            let is_name = matches!(before, Item::Value(Value { kind: ValueKind::Name, .. }));
            (is_name && like && last.block.is_none() && reader.str(gap).trim_matches([' ', '\t']) == ";").then_some((before.span(), gap, head))
        };
        if !members.windows(2).any(|pair| matches!(pair, [last, next] if belongs(self, last, next).is_some())) {
            return None;
        }
        let mut joined: Vec<Member> = Vec::with_capacity(members.len());
        for member in members {
            let Some((before, gap, head)) = joined.last().and_then(|last| belongs(self, last, member)) else {
                joined.push(member.clone());
                continue;
            };
            self.findings.push(problems::missing_comma(self.place(gap), self.str(gap), self.str(before), self.str(head)));
            if let Some(last) = joined.last_mut() {
                last.items.extend([Item::Comma(gap), Item::Value(Value { span: head, kind: ValueKind::Name })]);
                last.items.extend(member.items.iter().cloned());
                last.span = last.span.to(member.span);
                last.header = last.header.to(member.header);
                last.block.clone_from(&member.block);
            }
        }
        Some(joined)
    }

    /// Whether a list goes on without a comma: behind `and`, or with one more value of the same look. Then the next value is due.
    pub fn goes_on(&mut self, spec: &'static Spec, node: &Node, cursor: &mut Cursor<'_>) -> bool {
        let (Some(last), Some(next)) = (node.values.last(), cursor.value(0)) else { return false };
        let and = matches!(next.kind, ValueKind::Name) && is_and(self.str(next.span));
        let Some(value) = cursor.value(usize::from(and)) else { return false };
        let gap = Span { start: last.span.end, end: value.span.start };
        if gap.is_empty() || self.str(gap).contains('\n') || self.is_word(value, cursor) {
            return false;
        }
        let like = match (&last.data, &value.kind) {
            (Data::Text(_), ValueKind::String) => spec.title == Title::None,
            (Data::Ref(_) | Data::Name(_) | Data::Word(_), ValueKind::Name) => and || has_digit(self.str(last.span)) && has_digit(self.str(value.span)),
            (Data::Ref(_), ValueKind::Number) => and,
            _ => false,
        };
        if !like || (!spec.list && !and) {
            return false;
        }
        if and {
            cursor.take();
        }
        if spec.list {
            self.findings.push(problems::missing_comma(self.place(gap), self.str(gap), self.str(last.span), self.str(value.span)));
            return true;
        }
        cursor.take();
        self.findings.push(problems::one_value(self.place(next.span.to(value.span)), spec));
        false
    }

    /// `, and` before the last value of a list.
    pub fn needless_and(&mut self, spec: &'static Spec, comma: Span, cursor: &mut Cursor<'_>) {
        let (Some(and), Some(value)) = (cursor.value(0), cursor.value(1)) else { return };
        let is_and = matches!(and.kind, ValueKind::Name) && is_and(self.str(and.span));
        let gap = Span { start: comma.start, end: value.span.start };
        if !is_and || !spec.list || self.is_word(value, cursor) || self.str(gap).contains('\n') {
            return;
        }
        self.findings.push(problems::missing_comma(self.place(gap), self.str(gap), "…", self.str(value.span)));
        cursor.take();
    }

    /// The word that is meant by several with blanks between them: `held by` is `held_by`. The cursor goes behind them.
    pub fn spaced_word(&mut self, spec: &'static Spec, first: Span, cursor: &mut Cursor<'_>) -> Option<&'static Spec> {
        let mut joined = self.str(first).to_lowercase();
        let mut span = first;
        for more in 0..3 {
            let next = cursor.value(more).filter(|next| matches!(next.kind, ValueKind::Name))?;
            span = span.to(next.span);
            joined = format!("{joined}_{}", self.str(next.span).to_lowercase());
            let Some(child) = spec.members.iter().find(|child| child.word == joined) else { continue };
            self.findings.push(problems::spaced_word(self.place(span), self.str(span), spec, child.word));
            (0..=more).for_each(|_| {
                cursor.take();
            });
            return Some(child);
        }
        None
    }

    /// Whether a name goes on behind a blank, in words that mean nothing else.
    pub fn is_spaced(&self, spec: &'static Spec, first: &Value, cursor: &Cursor<'_>) -> bool {
        let in_a_list = |next: &Value| spec.list && has_digit(self.str(first.span)) && has_digit(self.str(next.span));
        let goes_on = |next: &&Value| self.belongs_to_name(first.span, next, cursor) && !in_a_list(next);
        matches!(first.kind, ValueKind::Name) && cursor.value(0).filter(goes_on).is_some()
    }

    fn belongs_to_name(&self, before: Span, next: &Value, cursor: &Cursor<'_>) -> bool {
        let gap = self.str(Span { start: before.end, end: next.span.start });
        matches!(next.kind, ValueKind::Name) && !gap.is_empty() && !gap.contains('\n') && !is_and(self.str(next.span)) && !self.is_word(next, cursor)
    }

    /// A name with blanks in it; what it stands for is known once all names are.
    pub fn spaced(&self, first: &Value, groups: &'static [Namespace], cursor: &mut Cursor<'_>) -> Typed {
        let mut span = first.span;
        let mut words = vec![self.str(first.span).to_string()];
        while let Some(next) = cursor.value(0).filter(|next| self.belongs_to_name(span, next, cursor)) {
            words.push(self.str(next.span).to_string());
            span = span.to(next.span);
            cursor.take();
        }
        let id = words.join("_");
        Typed { span, data: Data::Ref(Reference { id, qualifier: None, groups, target: None, words }) }
    }
}

/// Whether a text in straight quotes stands first, and right behind it something that looks like a word or a text.
fn ends_at_a_word(items: &[Item]) -> bool {
    let [Item::Value(Value { kind: ValueKind::String, span }), Item::Value(next), ..] = items else { return false };
    span.end == next.span.start && matches!(next.kind, ValueKind::Name | ValueKind::Number | ValueKind::String)
}
