//! What people need not see a hundred times: of one kind of finding the first are drawn, and the rest is counted.
//!
//! A role that was renamed is missed in ninety places, and a new package has ninety controls without a reason. Machines and
//! one-line reports get all of them.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{one_line, severity};
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

/// So many findings of one kind are all drawn.
const ALL: usize = 12;
/// Of more than that, so many are.
const FIRST: usize = 5;
/// So many findings that say the same are all drawn; of more than that, the first.
const SAME: usize = 3;
/// So many files are named.
const FILES: usize = 3;

/// The findings that are drawn, and those that are only counted.
pub(super) struct Fold<'a> {
    pub drawn: Vec<&'a Diagnostic>,
    folded: Vec<(&'a Diagnostic, Vec<&'a Diagnostic>)>,
}

impl<'a> Fold<'a> {
    /// Folds findings, which keep their order.
    pub fn of(findings: Vec<&'a Diagnostic>) -> Fold<'a> {
        let kind = |finding: &Diagnostic| (finding.code.slug, finding.is_error());
        let mut kinds = BTreeMap::new();
        let mut texts = BTreeMap::new();
        for finding in &findings {
            *kinds.entry(kind(finding)).or_insert(0) += 1;
            *texts.entry((kind(finding), finding.message.as_str())).or_insert(0) += 1;
        }
        let mut drawn_of_kind: BTreeMap<_, usize> = BTreeMap::new();
        let mut drawn_of_text: BTreeMap<_, usize> = BTreeMap::new();
        let mut fold = Fold { drawn: Vec::with_capacity(findings.len()), folded: Vec::new() };
        let mut lines: BTreeMap<_, usize> = BTreeMap::new();
        for finding in findings {
            let (kind, text) = (kind(finding), (kind(finding), finding.message.as_str()));
            let same = texts.get(&text).copied().unwrap_or(0) > SAME;
            let many = kinds.get(&kind).copied().unwrap_or(0) > ALL;
            let (of_kind, of_text) = (drawn_of_kind.entry(kind).or_default(), drawn_of_text.entry(text).or_default());
            if (same && *of_text > 0) || (many && *of_kind >= FIRST) {
                // what says the same has a line of its own, the rest of a kind one together
                let line = *lines.entry((kind, same.then_some(text.1))).or_insert(fold.folded.len());
                match fold.folded.get_mut(line) {
                    Some((_, rest)) => rest.push(finding),
                    None => fold.folded.push((finding, vec![finding])),
                }
                continue;
            }
            *of_kind += 1;
            *of_text += 1;
            fold.drawn.push(finding);
        }
        fold
    }

    /// Writes a line for each kind that is only counted.
    pub fn write_rest(&self, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
        for (first, rest) in &self.folded {
            let what = if rest.iter().all(|one| one.message == first.message) { format!(": {}", one_line(&first.message)) } else { String::new() };
            let of = if rest.len() == 1 { "" } else { "s" };
            writeln!(out, "and {} more {}{of} [{}]{what}{}", rest.len(), severity(first), first.code.slug, files(rest, sources))?;
        }
        if !self.folded.is_empty() {
            writeln!(out, "  = `isms check --format short` has a line for each\n")?;
        }
        Ok(())
    }
}

/// In which files findings are.
fn files(findings: &[&Diagnostic], sources: &Sources) -> String {
    let mut names: Vec<&str> = Vec::new();
    for place in findings.iter().filter_map(|finding| finding.place()) {
        let name = sources.path(place.file);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = names.len().saturating_sub(FILES);
    let named: Vec<String> = names.iter().take(FILES).map(|name| one_line(name)).collect();
    match (named.is_empty(), more) {
        (true, _) => String::new(),
        (false, 0) => format!(", in {}", named.join(", ")),
        (false, 1) => format!(", in {} and 1 more file", named.join(", ")),
        (false, more) => format!(", in {} and {more} more files", named.join(", ")),
    }
}
