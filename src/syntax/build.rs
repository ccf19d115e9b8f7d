//! Makes the tree from what pest matched.

use pest::iterators::{Pair, Pairs};

use super::mend::Bullet;
use super::parse::Rule;
use super::problems;
use super::quotes::reads_on;
use super::tree::{Block, Item, Member, Value, ValueKind};
use crate::base::{FileId, Place, Span, days_meant};
use crate::diagnostic::Diagnostic;

/// What one piece of a file gave.
#[derive(Default)]
pub struct Built {
    pub(super) members: Vec<Member>,
    pub(super) tail: Vec<Span>,
    pub(super) findings: Vec<Diagnostic>,
    /// Whether a text block was still open at the end of the piece.
    pub(super) open_text: bool,
}

pub(super) struct Builder<'t> {
    file: FileId,
    text: &'t str,
    base: usize,
    lead: bool,
    bullets: &'t [Bullet],
    built: Built,
}

impl<'t> Builder<'t> {
    pub fn new(file: FileId, text: &'t str, base: usize, lead: bool, bullets: &'t [Bullet]) -> Self {
        Self { file, text, base, lead, bullets, built: Built::default() }
    }

    pub fn build(mut self, pairs: Pairs<'t, Rule>) -> Built {
        // most members have no such sign, and then none of them is looked for
        if self.text.contains('#') {
            for pair in pairs.clone().flatten().filter(|pair| pair.as_rule() == Rule::comment && pair.as_str().starts_with('#')) {
                let span = self.span(&pair);
                self.report(problems::wrong_comment_sign(self.place(span), self.place(Span { start: span.start, end: span.start + 1 })));
            }
        }
        for chunk in pairs {
            self.chunk(chunk);
        }
        self.built
    }

    fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let span = pair.as_span();
        Span::new(span.start(), span.end()).shifted(self.base)
    }

    fn place(&self, span: Span) -> Place {
        Place::new(self.file, span)
    }

    /// A range with the blanks before and behind it in its line.
    fn with_blanks(&self, span: Span) -> Span {
        let (start, end) = ((span.start as usize).saturating_sub(self.base), (span.end as usize).saturating_sub(self.base));
        let before = self.text.get(..start).map_or(0, |text| text.len() - text.trim_end_matches([' ', '\t']).len());
        let behind = self.text.get(end..).map_or(0, |text| text.len() - text.trim_start_matches([' ', '\t']).len());
        Span::new(start - before + self.base, end + behind + self.base)
    }

    fn report(&mut self, finding: Diagnostic) {
        self.built.findings.push(finding);
    }

    /// Whether only blanks stand between a byte and the start of a comment: then the comment belongs to that line.
    fn same_line(&self, end: u32, comment: Span) -> bool {
        same_line_in(self.text, self.base, end, comment)
    }

    fn chunk(&mut self, chunk: Pair<'t, Rule>) {
        let mut first = Member::default();
        let mut has_first = false;
        let mut pending: Vec<Span> = Vec::new();
        for pair in chunk.into_inner() {
            let span = self.span(&pair);
            match pair.as_rule() {
                Rule::head => {
                    has_first = true;
                    first.head = Some(span);
                    first.span = span;
                    first.header = span;
                }
                Rule::member => {
                    if has_first {
                        self.built.members.push(std::mem::take(&mut first));
                        has_first = false;
                    }
                    let mut member = self.member(pair);
                    member.before = std::mem::take(&mut pending);
                    self.misplaced(&member);
                    self.built.members.push(member);
                }
                Rule::block => {
                    first.block = Some(self.block(pair));
                    first.span = first.span.to(span);
                    first.within.append(&mut pending);
                }
                Rule::comment => {
                    let last_end = if has_first { Some(first.span.end) } else { self.built.members.last().map(|member| member.span.end) };
                    let trails = pending.is_empty() && last_end.is_some_and(|end| self.same_line(end, span));
                    if trails {
                        let target = if has_first { Some(&mut first) } else { self.built.members.last_mut() };
                        if let Some(member) = target.filter(|member| member.after.is_none()) {
                            member.after = Some(span);
                            continue;
                        }
                    }
                    pending.push(span);
                }
                Rule::brace_extra => self.report(problems::unmatched_brace(self.place(span))),
                Rule::EOI => {}
                _ => {
                    first.within.append(&mut pending);
                    if let Some(after) = first.after.take() {
                        first.within.push(after);
                    }
                    if let Some(item) = self.item(pair) {
                        first.header = first.header.to(item.span());
                        first.span = first.span.to(item.span());
                        first.items.push(item);
                    }
                }
            }
        }
        if has_first {
            self.built.members.push(first);
        }
        self.built.tail = pending;
    }

    /// A member that stands indented where a top-level one is expected.
    fn misplaced(&mut self, member: &Member) {
        let place = self.place(member.head.unwrap_or(member.header));
        // behind a bullet in the first column it stands where it should once the bullet is gone
        let listed = self.bullets.binary_search_by_key(&place.span.start, |bullet| bullet.span.shifted(self.base).end).ok();
        let listed = listed.and_then(|at| self.bullets.get(at)).is_some_and(|bullet| bullet.first_column);
        if (self.lead || member.head.is_some()) && !listed {
            self.report(problems::indented_declaration(place));
        }
    }

    fn member(&mut self, pair: Pair<'t, Rule>) -> Member {
        let whole = self.span(&pair);
        let mut member = Member { span: whole, ..Member::default() };
        let mut header: Option<Span> = None;
        for inner in pair.into_inner() {
            let span = self.span(&inner);
            match inner.as_rule() {
                Rule::head => {
                    member.head = Some(span);
                    header = Some(span);
                }
                Rule::block => {
                    member.span = member.span.to(span);
                    member.block = Some(self.block(inner));
                }
                Rule::comment => member.within.push(span),
                _ => {
                    if let Some(item) = self.item(inner) {
                        header = Some(header.map_or(span, |so_far| so_far.to(span)));
                        member.items.push(item);
                    }
                }
            }
        }
        member.header = header.unwrap_or(Span { start: whole.start, end: whole.start });
        if member.head.is_none() {
            let place = self.place(if header.is_some() { member.header } else { Span { start: whole.start, end: whole.start + 1 } });
            self.report(problems::missing_word(place));
        }
        member
    }

    fn block(&mut self, pair: Pair<'t, Rule>) -> Block {
        let span = self.span(&pair);
        let mut block = Block { span, ..Block::default() };
        let mut pending: Vec<Span> = Vec::new();
        for inner in pair.into_inner() {
            let at = self.span(&inner);
            match inner.as_rule() {
                Rule::member => {
                    let mut member = self.member(inner);
                    member.before = std::mem::take(&mut pending);
                    block.members.push(member);
                }
                Rule::comment => {
                    if pending.is_empty() {
                        let (end, slot) = match block.members.last_mut() {
                            Some(last) => (last.span.end, &mut last.after),
                            None => (block.span.start, &mut block.after_open),
                        };
                        if slot.is_none() && same_line_in(self.text, self.base, end, at) {
                            *slot = Some(at);
                            continue;
                        }
                    }
                    pending.push(at);
                }
                Rule::brace_missing => {
                    let open = Span { start: span.start, end: span.start + 1 };
                    self.report(problems::unclosed_block(self.place(open), self.place(Span { start: at.start, end: at.start })));
                }
                _ => {}
            }
        }
        block.tail = pending;
        block
    }

    /// The first character of a name that cannot stand in one.
    fn not_in_a_name(&self, span: Span, name: &str) -> Option<Span> {
        if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')) {
            return None;
        }
        let (at, wrong) = name.char_indices().find(|(_, c)| !(unicode_ident::is_xid_continue(*c) || matches!(c, '-' | '.')))?;
        Some(Span::new(at, at + wrong.len_utf8()).shifted(span.start as usize))
    }

    fn item(&mut self, pair: Pair<'t, Rule>) -> Option<Item> {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::comma => return Some(Item::Comma(span)),
            Rule::name => {
                if let Some(wrong) = self.not_in_a_name(span, pair.as_str()) {
                    self.report(problems::stray_character(self.place(wrong), wrong.text_in(self.text, self.base)));
                    return None;
                }
                ValueKind::Name
            }
            Rule::number => ValueKind::Number,
            Rule::percent => ValueKind::Percent,
            Rule::range => ValueKind::Range,
            Rule::string => ValueKind::String,
            Rule::text => {
                let indent = self.text.get(..pair.as_span().start()).map_or(0, |before| {
                    let line = before.rsplit(['\n', '\r']).next().unwrap_or("");
                    line.len() - line.trim_start_matches([' ', '\t']).len()
                });
                self.built.findings.extend(problems::unindented_text(self.place(span), pair.as_str(), indent));
                ValueKind::Text
            }
            Rule::string_unclosed | Rule::single_unclosed => {
                self.report(problems::unclosed_string(self.place(span), pair.as_str()));
                ValueKind::String
            }
            Rule::string_curly | Rule::string_single => {
                let rest = self.text.get(pair.as_span().end()..).unwrap_or("");
                self.report(problems::wrong_quotes(self.place(span), pair.as_str(), reads_on(rest)));
                ValueKind::String
            }
            Rule::slashed => {
                let meant = days_meant(pair.as_str());
                if meant.is_empty() {
                    self.report(problems::stray_character(self.place(span), pair.as_str()));
                    return None;
                }
                self.report(problems::wrong_date_format(self.place(span), &meant));
                ValueKind::Number
            }
            Rule::currency_sign => {
                self.report(problems::currency_sign(self.place(span), pair.as_str()));
                ValueKind::Name
            }
            Rule::text_unclosed => {
                self.report(problems::unclosed_text(self.place(Span { start: span.start, end: span.start + 3 })));
                self.built.open_text = true;
                ValueKind::Text
            }
            Rule::list => {
                let mut items = Vec::new();
                for inner in pair.into_inner() {
                    match inner.as_rule() {
                        Rule::list_open => self.report(problems::unclosed_list(self.place(Span { start: span.start, end: span.start + 1 }))),
                        Rule::comment => {}
                        _ => items.extend(self.item(inner)),
                    }
                }
                ValueKind::List(items)
            }
            Rule::colon => {
                self.report(problems::needless_sign(self.place(span), self.place(self.with_blanks(span)), pair.as_str()));
                return None;
            }
            Rule::stray | Rule::stray_in_list => {
                self.report(problems::stray_character(self.place(span), pair.as_str()));
                return None;
            }
            _ => return None,
        };
        Some(Item::Value(Value { span, kind }))
    }
}

fn same_line_in(text: &str, base: usize, end: u32, comment: Span) -> bool {
    let from = (end as usize).saturating_sub(base);
    let to = (comment.start as usize).saturating_sub(base);
    text.get(from..to).is_some_and(|gap| !gap.contains('\n') && !gap.contains('\r'))
}
