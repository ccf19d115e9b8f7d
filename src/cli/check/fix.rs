//! `--fix`: applies the safe fixes until nothing changes any more, and never leaves a package worse than it was.
//!
//! Everything happens in memory first. A round that gives a file more errors is taken back for that file; a file that
//! somebody else changed meanwhile is left alone.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use super::{Arguments, baseline};
use crate::base::FileId;
use crate::cli::open::Opened;
use crate::cli::replace::write_file;
use crate::cli::{CliError, Outcome};
use crate::diagnostic::{Edit, Level};
use crate::model::Day;
use crate::pipeline::Compilation;
use crate::source::{Overlay, World};

/// How often fixes are looked for again: a fix may make room for the next.
const MAX_ROUNDS: usize = 10;
const MARK: &str = "\u{FEFF}";

/// What `--fix` comes to.
struct Fixed {
    /// The new texts by path in the package, without a byte order mark.
    texts: BTreeMap<String, String>,
    /// How many fixes.
    count: usize,
}

/// Applies fixes, or shows them with `--diff`.
pub fn run(arguments: &Arguments, opened: &Opened, as_of: Day, levels: &[(String, Level)]) -> Outcome {
    let counting = baseline::counting(arguments, opened)?;
    let compile = |world: &dyn World| opened.compile_in(world, &arguments.path, as_of, levels.to_vec(), &counting);
    let fixed = settle(opened, &compile)?;
    let mut out = std::io::stdout().lock();
    if arguments.path == "-" && !arguments.diff {
        return Err(CliError::Unknown {
            message: "standard input cannot be changed".into(),
            help: "`--fix --diff` shows what would change; or name a file or folder".into(),
        });
    }
    for (path, text) in &fixed.texts {
        let shown = if opened.prefix.is_empty() { path.clone() } else { format!("{}/{path}", opened.prefix) };
        let before = opened.world.read(path).map_err(|error| CliError::Unreadable { path: shown.clone(), error: error.to_string() })?;
        let before = String::from_utf8(before).unwrap_or_default();
        let (mark, body) = before.strip_prefix(MARK).map_or(("", before.as_str()), |body| (MARK, body));
        if arguments.diff {
            let diff = similar::TextDiff::from_lines(body, text);
            write!(out, "{}", diff.unified_diff().context_radius(3).header(&format!("a/{shown}"), &format!("b/{shown}")))?;
        } else {
            write_file(Path::new(&shown), format!("{mark}{text}").as_bytes()).map_err(|error| CliError::CannotWrite {
                message: format!("`{shown}` cannot be written: {error}"),
                help: "look at the permissions of the file".into(),
            })?;
        }
    }
    out.flush()?;
    let (verb, files) = (if arguments.diff { "would be applied" } else { "applied" }, fixed.texts.len());
    let plural = |number: usize| if number == 1 { "" } else { "s" };
    let _ = writeln!(std::io::stderr(), "{} fix{} {verb} in {files} file{}", fixed.count, if fixed.count == 1 { "" } else { "es" }, plural(files));
    Ok(ExitCode::from(u8::from(arguments.diff && files > 0)))
}

/// Applies fixes in memory until no safe one is left.
fn settle(opened: &Opened, compile: &dyn Fn(&dyn World) -> Result<Compilation, CliError>) -> Result<Fixed, CliError> {
    let mut world = Overlay::new(&*opened.world);
    let mut fixed = Fixed { texts: BTreeMap::new(), count: 0 };
    let mut frozen: BTreeSet<String> = BTreeSet::new();
    let mut compiled = compile(&world)?;
    for _ in 0..MAX_ROUNDS {
        let round = collect(opened, &compiled, &frozen);
        if round.is_empty() {
            break;
        }
        let before = errors(opened, &compiled);
        let mut old: BTreeMap<String, (Option<String>, usize)> = BTreeMap::new();
        for (path, (text, count)) in &round {
            old.insert(path.clone(), (fixed.texts.insert(path.clone(), text.clone()), *count));
            world.open(path, text.as_str().into());
        }
        compiled = compile(&world)?;
        let after = errors(opened, &compiled);
        let worse: Vec<String> = round.keys().filter(|path| after.get(*path) > before.get(*path)).cloned().collect();
        let total = |errors: &BTreeMap<String, usize>| errors.values().sum::<usize>();
        // more errors elsewhere: nobody knows which of the files it was
        let taken_back: Vec<String> = if worse.is_empty() && total(&after) > total(&before) { round.keys().cloned().collect() } else { worse };
        fixed.count += round.values().map(|(_, count)| count).sum::<usize>();
        for path in &taken_back {
            let Some((text, count)) = old.remove(path) else { continue };
            fixed.count -= count;
            match text {
                Some(text) => {
                    world.open(path, text.as_str().into());
                    fixed.texts.insert(path.clone(), text);
                }
                None => {
                    world.close(path);
                    fixed.texts.remove(path);
                }
            }
            frozen.insert(path.clone());
        }
        if !taken_back.is_empty() {
            compiled = compile(&world)?;
        }
    }
    Ok(fixed)
}

/// The path of a file in the package; none for the library and for what lies outside.
fn inner<'c>(opened: &Opened, compiled: &'c Compilation, file: FileId) -> Option<&'c str> {
    let source = compiled.sources.get(file).filter(|source| !source.library)?;
    match opened.prefix.trim_end_matches('/') {
        "" => Some(&source.path),
        prefix => source.path.strip_prefix(prefix)?.strip_prefix('/'),
    }
}

/// How many findings that fail the run each file has.
fn errors(opened: &Opened, compiled: &Compilation) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in compiled.findings.iter().filter(|finding| finding.is_error()) {
        let path = finding.place().and_then(|place| inner(opened, compiled, place.file)).unwrap_or("");
        *counts.entry(path.to_string()).or_default() += 1;
    }
    counts
}

/// The new text of each file with a safe fix, and how many there were; of fixes that overlap, the first is taken.
fn collect(opened: &Opened, compiled: &Compilation, frozen: &BTreeSet<String>) -> BTreeMap<String, (String, usize)> {
    let mut edits: BTreeMap<String, (FileId, Vec<Edit>, usize)> = BTreeMap::new();
    for fix in compiled.findings.iter().filter_map(|finding| finding.fixes.iter().find(|fix| fix.safe)) {
        // a fix over several files would have to be taken back as a whole: none is needed so far
        let Some(file) = fix.edits.first().map(|edit| edit.place.file) else { continue };
        let Some(path) = inner(opened, compiled, file).filter(|path| !frozen.contains(*path)) else { continue };
        let text = compiled.sources.text(file);
        if fix.edits.iter().any(|edit| edit.place.file != file) || text.contains('\u{FFFD}') {
            continue;
        }
        let wanted: Vec<Edit> = fix.edits.iter().map(|edit| widened(text, edit)).collect();
        let (_, taken, count) = edits.entry(path.to_string()).or_insert((file, Vec::new(), 0));
        if wanted.iter().any(|edit| taken.iter().any(|other| overlap(edit, other))) {
            continue;
        }
        taken.extend(wanted);
        *count += 1;
    }
    let applied = edits.into_iter().map(|(path, (file, mut edits, count))| {
        edits.sort_by_key(|edit| edit.place.span);
        (path, (apply(compiled.sources.text(file), &edits), count))
    });
    applied.collect()
}

/// Whether two edits touch: also where both insert at the same place, since their order would be chance.
fn overlap(a: &Edit, b: &Edit) -> bool {
    let (a, b) = (a.place.span, b.place.span);
    a.start == b.start || (a.start < b.end && b.start < a.end)
}

/// An edit that deletes takes the rest of its line along where nothing else stands on it, else the blanks before it.
fn widened(text: &str, edit: &Edit) -> Edit {
    let mut edit = edit.clone();
    let span = &mut edit.place.span;
    let (start, end) = (span.start as usize, span.end as usize);
    let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else { return edit };
    if !edit.text.is_empty() || start == end {
        return edit;
    }
    let blank = |c: char| c == ' ' || c == '\t';
    let left = before.trim_end_matches(blank);
    let right = after.trim_start_matches(blank);
    let ends = right.is_empty() || right.starts_with(['\n', '\r']);
    let begins = left.is_empty() || left.ends_with('\n');
    let line_end = right.len() - right.strip_prefix("\r\n").or_else(|| right.strip_prefix('\n')).unwrap_or(right).len();
    let to = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    if begins && ends {
        span.start = to(left.len());
        span.end = to(text.len() - right.len() + line_end);
    } else if ends || right.len() < after.len() {
        span.start = to(left.len());
    }
    edit
}

/// The text with edits applied; they are in order and do not overlap.
fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let (start, end) = (edit.place.span.start as usize, edit.place.span.end as usize);
        out.push_str(text.get(at..start).unwrap_or(""));
        out.push_str(&edit.text);
        at = end.max(at);
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Place, Span};

    fn delete(text: &str, piece: &str) -> String {
        let at = text.find(piece).expect("it is there");
        let edit = Edit { place: Place::new(FileId(0), Span::new(at, at + piece.len())), text: String::new() };
        apply(text, &[widened(text, &edit)])
    }

    #[test]
    fn a_line_that_would_be_empty_goes_too() {
        assert_eq!(delete("a {\n  allow x\n  b\n}\n", "allow x"), "a {\n  b\n}\n");
        assert_eq!(delete("a {\r\n  allow x\r\n  b\r\n}\r\n", "allow x"), "a {\r\n  b\r\n}\r\n");
        assert_eq!(delete("allow x", "allow x"), "");
    }

    #[test]
    fn no_blank_is_left_behind() {
        assert_eq!(delete("a \"A\" allow x\nb\n", "allow x"), "a \"A\"\nb\n");
        assert_eq!(delete("a, , b\n", ","), "a , b\n", "text that touches keeps its blank");
        assert_eq!(delete("a  allow x b\n", "allow x"), "a b\n");
    }

    #[test]
    fn a_round_that_makes_a_file_worse_is_taken_back() {
        use crate::pipeline::{Options, compile};
        use crate::source::Memory;
        let signs = "role a \"A\" {\n  held_by: \"B\"\n}\n";
        let files = || Memory::new().with("good.isms", signs).with("bad.isms", signs.replace("role a", "role b"));
        let opened = Opened { world: Box::new(files()), prefix: String::new(), name: "test".into(), focus: None };
        let options = Options { as_of: Day(jiff::civil::date(2026, 6, 30)), levels: Vec::new(), prefix: String::new(), name: "test".into() };
        // a compiler that finds an error in the second file as soon as its sign is gone
        let grudging = |world: &dyn World| {
            let mut compiled = compile(world, &options).expect("memory can be listed");
            let (file, source) = compiled.sources.iter().find(|(_, source)| source.path == "bad.isms").expect("it is there");
            if !source.text.contains(':') {
                let place = crate::base::Place::new(file, Span::new(0, 4));
                let code = crate::catalog::find("unknown-name").expect("a code");
                compiled.findings.push(crate::diagnostic::Diagnostic::new(code, "worse").at(place, "here"));
            }
            Ok(compiled)
        };
        let fixed = settle(&opened, &grudging).expect("nothing outside is needed");
        assert_eq!(fixed.count, 1);
        assert_eq!(fixed.texts.into_iter().collect::<Vec<_>>(), [("good.isms".to_string(), signs.replace(": ", " "))]);
    }

    #[test]
    fn edits_at_the_same_place_are_not_both_taken() {
        let edit = |start, end| Edit { place: Place::new(FileId(0), Span::new(start, end)), text: "x".into() };
        assert!(overlap(&edit(3, 3), &edit(3, 3)) && overlap(&edit(2, 5), &edit(4, 6)));
        assert!(!overlap(&edit(2, 4), &edit(4, 6)));
    }
}
