//! The process handbook: an overview, and a profile in words for each process that there is.

use crate::base::IndexMap;
use minijinja::{Value, context};

use super::{Job, Plan, Shop, fact};
use crate::document::build::Build;
use crate::document::diagrams::graph::Graph;
use crate::document::diagrams::{What, draw_graph};
use crate::document::links::process_stem;
use crate::document::registers::{Cell, Column, Kind, Piece, Register, col, interfaces, processes, serving};
use crate::document::{Document, Figure, Meta, Shelf, words};
use crate::model::{ActualProcess, Origin, ReferenceProcess, State, fits};

const INPUTS: &[Column] =
    &[col("artifact", "Work product", Kind::Text), col("from", "From", Kind::List), col("note", "Note", Kind::Text), col("cite", "Declared in", Kind::List)];
const RESULTS: &[Column] =
    &[col("artifact", "Work product", Kind::Text), col("to", "To", Kind::List), col("note", "Note", Kind::Text), col("cite", "Declared in", Kind::List)];

/// What the pictures are drawn from.
pub(super) fn graph(build: &Build<'_>) -> Graph {
    Graph::in_language(build.model, build.language.clone())
}

/// The overview, and a profile for each process.
pub(super) fn jobs<'j>(build: &'j Build<'_>, graph: &'j Graph) -> Vec<Job<'j>> {
    let mut jobs: Vec<Job<'j>> = vec![Box::new(|shop| handbook(shop, graph))];
    jobs.extend(build.model.process_set.processes.values().map(|process| Box::new(move |shop: &mut Shop<'_>| profile(shop, process, graph)) as Job<'j>));
    jobs
}

fn handbook(shop: &mut Shop<'_>, graph: &Graph) -> Option<Document> {
    let build = shop.build;
    let context = context! {
        processes => build.model.process_set.processes.len(),
        groups => groups(build),
        omitted => build.model.omissions.iter().map(|one| context! {
            title => build.model.reference.processes.get(&one.process.id).map_or(one.process.id.as_str(), |found| found.head.title.as_str()), because => one.because.clone(),
        }).collect::<Vec<_>>(),
    };
    let mut plan = Plan::listed(build, "process_handbook", vec![processes::register(build), interfaces::register(build)]);
    plan.figures = overview(graph);
    shop.write(plan, "documents/process_handbook.md.j2", context)
}

/// The map of all processes, and who hands what to whom.
pub(super) fn overview(graph: &Graph) -> Vec<Figure> {
    [What::Map, What::N2].iter().map(|what| draw_graph(graph, what, false).figure()).collect()
}

/// The heading over processes of a category.
fn plural(title: &'static str, count: usize) -> &'static str {
    match title {
        "Management process" if count > 1 => "Management processes",
        "Core process" if count > 1 => "Core processes",
        "Support process" if count > 1 => "Support processes",
        "Process" if count > 1 => "Processes",
        other => other,
    }
}

/// The processes by category, in the order of the model.
fn groups(build: &Build<'_>) -> Vec<Value> {
    let mut groups: IndexMap<&'static str, Vec<Value>> = IndexMap::default();
    for word in ["management", "core", "support", "", "outside"] {
        groups.insert(words::category(word), Vec::new());
    }
    for process in build.model.process_set.processes.values() {
        let purpose = references(build, process).first().and_then(|one| one.purpose.clone()).or_else(|| description(build, process));
        groups
            .entry(processes::category(build, process))
            .or_default()
            .push(context! { id => process.id.clone(), title => process.title.clone(), purpose => purpose });
    }
    groups
        .into_iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(title, list)| context! { title => build.t(plural(title, list.len())), processes => list })
        .collect()
}

fn references<'a>(build: &Build<'a>, process: &ActualProcess) -> Vec<&'a ReferenceProcess> {
    process.realises.iter().filter_map(|id| build.model.reference.processes.get(id)).collect()
}

fn description(build: &Build<'_>, process: &ActualProcess) -> Option<String> {
    let model = build.model;
    match process.origin {
        Origin::Adopted => model.adoptions.iter().find(|one| one.process.id == process.id).and_then(|one| one.description.clone()),
        Origin::Own | Origin::External => model.processes.get(&process.id).and_then(|one| one.head.description.clone()),
    }
}

fn profile(shop: &mut Shop<'_>, process: &ActualProcess, graph: &Graph) -> Option<Document> {
    let build = shop.build;
    let stem = process_stem(&process.id);
    let tailoring = &process.tailoring;
    let references = references(build, process);
    let of = build.model.processes.get(&process.id).and_then(|one| one.of.as_ref());
    let level = |level: i64| format!("{level} ({})", build.t(words::maturity(level)));
    let maturity = match (tailoring.maturity.as_ref().map(|at| at.value), tailoring.maturity_target) {
        (Some(now), Some(target)) => build.say("level {now} today, level {target} needed", &[("now", &level(now)), ("target", &level(target))]),
        (Some(now), None) => build.say("level {now} today", &[("now", &level(now))]),
        _ => build.t("not stated").to_string(),
    };
    let stands_for: Vec<Piece> =
        references.iter().filter(|one| process.origin != Origin::Adopted || one.head.id != process.id).map(|one| Piece::text(one.head.title.clone())).collect();
    let profiles: Vec<String> = references
        .iter()
        .filter(|one| one.is_of_model())
        .map(|one| {
            one.clause.as_ref().map_or_else(
                || build.cite(&one.cite()),
                |clause| format!("{} ({})", build.cite(&one.cite()), build.say("clause {number}", &[("number", clause)])),
            )
        })
        .collect();
    let performed: Vec<Piece> = tailoring.performed_by.iter().map(|role| Piece::text(build.person(role))).collect();
    let facts = [
        fact(build, &stem, "Owner", &tailoring.owner.as_ref().map_or_else(|| Cell::text(build.t("not stated")), |owner| Cell::text(build.person(owner)))),
        fact(build, &stem, "Performed by", &Cell::list(performed)),
        fact(build, &stem, "Category", &Cell::text(build.t(processes::category(build, process)))),
        fact(build, &stem, "How it came about", &Cell::text(build.t(processes::origin(process)))),
        fact(build, &stem, "Part of", &of.map_or(Cell::Empty, |of| Cell::Text(build.either(of)))),
        fact(build, &stem, "Stands for", &Cell::list(stands_for)),
        fact(build, &stem, "Maturity", &Cell::text(maturity)),
        fact(build, &stem, "Performed every", &Cell::maybe(tailoring.cadence.map(|every| build.language.length(every)))),
        fact(build, &stem, "Controls", &build.refs(&tailoring.controls)),
        clauses(build, &process.id),
        fact(build, &stem, "Profile", &Cell::texts(profiles)),
        fact(build, &stem, "Why it is so", &Cell::maybe(tailoring.because.clone())),
        fact(build, &stem, "Approved", &build.approval(tailoring.approved.as_ref())),
    ];
    let activities = references.iter().filter(|one| !one.activities.is_empty()).map(|one| {
        context! {
            title => if references.len() > 1 { Some(one.head.title.as_str()) } else { None },
            list => one.activities.iter().map(|activity| context! { text => activity.text.clone(), steps => activity.steps.clone() }).collect::<Vec<_>>(),
        }
    });
    let mut purposes: Vec<&str> = references.iter().filter_map(|one| one.purpose.as_deref()).collect();
    purposes.dedup();
    let mut cited: Vec<&str> = Vec::new();
    for one in references.iter().flat_map(|one| one.references.iter()) {
        if !cited.contains(&one.as_str()) {
            cited.push(one);
        }
    }
    let context = context! {
        id => process.id.clone(),
        title => process.title.clone(),
        purposes => purposes.into_iter().map(str::to_string).collect::<Vec<_>>(),
        objectives => references.iter().flat_map(|one| one.objectives.iter().cloned()).collect::<Vec<_>>(),
        description => description(build, process),
        model_descriptions => references.iter().filter_map(|one| one.head.description.clone()).collect::<Vec<_>>(),
        facts => facts.into_iter().flatten().collect::<Vec<_>>(),
        activities => activities.collect::<Vec<_>>(),
        older => cited.iter().any(|one| one.starts_with("ISO/IEC 27001:2013")) && build.model.reference.catalogue != "ISO/IEC 27001:2013",
        references => cited.into_iter().map(str::to_string).collect::<Vec<_>>(),
        differs => super::differences(build, tailoring),
    };
    let plan = Plan {
        id: &process.id,
        title: &process.title,
        stem,
        shelf: Shelf::Processes,
        meta: Meta { number: None, ..Meta::of(build, "process_handbook") },
        registers: Vec::new(),
        borrowed: vec![inputs(build, process), results(build, process)],
        figures: vec![draw_graph(graph, &What::Process(process.id.clone()), false).figure()],
        place: Some(process.place),
    };
    let number = Meta::of(build, "process_handbook").number.map(|number| format!("{number}, {}", process.id)).or_else(|| Some(process.id.clone()));
    let plan = Plan { meta: Meta { number, ..plan.meta }, ..plan };
    shop.write(plan, "documents/process.md.j2", context)
}

/// The clauses that a process serves, under the name of the edition that the organisation follows.
fn clauses(build: &Build<'_>, process: &str) -> Option<Value> {
    let label = build.say("Clauses of {standard}", &[("standard", &build.model.reference.catalogue)]);
    let clauses = serving::clauses_of(build, process);
    (!clauses.is_empty()).then(|| context! { label => label, text => clauses.join(", ") })
}

/// Rows that are put together by work product.
#[derive(Default)]
struct Row {
    ends: Vec<Piece>,
    notes: Vec<String>,
    cites: Vec<String>,
}

impl Row {
    fn end(&mut self, piece: Piece) {
        if !self.ends.contains(&piece) {
            self.ends.push(piece);
        }
    }

    fn note(&mut self, note: String) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

fn table(id: &'static str, title: &'static str, columns: &[Column], build: &Build<'_>, rows: IndexMap<String, Row>) -> Register {
    let mut register = Register::new(id, title, columns);
    for (artifact, row) in rows {
        register.rows.push(vec![
            Cell::text(interfaces::artifact(build.model, &artifact)),
            Cell::list(row.ends),
            Cell::text(row.notes.join("; ")),
            Cell::texts(row.cites.iter().map(|cite| build.cite(cite))),
        ]);
    }
    register
}

fn inputs(build: &Build<'_>, process: &ActualProcess) -> Register {
    let model = build.model;
    let mut rows: IndexMap<String, Row> = IndexMap::default();
    for interface in model.process_set.interfaces.iter().filter(|one| one.receiver == process.id) {
        let row = rows.entry(interface.artifact.clone()).or_default();
        let title = |id: &str| model.reference.processes.get(id).map_or_else(|| id.to_string(), |one| one.head.title.clone());
        for (_, piece) in interfaces::providers(build, interface) {
            row.end(piece);
        }
        match &interface.state {
            State::Provided { .. } | State::Wildcard => {}
            State::Internal => row.note(build.t("stays inside this process").into()),
            State::ReSourced { .. } => row.note(build.say("in the model from {process}", &[("process", &title(&interface.from))])),
            State::Waived { because, until } => {
                let until = until.map(|until| format!(" {}", build.say("until {day}", &[("day", &build.language.day(until))]))).unwrap_or_default();
                row.note(format!(
                    "{}{until}{}",
                    build.say("from {process} waived", &[("process", &title(&interface.from))]),
                    because.as_ref().map(|text| format!(": {text}")).unwrap_or_default()
                ));
            }
            State::Dropped { because } => row.note(format!(
                "{}{}",
                build.say("from {process} not needed", &[("process", &title(&interface.from))]),
                because.as_ref().map(|text| format!(": {text}")).unwrap_or_default()
            )),
            State::Missing { why, .. } => {
                row.note(build.say("nobody delivers it: {process} is {why}", &[("process", &title(&interface.from)), ("why", &build.t(why))]))
            }
        }
        for cite in &interface.cite {
            if !row.cites.contains(cite) {
                row.cites.push(cite.clone());
            }
        }
    }
    for one in &process.tailoring.receive {
        for artifact in &one.artifacts {
            let row = rows.entry(artifact.id.clone()).or_default();
            one.from.iter().for_each(|from| row.end(interfaces::source(build, &from.id, from.kind)));
            if let Some(age) = &one.at_most {
                row.note(build.say("at most {length} old", &[("length", &build.language.length(age.value))]));
            }
        }
    }
    table("inputs", "Inputs", INPUTS, build, rows)
}

fn results(build: &Build<'_>, process: &ActualProcess) -> Register {
    let model = build.model;
    let set = &model.process_set;
    let mut rows: IndexMap<String, Row> = IndexMap::default();
    let split = process.realises.iter().any(|id| set.realised_by.get(id).is_some_and(|by| by.len() > 1));
    let delivers = |artifact: &str| {
        process.tailoring.deliver.iter().flat_map(|one| one.artifacts.iter()).any(|one| fits(&model.reference, &model.artifacts, &one.id, artifact))
    };
    let dropped = |artifact: &str, to: &str| {
        process.tailoring.drop.iter().any(|one| {
            one.from.is_empty() && one.artifacts.iter().any(|found| found.id == artifact) && (one.to.is_empty() || one.to.iter().any(|found| found.id == to))
        })
    };
    for one in model.reference.interfaces.iter().filter(|one| process.realises.contains(&one.from)) {
        // of a process that is split, each part hands over what it names
        if (split && !delivers(&one.artifact)) || dropped(&one.artifact, &one.to) {
            continue;
        }
        let row = rows.entry(one.artifact.clone()).or_default();
        let receivers = set.realised_by.get(&one.to).map_or(&[][..], Vec::as_slice);
        let known = model.reference.processes.get(&one.to);
        if known.is_some_and(|found| found.category == "wildcard") {
            row.end(Piece::text(build.t("all processes")));
        } else if receivers.is_empty() {
            let title = known.map_or(one.to.as_str(), |found| found.head.title.as_str());
            row.note(build.say("in the model also to {process}, which is not part of this process set", &[("process", &title)]));
        } else {
            receivers.iter().filter(|id| **id != process.id).for_each(|id| row.end(build.process(id)));
            if receivers.contains(&process.id) {
                row.note(build.t("used inside this process").into());
            }
        }
        for cite in &one.cite {
            if !row.cites.contains(cite) {
                row.cites.push(cite.clone());
            }
        }
    }
    for one in &process.tailoring.deliver {
        for artifact in &one.artifacts {
            let row = rows.entry(artifact.id.clone()).or_default();
            one.to.iter().for_each(|to| row.end(interfaces::source(build, &to.id, to.kind)));
            if let Some(every) = &one.every {
                row.note(build.language.every(every.value));
            }
            if let Some(because) = &one.because {
                row.note(because.clone());
            }
        }
    }
    table("results", "Results", RESULTS, build, rows)
}
