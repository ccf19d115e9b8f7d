//! The shape of a text: what can be folded, and what a selection grows to.

use crate::base::{FileId, Span};
use crate::syntax::{self, Item, Member, ValueKind};

/// Something that can be folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fold {
    /// From where to where.
    pub span: Span,
    /// Whether it is a comment.
    pub comment: bool,
}

/// What can be folded in a text: blocks, text blocks, runs of comments.
pub fn folds(text: &str) -> Vec<Fold> {
    let (tree, _) = syntax::parse(FileId(0), text);
    let mut found = Vec::new();
    tree.members.iter().for_each(|member| fold(member, text, &mut found));
    comments(&tree.tail, text, &mut found);
    found
}

fn fold(member: &Member, text: &str, found: &mut Vec<Fold>) {
    comments(&member.before, text, found);
    for item in &member.items {
        if let Item::Value(value) = item
            && matches!(value.kind, ValueKind::Text | ValueKind::List(_))
        {
            add(value.span, false, text, found);
        }
    }
    if let Some(block) = &member.block {
        add(block.span, false, text, found);
        block.members.iter().for_each(|member| fold(member, text, found));
        comments(&block.tail, text, found);
    }
}

fn comments(spans: &[Span], text: &str, found: &mut Vec<Fold>) {
    let mut run: Option<Span> = None;
    for span in spans {
        run = match run {
            Some(so_far) if Span { start: so_far.end, end: span.start }.of(text).matches('\n').count() <= 1 => Some(so_far.to(*span)),
            done => {
                done.into_iter().for_each(|done| add(done, true, text, found));
                Some(*span)
            }
        };
    }
    run.into_iter().for_each(|done| add(done, true, text, found));
}

fn add(span: Span, comment: bool, text: &str, found: &mut Vec<Fold>) {
    if span.of(text).contains('\n') {
        found.push(Fold { span, comment });
    }
}

/// The ranges around an offset, the smallest first.
pub fn selection(text: &str, offset: u32) -> Vec<Span> {
    let (tree, _) = syntax::parse(FileId(0), text);
    let mut found = vec![Span::new(0, text.len())];
    let mut members = &tree.members;
    while let Some(member) = members.iter().find(|member| member.span.touches(offset)) {
        found.push(member.span);
        let items = member.items.iter().filter(|item| item.span().touches(offset));
        if member.header.touches(offset) {
            found.push(member.header);
        }
        if let Some(head) = member.head.filter(|head| head.touches(offset)) {
            found.push(head);
        }
        for item in items {
            found.push(item.span());
            if let Item::Value(value) = item
                && matches!(value.kind, ValueKind::String)
            {
                let quote = |sign: Option<char>| sign.map_or(0, char::len_utf8) as u32;
                let (written, start) = (value.span.of(text), value.span.start);
                let start = start + quote(written.chars().next());
                found.push(Span { start, end: (value.span.end - quote(written.chars().next_back())).max(start) });
            }
        }
        match &member.block {
            Some(block) if block.span.touches(offset) => {
                found.push(block.span);
                members = &block.members;
            }
            _ => break,
        }
    }
    found.dedup();
    found.reverse();
    found
}
