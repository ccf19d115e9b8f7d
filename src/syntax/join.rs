//! Joins the pieces of a file into one tree, and puts lines of a block that stand in column 0 back into it.
//!
//! A member begins in column 0, so a block whose lines are not indented falls into pieces. People who have never
//! programmed write it that way: it is one finding with one fix, and everything below it still means what was meant.

use super::build::Built;
use super::problems::{self, UNCLOSED_BLOCK, UNMATCHED_BRACE};
use super::tree::{Block, File, Member};
use crate::base::{FileId, Place, Span};
use crate::diagnostic::Diagnostic;
use crate::vocabulary::{self, Spec};

/// Lines in column 0 that belong to the open block of the last top-level member.
#[derive(Default)]
struct Run {
    lines: Vec<Span>,
    opened: Span,
}

/// Joins what was built from the pieces, in the order of the text.
pub(super) fn join(file: FileId, text: &str, pieces: Vec<Built>, findings: &mut Vec<Diagnostic>) -> File {
    let mut tree = File { members: Vec::with_capacity(pieces.len()), tail: Vec::new() };
    let mut pending: Vec<Span> = Vec::new();
    let mut open_text = false;
    // how many blocks of the last member are open
    let mut open = 0;
    let mut run = Run::default();
    for mut piece in pieces {
        let first = piece.members.first().filter(|member| vocabulary::begins(member.word(text)).is_none());
        if open_text && first.is_some() {
            // the rest of a text block whose lines stand in column 0: said once, where the block opens
            piece.members.clear();
        } else {
            open_text = piece.open_text;
        }
        if open > 0
            && piece.members.len() == 1
            && let (Some(line), Some(last)) = (piece.members.first().filter(|_| first_word_is_free(&piece, text)), tree.members.last_mut())
            && let Some(block) = open_block(last, line.word(text), text)
        {
            run.lines.push(line.head.unwrap_or(line.span));
            run.opened = block.0;
            block.1.members.append(&mut piece.members);
            block.1.tail.append(&mut piece.tail);
            open += count(&piece.findings, UNCLOSED_BLOCK.slug);
            findings.append(&mut piece.findings);
            open = closed(findings, open);
            continue;
        }
        report(file, &mut run, findings);
        open = count(&piece.findings, UNCLOSED_BLOCK.slug);
        findings.append(&mut piece.findings);
        if let Some(first) = piece.members.first_mut() {
            pending.append(&mut first.before);
            first.before = std::mem::take(&mut pending);
        }
        tree.members.append(&mut piece.members);
        pending.extend(piece.tail);
    }
    report(file, &mut run, findings);
    tree.tail = pending;
    tree
}

fn first_word_is_free(piece: &Built, text: &str) -> bool {
    piece.members.first().is_some_and(|member| vocabulary::begins(member.word(text)).is_none())
}

fn count(findings: &[Diagnostic], slug: &str) -> usize {
    findings.iter().filter(|finding| finding.code.slug == slug).count()
}

/// Takes out each pair of a block that is not closed and a brace further down that closes nothing; gives what is open still.
fn closed(findings: &mut Vec<Diagnostic>, mut open: usize) -> usize {
    while open > 0 {
        let brace = findings.iter().position(|finding| finding.code.slug == UNMATCHED_BRACE.slug);
        let block = findings.iter().rposition(|finding| finding.code.slug == UNCLOSED_BLOCK.slug);
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

fn report(file: FileId, run: &mut Run, findings: &mut Vec<Diagnostic>) {
    if !run.lines.is_empty() {
        let run = std::mem::take(run);
        findings.push(problems::unindented_line(Place::new(file, run.opened), &run.lines.iter().map(|line| Place::new(file, *line)).collect::<Vec<_>>()));
    }
}
