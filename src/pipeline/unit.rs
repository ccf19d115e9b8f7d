//! One file as it was read, kept until its text changes; then only the members that changed are read again.

use std::sync::Arc;

use crate::base::{FileId, Span};
use crate::diagnostic::Diagnostic;
use crate::resolve::{self, Name, Node, Unresolved};
use crate::syntax::{self, Joining, Piece};

/// A file with its members.
#[derive(Default)]
pub(super) struct Unit {
    file: FileId,
    text: Arc<str>,
    /// Findings about single characters.
    characters: Vec<Diagnostic>,
    groups: Vec<Group>,
    /// The names that it declares.
    pub names: Vec<Name>,
    /// References in it that name nothing.
    pub unresolved: Vec<Unresolved>,
    /// Whether its references must be resolved again.
    pub stale: bool,
    /// Whether its declarations are those of the last compilation, with all that they refer to.
    pub same: bool,
    /// How many pieces were parsed the last time.
    pub parsed: usize,
}

/// A piece of the file that was read for itself: mostly one member; several where one is left open.
struct Group {
    pieces: Vec<Piece>,
    nodes: Vec<Node>,
    findings: Vec<Diagnostic>,
    /// Comments that it leaves to the next group.
    comments: Vec<Span>,
    /// Whether it leaves nothing open; only the last group of a file can.
    closed: bool,
}

impl Unit {
    /// Reads the text, or what is new in it. Gives whether it declares other names than before.
    pub fn update(&mut self, file: FileId, text: &Arc<str>) -> bool {
        self.parsed = 0;
        if Arc::ptr_eq(text, &self.text) || **text == *self.text {
            self.text = Arc::clone(text);
            if file != self.file {
                self.renumber(file);
            }
            return false;
        }
        if file != self.file {
            self.renumber(file);
        }
        self.characters = syntax::characters(file, text);
        self.read_changes(text);
        self.text = Arc::clone(text);
        self.stale = true;
        let mut names = Vec::with_capacity(self.names.len());
        self.groups.iter().for_each(|group| resolve::names(&group.nodes, false, &mut names));
        let other = names.len() != self.names.len() || names.iter().zip(&self.names).any(|(new, old)| !new.same(old));
        self.names = names;
        other
    }

    /// Reads what lies between the groups that are the same before and after.
    fn read_changes(&mut self, text: &str) {
        let pieces = syntax::cut(text);
        let same = |old: &Piece, new: &Piece| old.lead == new.lead && old.span.of(&self.text) == new.span.of(text);
        let mut before = 0;
        let mut from = 0;
        for group in &self.groups {
            let new = pieces.get(from..from + group.pieces.len()).unwrap_or_default();
            let is_same = group.closed && new.len() == group.pieces.len() && group.pieces.iter().zip(new).all(|(old, new)| same(old, new));
            if !is_same {
                break;
            }
            before += 1;
            from += group.pieces.len();
        }
        let mut after = 0;
        let mut to = pieces.len();
        for group in self.groups.get(before..).unwrap_or_default().iter().rev() {
            let Some(start) = to.checked_sub(group.pieces.len()).filter(|start| *start >= from) else { break };
            let new = pieces.get(start..to).unwrap_or_default();
            if !group.pieces.iter().zip(new).all(|(old, new)| same(old, new)) {
                break;
            }
            after += 1;
            to = start;
        }
        let by = i64::try_from(text.len()).unwrap_or(0) - i64::try_from(self.text.len()).unwrap_or(0);
        let mut kept = std::mem::take(&mut self.groups);
        let tail = kept.split_off(kept.len() - after);
        // the comments that the first group of the tail used to be given
        let mut known = kept.last().map(|group| group.comments.clone()).unwrap_or_default();
        kept.truncate(before);
        let mut joining = Joining::new(self.file, text);
        joining.comments = kept.last().map(|group| group.comments.clone()).unwrap_or_default();
        let mut reading = Reading { file: self.file, text, joining, pieces: Vec::new(), into: kept, parsed: 0 };
        reading.read(pieces.get(from..to).unwrap_or_default());
        let same_comments = |old: &[Span], new: &[Span]| {
            let one = |(old, new): (&Span, &Span)| old.moved(by) == *new && old.of(&self.text) == new.of(text);
            old.len() == new.len() && old.iter().zip(new).all(one)
        };
        // a comment, an open block or an open text may reach into groups that are the same
        let mut tail = tail.into_iter();
        while !reading.is_between() || !same_comments(&known, &reading.joining.comments) {
            let Some(first) = tail.next() else { break };
            let end = to + first.pieces.len();
            known = first.comments;
            reading.read(pieces.get(to..end).unwrap_or_default());
            to = end;
        }
        reading.finish();
        self.parsed = reading.parsed;
        self.groups = reading.into;
        for mut one in tail {
            one.shift(self.file, by);
            self.groups.push(one);
        }
    }

    fn renumber(&mut self, file: FileId) {
        self.file = file;
        self.stale = true;
        self.groups.iter_mut().for_each(|group| group.shift(file, 0));
        self.characters.iter_mut().for_each(|finding| finding.move_to(file, 0));
        self.names.iter_mut().for_each(|name| name.symbol.place.file = file);
    }

    /// Its number.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// The declarations.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.groups.iter().flat_map(|group| &group.nodes)
    }

    /// The declarations, to resolve what they refer to.
    pub fn nodes_mut(&mut self) -> impl Iterator<Item = &mut Node> {
        self.groups.iter_mut().flat_map(|group| &mut group.nodes)
    }

    /// What was found while reading.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.characters.iter().chain(self.groups.iter().flat_map(|group| &group.findings))
    }
}

impl Group {
    fn shift(&mut self, file: FileId, by: i64) {
        self.pieces.iter_mut().for_each(|piece| piece.span = piece.span.moved(by));
        self.comments.iter_mut().for_each(|span| *span = span.moved(by));
        self.nodes.iter_mut().for_each(|node| node.move_to(file, by));
        self.findings.iter_mut().for_each(|finding| finding.move_to(file, by));
    }
}

/// Groups that are being read.
struct Reading<'t> {
    file: FileId,
    text: &'t str,
    joining: Joining<'t>,
    /// The pieces of the group that is open.
    pieces: Vec<Piece>,
    into: Vec<Group>,
    parsed: usize,
}

impl Reading<'_> {
    fn read(&mut self, pieces: &[Piece]) {
        self.parsed += pieces.len();
        for (piece, built) in pieces.iter().zip(syntax::read_pieces(self.file, self.text, pieces)) {
            self.joining.push(built);
            self.pieces.push(*piece);
            if self.joining.is_closed() {
                self.finish();
            }
        }
    }

    /// Whether the last group is complete.
    fn is_between(&self) -> bool {
        self.pieces.is_empty()
    }

    fn finish(&mut self) {
        if self.pieces.is_empty() {
            return;
        }
        let closed = self.joining.is_closed();
        let (members, mut findings) = self.joining.take();
        let (nodes, more) = resolve::lower(self.file, self.text, &members);
        findings.extend(more);
        let comments = self.joining.comments.clone();
        self.into.push(Group { pieces: std::mem::take(&mut self.pieces), nodes, findings, comments, closed });
    }
}
