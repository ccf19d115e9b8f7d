//! Runs the grammar over the members of a file.

use pest::Parser as _;
use rayon::prelude::*;

use super::build::{Builder, Built};
use super::cut::{Piece, cut, too_deep};
use super::join::Joining;
use super::mend::{Bullet, Mended, mend};
use super::problems;
use super::tree::File;
use crate::base::{FileId, Place, Span, is_dangerous};
use crate::diagnostic::Diagnostic;

/// How deep blocks and lists may nest.
pub const MAX_DEPTH: usize = 64;

/// The parser that pest makes of `grammar/`.
#[derive(pest_derive::Parser)]
#[grammar = "grammar/lexical.pest"]
#[grammar = "grammar/values.pest"]
#[grammar = "grammar/members.pest"]
#[grammar = "grammar/recovery.pest"]
#[allow(missing_docs, reason = "generated")]
pub(super) struct Grammar;

/// Reads a file: every member that can be read, and a finding for everything that cannot.
pub fn parse(file: FileId, text: &str) -> (File, Vec<Diagnostic>) {
    let mut findings = characters(file, text);
    let mut joining = Joining::new(file, text);
    for piece in read_pieces(file, text, &cut(text)) {
        joining.push(piece);
    }
    let (members, found) = joining.take();
    findings.extend(found);
    (File { members, tail: joining.comments }, findings)
}

/// Reads pieces of a file, each without looking at the others.
pub fn read_pieces(file: FileId, text: &str, pieces: &[Piece]) -> Vec<Built> {
    let read = |piece: &Piece| piece_of(file, text, piece.span, piece.lead);
    // starting threads for a handful of members costs more than it saves
    if pieces.len() < 64 { pieces.iter().map(read).collect() } else { pieces.par_iter().with_min_len(32).map(read).collect() }
}

fn piece_of(file: FileId, text: &str, span: Span, lead: bool) -> Built {
    let slice = span.of(text);
    let base = span.start as usize;
    let mended = mend(slice, false);
    let built = read(file, slice, &mended, base, lead);
    if built.findings.is_empty() {
        return built;
    }
    // what else is wrong may come from a text with straight quotes inside it
    let again = mend(slice, true);
    if again.quoted.len() > mended.quoted.len() { read(file, slice, &again, base, lead) } else { built }
}

/// Reads a piece as it was mended; what was mended in its texts is reported.
fn read(file: FileId, slice: &str, mended: &Mended<'_>, base: usize, lead: bool) -> Built {
    let mut built = Built::default();
    let text: &str = &mended.text;
    if let Some(at) = too_deep(text, MAX_DEPTH) {
        let place = Place::new(file, Span::new(at, at + 1).shifted(base));
        built.findings.push(problems::nesting_too_deep(place));
        return built;
    }
    let rule = if lead { Rule::loose_members } else { Rule::chunk };
    built = match Grammar::parse(rule, text) {
        Ok(pairs) => Builder::new(file, text, base, lead, &mended.bullets).build(pairs),
        Err(error) => {
            // the recovery productions accept every text; this is the net below them
            let at = match error.location {
                pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
            };
            let place = Place::new(file, Span::new(at, at + 1).shifted(base));
            built.findings.push(problems::unreadable_member(place));
            built
        }
    };
    for (span, sure) in &mended.quoted {
        let place = Place::new(file, span.shifted(base));
        built.findings.push(problems::quotes_inside(place, span.of(slice), *sure));
    }
    built
}

/// What is wrong with single characters, wherever they stand: each finding is one for the whole file, but for control and
/// direction characters, which are shown and refused one by one.
pub fn characters(file: FileId, text: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let (mut spaces, mut bullets) = (Vec::new(), Vec::new());
    for piece in cut(text) {
        let base = piece.span.start as usize;
        let mended = mend(piece.span.of(text), false);
        spaces.extend(mended.spaces.iter().map(|span| span.shifted(base)));
        bullets.extend(mended.bullets.iter().map(|bullet| Bullet { span: bullet.span.shifted(base), ..*bullet }));
    }
    if !spaces.is_empty() {
        found.push(problems::wrong_space(file, &spaces, text));
    }
    if !bullets.is_empty() {
        found.push(problems::needless_bullet(file, &bullets));
    }
    found.extend(dangerous(file, text, &spaces));
    found
}

/// Control and direction characters. Those in `spaces` were reported.
fn dangerous(file: FileId, text: &str, spaces: &[Span]) -> Vec<Diagnostic> {
    if text.bytes().all(|byte| (0x20..0x7F).contains(&byte) || matches!(byte, b'\n' | b'\r' | b'\t')) {
        return Vec::new();
    }
    let mut runs: Vec<Span> = Vec::new();
    let mut zeros: Vec<Place> = Vec::new();
    let mut spaces = spaces.iter().peekable();
    for (at, c) in text.char_indices().filter(|(_, c)| is_dangerous(*c)) {
        let span = Span::new(at, at + c.len_utf8());
        while spaces.next_if(|space| space.end <= span.start).is_some() {}
        if spaces.peek().is_some_and(|space| space.start <= span.start) {
            continue;
        }
        if c == '\0' {
            zeros.push(Place::new(file, span));
            continue;
        }
        match runs.last_mut() {
            Some(last) if last.end == span.start => last.end = span.end,
            _ => runs.push(span),
        }
    }
    let one = |span: Span| problems::dangerous_character(Place::new(file, span), span.of(text));
    problems::zeros(&zeros).into_iter().chain(runs.into_iter().map(one)).collect()
}
