//! What a person sees of every finding: the picture of the first example on its page, kept in `tests/rendering/`.
//!
//! `ISMS_BLESS=1 cargo test --test suite rendering` writes the pictures. Read them aloud before they are committed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use isms::catalog;
use isms::diagnostic::{Code, Diagnostic};
use isms::report::{self, Format};

use crate::pages::examples;
use crate::support::check;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rendering")
}

/// The first example of a page, shown as a person without colours sees it; only the findings of its own code.
fn picture(code: &Code) -> Option<String> {
    let example = examples(code.page).into_iter().next()?;
    let compiled = check(&example);
    let own: Vec<Diagnostic> = compiled.findings.into_iter().filter(|finding| finding.code.slug == code.slug).collect();
    let mut out = Vec::new();
    report::write(Format::Human, &own, &compiled.sources, false, &mut out).expect("a vector takes everything");
    Some(String::from_utf8(out).expect("reports are text"))
}

/// Two texts line by line, from the first line that differs on.
fn difference(kept: &str, found: &str) -> String {
    let (kept, found): (Vec<&str>, Vec<&str>) = (kept.lines().collect(), found.lines().collect());
    let same = kept.iter().zip(&found).take_while(|(one, other)| one == other).count();
    let tail = kept.iter().rev().zip(found.iter().rev()).take(kept.len().min(found.len()) - same).take_while(|(one, other)| one == other).count();
    let mut out = format!("  @@ line {} @@\n", same + 1);
    kept[same..kept.len() - tail].iter().for_each(|line| out.push_str(&format!("  -{line}\n")));
    found[same..found.len() - tail].iter().for_each(|line| out.push_str(&format!("  +{line}\n")));
    out
}

#[test]
fn findings_look_as_they_were_read() {
    let bless = std::env::var_os("ISMS_BLESS").is_some_and(|value| value == "1");
    let mut wrong = Vec::new();
    for code in catalog::codes() {
        let Some(found) = picture(code) else { continue };
        let path = folder().join(format!("{}.txt", code.slug));
        // a checkout with other line ends is the same picture
        let kept = fs::read_to_string(&path).ok().map(|text| text.replace("\r\n", "\n"));
        match kept {
            Some(kept) if kept == found => {}
            _ if bless => {
                fs::create_dir_all(folder()).expect("the folder can be made");
                fs::write(&path, &found).expect("the picture can be written");
            }
            Some(kept) => wrong.push(format!("{}: looks different now\n{}", code.slug, difference(&kept, &found))),
            None => wrong.push(format!("{}: tests/rendering/{}.txt is missing\n{found}", code.slug, code.slug)),
        }
    }
    assert!(wrong.is_empty(), "{}\nread them aloud, then keep them: ISMS_BLESS=1 cargo test --test suite rendering", wrong.join("\n"));
}

#[test]
fn every_picture_belongs_to_a_page_with_an_example() {
    let known: BTreeSet<&str> = catalog::codes().filter(|code| !examples(code.page).is_empty()).map(|code| code.slug).collect();
    let Ok(entries) = fs::read_dir(folder()) else { return };
    for entry in entries {
        let name = entry.expect("the folder can be read").file_name().to_string_lossy().into_owned();
        let slug = name.strip_suffix(".txt").unwrap_or(&name);
        assert!(known.contains(slug), "tests/rendering/{name} shows no finding that there is");
    }
}
