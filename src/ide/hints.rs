//! What is computed, shown beside what is written: inlay hints, and lines above declarations.

use super::{View, card};
use crate::base::{Decimal, FileId, Span};
use crate::model::{Day, Task};
use crate::resolve::{Data, Node};

/// A text behind a place.
#[derive(Debug, Clone)]
pub struct Hint {
    /// Behind which byte.
    pub offset: u32,
    /// What is shown.
    pub text: String,
    /// More, when someone looks.
    pub tooltip: String,
}

/// A line above a declaration.
#[derive(Debug, Clone)]
pub struct Lens {
    /// The header of the declaration.
    pub span: Span,
    /// What is shown.
    pub text: String,
    /// The places that it counts.
    pub places: Vec<crate::base::Place>,
    /// The declaration, as `risk R-001`.
    pub subject: String,
    /// Whether it can be asked why it stands as it does, and what follows from it; a control is asked for as `control`,
    /// also where it is excluded.
    pub reasons: Option<String>,
}

/// The hints in a range.
pub fn hints(view: &View<'_>, file: FileId, range: Span) -> Vec<Hint> {
    let mut found = Vec::new();
    for node in view.nodes(file).into_iter().filter(|node| node.whole.start <= range.end && range.start <= node.whole.end) {
        declaration(view, node, &mut found);
        dates(view, node, &mut found);
    }
    found.retain(|hint| range.touches(hint.offset));
    found
}

fn declaration(view: &View<'_>, node: &Node, found: &mut Vec<Hint>) {
    let model = view.model();
    match node.spec.word {
        "risk" => {
            let (Some(risk), Some(criteria)) = (node.id().and_then(|id| model.risks.get(id)), &model.criteria) else { return };
            let mut say = |at: Option<&Node>, rating: &crate::model::Rating| {
                let level = rating.level.as_ref().and_then(|level| criteria.levels.iter().find(|one| one.head.id == *level));
                if let (Some(at), Some(level)) = (at, level) {
                    let title = if level.head.title.is_empty() { &level.head.id } else { &level.head.title };
                    found.push(Hint { offset: at.header.end, text: format!("= {title}"), tooltip: card::computed(criteria, rating).unwrap_or_default() });
                }
            };
            say(node.get("consequence"), &risk.inherent);
            if risk.current_declared {
                say(node.get("current"), &risk.current);
            }
            if let Some(residual) = &risk.residual {
                say(node.get("residual"), residual);
            }
        }
        "reference process" => {
            let Some(by) = node.id().and_then(|id| model.process_set.realised_by.get(id)) else { return };
            let text = if by.is_empty() { "realised by nobody".into() } else { format!("realised by {}", by.join(", ")) };
            found.push(Hint { offset: node.header.end, text, tooltip: String::new() });
        }
        "omit" => {
            let Some(typed) = node.value() else { return };
            let id = typed.span.of(view.text(node.file));
            let missing = model.process_set.interfaces.iter().filter(|one| one.from == id && matches!(one.state, crate::model::State::Missing { .. })).count();
            if missing > 0 {
                found.push(Hint { offset: node.header.end, text: format!("{missing} inputs of others from nobody"), tooltip: String::new() });
            }
        }
        "control" => {
            let Some(plan) = node.id().and_then(|id| model.controls.get(id)).and_then(|control| control.plan.as_ref()) else { return };
            if let Some(at) = node.get("plan").filter(|_| !plan.tasks.is_empty()) {
                let sums = sums(&plan.tasks, &model.organisation.currency);
                if !sums.is_empty() {
                    found.push(Hint { offset: at.word.end, text: format!("tasks: {sums}"), tooltip: "The sum of the tasks of this plan.".into() });
                }
            }
        }
        _ => {}
    }
}

/// `12000 EUR, 18 days`
fn sums(tasks: &[Task], currency: &str) -> String {
    let money = tasks
        .iter()
        .filter_map(|task| task.cost.as_ref())
        .filter(|cost| cost.value.currency == currency)
        .fold(Decimal::ZERO, |sum, cost| sum.plus(cost.value.amount));
    let hours = tasks.iter().filter_map(|task| task.effort.as_ref()).fold(Decimal::ZERO, |sum, effort| sum.plus(effort.value));
    let mut parts = Vec::new();
    if money != Decimal::ZERO {
        parts.push(format!("{money} {currency}"));
    }
    if let Some(hours) = hours.as_whole().filter(|hours| *hours > 0) {
        parts.push(if hours % 8 == 0 { format!("{} days", hours / 8) } else { format!("{hours} hours") });
    }
    parts.join(", ")
}

/// How far days are away that something is due on or holds until.
fn dates(view: &View<'_>, node: &Node, found: &mut Vec<Hint>) {
    let done =
        node.get("status").and_then(|one| one.value()).is_some_and(|typed| matches!(typed.data, Data::Word("done" | "cancelled" | "implemented" | "held")));
    for member in &node.members {
        if matches!(member.spec.word, "due" | "until" | "date")
            && !done
            && let Some(typed) = member.value()
            && let Data::Date(date) = typed.data
        {
            found.push(Hint { offset: typed.span.end, text: card::distance(view, Day(date)), tooltip: String::new() });
        }
        dates(view, member, found);
    }
}

/// The lines above the declarations of a file.
pub fn lenses(view: &View<'_>, file: FileId) -> Vec<Lens> {
    let model = view.model();
    let mut found = Vec::new();
    let count = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
    for node in view.session.of_file(file) {
        let Some(id) = node.value().map(|typed| typed.span.of(view.text(file))) else { continue };
        let (text, places): (String, Vec<_>) = match node.spec.word {
            "control" => {
                let risks = model.links.risks(id);
                let open = model.controls.get(id).and_then(|one| one.plan.as_ref()).map_or(0, |plan| plan.tasks.iter().filter(|task| task.is_open()).count());
                let places = risks.iter().filter_map(|risk| model.risks.get(risk)).map(|risk| risk.head.place).collect();
                let tasks = if open > 0 { format!(" · {}", count(open, "open task")) } else { String::new() };
                (format!("treats {}{tasks}", count(risks.len(), "risk")), places)
            }
            "risk" => {
                let Some(risk) = model.risks.get(id) else { continue };
                let controls: Vec<_> = risk.controls().collect();
                let in_place = controls.iter().filter(|control| model.controls.get(&control.id).is_some_and(|one| one.status == "implemented")).count();
                let places = controls.iter().filter_map(|control| model.controls.get(&control.id)).map(|control| control.head.place).collect();
                (format!("{in_place} of {} in place", count(controls.len(), "control")), places)
            }
            "policy" => {
                let Some(policy) = model.policies.get(id) else { continue };
                let covers = if policy.covers.is_empty() {
                    policy.template.as_ref().and_then(|one| model.template(&one.id)).map_or(&policy.covers, |one| &one.covers)
                } else {
                    &policy.covers
                };
                (
                    format!("covers {}", count(covers.len(), "control")),
                    covers.iter().filter_map(|one| model.controls.get(&one.id)).map(|one| one.head.place).collect(),
                )
            }
            "adopt" | "process" | "external" => {
                let receives = super::hierarchy::incoming(view, id).len();
                let serves = super::hierarchy::outgoing(view, id);
                let places = serves.iter().map(|flow| flow.process.place).collect();
                (format!("receives from {receives} · serves {}", serves.len()), places)
            }
            "role" | "asset" | "supplier" => {
                let Some(group) = node.spec.declares else { continue };
                let mut places: Vec<_> =
                    super::find::occurrences(view, group, id, false).into_iter().filter(|one| !one.declares).map(|one| one.place).collect();
                places.dedup();
                (count(places.len(), "use"), places)
            }
            "exclude" => {
                let policies = model.policies.values().filter(|one| one.covers.iter().any(|covered| covered.id == id));
                let places: Vec<_> = policies.map(|one| one.head.place).collect();
                (format!("covered by {}", if places.len() == 1 { "1 policy".into() } else { format!("{} policies", places.len()) }), places)
            }
            _ => continue,
        };
        let reasons = match node.spec.word {
            "control" | "exclude" => Some(format!("control {id}")),
            "risk" => Some(format!("risk {id}")),
            _ => None,
        };
        found.push(Lens { span: node.word, text, places, subject: format!("{} {id}", node.spec.word), reasons });
    }
    found
}
