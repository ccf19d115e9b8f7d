//! Reads as it was meant what people write in another way: texts without quotes, a comma at the end of a list. Lists
//! without commas and names with blanks are in `lists.rs`.

use super::lower::{Cursor, Reader};
use super::problems;
use crate::base::{Span, did_you_mean};
use crate::syntax::{Item, Member, Value, ValueKind};
use crate::vocabulary::Spec;

impl Reader<'_> {
    /// Members that commas at the ends of lines have made one: what stands before each such comma, and what begins behind
    /// the last. The next line is not one more value where it begins with a word of the block and a value of its own.
    pub fn joined(&mut self, spec: &'static Spec, member: &Member) -> Option<Vec<Member>> {
        let head = member.head?;
        let joints = self.joints(spec, member);
        if joints.is_empty() {
            return None;
        }
        let mut parts = Vec::with_capacity(joints.len() + 1);
        let mut part = Member { head: Some(head), header: head, span: head, before: member.before.clone(), ..Member::default() };
        let mut joints = joints.into_iter().peekable();
        for (at, item) in member.items.iter().enumerate() {
            let span = item.span();
            match joints.peek() {
                Some(joint) if *joint == at + 1 => {
                    let next = member.items.get(at + 1).map_or(span, Item::span);
                    let same_line = !self.str(Span { start: span.end, end: next.start }).contains('\n');
                    let say = if same_line { problems::comma_before_word } else { problems::joining_comma };
                    self.findings.push(say(self.place(span), self.place(next), self.str(next)));
                }
                Some(joint) if *joint == at => {
                    joints.next();
                    let begun = Member { head: Some(span), header: span, span, ..Member::default() };
                    parts.push(std::mem::replace(&mut part, begun));
                }
                _ => {
                    part.header = part.header.to(span);
                    part.span = part.header;
                    part.items.push(item.clone());
                }
            }
        }
        part.span = part.span.to(member.span);
        part.block.clone_from(&member.block);
        parts.push(part);
        Some(parts)
    }

    /// Which items begin a member of their own behind a comma at the end of a line. Most members have none.
    fn joints(&self, spec: &'static Spec, member: &Member) -> Vec<usize> {
        let word = |at: usize, of: &'static Spec| match member.items.get(at) {
            Some(Item::Value(Value { kind: ValueKind::Name, span })) => of.member(self.str(*span)),
            _ => None,
        };
        let mut found = Vec::new();
        let Some(mut own) = member.head.and_then(|head| spec.member(self.str(head))) else { return found };
        for (at, item) in member.items.iter().enumerate().skip(1) {
            let (Some(Item::Comma(comma)), Item::Value(value)) = (member.items.get(at - 1), item) else { continue };
            let next_line = Span { start: comma.end, end: value.span.start }.of(self.text).contains('\n');
            let Some(begun) = word(at, spec).filter(|_| next_line || word(at, own).is_none()) else { continue };
            let has_value = matches!(member.items.get(at + 1), Some(Item::Value(_))) && word(at + 1, own).is_none();
            if has_value {
                found.push(at);
                own = begun;
            }
        }
        found
    }

    /// The words from `first` on to the next one that means something here, or to a comma; the cursor goes behind them.
    pub fn bare(&self, first: Span, cursor: &mut Cursor<'_>) -> Span {
        let mut span = first;
        while let Some(next) = cursor.value(0) {
            let plain = matches!(next.kind, ValueKind::Name | ValueKind::Number | ValueKind::Percent);
            if !plain || self.is_word(next, cursor) || self.str(Span { start: span.end, end: next.span.start }).contains('\n') {
                break;
            }
            span = span.to(next.span);
            cursor.take();
        }
        span
    }

    /// The first word of a title without quotes, where a title is due: one that is not nearly a word of the language.
    pub fn bare_title(&self, cursor: &Cursor<'_>) -> Option<Span> {
        let next = cursor.value(0).filter(|next| matches!(next.kind, ValueKind::Name))?;
        (!self.is_word(next, cursor)).then_some(next.span)
    }

    /// Whether a value is a word that means something here, or nearly one: then it was meant as it.
    pub fn is_word(&self, value: &Value, cursor: &Cursor<'_>) -> bool {
        if !matches!(value.kind, ValueKind::Name) {
            return false;
        }
        let name = self.str(value.span);
        let around = self.around.last().map_or(&[][..], |spec| spec.members);
        let all = || self.words.iter().copied().chain([around]);
        all().any(|specs| self.pick_ahead(specs, name, cursor).is_some()) || did_you_mean(name, all().flatten().map(|child| child.word)).is_some()
    }
}
