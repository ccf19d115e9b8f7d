//! Reads the tree of one file with the vocabulary in hand.

use super::node::{Data, Node, Typed};
use super::problems;
use super::values::read_value;
use crate::base::{FileId, Place, Span, did_you_mean};
use crate::diagnostic::Diagnostic;
use crate::syntax::{Item, Member, Value, ValueKind};
use crate::vocabulary::{self, Card, Spec, TOP, Title, Type};

/// Reads members of a file.
pub fn lower(file: FileId, text: &str, members: &[Member]) -> (Vec<Node>, Vec<Diagnostic>) {
    let mut reader = Reader { file, text, findings: Vec::new(), words: Vec::new(), around: Vec::new() };
    let mut nodes = Vec::with_capacity(members.len());
    for member in members {
        nodes.extend(reader.declaration(member));
    }
    (nodes, reader.findings)
}

pub(super) struct Reader<'t> {
    pub file: FileId,
    pub text: &'t str,
    pub findings: Vec<Diagnostic>,
    /// The words that mean something in the header that is read, the innermost last.
    pub words: Vec<&'static [Spec]>,
    /// The declaration that is read, and the members around the one that is read.
    pub around: Vec<&'static Spec>,
}

/// The items of a header, read from left to right.
#[derive(Clone)]
pub(super) struct Cursor<'m> {
    items: &'m [Item],
    at: usize,
    /// Where the last thing that was read ends.
    pub end: Span,
}

impl<'m> Cursor<'m> {
    pub fn new(items: &'m [Item], end: Span) -> Self {
        Self { items, at: 0, end }
    }

    pub fn peek(&self, ahead: usize) -> Option<&'m Item> {
        self.items.get(self.at + ahead)
    }

    pub fn value(&self, ahead: usize) -> Option<&'m Value> {
        match self.peek(ahead) {
            Some(Item::Value(value)) => Some(value),
            _ => None,
        }
    }

    pub fn take(&mut self) -> Option<&'m Item> {
        let item = self.items.get(self.at)?;
        self.at += 1;
        self.end = item.span();
        Some(item)
    }

    fn comma(&self) -> Option<Span> {
        match self.peek(0) {
            Some(Item::Comma(span)) => Some(*span),
            _ => None,
        }
    }
}

impl Reader<'_> {
    pub fn place(&self, span: Span) -> Place {
        Place::new(self.file, span)
    }

    pub fn str(&self, span: Span) -> &str {
        span.of(self.text)
    }

    fn name_at(&self, cursor: &Cursor<'_>, ahead: usize) -> Option<&str> {
        cursor.value(ahead).filter(|value| matches!(value.kind, ValueKind::Name)).map(|value| self.str(value.span))
    }

    fn declaration(&mut self, member: &Member) -> Option<Node> {
        let whole = self.whole_texts(member);
        let member = whole.as_ref().unwrap_or(member);
        let head = member.head?;
        let word = self.str(head).to_string();
        let mut cursor = Cursor::new(&member.items, head);
        let Some(spec) = self.pick(TOP, &word, &cursor) else {
            let known = TOP.iter().map(|spec| spec.word);
            let guess = did_you_mean(&word, known).and_then(vocabulary::declaration);
            self.findings.push(problems::unknown_declaration(self.place(head), &word, guess.map(|spec| spec.word)));
            // go on as if it had been written right: what is inside may be wrong too
            return guess.map(|spec| self.whole(spec, member, head, cursor));
        };
        skip_words(spec, &mut cursor);
        Some(self.whole(spec, member, head, cursor))
    }

    /// The spec among `specs` whose word is `word`, or whose words are `word` and the names that follow.
    fn pick(&self, specs: &'static [Spec], word: &str, cursor: &Cursor<'_>) -> Option<&'static Spec> {
        specs.iter().find(|spec| match spec.word.split_once(' ') {
            None => spec.word == word,
            Some((first, rest)) => first == word && self.name_at(cursor, 0) == Some(rest),
        })
    }

    fn whole(&mut self, spec: &'static Spec, member: &Member, head: Span, mut cursor: Cursor<'_>) -> Node {
        let mut node = self.header(spec, head, &mut cursor);
        self.leftovers(&mut node, &mut cursor);
        node.header = member.header;
        node.whole = member.span;
        node.doc = member.doc(self.text);
        if let Some(block) = &member.block {
            self.around.push(spec);
            let members = self.over_semicolons(spec, &block.members);
            for inner in members.as_ref().unwrap_or(&block.members) {
                self.inner(spec, &mut node, inner);
            }
            self.around.pop();
        }
        self.cardinality(&node);
        node
    }

    fn inner(&mut self, spec: &'static Spec, node: &mut Node, member: &Member) {
        let whole = self.whole_texts(member);
        let member = whole.as_ref().unwrap_or(member);
        match self.joined(spec, member) {
            Some(parts) => parts.iter().for_each(|part| self.one(spec, node, part)),
            None => self.one(spec, node, member),
        }
    }

    fn one(&mut self, spec: &'static Spec, node: &mut Node, member: &Member) {
        let Some(head) = member.head else { return };
        let word = self.str(head).to_string();
        let mut cursor = Cursor::new(&member.items, head);
        let child = match self.pick(spec.members, &word, &cursor) {
            Some(child) => {
                skip_words(child, &mut cursor);
                child
            }
            None if let Some(child) = self.spaced_word(spec, head, &mut cursor) => child,
            None => {
                let guess = did_you_mean(&word, spec.members.iter().map(|child| child.word));
                let top = vocabulary::declaration(&word).is_some();
                self.findings.push(problems::unknown_word(self.place(head), &word, spec, guess, top));
                match guess.and_then(|word| spec.member(word)) {
                    Some(child) => child,
                    None => return,
                }
            }
        };
        let read = self.whole(child, member, head, cursor);
        node.members.push(read);
    }

    /// Reads `word values "title" modifiers` and stops at the first thing that does not belong.
    fn header(&mut self, spec: &'static Spec, word: Span, cursor: &mut Cursor<'_>) -> Node {
        self.words.push(spec.members);
        let node = self.header_of(spec, word, cursor);
        self.words.pop();
        node
    }

    fn header_of(&mut self, spec: &'static Spec, word: Span, cursor: &mut Cursor<'_>) -> Node {
        let mut node = Node { spec, file: self.file, word, header: word, whole: word, values: Vec::new(), title: None, members: Vec::new(), doc: None };
        if spec.value != Type::Nothing {
            self.read_values(spec, &mut node, cursor);
        }
        self.read_title(spec, &mut node, cursor);
        while let Some(name) = self.name_at(cursor, 0) {
            let found = spec.members.iter().find(|child| match child.word.split_once(' ') {
                None => child.word == name,
                Some((first, rest)) => first == name && self.name_at(cursor, 1) == Some(rest),
            });
            let Some(child) = found else { break };
            let start = cursor.value(0).map_or(word, |value| value.span);
            cursor.take();
            skip_words(child, cursor);
            let mut read = self.header(child, start, cursor);
            self.cardinality_of_modifier(&mut read, cursor.end);
            node.members.push(read);
        }
        node.header = node.header.to(cursor.end);
        node.whole = node.header;
        node
    }

    fn cardinality_of_modifier(&mut self, node: &mut Node, end: Span) {
        node.header = node.header.to(end);
        node.whole = node.header;
        self.cardinality(node);
    }

    fn read_values(&mut self, spec: &'static Spec, node: &mut Node, cursor: &mut Cursor<'_>) {
        let next_is_modifier = self.name_at(cursor, 0).is_some_and(|name| {
            spec.members.iter().any(|child| match child.word.split_once(' ') {
                None => child.word == name,
                Some((first, rest)) => first == name && self.name_at(cursor, 1) == Some(rest),
            })
        });
        let next_is_title = spec.title != Title::None
            && !matches!(spec.value, Type::Text | Type::RefOrText(_))
            && cursor.value(0).is_some_and(|value| matches!(value.kind, ValueKind::String | ValueKind::Text));
        if cursor.peek(0).is_none() || next_is_modifier || next_is_title {
            if spec.value_required {
                let place = self.place(Span { start: cursor.end.end, end: cursor.end.end });
                self.findings.push(problems::missing_value(self.place(node.word), place, spec));
            }
            return;
        }
        loop {
            if let Some(Item::Value(Value { kind: ValueKind::List(items), .. })) = cursor.peek(0) {
                cursor.take();
                let mut inside = Cursor::new(items, cursor.end);
                while inside.peek(0).is_some() {
                    if inside.comma().is_some() {
                        inside.take();
                        continue;
                    }
                    let typed = read_value(self, spec, &mut inside);
                    node.values.push(typed);
                }
            } else if let Some(span) = cursor.comma() {
                self.findings.push(problems::stray_comma(self.place(span)));
                cursor.take();
            } else if cursor.peek(0).is_none() {
                let place = self.place(Span { start: cursor.end.start, end: cursor.end.end });
                self.findings.push(problems::stray_comma(place));
                break;
            } else {
                let typed = read_value(self, spec, cursor);
                node.values.push(typed);
            }
            match cursor.comma() {
                Some(comma) => {
                    cursor.take();
                    self.needless_and(spec, comma, cursor);
                    if self.name_at(cursor, 0).is_some_and(|name| self.pick_ahead(spec.members, name, cursor).is_some()) {
                        self.findings.push(problems::stray_comma(self.place(comma)));
                        break;
                    }
                }
                None if self.goes_on(spec, node, cursor) => {}
                None => break,
            }
        }
        if !spec.list && node.values.len() > 1 {
            let second = node.values.get(1).map_or(node.word, |typed| typed.span);
            self.findings.push(problems::too_many_values(self.place(second), spec));
            node.values.truncate(1);
        }
    }

    fn read_title(&mut self, spec: &'static Spec, node: &mut Node, cursor: &mut Cursor<'_>) {
        let text = cursor.value(0).filter(|value| matches!(value.kind, ValueKind::String | ValueKind::Text));
        match (spec.title, text) {
            (Title::None, _) => {}
            (_, Some(value)) => {
                let (span, kind) = (value.span, &value.kind);
                let title = match kind {
                    ValueKind::Text => super::values::dedent(self.str(span)),
                    _ => super::values::unescape(self.str(span)),
                };
                if title.trim().is_empty() {
                    self.findings.push(problems::empty_text(self.place(span)));
                }
                cursor.take();
                node.title = Some((title, span));
            }
            (Title::Required, None) => match self.bare_title(cursor) {
                Some(first) => {
                    cursor.take();
                    let span = self.bare(first, cursor);
                    let title = self.str(span).to_string();
                    self.findings.push(problems::bare_title(self.place(span), &title, spec));
                    node.title = Some((title, span));
                }
                None => {
                    let end = Span { start: cursor.end.end, end: cursor.end.end };
                    self.findings.push(problems::missing_title(self.place(node.word), self.place(end), spec));
                }
            },
            (Title::Optional, None) => {}
        }
    }

    /// Whatever is left in a header belongs to no word: say so once for each, and go on behind it.
    fn leftovers(&mut self, node: &mut Node, cursor: &mut Cursor<'_>) {
        while let Some(item) = cursor.peek(0) {
            let span = item.span();
            match item {
                Item::Comma(span) => {
                    self.findings.push(problems::stray_comma(self.place(*span)));
                    cursor.take();
                }
                Item::Value(Value { kind: ValueKind::Name, .. }) => {
                    let word = self.str(span).to_string();
                    let mut ahead = cursor.clone();
                    ahead.take();
                    if let Some(child) = self.spaced_word(node.spec, span, &mut ahead) {
                        *cursor = ahead;
                        let read = self.header(child, span, cursor);
                        node.members.push(read);
                        continue;
                    }
                    let mut known: Vec<&'static Spec> = node.spec.members.iter().collect();
                    let last = node.members.last().map(|child| child.spec.members).unwrap_or_default();
                    known.extend(last.iter());
                    let guess = did_you_mean(&word, known.iter().map(|child| child.word));
                    let spec = node.spec;
                    let outer = self.around.last().filter(|outer| guess.is_none() && outer.member(&word).is_some());
                    self.findings.push(match outer {
                        Some(outer) => problems::word_of_outer(self.place(span), &word, spec, outer),
                        None => problems::unknown_word(self.place(span), &word, spec, guess, false),
                    });
                    cursor.take();
                    let child = guess.and_then(|guess| spec.member(guess));
                    if let Some(child) = child {
                        let read = self.header(child, span, cursor);
                        node.members.push(read);
                    } else {
                        self.skip_values(cursor, node.spec);
                    }
                }
                Item::Value(_) => {
                    self.findings.push(problems::unexpected_value(self.place(span), node.spec));
                    cursor.take();
                }
            }
            // words after the one that was wrong may be right
            while let Some(name) = self.name_at(cursor, 0) {
                let name = name.to_string();
                let Some(child) = self.pick_ahead(node.spec.members, &name, cursor) else { break };
                let start = cursor.value(0).map_or(span, |value| value.span);
                cursor.take();
                skip_words(child, cursor);
                let read = self.header(child, start, cursor);
                node.members.push(read);
            }
        }
    }

    pub fn pick_ahead(&self, specs: &'static [Spec], name: &str, cursor: &Cursor<'_>) -> Option<&'static Spec> {
        specs.iter().find(|child| match child.word.split_once(' ') {
            None => child.word == name,
            Some((first, rest)) => first == name && self.name_at(cursor, 1) == Some(rest),
        })
    }

    /// Skips the values of a word that nobody knows, up to the next known word.
    fn skip_values(&self, cursor: &mut Cursor<'_>, spec: &'static Spec) {
        while let Some(item) = cursor.peek(0) {
            if let Item::Value(Value { kind: ValueKind::Name, span }) = item
                && spec.members.iter().any(|child| child.word == self.str(*span))
            {
                return;
            }
            cursor.take();
        }
    }

    fn cardinality(&mut self, node: &Node) {
        for spec in node.spec.members {
            if spec.card == Card::Many {
                continue;
            }
            let mut found = node.members.iter().filter(|child| std::ptr::eq(child.spec, spec));
            match (found.next(), found.next()) {
                (None, _) if spec.card == Card::Required => {
                    self.findings.push(problems::missing_property(self.place(node.header), node, spec));
                }
                (Some(first), Some(second)) => {
                    self.findings.push(problems::repeated_word(second.place(), first.place(), spec));
                }
                _ => {}
            }
        }
    }
}

/// Skips the further words of a word of several: `process` of `reference process`.
fn skip_words(spec: &Spec, cursor: &mut Cursor<'_>) {
    for _ in 1..spec.word.split(' ').count() {
        cursor.take();
    }
}

/// A value that was reported and means nothing.
pub(super) fn wrong(span: Span) -> Typed {
    Typed { span, data: Data::Wrong }
}
