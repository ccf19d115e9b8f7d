//! The tailoring report: what was decided on the reference model, what differs, and what was set aside.

use minijinja::{Value, context};

use super::{Plan, Shop};
use crate::document::Document;
use crate::document::build::Build;
use crate::document::diagrams::graph::Graph;
use crate::document::registers::interfaces::artifact_title;
use crate::document::registers::{capability, interfaces, serving, tailoring};
use crate::model::{Judgement, Ref, Tailoring, statement_of_model, statement_of_set};

const ID: &str = "tailoring_report";

pub(super) fn make(shop: &mut Shop<'_>) -> Option<Document> {
    let build = shop.build;
    let model = build.model;
    let reference = model.reference.models.get(&model.organisation.model).or_else(|| model.reference.models.values().next());
    let decisions = tailoring::decisions(build);
    let column = decisions.column("decision").unwrap_or_default();
    let mut counts: crate::base::IndexMap<String, usize> = crate::base::IndexMap::default();
    for row in &decisions.rows {
        *counts.entry(row.get(column).map(super::super::Cell::plain).unwrap_or_default()).or_default() += 1;
    }
    let mut states: crate::base::IndexMap<&'static str, usize> = crate::base::IndexMap::default();
    for interface in &model.process_set.interfaces {
        *states.entry(interfaces::state(interface)).or_default() += 1;
    }
    let adjusted = model.process_set.processes.values().filter_map(|process| {
        let differs = differences(build, &process.tailoring);
        (!differs.is_empty())
            .then(|| context! { id => process.id.clone(), title => process.title.clone(), differs => differs, because => process.tailoring.because.clone() })
    });
    let context = context! {
        model => reference.map(|one| context! {
            title => one.head.title.clone(), edition => one.edition.clone(), description => one.head.description.clone(), domain => one.domain.clone(), context => one.context.clone(),
            descriptions => one.descriptions.clone(), relationships => one.relationships.clone(), community => one.community.clone(), consensus => one.consensus.clone(), identification => one.identification.clone(),
        }),
        decided => counts.iter().map(|(title, count)| context! { title => build.t(title), count => count }).collect::<Vec<_>>(),
        processes => decisions.rows.len(),
        undecided => counts.get("not decided").copied().unwrap_or_default(),
        actual => model.process_set.processes.len(),
        own => model.processes.values().filter(|one| one.realises.is_empty()).map(|one| context! { id => one.head.id.clone(), title => one.head.title.clone(), external => one.external }).collect::<Vec<_>>(),
        adjusted => adjusted.collect::<Vec<Value>>(),
        interfaces => model.process_set.interfaces.len(),
        missing => states.get("Missing").copied().unwrap_or_default(),
        clauses => model.clauses.len(),
        unserved => model.clauses.iter().filter(|clause| clause.served_by.is_empty()).count(),
        rated => model.capability.len(),
        gaps => model.capability.iter().map(|one| one.gaps().count()).sum::<usize>(),
        statement => statement(build, &statement_of_model(&model.reference, &model.organisation.model), &statement_of_set(model)),
        states => states.iter().map(|(title, count)| context! { title => build.t(title), count => *count }).collect::<Vec<_>>(),
    };
    let registers = vec![decisions, serving::clauses(build), capability::levels(build), capability::gaps(build), tailoring::allows(build)];
    let mut plan = Plan::listed(build, ID, registers);
    plan.borrowed = vec![interfaces::register(build)];
    plan.figures = super::handbook::overview(&Graph::in_language(model, build.language.clone())).into_iter().take(1).collect();
    shop.write(plan, "documents/tailoring_report.md.j2", context)
}

/// The two statements on ISO/IEC 33004, criterion by criterion.
fn statement(build: &Build<'_>, of_model: &[Judgement], of_set: &[Judgement]) -> Vec<Value> {
    let both = of_model.iter().zip(of_set);
    both.map(|(model, set)| {
        context! {
            number => model.criterion, asks => build.t(model.asks),
            model => context! { verdict => build.t(model.verdict.word()), says => said(build, model) },
            set => context! { verdict => build.t(set.verdict.word()), says => said(build, set) },
        }
    })
    .collect()
}

/// A judgement in the language of the documents; what the model quotes is a message of its own.
fn said(build: &Build<'_>, judgement: &Judgement) -> String {
    match &judgement.message {
        Some((message, values)) => {
            let written = |name: &str, value: &String| match value.parse() {
                Ok(day) if name == "day" => build.language.day(crate::model::Day(day)),
                _ => value.clone(),
            };
            let values: Vec<(&str, String)> = values.iter().map(|(name, value)| (*name, written(name, value))).collect();
            let values: Vec<(&str, &dyn std::fmt::Display)> = values.iter().map(|(name, value)| (*name, value as &dyn std::fmt::Display)).collect();
            build.say(message, &values)
        }
        None => build.t(&judgement.says).to_string(),
    }
}

/// What a process does otherwise than the reference model, in sentences.
pub(crate) fn differences(build: &Build<'_>, tailoring: &Tailoring) -> Vec<String> {
    let names = |refs: &[Ref]| refs.iter().map(|one| artifact_title(build, &one.id)).collect::<Vec<_>>().join(", ");
    let who = |refs: &[Ref]| refs.iter().map(|one| build.reference(one).text).collect::<Vec<_>>().join(", ");
    let why = |because: &Option<String>| because.as_ref().map(|text| format!(": {text}")).unwrap_or_default();
    let mut found = Vec::new();
    for one in &tailoring.deliver {
        let to = if one.to.is_empty() { String::new() } else { format!(" {}", build.say("to {list}", &[("list", &who(&one.to))])) };
        let every = one.every.as_ref().map(|every| format!(" {}", build.language.every(every.value))).unwrap_or_default();
        let what = format!("{}{to}{every}{}", names(&one.artifacts), why(&one.because));
        found.push(build.say("delivers {what}", &[("what", &what)]));
    }
    for one in &tailoring.receive {
        let from = if one.from.is_empty() { String::new() } else { format!(" {}", build.say("from {list}", &[("list", &who(&one.from))])) };
        let age = one
            .at_most
            .as_ref()
            .map(|age| format!(", {}", build.say("at most {length} old", &[("length", &build.language.length(age.value))])))
            .unwrap_or_default();
        let needs = if one.needs.is_empty() { String::new() } else { format!(", {} {}", build.t("with"), names(&one.needs)) };
        let what = format!("{}{from}{age}{needs}", names(&one.artifacts));
        found.push(build.say("receives {what}", &[("what", &what)]));
    }
    for one in &tailoring.drop {
        let from = if one.from.is_empty() { String::new() } else { format!(" {}", build.say("from {list}", &[("list", &who(&one.from))])) };
        let to = if one.to.is_empty() { String::new() } else { format!(" {}", build.say("to {list}", &[("list", &who(&one.to))])) };
        let what = format!("{}{from}{to}{}", names(&one.artifacts), why(&one.because));
        found.push(build.say("does without {what}", &[("what", &what)]));
    }
    for one in &tailoring.instead {
        let from = one.from.as_ref().map_or_else(|| build.t("somebody else").to_string(), |from| build.reference(from).text);
        let what = build.say("gets {what} from {who} instead", &[("what", &names(&one.artifacts)), ("who", &from)]);
        found.push(format!("{what}{}", why(&one.because)));
    }
    for one in &tailoring.waive {
        let until = one.until.as_ref().map(|at| format!(" {}", build.say("until {day}", &[("day", &build.language.day(at.value))]))).unwrap_or_default();
        let what = format!("{}{until}{}", names(&one.artifacts), why(&one.because));
        found.push(build.say("waives {what}", &[("what", &what)]));
    }
    found
}
