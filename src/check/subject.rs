//! Which declaration a finding is about, where the rule does not say: the one in which it stands.
//!
//! Members begin in the first column, so the declaration is the last line above that begins with a letter. This works
//! for text with mistakes too.

use crate::base::{FileId, Place};
use crate::diagnostic::Diagnostic;
use crate::source::Sources;
use crate::vocabulary;

/// Gives a subject to every finding that has a place and none yet.
pub(crate) fn name_subjects(sources: &Sources, findings: &mut [Diagnostic]) {
    let mut last = None;
    for finding in findings.iter_mut().filter(|finding| finding.subject.is_none()) {
        finding.subject = finding.place().and_then(|place| declaration(sources, place, &mut last));
    }
}

/// What was found last. Findings come in the order of the text, so the next one need not look further up than this: a
/// declaration may have a hundred thousand lines, and a finding in each.
struct Last {
    file: FileId,
    /// From the line of the declaration to the one that was asked for.
    lines: std::ops::RangeInclusive<usize>,
    subject: String,
}

/// The declaration around a place: its word and its name, as `risk R-001`; the file for anything but a source.
fn declaration(sources: &Sources, place: Place, last: &mut Option<Last>) -> Option<String> {
    let source = sources.get(place.file)?;
    if !source.path.ends_with(".isms") {
        return Some(source.path.rsplit('/').next().unwrap_or(&source.path).to_string());
    }
    let asked = source.lines.line_of(place.span.start);
    let mut line = asked;
    loop {
        if let Some(last) = last.as_mut().filter(|last| last.file == place.file && last.lines.contains(&line)) {
            last.lines = *last.lines.start()..=asked.max(*last.lines.end());
            return Some(last.subject.clone());
        }
        let start = source.lines.start_of(line)?;
        let rest = source.text.get(start..)?;
        if rest.starts_with(|c: char| c.is_alphabetic()) {
            let subject = header(rest.lines().next().unwrap_or(""));
            *last = Some(Last { file: place.file, lines: line..=asked, subject: subject.clone() });
            return Some(subject);
        }
        line = line.checked_sub(1)?;
    }
}

/// The word of a declaration, and its name where one follows.
fn header(line: &str) -> String {
    let known = vocabulary::TOP.iter().map(|spec| spec.word).filter(|word| {
        let rest = line.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-'))
    });
    let word = known.max_by_key(|word| word.len()).or_else(|| line.split_whitespace().next()).unwrap_or("");
    let rest = line.strip_prefix(word).unwrap_or("").trim_start();
    let name: String = rest.chars().take_while(|c| !c.is_whitespace() && !matches!(c, '"' | '{' | ',' | '/' | '#')).collect();
    if name.is_empty() { word.to_string() } else { format!("{word} {name}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;

    #[test]
    fn the_declaration_is_the_one_around_the_place() {
        let mut sources = Sources::default();
        let text = "role ciso \"CISO\"\n\nrisk R-1 \"Fire\" {\n  owner nobody\n}\nreference process x \"X\"\n";
        sources.add("a.isms", text, false);
        let at = |piece: &str| {
            let at = text.find(piece).expect("it is there");
            declaration(&sources, Place::new(FileId(0), Span::new(at, at + 1)), &mut None)
        };
        // whatever was asked before, in whatever order
        let mut last = None;
        for (piece, subject) in [("nobody", "risk R-1"), ("R-1", "risk R-1"), ("ciso", "role ciso"), ("x \"X\"", "reference process x"), ("nobody", "risk R-1")]
        {
            let at = text.find(piece).expect("it is there");
            assert_eq!(declaration(&sources, Place::new(FileId(0), Span::new(at, at + 1)), &mut last).as_deref(), Some(subject));
        }
        assert_eq!(at("nobody").as_deref(), Some("risk R-1"));
        assert_eq!(at("ciso").as_deref(), Some("role ciso"));
        assert_eq!(at("x \"X\"").as_deref(), Some("reference process x"));
    }

    #[test]
    fn a_place_above_all_declarations_is_in_none() {
        let mut sources = Sources::default();
        sources.add("a.isms", "  owner x\n", false);
        sources.add("company/isms.toml", "[package]\n", false);
        assert_eq!(declaration(&sources, Place::new(FileId(0), Span::new(2, 3)), &mut None), None);
        assert_eq!(declaration(&sources, Place::new(FileId(1), Span::new(2, 3)), &mut None).as_deref(), Some("isms.toml"));
    }
}
