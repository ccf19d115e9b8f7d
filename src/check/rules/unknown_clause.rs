//! The number of a clause that the standard does not have.

use crate::base::did_you_mean;
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("unknown-clause", Error, Names);

/// Looks up every number behind `clauses` in the edition that the organisation follows.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let reference = &cx.model.reference;
    if reference.clauses.is_empty() {
        return;
    }
    for named in cx.model.clauses_named() {
        let number = named.value.as_str();
        if reference.clauses.iter().any(|clause| clause.number == number) {
            continue;
        }
        let finding = Diagnostic::new(&CODE, format!("{} has no clause `{number}`", reference.catalogue));
        let finding = match nearest(cx, number) {
            Some((guess, title)) => {
                finding.at(named.place, format!("did you mean `{guess}`, “{title}”?")).fix(format!("write `{guess}`"), named.place, guess, false)
            }
            None => finding.at(named.place, "not a number of clauses 4 to 10"),
        };
        out.push(finding.cite(reference.catalogue.clone()).help("`isms reference clauses` lists them with their titles"));
    }
}

/// The clause that is meant: the one that this would be a part of, else the one that looks most like it.
fn nearest<'a>(cx: &'a Context<'_>, number: &str) -> Option<(&'a str, &'a str)> {
    let clauses = &cx.model.reference.clauses;
    let mut above = number;
    while let Some((part, _)) = above.rsplit_once('.') {
        // a chapter is too little to guess from
        if let Some(clause) = clauses.iter().find(|clause| clause.number == part && part.contains('.')) {
            return Some((&clause.number, &clause.title));
        }
        above = part;
    }
    // the chapter is rarely what was mistaken
    let chapter = number.split('.').next();
    let all = || clauses.iter().map(|clause| clause.number.as_str()).filter(|one| one.contains('.'));
    let guess = did_you_mean(number, all().filter(|one| one.split('.').next() == chapter)).or_else(|| did_you_mean(number, all()))?;
    clauses.iter().find(|clause| clause.number == guess).map(|clause| (clause.number.as_str(), clause.title.as_str()))
}
