//! A name that nobody declares: what was meant, which names there are, and how to declare one.

use super::{UNKNOWN_NAME, kinds};
use crate::base::{Place, did_you_mean};
use crate::diagnostic::Diagnostic;
use crate::resolve::scope::Scope;
use crate::vocabulary::Namespace;

/// So many names are listed for whoever looks for one.
const LISTED: usize = 10;

/// A reference that names nothing; without a scope nothing is suggested.
pub(in crate::resolve) fn unknown_name(place: Place, id: &str, groups: &[Namespace], scope: Option<&Scope>) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_NAME, format!("there is no {} `{id}`", kinds(groups)));
    let names = scope.map(|scope| scope.names_of(groups)).unwrap_or_default();
    if let Some(guess) = did_you_mean(id, names.iter().copied()) {
        return finding.at(place, format!("did you mean `{guess}`?")).fix(format!("write `{guess}`"), place, guess, false);
    }
    if let (Some(scope), [Namespace::Classification]) = (scope, groups) {
        return of_a_level(finding, place, id, &names, scope);
    }
    let finding = finding.at(place, "nobody declares this name");
    let finding = match listed(&names) {
        Some(list) => finding.help(format!("declared are {list}")),
        None => finding,
    };
    match groups.first().and_then(|group| declared_with(*group)) {
        Some(word) => finding.help(format!("declare it: `{word} {id} \"…\"`")),
        None => finding,
    }
}

/// Levels of confidentiality: those of the library are there as long as a package has none of its own.
fn of_a_level(finding: Diagnostic, place: Place, id: &str, names: &[&str], scope: &Scope) -> Diagnostic {
    let list = listed(names).unwrap_or_default();
    if scope.is_of_library(id, Namespace::Classification) {
        return finding
            .at(place, "a level of the library, and the package has its own levels instead")
            .help(format!("write one of your own: {list}"))
            .help(format!("or declare this one too: `classification {id} \"…\"`"));
    }
    let finding = finding.at(place, "nobody declares this level").help(format!("write one of the levels that there are: {list}"));
    if names.iter().any(|name| scope.find(name, &[Namespace::Classification]).is_some_and(|symbol| symbol.library)) {
        return finding.help("or declare levels of your own, all that you need: they take the place of these (`isms explain classification`)");
    }
    finding.help(format!("or declare it beside the others: `classification {id} \"…\"`"))
}

/// Names for whoever looks for one; none where there are none.
fn listed(names: &[&str]) -> Option<String> {
    let more = names.len().saturating_sub(LISTED);
    let shown: Vec<String> = names.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
    match (shown.is_empty(), more) {
        (true, _) => None,
        (false, 0) => Some(shown.join(", ")),
        (false, more) => Some(format!("{}, and {more} more", shown.join(", "))),
    }
}

fn declared_with(group: Namespace) -> Option<&'static str> {
    crate::vocabulary::TOP.iter().find(|spec| spec.declares == Some(group)).map(|spec| spec.word)
}
