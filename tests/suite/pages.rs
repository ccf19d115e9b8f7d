//! Every page of a finding is executed: the first example gives the finding, the second one does not.

use isms::catalog;
use isms::diagnostic::Level;
use isms::pipeline::{Counting, Options, compile_counting};
use isms::source::{Baseline, Memory};

use crate::support::{check_files, codes, day};

/// The `isms` code blocks of a page.
pub fn examples(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<String> = None;
    for line in page.lines() {
        match &mut open {
            None if line.trim() == "```isms" => open = Some(String::new()),
            Some(text) if line.trim() == "```" => {
                found.push(std::mem::take(text));
                open = None;
            }
            Some(text) => {
                text.push_str(line);
                text.push('\n');
            }
            None => {}
        }
    }
    found
}

#[test]
fn examples_of_pages_give_what_they_claim() {
    let mut wrong = Vec::new();
    for code in catalog::codes() {
        let examples = examples(code.page);
        if let Some(bad) = examples.first() {
            let found = codes(bad);
            if !found.contains(&code.slug) {
                wrong.push(format!("{}: the example gives {found:?}", code.slug));
            }
        }
        if let Some(good) = examples.get(1) {
            let compiled = check_files(&[("test.isms", good)]);
            for finding in &compiled.findings {
                if finding.code.slug == code.slug {
                    wrong.push(format!("{}: the way out still gives it: {}", code.slug, finding.message));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn codes_are_unique_and_kebab_case() {
    let mut slugs = catalog::slugs();
    let count = slugs.len();
    slugs.sort_unstable();
    slugs.dedup();
    assert_eq!(slugs.len(), count, "a code stands in two lists");
    for slug in slugs {
        assert!(slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{slug}");
    }
}

#[test]
fn a_baseline_that_was_just_taken_leaves_nothing_to_report() {
    let mut wrong = Vec::new();
    for code in catalog::codes() {
        let Some(example) = examples(code.page).into_iter().next() else { continue };
        let world = Memory::new().with("test.isms", example.as_bytes().to_vec());
        let run = |baseline: Option<String>| {
            let options = Options { as_of: day(), levels: Vec::new(), prefix: String::new(), name: "test".into() };
            let counting = Counting { baseline: baseline.map(|text| ("known.toml".to_string(), text)), ..Counting::default() };
            compile_counting(&world, &options, &counting).expect("memory can be listed").findings
        };
        let taken = Baseline::write(&run(None));
        let left = run(Some(taken));
        wrong.extend(left.iter().filter(|one| one.code.level != Level::Error).map(|one| format!("{}: {}: {}", code.slug, one.code.slug, one.message)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
