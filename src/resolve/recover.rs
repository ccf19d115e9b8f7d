//! Reads as it was meant what people write in another way: texts without quotes, a comma at the end of a list.

use super::lower::{Cursor, Reader};
use super::problems;
use crate::base::{Span, did_you_mean};
use crate::syntax::{Item, Member, Value, ValueKind};
use crate::vocabulary::Spec;

impl Reader<'_> {
    /// Two members that a comma at the end of a line has made one: what stands before it, and what begins behind it. The
    /// next line is not one more value where it begins with a word of the block and a value of its own.
    pub fn joined(&mut self, spec: &'static Spec, member: &Member) -> Option<(Member, Member)> {
        let own = spec.member(self.str(member.head?))?;
        let of = |spec: &'static Spec, at: usize| {
            let name = match member.items.get(at) {
                Some(Item::Value(Value { kind: ValueKind::Name, span })) => self.str(*span),
                _ => return None,
            };
            spec.members.iter().find(|child| child.word == name)
        };
        let at = (1..member.items.len()).find(|at| {
            let Some((Item::Comma(comma), Item::Value(value))) = member.items.get(at - 1).zip(member.items.get(*at)) else { return false };
            let next_line = Span { start: comma.end, end: value.span.start }.of(self.text).contains('\n');
            let has_value = matches!(member.items.get(at + 1), Some(Item::Value(_))) && of(own, at + 1).is_none();
            next_line && has_value && of(spec, *at).is_some()
        })?;
        let (before, behind) = member.items.split_at_checked(at)?;
        let (comma, before) = before.split_last()?;
        let (head, rest) = behind.split_first()?;
        let end = before.last().map_or(member.head?, Item::span);
        self.findings.push(problems::joining_comma(self.place(comma.span()), self.place(head.span()), self.str(head.span())));
        let whole = member.head?.to(end);
        let first = Member { head: member.head, items: before.to_vec(), header: whole, span: whole, before: member.before.clone(), ..Member::default() };
        let from = |span: Span| Span { start: head.span().start, end: span.end };
        let second = Member {
            head: Some(head.span()),
            items: rest.to_vec(),
            header: from(member.header),
            span: from(member.span),
            block: member.block.clone(),
            ..Member::default()
        };
        Some((first, second))
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
    fn is_word(&self, value: &Value, cursor: &Cursor<'_>) -> bool {
        if !matches!(value.kind, ValueKind::Name) {
            return false;
        }
        let name = self.str(value.span);
        let around = self.around.last().map_or(&[][..], |spec| spec.members);
        let all = || self.words.iter().copied().chain([around]);
        all().any(|specs| self.pick_ahead(specs, name, cursor).is_some()) || did_you_mean(name, all().flatten().map(|child| child.word)).is_some()
    }
}
