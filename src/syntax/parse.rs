//! Runs the grammar over the members of a file.

use pest::Parser as _;
use rayon::prelude::*;

use super::build::{Builder, Built};
use super::cut::{Piece, cut, too_deep};
use super::join::Joining;
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
    let mut built = Built::default();
    if let Some(at) = too_deep(slice, MAX_DEPTH) {
        let place = Place::new(file, Span::new(at, at + 1).shifted(span.start as usize));
        built.findings.push(problems::nesting_too_deep(place));
        return built;
    }
    let rule = if lead { Rule::loose_members } else { Rule::chunk };
    match Grammar::parse(rule, slice) {
        Ok(pairs) => Builder::new(file, slice, span.start as usize, lead).build(pairs),
        Err(error) => {
            // the recovery productions accept every text; this is the net below them
            let at = match error.location {
                pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
            };
            let place = Place::new(file, Span::new(at, at + 1).shifted(span.start as usize));
            built.findings.push(problems::unreadable_member(place));
            built
        }
    }
}

/// Control and direction characters are shown and refused, wherever they stand.
pub fn characters(file: FileId, text: &str) -> Vec<Diagnostic> {
    if text.bytes().all(|byte| (0x20..0x7F).contains(&byte) || matches!(byte, b'\n' | b'\r' | b'\t')) {
        return Vec::new();
    }
    let mut run: Option<(usize, usize)> = None;
    let mut runs = Vec::new();
    for (at, c) in text.char_indices() {
        if is_dangerous(c) {
            let end = at + c.len_utf8();
            run = match run {
                Some((start, last)) if last == at => Some((start, end)),
                Some(done) => {
                    runs.push(done);
                    Some((at, end))
                }
                None => Some((at, end)),
            };
        }
    }
    runs.extend(run);
    let finding = |(start, end)| {
        let span = Span::new(start, end);
        problems::dangerous_character(Place::new(file, span), span.of(text))
    };
    runs.into_iter().map(finding).collect()
}
