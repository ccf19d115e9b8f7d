//! Joins the pieces of a file into one tree, and puts lines of a block that stand in column 0 back into it.
//!
//! A member begins in column 0, so a block whose lines are not indented falls into pieces. People who have never
//! programmed write it that way: it is one finding with one fix, and everything below it still means what was meant.

use super::build::Built;
use super::problems::{self, UNCLOSED_BLOCK, UNMATCHED_BRACE};
use super::tree::{Block, Member};
use crate::base::{FileId, Place, Span};
use crate::diagnostic::Diagnostic;
use crate::vocabulary::{self, Spec};

/// Lines in column 0 that belong to the open block of the last top-level member.
#[derive(Default)]
struct Run {
    lines: Vec<Span>,
    opened: Span,
}

/// Pieces that are being joined, in the order of the text.
pub struct Joining<'t> {
    file: FileId,
    text: &'t str,
    members: Vec<Member>,
    findings: Vec<Diagnostic>,
    /// Comments that belong to the next member.
    pub comments: Vec<Span>,
    open_text: bool,
    /// How many blocks of the last member are open.
    open: usize,
    /// How many findings there were when nothing was open last.
    from: usize,
    run: Run,
}

impl<'t> Joining<'t> {
    /// Nothing yet.
    pub fn new(file: FileId, text: &'t str) -> Self {
        Self { file, text, members: Vec::new(), findings: Vec::new(), comments: Vec::new(), open_text: false, open: 0, from: 0, run: Run::default() }
    }

    /// Whether nothing is open: then the next piece knows nothing of those before it but their comments.
    pub fn is_closed(&self) -> bool {
        !self.open_text && self.open == 0
    }

    /// Takes what was joined so far.
    pub fn take(&mut self) -> (Vec<Member>, Vec<Diagnostic>) {
        self.report();
        self.from = 0;
        (std::mem::take(&mut self.members), std::mem::take(&mut self.findings))
    }

    /// Takes the next piece.
    pub fn push(&mut self, mut piece: Built) {
        let text = self.text;
        if self.is_closed() {
            self.from = self.findings.len();
        }
        let first = piece.members.first().filter(|member| vocabulary::begins(member.word(text)).is_none());
        if self.open_text && first.is_some() {
            // the rest of a text block whose lines stand in column 0: said once, where the block opens
            piece.members.clear();
        } else {
            self.open_text = piece.open_text;
        }
        if self.open > 0
            && piece.members.len() == 1
            && let (Some(line), Some(last)) = (piece.members.first().filter(|_| first_word_is_free(&piece, text)), self.members.last_mut())
            && let Some(block) = open_block(last, line.word(text), text)
        {
            self.run.lines.push(line.head.unwrap_or(line.span));
            self.run.opened = block.0;
            block.1.members.append(&mut piece.members);
            block.1.tail.append(&mut piece.tail);
            self.open += count(&piece.findings, UNCLOSED_BLOCK.slug);
            self.findings.append(&mut piece.findings);
            self.open = closed(&mut self.findings, self.from, self.open);
            if self.open == 0 {
                self.report();
            }
            return;
        }
        self.report();
        self.open = count(&piece.findings, UNCLOSED_BLOCK.slug);
        self.findings.append(&mut piece.findings);
        if let Some(first) = piece.members.first_mut() {
            self.comments.append(&mut first.before);
            first.before = std::mem::take(&mut self.comments);
        }
        self.members.append(&mut piece.members);
        self.comments.extend(piece.tail);
    }

    fn report(&mut self) {
        if !self.run.lines.is_empty() {
            let run = std::mem::take(&mut self.run);
            let lines: Vec<Place> = run.lines.iter().map(|line| Place::new(self.file, *line)).collect();
            self.findings.push(problems::unindented_line(Place::new(self.file, run.opened), &lines));
        }
    }
}

fn first_word_is_free(piece: &Built, text: &str) -> bool {
    piece.members.first().is_some_and(|member| vocabulary::begins(member.word(text)).is_none())
}

fn count(findings: &[Diagnostic], slug: &str) -> usize {
    findings.iter().filter(|finding| finding.code.slug == slug).count()
}

/// Takes out each pair of a block that is not closed and a brace further down that closes nothing; gives what is open still.
fn closed(findings: &mut Vec<Diagnostic>, from: usize, mut open: usize) -> usize {
    while open > 0 {
        let brace = findings.iter().skip(from).position(|finding| finding.code.slug == UNMATCHED_BRACE.slug).map(|at| at + from);
        let block = findings.iter().rposition(|finding| finding.code.slug == UNCLOSED_BLOCK.slug).filter(|at| *at >= from);
        let (Some(brace), Some(block)) = (brace, block) else { break };
        findings.remove(brace.max(block));
        findings.remove(brace.min(block));
        open -= 1;
    }
    open
}

/// The innermost block at the end of a member that is open and knows the word; its brace, and the block.
fn open_block<'m>(member: &'m mut Member, word: &str, text: &str) -> Option<(Span, &'m mut Block)> {
    let mut spec = vocabulary::begins(member.word(text))?;
    let mut depth = 0;
    let mut found = None;
    let mut at: &Member = member;
    while let Some(block) = at.block.as_ref().filter(|block| !block.span.of(text).ends_with('}')) {
        if spec.member(word).is_some() {
            found = Some(depth);
        }
        let Some(last) = block.members.last() else { break };
        let inner: Option<&'static Spec> = spec.member(last.word(text));
        let Some(inner) = inner else { break };
        (spec, at, depth) = (inner, last, depth + 1);
    }
    let mut block = member.block.as_mut()?;
    for _ in 0..found? {
        block = block.members.last_mut()?.block.as_mut()?;
    }
    Some((Span { start: block.span.start, end: block.span.start + 1 }, block))
}
