//! The facts of the organisation are stated, and what else it declares says more.

use crate::base::{Place, Span};
use crate::check::Context;
use crate::check::facts::{facts, in_words, shown};
use crate::diagnostic::{Diagnostic, Edit, Fix, code};
use crate::model::{Control, Model};

code!("fact-not-stated", Warn, Controls);

/// Looks for facts that declarations show, or that a control needs which a risk asks for, and that are not stated.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    // who states no facts at all claims nothing
    let Some(last) = model.organisation.facts_at.last() else { return };
    let mut missing: Vec<&str> = Vec::new();
    for fact in shown(model) {
        if !model.organisation.facts.contains(&fact.name) {
            missing.push(fact.name);
            let finding = Diagnostic::new(&CODE, format!("the facts do not say that the organisation {}", in_words(fact.name)));
            out.push(way_out(finding.at(last.place, format!("`{}` is not among them", fact.name)).and(fact.place, fact.says), fact.name, last.place));
        }
    }
    let holds = facts(model);
    for (control, presupposed) in presupposing(model) {
        let (Some(fact), false) = (presupposed.first(), holds.iter().any(|one| presupposed.contains(&one.name))) else { continue };
        if missing.contains(fact) {
            continue;
        }
        missing.push(fact);
        let id = &control.head.id;
        let mut finding = Diagnostic::new(&CODE, format!("`{id}` applies, and the facts do not say that the organisation {}", in_words(fact)))
            .at(last.place, format!("`{fact}` is not among them"))
            .and(control.head.place, "this control presupposes it");
        if let Some(risk) = model.links.risks(id).first().and_then(|risk| model.risks.get(risk)) {
            finding = finding.and(risk.head.place, "this risk asks for the control");
        }
        out.push(way_out(finding, fact, last.place).help(format!("or, if it is not true, exclude `{id}` and look at the risk again")));
    }
}

/// The controls that a risk asks for and that make sense with certain facts only.
fn presupposing(model: &Model) -> impl Iterator<Item = (&Control, &[&'static str])> {
    model.controls.values().filter(|control| !model.links.risks(&control.head.id).is_empty()).filter_map(|control| {
        let needs = &model.reference.controls.get(&control.head.id)?.only_with;
        (!needs.is_empty()).then_some((control, needs.as_slice()))
    })
}

fn way_out(finding: Diagnostic, fact: &str, last: Place) -> Diagnostic {
    let end = Place::new(last.file, Span { start: last.span.end, ..last.span });
    let mut finding =
        finding.cite("ISO/IEC 27001, 4.3 and 6.1.3 d").help(format!("add `{fact}` to `facts`: exclusions are held against them")).about("organisation");
    finding.fixes.push(Fix { title: format!("add `{fact}` to the facts"), edits: vec![Edit { place: end, text: format!(", {fact}") }], safe: false });
    finding
}
