//! Findings about files and `isms.toml`.

use crate::base::{Place, Span, did_you_mean};
use crate::diagnostic::{Diagnostic, codes};

codes! {
    /// A file that cannot be read.
    UNREADABLE_FILE = "unreadable-file", Error, Package;
    /// A folder that cannot be looked into.
    UNREADABLE_FOLDER = "unreadable-folder", Error, Package;
    /// Bytes that are not UTF-8.
    NOT_UTF8 = "not-utf8", Error, Package;
    /// An `isms.toml` that is not valid.
    INVALID_PACKAGE_FILE = "invalid-package-file", Error, Package;
    /// A setting that nobody knows.
    UNKNOWN_SETTING = "unknown-setting", Error, Package;
    /// A lint that nobody knows.
    UNKNOWN_LINT = "unknown-lint", Error, Package;
    /// A level set for an error of meaning.
    FIXED_LEVEL = "fixed-level", Error, Package;
    /// A baseline that is not valid.
    INVALID_BASELINE = "invalid-baseline", Error, Package;
    /// A file that is nearly called as sources are.
    MISNAMED_FILE = "misnamed-file", Warn, Package;
    /// A package without a declaration.
    EMPTY_PACKAGE = "empty-package", Error, Package;
}

/// A file that cannot be read.
pub fn unreadable_file(place: Place, path: &str, error: &str) -> Diagnostic {
    Diagnostic::new(&UNREADABLE_FILE, format!("`{path}` cannot be read: {error}"))
        .at(place, "this file")
        .help("what it declares is missing from everything below")
}

/// An `isms.toml` that is there and cannot be read.
pub fn unreadable_settings(place: Place, path: &str, error: &str) -> Diagnostic {
    Diagnostic::new(&UNREADABLE_FILE, format!("`{path}` cannot be read: {error}"))
        .at(place, "this file")
        .help("until it can be read, findings count as if nothing were set")
}

/// A folder that cannot be looked into. It stands in no file, so there is no place.
pub fn unreadable_folder(path: &str, error: &str) -> Diagnostic {
    Diagnostic::new(&UNREADABLE_FOLDER, format!("the folder `{path}` cannot be read: {error}"))
        .help("its files are missing from everything below: other findings may have the same cause")
        .help("if it is no part of the package, give it a name that begins with a dot: such folders are never read")
}

/// Bytes that are not UTF-8; `offset` is that of the first one.
pub fn not_utf8(place: Place, path: &str, offset: usize) -> Diagnostic {
    Diagnostic::new(&NOT_UTF8, format!("`{path}` is not UTF-8 text: byte {offset} is not part of a character"))
        .at(place, "shown as `\u{FFFD}`")
        .help("save the file as UTF-8; in a spreadsheet or an old editor the choice is called encoding")
}

/// A file that Windows has written as UTF-16, or has added UTF-16 to. It was read as what it says.
pub fn utf16(place: Place, path: &str, whole: bool) -> Diagnostic {
    let saved = if whole { "is saved as UTF-16" } else { "is UTF-8 first and UTF-16 from here on" };
    Diagnostic::new(&NOT_UTF8, format!("`{path}` {saved}"))
        .at(place, "read as what it says; other programs show signs in between")
        .help("save the file as UTF-8; in an editor the choice is called encoding")
        .help("Windows PowerShell writes UTF-16 with `>` and `>>`: write `| Out-File -Append -Encoding utf8` in their place")
        .fix("save it as UTF-8", Place::new(place.file, Span::default()), "", true)
}

pub(super) fn invalid_package_file(place: Place, message: &str) -> Diagnostic {
    Diagnostic::new(&INVALID_PACKAGE_FILE, format!("isms.toml cannot be read: {message}"))
        .at(place, "here")
        .help("it is written in TOML: `[package]`, then `name = \"acme\"`")
}

pub(super) fn unknown_setting<'a>(place: Place, name: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    let finding = Diagnostic::new(&UNKNOWN_SETTING, format!("isms.toml has no `{name}`"));
    let finding = match did_you_mean(name, known.iter().copied()) {
        Some(guess) => finding.at(place, format!("did you mean `{guess}`?")).fix(format!("write `{guess}`"), place, guess, false),
        None => finding.at(place, "not known here"),
    };
    finding.help(format!("known here: `{}`", known.join("`, `")))
}

/// A word that is none of those that may stand there; `what` is what was wanted.
pub(super) fn unknown_word<'a>(place: Place, what: &str, word: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    let finding = Diagnostic::new(&INVALID_PACKAGE_FILE, format!("there is no {what} `{word}`"));
    guessed(finding, place, word, &known).help(format!("a {what} is one of `{}`", known.join("`, `")))
}

/// A level that is no text.
pub(super) fn wrong_level(place: Place, lint: &str) -> Diagnostic {
    Diagnostic::new(&INVALID_PACKAGE_FILE, format!("`{lint}` takes a level in quotes"))
        .at(place, "not a level")
        .help("a level is one of `allow`, `warn`, `deny`")
        .help(format!("for example: `{lint} = \"deny\"`"))
}

pub(crate) fn unknown_lint(place: Place, name: &str, slugs: &[&str]) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_LINT, format!("there is no finding and no group `{name}`"));
    let mut known = slugs.to_vec();
    for group in crate::diagnostic::Group::ALL {
        known.push(group.word());
    }
    known.push("preset");
    known.push("baseline");
    match did_you_mean(name, known.iter().copied()) {
        Some(guess) => finding.at(place, format!("did you mean `{guess}`?")).fix(format!("write `{guess}`"), place, guess, false),
        None => finding.at(place, "not known").help("`isms explain --list` shows all"),
    }
}

pub(super) fn fixed_level(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(&FIXED_LEVEL, format!("`{name}` is an error of meaning, and its level is fixed"))
        .at(place, "cannot be set")
        .help("without it the sources do not say anything definite; correct what it reports")
}

pub(super) fn invalid_baseline(place: Place, message: &str) -> Diagnostic {
    Diagnostic::new(&INVALID_BASELINE, message).at(place, "in the baseline").help("`isms check --update-baseline` writes it anew")
}

pub(super) fn unknown_baseline_key(place: Place, name: &str, known: &[&str]) -> Diagnostic {
    guessed(Diagnostic::new(&INVALID_BASELINE, format!("the baseline has no `{name}` here")), place, name, known)
        .help(format!("known here: `{}`", known.join("`, `")))
}

pub(crate) fn unknown_baseline_code(place: Place, name: &str, slugs: &[&str]) -> Diagnostic {
    guessed(Diagnostic::new(&INVALID_BASELINE, format!("there is no finding `{name}`")), place, name, slugs)
        .help("`isms explain --list` shows all findings; `isms check --update-baseline` writes the baseline anew")
}

/// A baseline that is named and cannot be read; `place` is where it is named.
pub fn unreadable_baseline(place: Place, path: &str, error: &str) -> Diagnostic {
    Diagnostic::new(&INVALID_BASELINE, format!("the baseline `{path}` cannot be read: {error}"))
        .at(place, "named here")
        .help("`isms check --update-baseline` writes it, with everything that is found today")
}

fn guessed(finding: Diagnostic, place: Place, name: &str, known: &[&str]) -> Diagnostic {
    match did_you_mean(name, known.iter().copied()) {
        Some(guess) => finding.at(place, format!("did you mean `{guess}`?")).fix(format!("write `{guess}`"), place, guess, false),
        None => finding.at(place, "not known here"),
    }
}

/// A file that is not read because of its name. It is no source, so there is no place; `taken` where a file with the right name is there too.
pub fn misnamed_file(path: &str, meant: &str, taken: bool) -> Diagnostic {
    let finding = if taken {
        Diagnostic::new(&MISNAMED_FILE, format!("`{path}` is not read, and `{meant}` is there too"))
            .help("keep one of the two; a copy that shall stay may lie in a folder whose name begins with a dot")
    } else {
        Diagnostic::new(&MISNAMED_FILE, format!("`{path}` is not read: call it `{meant}`")).help("until then everything that it declares is missing here")
    };
    if path.to_ascii_lowercase().ends_with(".txt") {
        return finding.help("Windows hides such ends of names: in the folder, choose View, then Show, then File name extensions");
    }
    finding
}

/// A package without a declaration.
pub fn empty_package(name: &str) -> Diagnostic {
    Diagnostic::new(&EMPTY_PACKAGE, format!("`{name}` declares nothing")).help("write a first file, or let `isms init` write one")
}
