//! A session finds after every edit what a cold run finds, and parses only what changed.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use isms::pipeline::{Compilation, Counting, Options, Session, compile};
use isms::source::{Memory, Overlay, World as _};
use proptest::prelude::*;

use crate::support::day;

fn options() -> Options {
    Options { as_of: day(), levels: Vec::new(), prefix: String::new(), name: "test".into() }
}

/// The files of an example.
fn example(name: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let mut files: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|one| one == "isms" || one == "toml"))
        .map(|entry| (entry.file_name().to_string_lossy().to_string(), fs::read_to_string(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

/// A package whose files are all open in an editor, compiled cold and warm.
struct Both {
    files: Vec<(String, String)>,
    world: Overlay<Memory>,
    session: Session,
    /// What the last compilation made, for the next one to take from.
    last: Option<Compilation>,
}

impl Both {
    fn new(files: Vec<(String, String)>) -> Self {
        let mut world = Overlay::new(Memory::new());
        for (name, text) in &files {
            world.open(name, text.as_str().into());
        }
        Self { files, world, session: Session::new(), last: None }
    }

    fn write(&mut self, at: usize, text: String) {
        self.world.open(&self.files[at].0, Arc::from(text.as_str()));
        self.files[at].1 = text;
    }

    fn remove(&mut self, at: usize) -> (String, String) {
        let file = self.files.remove(at);
        self.world.close(&file.0);
        file
    }

    fn add(&mut self, file: (String, String)) {
        self.world.open(&file.0, file.1.as_str().into());
        self.files.push(file);
    }

    /// Findings of both, as everything that is in them.
    fn compare(&mut self) -> Result<(), String> {
        let mut cold = Memory::new();
        for (name, text) in &self.files {
            cold = cold.with(name, text.as_bytes());
        }
        let cold = compile(&cold, &options()).unwrap();
        let warm = self.session.compile_after(self.last.take(), &self.world, &options(), &Counting::default()).unwrap();
        let shown = |findings: &[isms::diagnostic::Diagnostic]| {
            findings
                .iter()
                .map(|one| format!("{} {} {:?} {:?} {:?} {:?}", one.code.slug, one.message, one.level, one.labels, one.help, one.fixes))
                .collect::<Vec<_>>()
        };
        let (left, right) = (shown(&cold.findings), shown(&warm.findings));
        if left != right {
            let missing: Vec<_> = left.iter().filter(|one| !right.contains(one)).collect();
            let extra: Vec<_> = right.iter().filter(|one| !left.contains(one)).collect();
            return Err(format!("only cold: {missing:#?}\nonly warm: {extra:#?}"));
        }
        let model = |model: &isms::model::Model| {
            let mut model = model.clone();
            model.package.digest = String::new();
            // the places too: they are not part of the JSON, and what is taken over must not keep old ones
            let places = format!("{:?} {:?} {:?} {:?} {:?}", model.roles, model.risks, model.controls, model.requirements, model.allows);
            serde_json::to_string(&model).unwrap() + &places
        };
        let differ = model(&cold.model) != model(&warm.model);
        self.last = Some(warm);
        if differ { Err("the models differ".into()) } else { Ok(()) }
    }
}

/// What people type, cut and paste: pieces of the language, broken and whole.
const PIECES: &[&str] = &[
    "",
    "\n",
    " ",
    "}",
    "{",
    "\"",
    "\"\"\"",
    "// a comment\n",
    "/// What it is.\n",
    "x",
    "owner ciso\n",
    "\nrisk R-999 \"New\" {\n  owner ciso\n}\n",
    "\nrole ciso \"Twice\"\n",
    "\nclassification secret \"Secret\"\n",
    "\nadopt risk_assessment\n",
    "standard iso27001_2013\n",
    "held_by \"Anna\"\n",
    "ß",
    "\u{1F512}",
    "\r\n",
    "\nheld_by \"Anna\"\n",
    "A.5.7",
    "\u{202E}",
    "\nallow review-overdue because \"Later.\"\n",
    "\nprocess help_desk \"Help\" {\n  owner ciso\n}\n",
    "\nwording A.5.1 title \"Ours\"\n",
    "\ncontrol X-1 \"Own\" status planned baseline \"As needed, see R-77\"\n",
    "\nadopt improvement clauses 99.9\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_edit_comes_to_what_a_cold_run_finds(edits in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0usize..60, any::<prop::sample::Index>(), 0u8..20), 1..14)) {
        let mut both = Both::new(example("minimal"));
        both.compare().unwrap();
        let mut removed = Vec::new();
        for (file, place, cut, piece, kind) in edits {
            match kind {
                0 if both.files.len() > 1 => removed.push({ let at = file.index(both.files.len()); both.remove(at) }),
                1 => if let Some(file) = removed.pop() { both.add(file) },
                _ => {
                    let at = file.index(both.files.len());
                    let text = both.files[at].1.clone();
                    let boundary = |mut at: usize| { while !text.is_char_boundary(at) { at -= 1; } at };
                    let start = boundary(place.index(text.len() + 1));
                    let end = boundary((start + cut).min(text.len()));
                    both.write(at, format!("{}{}{}", &text[..start], PIECES[piece.index(PIECES.len())], &text[end..]));
                }
            }
            if let Err(difference) = both.compare() {
                prop_assert!(false, "{}", difference);
            }
        }
    }
}

#[test]
fn only_what_changed_is_parsed_again() {
    let mut both = Both::new(example("meridian"));
    both.compare().unwrap();
    assert!(both.session.parsed() > 100);
    both.compare().unwrap();
    assert_eq!(both.session.parsed(), 0, "nothing changed");
    let at = both.files.iter().position(|(name, _)| name == "risks_product.isms").unwrap();
    let text = both.files[at].1.replacen("likelihood 4", "likelihood 5", 1);
    assert_ne!(text, both.files[at].1);
    both.write(at, text);
    both.compare().unwrap();
    assert_eq!(both.session.parsed(), 1, "one risk changed");
    // a block that is left open reaches into what follows, and no further
    let text = both.files[at].1.replacen("\n}\n", "\n", 1);
    both.write(at, text);
    both.compare().unwrap();
    assert!(both.session.parsed() <= 3, "{}", both.session.parsed());
}

#[test]
fn what_files_say_is_what_they_say_now() {
    let control = |id: &str, says: &str| format!("control {id} {{\n  status planned\n  implementation \"{says}\"\n}}\n");
    let one = control("A.8.13", "Restores are tested regularly.");
    let two = control("A.8.14", "Repaired as needed.") + "\nadopt improvement clauses 99.9\n";
    let mut both = Both::new(vec![("a.isms".into(), one.clone()), ("b.isms".into(), two.clone())]);
    both.compare().unwrap();
    let vague = |both: &Both| -> Vec<String> {
        let findings = &both.last.as_ref().expect("it was compiled").findings;
        findings.iter().filter(|one| ["vague-wording", "unknown-clause"].contains(&one.code.slug)).filter_map(|one| one.subject.clone()).collect()
    };
    assert_eq!(vague(&both), ["control A.8.13", "control A.8.14", "adopt improvement"]);
    // moved, put right, broken again; the other file stays as it was
    for (text, count) in [(format!("// above\n\n{one}"), 3), (control("A.8.13", "Tested every quarter."), 2), (one.clone(), 3), (String::new(), 2)] {
        both.write(0, text);
        both.compare().unwrap();
        assert_eq!(vague(&both).len(), count, "{:?}", vague(&both));
    }
    // a file before all others gives them other numbers
    both.add(("0.isms".into(), one));
    both.compare().unwrap();
    assert_eq!(vague(&both), ["control A.8.13", "control A.8.14", "adopt improvement"]);
    both.remove(2);
    both.compare().unwrap();
    assert_eq!(vague(&both), ["control A.8.14", "adopt improvement"]);
}

#[test]
fn a_file_that_is_closed_is_read_from_below_again() {
    let below = Memory::new().with("a.isms", "role ciso \"CISO\"\n");
    let mut world = Overlay::new(below);
    world.open("b.isms", "role cto \"CTO\"\n".into());
    assert_eq!(world.list().unwrap().files, ["a.isms", "b.isms"]);
    world.open("a.isms", "role ceo \"CEO\"\n".into());
    assert_eq!(world.text("a.isms").as_deref(), Some("role ceo \"CEO\"\n"));
    world.close("a.isms");
    world.close("b.isms");
    assert_eq!(world.text("a.isms").as_deref(), Some("role ciso \"CISO\"\n"));
    assert_eq!(world.list().unwrap().files, ["a.isms"]);
}
