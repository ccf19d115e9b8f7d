//! Where in the language the cursor stands, in text that may be half written: what may come here.

use super::View;
use crate::base::{FileId, Span};
use crate::resolve::{self, Data, Node};
use crate::syntax::{self, Member};
use crate::vocabulary::{self, Card, Spec, Title, Type};

/// What may come at the cursor.
#[derive(Debug, Clone)]
pub enum Slot {
    /// A declaration.
    Top,
    /// A line of a block of this word; the words that are there already are not in the list.
    Line(&'static Spec, Vec<&'static Spec>),
    /// A value of this word.
    Value(&'static Spec),
    /// The value of a parameter of a policy template.
    Parameter(String),
    /// A unit after a number.
    Unit(Type),
    /// Another word on the same line, or a title where the flag says so.
    Modifier(Vec<&'static Spec>, bool),
    /// The inside of a text or a comment.
    Nothing,
}

/// The cursor in the language.
#[derive(Debug, Clone)]
pub struct Context {
    /// What may come.
    pub slot: Slot,
    /// The name that is being written, to be replaced.
    pub replace: Span,
    /// The words around, outermost first: `adopt`, `deliver`, `to`.
    pub words: Vec<&'static str>,
    /// What the declaration around declares or decides on.
    pub subject: Option<String>,
    /// What the template of the policy around is.
    pub template: Option<String>,
    /// Where the declaration around begins.
    pub start: u32,
}

fn is_name(c: char) -> bool {
    unicode_ident::is_xid_continue(c) || matches!(c, '-' | '.')
}

/// The context at an offset.
pub fn at(view: &View<'_>, file: FileId, offset: u32) -> Context {
    let text = view.text(file);
    let before = text.get(..offset as usize).unwrap_or("");
    let word_start = before.trim_end_matches(is_name).len();
    let rest = text.get(offset as usize..).unwrap_or("");
    let end = offset as usize + rest.len() - rest.trim_start_matches(is_name).len();
    let mut context = Context {
        slot: Slot::Top,
        replace: Span::new(word_start, end),
        words: Vec::new(),
        subject: None,
        template: None,
        start: u32::try_from(word_start).unwrap_or(0),
    };
    let head = text.get(..word_start).unwrap_or("");
    if head.is_empty() || head.ends_with(['\n', '\r']) {
        return context;
    }
    let Some(piece) = syntax::cut(head).pop() else { return context };
    let start = piece.span.start;
    let part = piece.span.of(head);
    let (tree, findings) = syntax::parse(FileId(0), part);
    let open =
        |slug: &str| findings.iter().any(|finding| finding.code.slug == slug && finding.place().is_some_and(|place| closes_at_end(part, place.span, slug)));
    let line = part.rsplit(['\n', '\r']).next().unwrap_or("");
    if open("unclosed-string") || open("unclosed-text") || in_comment(line) {
        context.slot = Slot::Nothing;
        return context;
    }
    let Some(top) = tree.members.last() else { return context };
    context.start = start;
    context.subject = top.items.first().map(|item| item.span().of(part).to_string());
    let (nodes, _) = resolve::lower(FileId(0), part, &tree.members);
    let root = nodes.last();
    context.template = real(view, file, start).and_then(|node| node.get("template")).and_then(|one| one.value()).map(|typed| typed.span.of(text).to_string());
    let (chain, current) = descend(part, top);
    let mut spec: Option<&'static Spec> = None;
    for member in &chain {
        spec = match spec {
            None => top_spec(part, member),
            Some(of) => pick(of.members, member.word(part), part, member),
        };
        context.words.extend(spec.map(|spec| spec.word));
    }
    match current {
        None => {
            let real_start = chain.last().and_then(|member| member.head).map(|head| head.start + start);
            let there = real_start.and_then(|at| super::find::at(view, file, at).path.into_iter().rev().find(|node| node.word.start == at));
            context.slot = spec.map_or(Slot::Nothing, |spec| Slot::Line(spec, free(spec, there, offset)));
        }
        Some(member) => {
            let node = member.head.and_then(|head| root.and_then(|root| by_word(root, head)));
            context.slot = node.map_or(Slot::Nothing, |node| header(part, node, &mut context.words));
        }
    }
    context
}

/// The declaration that begins at an offset, as it stands in the whole file.
fn real<'v>(view: &View<'v>, file: FileId, start: u32) -> Option<&'v Node> {
    view.session.of_file(file).find(|node| node.word.start == start)
}

fn closes_at_end(part: &str, span: Span, slug: &str) -> bool {
    let after = part.get(span.start as usize..).unwrap_or("");
    slug == "unclosed-text" || !after.contains(['\n', '\r'])
}

/// Whether a line ends inside a comment.
fn in_comment(line: &str) -> bool {
    let mut quoted = false;
    let mut last = ' ';
    for c in line.chars() {
        match c {
            '"' if last != '\\' => quoted = !quoted,
            '/' if last == '/' && !quoted => return true,
            _ => {}
        }
        last = c;
    }
    false
}

/// The members whose blocks are open at the end, and the one whose header is being written.
fn descend<'m>(part: &str, top: &'m Member) -> (Vec<&'m Member>, Option<&'m Member>) {
    let mut chain = Vec::new();
    let mut member = top;
    loop {
        let Some(block) = &member.block else {
            let tail = part.get(member.span.end as usize..).unwrap_or("");
            let goes_on = part.trim_end().ends_with(',') || !tail.contains(['\n', '\r', ';']);
            return if goes_on || chain.is_empty() { (chain, Some(member)) } else { (chain, None) };
        };
        if block.span.of(part).ends_with('}') {
            // behind a block nothing can follow on the same line; on the next line the block around goes on
            return (chain, None);
        }
        chain.push(member);
        match block.members.last() {
            Some(inner) => member = inner,
            None => return (chain, None),
        }
    }
}

fn top_spec(part: &str, member: &Member) -> Option<&'static Spec> {
    pick(vocabulary::TOP, member.word(part), part, member)
}

fn pick(specs: &'static [Spec], word: &str, part: &str, member: &Member) -> Option<&'static Spec> {
    let next = member.items.first().map_or("", |item| item.span().of(part));
    specs.iter().find(|spec| match spec.word.split_once(' ') {
        None => spec.word == word,
        Some((first, rest)) => first == word && rest == next,
    })
}

/// The words that may still stand in a block; what is on the line of the cursor does not count as being there.
fn free(spec: &'static Spec, there: Option<&Node>, offset: u32) -> Vec<&'static Spec> {
    let is_there = |member: &Spec| there.is_some_and(|node| node.members.iter().any(|one| one.spec.word == member.word && !one.word.touches(offset)));
    spec.members.iter().filter(|member| member.card == Card::Many || !is_there(member)).collect()
}

fn by_word(node: &Node, word: Span) -> Option<&Node> {
    if node.word == word { Some(node) } else { node.members.iter().find_map(|member| by_word(member, word)) }
}

fn header(part: &str, node: &Node, words: &mut Vec<&'static str>) -> Slot {
    let mut chain = vec![node];
    while let Some(last) = chain.last().and_then(|node| node.members.last()) {
        chain.push(last);
    }
    words.extend(chain.iter().map(|node| node.spec.word));
    let Some(deepest) = chain.last() else { return Slot::Nothing };
    let comma = part.trim_end().ends_with(',');
    let spec = deepest.spec;
    let number = deepest
        .values
        .last()
        .filter(|typed| typed.data == Data::Wrong && typed.span.of(part).bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && !typed.span.is_empty());
    if let (Some(_), Type::Duration | Type::Effort | Type::Money) = (number, spec.value) {
        return Slot::Unit(spec.value);
    }
    if spec.value == Type::Setting {
        match deepest.values.first() {
            Some(typed) if typed.data == Data::Wrong => return Slot::Parameter(typed.span.of(part).to_string()),
            Some(_) => return Slot::Nothing,
            None => {}
        }
    }
    let list = spec.list && comma;
    if spec.value != Type::Nothing && spec.value_required && (deepest.values.is_empty() || list) {
        return Slot::Value(spec);
    }
    let title = spec.title != Title::None && deepest.title.is_none();
    let mut modifiers: Vec<&'static Spec> = Vec::new();
    for node in chain.iter().rev() {
        let open = node.spec.members.iter().filter(|member| member.card == Card::Many || node.get(member.word).is_none());
        modifiers.extend(open.filter(|member| !modifiers.iter().any(|known| known.word == member.word)).collect::<Vec<_>>());
    }
    Slot::Modifier(modifiers, title)
}
