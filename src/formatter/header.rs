//! One header: the word, its values, title and modifiers, on one line if they fit.
//!
//! A newline ends a member of a block, except after a comma and inside `[ ]`; a top-level header goes on in any indented
//! line. Lines are broken only where that is so, and comments in a header stay where they are.

use super::WIDTH;
use super::trivia::Gap;
use crate::syntax::{Item, Member, ValueKind};
use crate::vocabulary;

/// How far a line that goes on is indented.
const CONTINUED: usize = 4;

/// A part of a header that is never broken.
struct Token<'t> {
    kind: Kind<'t>,
    /// Whether a blank stands before it.
    space: bool,
    /// Whether a line may end before it.
    soft: bool,
    /// Whether it is a modifier of a top-level declaration.
    modifier: bool,
}

enum Kind<'t> {
    Word(&'t str),
    Text(Vec<String>),
    Comment { text: &'t str, trails: bool },
}

/// Writes the header of a member at an indentation, without the blanks in front and without its block.
pub(super) fn write(text: &str, member: &Member, indent: usize) -> String {
    let tokens = tokens(text, member, indent == 0);
    let room = if member.block.is_some() { 2 } else { 0 };
    let flat = Lines { tokens: &tokens, indent, room, modifiers: false, fill: false }.write();
    let commented = tokens.iter().any(|token| matches!(token.kind, Kind::Comment { .. }));
    if flat.widest <= WIDTH && !commented {
        return flat.text;
    }
    let modifiers = tokens.iter().any(|token| token.modifier);
    Lines { tokens: &tokens, indent, room, modifiers, fill: true }.write().text
}

/// The lines of a text block without quotes and without common indentation; as the resolver reads it.
pub(super) fn text_lines(written: &str) -> Vec<String> {
    let inner = written.strip_prefix("\"\"\"").unwrap_or(written);
    let inner = inner.strip_suffix("\"\"\"").unwrap_or(inner);
    let normal = inner.replace("\r\n", "\n").replace('\r', "\n");
    let first_is_text = normal.lines().next().is_some_and(|line| !line.trim().is_empty());
    let blanks = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let counted = normal.lines().skip(usize::from(first_is_text)).filter(|line| !line.trim().is_empty());
    let common = counted.map(blanks).min().unwrap_or(0);
    let mut lines: Vec<String> = Vec::new();
    for (at, line) in normal.lines().enumerate() {
        let line = if at == 0 && first_is_text { line.trim_start() } else { line.get(common..).unwrap_or("") };
        if !(lines.is_empty() && line.trim_end().is_empty()) {
            lines.push(line.trim_end().to_string());
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

fn tokens<'t>(text: &'t str, member: &Member, top: bool) -> Vec<Token<'t>> {
    let mut tokens = vec![Token { kind: Kind::Word(member.word(text)), space: false, soft: false, modifier: false }];
    let mut end = member.head.map_or(member.span.start, |head| head.end);
    collect(text, &member.items, &mut end, &mut tokens);
    if top {
        mark_modifiers(&mut tokens);
    }
    if let Some(block) = &member.block {
        comments(text, end, block.span.start, &mut tokens);
    }
    tokens
}

fn collect<'t>(text: &'t str, items: &[Item], end: &mut u32, tokens: &mut Vec<Token<'t>>) {
    for item in items {
        let span = item.span();
        comments(text, *end, span.start, tokens);
        *end = span.end;
        let (opens, after_comma) = match tokens.last().map(|token| &token.kind) {
            Some(Kind::Word(word)) => (*word == "[", *word == ","),
            _ => (false, false),
        };
        let mut token = Token { kind: Kind::Word(span.of(text)), space: !opens, soft: after_comma, modifier: false };
        match item {
            Item::Comma(_) => token.space = false,
            Item::Value(value) => match &value.kind {
                ValueKind::Text => token.kind = Kind::Text(text_lines(span.of(text))),
                ValueKind::List(inner) => {
                    token.kind = Kind::Word("[");
                    tokens.push(token);
                    let mut inside = span.start + 1;
                    collect(text, inner, &mut inside, tokens);
                    comments(text, inside, span.end.saturating_sub(1), tokens);
                    token = Token { kind: Kind::Word("]"), space: false, soft: false, modifier: false };
                }
                ValueKind::Range => token.space = !binds(tokens.last()),
                ValueKind::Name | ValueKind::Number if is_range(tokens.last()) => token.space = !joins(tokens, span.of(text)),
                _ => {}
            },
        }
        tokens.push(token);
    }
}

/// Whether `..` may stand directly after this: after a number, `10..20`.
fn binds(last: Option<&Token<'_>>) -> bool {
    matches!(last, Some(Token { kind: Kind::Word(word), .. }) if word.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_range(last: Option<&Token<'_>>) -> bool {
    matches!(last, Some(Token { kind: Kind::Word(".."), .. }))
}

/// Whether a number may stand directly after the `..` before it.
fn joins(tokens: &[Token<'_>], word: &str) -> bool {
    tokens.last().is_some_and(|token| !token.space) && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn comments<'t>(text: &'t str, from: u32, to: u32, tokens: &mut Vec<Token<'t>>) {
    for comment in Gap::read(text, from, to).comments {
        let kind = Kind::Comment { text: comment.text, trails: comment.lines_before == 0 };
        tokens.push(Token { kind, space: true, soft: false, modifier: false });
    }
}

/// Marks the words that the vocabulary knows as modifiers of the declaration: each may begin a line.
///
/// A value that is spelled like one is marked too; a line end before it changes nothing.
fn mark_modifiers(tokens: &mut [Token<'_>]) {
    let words: Vec<&str> = tokens.iter().map(|token| if let Kind::Word(word) = token.kind { word } else { "" }).collect();
    let (first, second) = (words.first().copied().unwrap_or(""), words.get(1).copied().unwrap_or(""));
    let known = vocabulary::TOP.iter().find(|spec| spec.word == first || spec.word.split_once(' ') == Some((first, second)));
    let Some(spec) = known else { return };
    // behind the words of the declaration and its name
    let from = spec.word.split(' ').count() + usize::from(spec.value_required);
    let marks: Vec<bool> = words.iter().map(|word| spec.members.iter().any(|member| member.word.split(' ').next() == Some(*word))).collect();
    for ((at, token), mark) in tokens.iter_mut().enumerate().zip(marks) {
        token.modifier = mark && at >= from && !token.soft;
    }
}

/// A way to write tokens on lines.
struct Lines<'a, 't> {
    tokens: &'a [Token<'t>],
    indent: usize,
    /// What must still fit behind the last token.
    room: usize,
    /// Whether each modifier begins a line.
    modifiers: bool,
    /// Whether lines that are too long end at commas.
    fill: bool,
}

struct Written {
    text: String,
    /// The length of the longest line, comments not counted.
    widest: usize,
}

impl Lines<'_, '_> {
    fn write(&self) -> Written {
        let mut out = Written { text: String::new(), widest: 0 };
        let mut column = self.indent;
        let continued = self.indent + CONTINUED;
        let mut forced = false;
        for (at, token) in self.tokens.iter().enumerate() {
            let own_line = matches!(token.kind, Kind::Comment { trails: false, .. });
            let begins = self.modifiers && token.modifier;
            let too_long = self.fill && token.soft && column + 1 + self.width(at) > WIDTH;
            if forced || begins || too_long || own_line {
                // a comment stands as what follows it
                let next = self.tokens.iter().skip(at).find(|token| !matches!(token.kind, Kind::Comment { .. }));
                let begins = self.modifiers && next.is_some_and(|token| token.modifier);
                let indent = if begins { self.indent + 2 } else { continued };
                line(&mut out.text, indent);
                column = indent;
            } else if token.space {
                out.text.push(' ');
                column += 1;
            }
            forced = matches!(token.kind, Kind::Comment { .. });
            match &token.kind {
                Kind::Word(word) => {
                    out.text.push_str(word);
                    column += word.chars().count();
                }
                Kind::Text(lines) => {
                    out.text.push_str("\"\"\"");
                    out.widest = out.widest.max(column + 3);
                    for one in lines {
                        line(&mut out.text, if one.is_empty() { 0 } else { self.indent + 2 });
                        out.text.push_str(one);
                    }
                    line(&mut out.text, self.indent);
                    out.text.push_str("\"\"\"");
                    column = self.indent + 3;
                }
                Kind::Comment { text, .. } => out.text.push_str(text),
            }
            let last = if at + 1 == self.tokens.len() { self.room } else { 0 };
            out.widest = out.widest.max(column + last);
        }
        out
    }

    /// How long a value is that may begin a line, with the comma or brace behind it.
    ///
    /// What follows the last value of a list does not count: a line end inside the list would not make it shorter.
    fn width(&self, at: usize) -> usize {
        let width = match self.tokens.get(at).map(|token| &token.kind) {
            Some(Kind::Word(word)) => word.chars().count(),
            Some(Kind::Text(_)) => 3,
            _ => 0,
        };
        match self.tokens.get(at + 1) {
            Some(Token { kind: Kind::Word(","), .. }) => width + 1,
            Some(_) => width,
            None => width + self.room,
        }
    }
}

fn line(out: &mut String, indent: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}
