//! Two grammars of one language: what the compiler reads without a mistake of writing, the grammar for editors reads without an
//! error, and what one refuses the other refuses.

use std::fs;
use std::path::{Path, PathBuf};

use isms::base::FileId;
use tree_sitter::{Language, Parser, Query, QueryCursor, StreamingIterator as _, Tree};

use crate::pages::examples;

fn parser() -> Parser {
    let mut parser = Parser::new();
    parser.set_language(&Language::new(tree_sitter_isms::LANGUAGE)).expect("the parser has a version that this library reads");
    parser
}

fn tree(parser: &mut Parser, text: &str) -> Tree {
    parser.parse(text, None).expect("nothing cancels it")
}

/// What the compiler says about how a text is written.
fn said(text: &str) -> Vec<&'static str> {
    isms::syntax::parse(FileId(0), text).1.iter().map(|finding| finding.code.slug).collect()
}

/// Why the two do not agree about a text, if they do not.
fn disagreement(parser: &mut Parser, text: &str) -> Option<String> {
    let found = said(text);
    let tree = tree(parser, text);
    (found.is_empty() == tree.root_node().has_error()).then(|| format!("the compiler: {found:?}\n{text:?}\n{}", tree.root_node().to_sexp()))
}

fn below(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            below(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// Every text of the language in the repository: files, and the blocks of documents and of the pages of findings.
fn corpus() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in ["stdlib", "examples", "docs", "src", "tests", "benches", "editors/tree-sitter-isms/test"] {
        below(&root.join(folder), &mut paths);
    }
    let mut texts = Vec::new();
    for path in paths {
        let name = path.strip_prefix(root).unwrap().to_string_lossy().to_string();
        let text = || fs::read_to_string(&path).unwrap_or_default();
        match path.extension().and_then(|one| one.to_str()) {
            Some("isms") => texts.push((name, text())),
            Some("md") => texts.extend(examples(&text()).into_iter().enumerate().map(|(number, block)| (format!("{name}, block {}", number + 1), block))),
            _ => {}
        }
    }
    for spec in isms::vocabulary::TOP {
        texts.push((format!("the example of `{}`", spec.word), spec.example.to_string()));
    }
    texts
}

#[test]
fn every_text_of_the_repository_is_read_by_both_or_by_none() {
    let mut parser = parser();
    let texts = corpus();
    let wrong: Vec<String> = texts.iter().filter_map(|(name, text)| Some(format!("{name}: {}", disagreement(&mut parser, text)?))).collect();
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), texts.len(), wrong.join("\n"));
    let refused = texts.iter().filter(|(_, text)| !said(text).is_empty()).count();
    assert!(texts.len() > 300 && refused > 5, "{} texts, {refused} of them with mistakes", texts.len());
}

#[test]
fn line_ends_of_any_system_and_a_byte_order_mark_make_no_difference() {
    let mut parser = parser();
    for (name, text) in corpus().iter().filter(|(_, text)| text.len() < 20_000) {
        for changed in [text.replace('\n', "\r\n"), text.trim_end().to_string()] {
            assert_eq!(disagreement(&mut parser, &changed), None, "{name}");
        }
    }
    // the compiler takes the mark off before it reads
    assert!(!tree(&mut parser, "\u{feff}role a \"A\"\nrole b \"B\"\n").root_node().has_error());
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    fn one<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

/// Words, blanks, ends of lines and signs of a text.
fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let kind = |c: char| {
        if c.is_alphanumeric() || matches!(c, '_' | '-' | '.') {
            1
        } else if matches!(c, ' ' | '\t') {
            2
        } else {
            0
        }
    };
    let mut before = None;
    for (at, c) in text.char_indices() {
        if at > start && (kind(c) == 0 || before != Some(kind(c))) {
            found.push(&text[start..at]);
            start = at;
        }
        before = Some(kind(c));
    }
    found.push(&text[start..]);
    found
}

const PIECES: [&str; 44] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ";",
    "\"",
    "\"\"\"",
    ":",
    "=",
    "%",
    "..",
    ".",
    "/",
    "//",
    "-",
    "\\",
    "\n",
    "\r\n",
    "\r",
    "\n\n  ",
    "\n  ",
    " ",
    "\t",
    "a",
    "A.8.24",
    "a..b",
    "ä",
    "ß.",
    "_",
    "9",
    "-5",
    "2026-01-31",
    "1..4",
    "9ä&",
    "a&b",
    "é",
    "\u{a0}",
    "\u{200b}",
    "\u{202e}",
    "\u{7}",
    "§",
    "(",
    "\u{301}",
];

fn change(dice: &mut Dice, text: &str) -> String {
    let mut parts: Vec<String> = tokens(text).into_iter().map(str::to_string).collect();
    for _ in 0..=dice.below(3) {
        if parts.is_empty() {
            break;
        }
        let at = dice.below(parts.len());
        match dice.below(6) {
            0 | 1 => {
                parts.remove(at);
            }
            2 => parts.insert(at, parts[at].clone()),
            3 => parts[at] = dice.one(&PIECES).to_string(),
            4 => {
                let other = dice.below(parts.len());
                parts.swap(at, other);
            }
            _ => parts.insert(at, dice.one(&PIECES).to_string()),
        }
    }
    parts.concat()
}

/// The one difference that the README of the grammar names: a single carriage return ends the line after a comma.
fn comma_before_old_line_end(text: &str) -> bool {
    text.split(',').skip(1).any(|rest| {
        let rest = rest.trim_start_matches([' ', '\t']);
        rest.starts_with('\r') && !rest.starts_with("\r\n")
    })
}

#[test]
fn texts_with_mistakes_are_refused_by_both() {
    let mut parser = parser();
    let mut dice = Dice(27_022);
    let pieces: Vec<String> = corpus()
        .iter()
        .flat_map(|(_, text)| isms::syntax::cut(text).into_iter().map(|piece| piece.span.of(text).to_string()).collect::<Vec<_>>())
        .filter(|piece| piece.len() < 600)
        .collect();
    let (mut accepted, mut refused) = (0, 0);
    let mut wrong = Vec::new();
    for _ in 0..12_000 {
        // two neighbours, so that a mistake in one can reach into the next
        let at = dice.below(pieces.len() - 1);
        let text = change(&mut dice, &format!("{}{}", pieces[at], pieces[at + 1]));
        if comma_before_old_line_end(&text) {
            continue;
        }
        match said(&text).is_empty() {
            true => accepted += 1,
            false => refused += 1,
        }
        wrong.extend(disagreement(&mut parser, &text));
    }
    assert!(accepted > 1_000 && refused > 1_000, "{accepted} accepted, {refused} refused");
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), accepted + refused, wrong.iter().take(12).cloned().collect::<Vec<_>>().join("\n\n"));
}

#[test]
fn texts_of_random_signs_are_refused_by_both() {
    let mut parser = parser();
    let mut dice = Dice(27_001);
    let mut accepted = 0;
    let mut wrong = Vec::new();
    for _ in 0..20_000 {
        let mut text = String::from(dice.one(&["role a ", "a", "risk R-1 \"R\" {\n  ", "", "// c\n", "a [", "a \"\"\"\n  "]));
        for _ in 0..dice.below(12) {
            text.push_str(dice.one(&PIECES));
        }
        text.push_str(dice.one(&["", "\n}\n", "]", "\"\"\"\n", "\n", "\nrole b \"B\"\n"]));
        accepted += usize::from(said(&text).is_empty());
        wrong.extend(disagreement(&mut parser, &text));
    }
    assert!(accepted > 500, "{accepted}");
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.iter().take(12).cloned().collect::<Vec<_>>().join("\n\n"));
}

#[test]
fn both_nest_as_deep_and_no_deeper() {
    let mut parser = parser();
    for (open, close, word) in [("{", "}", "a "), ("[", "]", "")] {
        for depth in [1, 63, 64, 65, 66, 1_000] {
            let text = format!("role x {}{}\n", format!("{open}{word}").repeat(depth - 1) + open, close.repeat(depth));
            assert_eq!(disagreement(&mut parser, &text), None);
            assert_eq!(said(&text).is_empty(), depth <= 64, "{depth}");
        }
    }
}

#[test]
fn a_mistake_does_not_reach_into_the_next_declaration() {
    let mut parser = parser();
    let text = "role a \"A\" {\n  held_by \"Anna\n  owner: x\n\nrole b \"B\" {\n  held_by \"Berta\"\n}\n";
    let tree = tree(&mut parser, text);
    let last = tree.root_node().child(u32::try_from(tree.root_node().child_count()).unwrap() - 1).unwrap();
    assert_eq!((last.kind(), last.has_error()), ("declaration", false), "{}", tree.root_node().to_sexp());
}

#[test]
fn edits_give_the_tree_that_reading_anew_gives() {
    let mut parser = parser();
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/minimal/risks.isms")).unwrap();
    let mut dice = Dice(9);
    let (mut current, mut kept) = (text.clone(), tree(&mut parser, &text));
    for _ in 0..300 {
        let at = (0..).map(|_| dice.below(current.len())).find(|at| current.is_char_boundary(*at)).unwrap();
        let piece = dice.one(&PIECES);
        let position = |text: &str, at: usize| tree_sitter::Point {
            row: text[..at].matches('\n').count(),
            column: at - text[..at].rfind('\n').map_or(0, |line| line + 1),
        };
        let start = position(&current, at);
        current.insert_str(at, piece);
        let end = position(&current, at + piece.len());
        kept.edit(&tree_sitter::InputEdit {
            start_byte: at,
            old_end_byte: at,
            new_end_byte: at + piece.len(),
            start_position: start,
            old_end_position: start,
            new_end_position: end,
        });
        kept = parser.parse(&current, Some(&kept)).unwrap();
        assert_eq!(kept.root_node().has_error(), tree(&mut parser, &current).root_node().has_error(), "{current}");
        if said(&current).len() > 3 {
            (current, kept) = (text.clone(), tree(&mut parser, &text));
        }
    }
}

fn captured(query: &str, text: &str) -> Vec<(String, String)> {
    let language = Language::new(tree_sitter_isms::LANGUAGE);
    let query = Query::new(&language, query).expect("a query that fits the grammar");
    let tree = tree(&mut parser(), text);
    let mut cursor = QueryCursor::new();
    // in the order in which editors paint: by place, and for one place the later pattern later
    let mut captures = cursor.captures(&query, tree.root_node(), text.as_bytes());
    let mut found = Vec::new();
    while let Some((one, at)) = captures.next() {
        let capture = one.captures[*at];
        let name = query.capture_names()[capture.index as usize];
        // what begins so is for the conditions of the query alone
        if !name.starts_with('_') {
            found.push((name.to_string(), text[capture.node.byte_range()].to_string()));
        }
    }
    found
}

const SAMPLE: &str = "/// Why\nrisk R-1 \"Phishing\" {\n  owner ciso\n  status accepted\n  task t1 \"Train\" due 2026-09-30 effort 5 days\n  description \"\"\"\n    # Head\n  \"\"\"\n}\n\nreference process p \"P\"\n";

#[test]
fn colours_know_every_word_of_the_vocabulary() {
    let found = captured(tree_sitter_isms::HIGHLIGHTS, SAMPLE);
    let last = |text: &str| found.iter().rfind(|(_, one)| one == text).map(|(name, _)| name.as_str());
    for (text, name) in [
        ("risk", "keyword"),
        ("R-1", "type"),
        ("\"Phishing\"", "string"),
        ("owner", "property"),
        ("ciso", "variable"),
        ("accepted", "constant"),
        ("due", "keyword.modifier"),
        ("2026-09-30", "number"),
        ("days", "type.builtin"),
        ("/// Why", "comment.documentation"),
        ("reference", "keyword"),
        ("process", "keyword"),
        ("p", "type"),
    ] {
        assert_eq!(last(text), Some(name), "{text}\n{found:#?}");
    }
    for spec in isms::vocabulary::TOP {
        let found = captured(tree_sitter_isms::HIGHLIGHTS, spec.example);
        let first = spec.word.split(' ').next().unwrap();
        assert!(found.iter().any(|(name, text)| name == "keyword" && text == first), "{}: {found:?}", spec.word);
    }
}

#[test]
fn helix_has_a_colour_for_every_kind_of_word() {
    let query = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/helix/queries/isms/highlights.scm")).unwrap();
    // the scopes of its themes that are used here; what has another name stays without a colour
    let known = ["comment", "constant", "keyword", "operator", "punctuation", "string", "type", "variable"];
    let unknown = ["keyword.modifier", "string.escape"];
    for (name, text) in captured(&query, SAMPLE).into_iter().filter(|(name, _)| !name.starts_with('_')) {
        let first = name.split('.').next().unwrap();
        assert!(known.contains(&first) && !unknown.contains(&name.as_str()), "{text}: {name}");
    }
}

#[test]
fn folds_outline_and_injections_find_what_they_should() {
    let folds = captured(tree_sitter_isms::FOLDS, SAMPLE);
    assert_eq!(folds.len(), 2, "{folds:?}");
    let names: Vec<String> = captured(tree_sitter_isms::TAGS, SAMPLE).into_iter().filter(|(name, _)| name == "name").map(|(_, text)| text).collect();
    assert!(["R-1", "t1", "p"].iter().all(|name| names.iter().any(|one| one == name)), "{names:?}");
    let injected = captured(tree_sitter_isms::INJECTIONS, SAMPLE);
    assert!(injected.iter().any(|(_, text)| text.trim() == "# Head"), "{injected:?}");
    assert!(!captured(tree_sitter_isms::INDENTS, SAMPLE).is_empty());
}

#[test]
fn the_queries_of_other_editors_fit_the_grammar() {
    let mut paths = Vec::new();
    for folder in ["editors/helix/queries/isms", "editors/zed/languages/isms"] {
        below(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut paths);
    }
    let queries: Vec<PathBuf> = paths.into_iter().filter(|path| path.extension().is_some_and(|one| one == "scm")).collect();
    assert!(queries.len() >= 5);
    for path in queries {
        assert!(!captured(&fs::read_to_string(&path).unwrap(), SAMPLE).is_empty(), "{}", path.display());
    }
}
