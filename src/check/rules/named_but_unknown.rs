//! A sentence names a risk, a requirement or a control that there is not.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::did_you_mean;
use crate::check::Context;
use crate::check::mentions::{is_annex_a, mentions, quotes_other_standard, series};
use crate::diagnostic::{Diagnostic, code};
use crate::model::Model;

code!("named-but-unknown", Warn, Wording);

/// So many names make a series: then another name of the same pattern means one of them.
const SERIES: usize = 3;

/// Looks up every name that looks like one of the organisation's.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    let tasks: BTreeSet<&str> = model.tasks().map(|(_, task)| task.head.id.as_str()).collect();
    let (risks, requirements) = (names_by_series(model.risks.keys()), names_by_series(model.requirements.keys()));
    for sentence in model.sentences() {
        let mut seen: Vec<&str> = Vec::new();
        for name in mentions(&sentence.text) {
            if seen.contains(&name) || tasks.contains(name) || is_declared(model, name) {
                continue;
            }
            seen.push(name);
            let finding = if is_annex_a(name) {
                if quotes_other_standard(&sentence.text) || model.reference.controls.is_empty() {
                    continue;
                }
                control(model, name)
            } else {
                let series = series(name);
                let of = |all: &BTreeMap<String, Vec<&str>>, kind: &str| {
                    let names = series.as_ref().and_then(|series| all.get(series)).filter(|names| names.len() >= SERIES)?;
                    let finding = Diagnostic::new(&CODE, format!("there is no {kind} `{name}`"));
                    Some(match did_you_mean(name, names.iter().copied()) {
                        Some(guess) => finding.help(format!("did you mean `{guess}`?")),
                        None => finding.help(format!("name a {kind} of the register, or none")),
                    })
                };
                match of(&risks, "risk").or_else(|| of(&requirements, "requirement")) {
                    Some(finding) => finding,
                    None => continue,
                }
            };
            let finding = finding.at(sentence.place, format!("`{}` of {} names `{name}`", sentence.word, sentence.subject));
            out.push(finding.cite("ISO/IEC 27001, 6.1.3 d and 7.5.3").about(sentence.subject.clone()));
        }
    }
}

fn control(model: &Model, name: &str) -> Diagnostic {
    let finding = Diagnostic::new(&CODE, format!("the catalogue has no control `{name}`"));
    let successors: Vec<String> = crate::source::successors_of(name).iter().map(|one| format!("`{one}`")).collect();
    if !successors.is_empty() {
        return finding.help(format!("this is an identifier of the 2013 edition; in the 2022 edition it is {}", successors.join(" and ")));
    }
    match did_you_mean(name, model.reference.controls.keys().map(String::as_str)) {
        Some(guess) => finding.help(format!("did you mean `{guess}`, “{}”?", model.control_title(guess))),
        None => finding.help("`isms reference controls` lists the catalogue"),
    }
}

/// Names by what they have in common: `R-` of `R-01`, `R-02`.
fn names_by_series<'a>(names: impl Iterator<Item = &'a String>) -> BTreeMap<String, Vec<&'a str>> {
    let mut found: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for name in names {
        if let Some(series) = series(name) {
            found.entry(series).or_default().push(name);
        }
    }
    found
}

/// Whether anything but a task has this name.
fn is_declared(model: &Model, name: &str) -> bool {
    model.risks.contains_key(name)
        || model.requirements.contains_key(name)
        || model.controls.contains_key(name)
        || model.reference.controls.contains_key(name)
        || model.policies.contains_key(name)
        || model.assets.contains_key(name)
        || model.suppliers.contains_key(name)
        || model.objectives.contains_key(name)
        || model.measures.contains_key(name)
        || model.audits.contains_key(name)
        || model.trainings.contains_key(name)
        || model.records.contains_key(name)
        || model.exceptions.contains_key(name)
        || model.nonconformities.contains_key(name)
        || model.changes.contains_key(name)
}
