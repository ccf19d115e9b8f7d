//! The message files of a package are checked like its templates: a message that nothing says, a place that is lost on the way.

use std::collections::BTreeSet;

use super::TemplateFile;
use crate::base::{Place, Span};
use crate::diagnostic::Diagnostic;
use crate::document::language::catalogue::{Catalogue, WrongKind};
use crate::document::problems;
use crate::model::Model;
use crate::source::library_files;

/// Whether a file below `templates/` holds messages: `messages/fr.toml`.
pub(crate) fn is_messages(name: &str) -> bool {
    name.strip_prefix("messages/").and_then(|name| name.strip_suffix(".toml")).is_some_and(crate::document::language::is_code)
}

/// Checks the message files among the files of the package.
pub(super) fn check(model: &Model, files: &[TemplateFile], findings: &mut Vec<Diagnostic>) {
    let messages: Vec<&TemplateFile> = files.iter().filter(|file| is_messages(&file.name)).collect();
    if messages.is_empty() {
        return;
    }
    let catalogues: Vec<Catalogue> = library_files("messages").filter_map(|(_, text)| Catalogue::read(text).ok()).collect();
    let mut known: BTreeSet<&str> = catalogues.iter().flat_map(Catalogue::keys).collect();
    // what the library quotes from the standard is said in other languages too
    known.extend(model.reference.controls.values().map(|one| one.head.title.as_str()));
    known.extend(model.reference.themes.iter().map(|one| one.title.as_str()));
    let own: Vec<String> = files.iter().filter(|file| file.name.ends_with(".j2")).flat_map(|file| said(&file.text)).collect();
    known.extend(own.iter().map(String::as_str));
    for file in messages {
        for wrong in Catalogue::check(&file.text, &known) {
            let place = Place::new(file.file, Span::new(wrong.at.start, wrong.at.end));
            findings.push(match wrong.kind {
                WrongKind::Unknown(guess) => problems::unknown_message(place, &wrong.key, guess.as_deref()),
                WrongKind::Places { missing, unknown } => problems::message_places(place, &wrong.key, &missing, &unknown),
                WrongKind::Syntax(what) => problems::broken_messages(place, &file.name, None, &what),
                WrongKind::Value(what) => problems::broken_messages(place, &file.name, Some(&wrong.key), &what),
            });
        }
    }
}

/// The messages that a template says: the texts in `t("…")`.
pub(crate) fn said(template: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = template;
    while let Some((before, tail)) = rest.split_once("t(") {
        rest = tail;
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let Some(quote) = tail.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
        let (mut text, mut escaped) = (String::new(), false);
        for c in tail.chars().skip(1) {
            match c {
                _ if escaped => {
                    text.push(c);
                    escaped = false;
                }
                '\\' => escaped = true,
                c if c == quote => {
                    found.push(text);
                    break;
                }
                c => text.push(c),
            }
        }
    }
    found
}
