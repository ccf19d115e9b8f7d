//! The values that fit a place: names of the right groups, words of a list, days, levels, work products.

use super::completion::{Item, Kind};
use super::context::Context;
use super::{View, card};
use crate::diagnostic::Level;
use crate::model::Length;
use crate::resolve::Period;
use crate::vocabulary::{EFFORT_UNITS, Namespace, Spec, TIME_UNITS, Type};

/// The values of a word at the cursor, the likeliest first.
pub fn values(view: &View<'_>, spec: &Spec, context: &Context) -> Vec<Item> {
    match spec.value {
        Type::Id(Namespace::Control) if spec.declares.is_none() => undecided_controls(view),
        Type::Ref(_) if spec.word == "exclude" => undecided_controls(view),
        Type::Ref(_) if matches!(spec.word, "adopt" | "omit") => undecided_processes(view),
        Type::Ref(groups) | Type::RefOrText(groups) => references(view, groups, context),
        Type::Word(words) => words.iter().map(|(word, doc)| Item::new(word, Kind::Choice).doc(doc)).collect(),
        Type::Bool => ["yes", "no"].into_iter().map(|word| Item::new(word, Kind::Choice)).collect(),
        Type::Date => days(view),
        Type::Duration => {
            ["12 months", "6 months", "3 months", "1 month", "2 years", "30 days", "1 week"].into_iter().map(|text| Item::new(text, Kind::Value)).collect()
        }
        Type::Clause => view.model().reference.clauses.iter().map(|clause| Item::new(&clause.number, Kind::Value).detail(&clause.title)).collect(),
        Type::Name(what) => named(view, what, context),
        Type::Number | Type::Rating => steps(view, spec),
        Type::Int(low, high) if high - low <= 10 => (low..=high).map(|number| Item::new(&number.to_string(), Kind::Value)).collect(),
        Type::Text => vec![Item::new("\"…\"", Kind::Value).snippet("\"$1\"").doc(spec.doc)],
        Type::Setting => parameters(view, context),
        Type::Money => vec![Item::new(&format!("1000 {}", view.model().organisation.currency), Kind::Value)],
        Type::Effort => ["1 day", "5 days", "4 hours"].into_iter().map(|text| Item::new(text, Kind::Value)).collect(),
        _ => Vec::new(),
    }
}

/// The units that may follow a number.
pub fn units(view: &View<'_>, ty: Type) -> Vec<Item> {
    let words: Vec<&str> = match ty {
        Type::Duration => TIME_UNITS.iter().map(|(_, many, _)| *many).collect(),
        Type::Effort => EFFORT_UNITS.iter().map(|(_, many, _)| *many).collect(),
        _ => vec![view.model().organisation.currency.as_str()],
    };
    words.into_iter().map(|word| Item::new(word, Kind::Value)).collect()
}

fn undecided_controls(view: &View<'_>) -> Vec<Item> {
    let model = view.model();
    let undecided = model.undecided_controls();
    undecided.into_iter().map(|id| Item::new(id, Kind::Name(Namespace::Control)).detail(model.control_title(id)).of(Namespace::Control, id)).collect()
}

fn undecided_processes(view: &View<'_>) -> Vec<Item> {
    let model = view.model();
    let undecided = model.undecided_processes();
    let items = undecided.into_iter().map(|id| Item::new(id, Kind::Name(Namespace::ReferenceProcess)).detail(&model.process_title(id)));
    items
        .map(|item| {
            let id = item.label.clone();
            item.of(Namespace::ReferenceProcess, &id)
        })
        .collect()
}

fn references(view: &View<'_>, groups: &[Namespace], context: &Context) -> Vec<Item> {
    let first: Vec<String> = if groups == [Namespace::Artifact] { fitting(view, context) } else { Vec::new() };
    let mut items = Vec::new();
    for group in groups {
        for id in view.session.scope().names_of(&[*group]) {
            let title = view.session.scope().find(id, &[*group]).and_then(|symbol| symbol.title.clone()).unwrap_or_default();
            let title = if title.is_empty() && *group == Namespace::Control { view.model().control_title(id).to_string() } else { title };
            let mut item = Item::new(id, Kind::Name(*group)).detail(&title).of(*group, id);
            item.first = first.iter().any(|one| one == id);
            items.push(item);
        }
    }
    items
}

/// The work products that the process around hands over or needs, by the word before them.
fn fitting(view: &View<'_>, context: &Context) -> Vec<String> {
    let model = view.model();
    let Some(subject) = &context.subject else { return Vec::new() };
    let realised: Vec<String> = model.process_set.processes.get(subject).map(|one| one.realises.clone()).unwrap_or_else(|| vec![subject.clone()]);
    let results = context.words.contains(&"deliver");
    let omitted = context.words.first() == Some(&"omit");
    let rows = model.reference.interfaces.iter().filter(|row| {
        let side = if results || omitted { &row.from } else { &row.to };
        realised.contains(side)
    });
    rows.map(|row| row.artifact.clone()).collect()
}

fn days(view: &View<'_>) -> Vec<Item> {
    let today = view.model().as_of;
    let mut items = vec![Item::new(&today.to_string(), Kind::Value).detail("today")];
    for (count, unit, words) in
        [(1, "week", "in a week"), (1, "month", "in a month"), (3, "month", "in three months"), (6, "month", "in six months"), (1, "year", "in a year")]
    {
        let day = today.after(Length(Period { count, unit }));
        items.push(Item::new(&day.to_string(), Kind::Value).detail(words));
    }
    items
}

fn named(view: &View<'_>, what: &str, context: &Context) -> Vec<Item> {
    let model = view.model();
    if what == "lint" {
        let found: Vec<&str> =
            view.compiled.findings.iter().filter(|one| one.place().is_some_and(|place| place.span.start >= context.start)).map(|one| one.code.slug).collect();
        let codes = crate::catalog::codes().filter(|code| code.level != Level::Error);
        return codes
            .map(|code| {
                let mut item = Item::new(code.slug, Kind::Choice).doc(code.page);
                item.first = found.contains(&code.slug);
                item
            })
            .collect();
    }
    if what.contains("unit") {
        let mut items = references(view, &[Namespace::Unit], context);
        items.push(Item::new("isms", Kind::Choice).detail("the budget of the ISMS"));
        return items;
    }
    if what == "risk level" {
        return crate::model::levels_of(model.criteria.as_ref())
            .iter()
            .map(|level| Item::new(&level.head.id, Kind::Choice).detail(&level.head.title))
            .collect();
    }
    if what.contains("role") {
        let mut items = references(view, &[Namespace::Role], context);
        items.push(Item::new("owner", Kind::Choice).detail("the owner of the risk"));
        return items;
    }
    Vec::new()
}

fn steps(view: &View<'_>, spec: &Spec) -> Vec<Item> {
    let Some(criteria) = &view.model().criteria else { return Vec::new() };
    let several = criteria.consequences.len() > 1;
    let scales: Vec<_> = match spec.word {
        "likelihood" => vec![&criteria.likelihood],
        "consequence" => criteria.consequences.iter().collect(),
        _ => Vec::new(),
    };
    let steps = scales.into_iter().flat_map(|scale| scale.steps.iter().map(move |step| (scale, step)));
    steps
        .map(|(scale, step)| {
            let label = if several && spec.word == "consequence" { format!("{} {}", scale.head.id, step.value.value) } else { step.value.value.to_string() };
            Item::new(&label, Kind::Value).detail(&step.title).doc(step.means.as_deref().unwrap_or(""))
        })
        .collect()
}

/// The parameters of the template of the policy around.
pub fn parameters(view: &View<'_>, context: &Context) -> Vec<Item> {
    let Some(template) = context.template.as_ref().and_then(|id| view.model().template(id)) else { return Vec::new() };
    template
        .parameters
        .iter()
        .map(|parameter| {
            let default = parameter.default.as_ref().map(|value| value.shown()).unwrap_or_default();
            let hint = match parameter.ty {
                "duration" => "12 months",
                "number" => "1",
                "bool" => "yes",
                "date" => "2026-12-31",
                "text" => "\"\"",
                other => other,
            };
            let value = if default.is_empty() || parameter.ty == "text" { hint.to_string() } else { default.clone() };
            let doc = format!(
                "{}\n\nType: {}{}",
                parameter.title,
                parameter.ty,
                if default.is_empty() { String::new() } else { format!(", `{default}` where nothing is set") }
            );
            Item::new(&parameter.name.value, Kind::Word).detail(parameter.ty).doc(&doc).snippet(&format!("{} ${{1:{value}}}", parameter.name.value))
        })
        .collect()
}

/// The value of one parameter.
pub fn parameter(view: &View<'_>, name: &str, context: &Context) -> Vec<Item> {
    let Some(template) = context.template.as_ref().and_then(|id| view.model().template(id)) else { return Vec::new() };
    match template.parameters.iter().find(|parameter| parameter.name.value == name).map(|parameter| parameter.ty) {
        Some("role") => references(view, &[Namespace::Role], context),
        Some("supplier") => references(view, &[Namespace::Supplier], context),
        Some("bool") => ["yes", "no"].into_iter().map(|word| Item::new(word, Kind::Choice)).collect(),
        Some("date") => days(view),
        Some("duration") => ["12 months", "6 months", "30 days"].into_iter().map(|text| Item::new(text, Kind::Value)).collect(),
        Some("text") => vec![Item::new("\"…\"", Kind::Value).snippet("\"$1\"")],
        _ => Vec::new(),
    }
}

/// The documentation of an item that was chosen.
pub fn documentation(view: &View<'_>, group: Namespace, id: &str) -> Option<String> {
    card::card(view, group, id)
}
