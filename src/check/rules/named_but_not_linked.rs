//! A reason in words names a risk, a requirement or a control to which nothing links.

use crate::base::Place;
use crate::check::Context;
use crate::check::mentions::mentions;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{Model, RefOrText, Sentence};

code!("named-but-not-linked", Warn, Wording);

/// Holds the names in reasons of controls and risks against the links.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for sentence in model.sentences() {
        let found = match (sentence.declaration, sentence.word) {
            ("control", "because" | "baseline") => of_control(model, sentence),
            ("risk", "because" | "existing") => of_risk(model, sentence),
            _ => Vec::new(),
        };
        for one in found {
            let mut finding = Diagnostic::new(&CODE, one.message).at(sentence.place, format!("names `{}` in words", one.name)).and(one.place, one.label);
            if let Some(exclusion) = model.exclusions.get(&one.name).filter(|_| !model.controls.contains_key(&one.name)) {
                finding = finding.and(exclusion.header, "and excluded here");
            }
            out.push(
                finding
                    .cite("ISO/IEC 27001, 6.1.3 b to d")
                    .help(one.help)
                    .help("or say it without the name, if it is not a reason")
                    .about(sentence.subject.clone()),
            );
        }
    }
}

/// What is named and not linked.
struct Unlinked {
    name: String,
    message: String,
    place: Place,
    label: String,
    help: String,
}

/// Risks and requirements in the reason of a control.
fn of_control(model: &Model, sentence: &Sentence) -> Vec<Unlinked> {
    let Some(id) = sentence.ids.first() else { return Vec::new() };
    let Some(control) = model.controls.get(id) else { return Vec::new() };
    // a reason that is written as a link is held against the other side by `reason-not-shared`
    let linked = |name: &str| control.because.iter().any(|one| matches!(one, RefOrText::Ref(reference) if reference.id == name));
    let mut found = Vec::new();
    for name in mentions(&sentence.text).filter(|name| !linked(name)) {
        if let Some(risk) = model.risks.get(name).filter(|_| !model.links.risks(id).iter().any(|one| one == name)) {
            found.push(Unlinked {
                name: name.into(),
                message: format!("`{id}` gives `{name}` as its reason, and that risk is not treated with it"),
                place: risk.head.place,
                label: format!("does not name `{id}`"),
                help: format!("let the risk name the control: `treat modify with {id}`"),
            });
        }
        if let Some(requirement) = model.requirements.get(name).filter(|_| !model.links.requirements(id).iter().any(|one| one == name)) {
            found.push(Unlinked {
                name: name.into(),
                message: format!("`{id}` gives `{name}` as its reason, and that requirement does not demand it"),
                place: requirement.head.place,
                label: format!("does not name `{id}`"),
                help: format!("let the requirement name the control: `demands {id}`"),
            });
        }
    }
    found
}

/// Controls in the reasons of a risk: what treats it is to be linked.
fn of_risk(model: &Model, sentence: &Sentence) -> Vec<Unlinked> {
    let Some(risk) = sentence.ids.first().and_then(|id| model.risks.get(id)) else { return Vec::new() };
    let treated = |name: &str| risk.controls().any(|one| one.id == name) || risk.tasks.iter().any(|task| task.controls.iter().any(|one| one.id == name));
    mentions(&sentence.text)
        .filter(|name| (model.controls.contains_key(*name) || model.reference.controls.contains_key(*name)) && !treated(name))
        .map(|name| Unlinked {
            name: name.into(),
            message: format!("`{}` rests on `{name}` in words, and is not treated with it", risk.head.id),
            place: risk.head.place,
            label: format!("no treatment of this risk names `{name}`"),
            help: format!("say so where it counts: `treat modify with {name}`"),
        })
        .collect()
}
