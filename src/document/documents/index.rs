//! The index: every document with its version and state, and where the ISMS stands in a few figures.

use minijinja::{Value, context};

use super::{Plan, Shop, placed};
use crate::document::build::Build;
use crate::document::links::Target;
use crate::document::registers::{Piece, soa};
use crate::document::{Document, Meta, Shelf, Site, words};

const TEMPLATE: &str = "documents/index.md.j2";

pub(super) fn make(shop: &mut Shop<'_>, documents: &[Document]) -> Option<Document> {
    let build = shop.build;
    let model = build.model;
    let shelves =
        [(Shelf::Core, "Statements and plans"), (Shelf::Policies, "Policies"), (Shelf::Registers, "Registers and programmes"), (Shelf::Processes, "Processes")];
    let shelf = |(shelf, title): (Shelf, &str)| -> Option<Value> {
        let list: Vec<Value> = documents.iter().filter(|document| document.shelf == shelf).map(|document| entry(build, document)).collect();
        (!list.is_empty()).then(|| context! { title => build.t(title), short => shelf == Shelf::Processes, documents => list })
    };
    let status = |word: &str| model.controls.values().filter(|control| control.status == word).count();
    let undecided = soa::all_ids(build).into_iter().filter(|id| matches!(soa::decision(build, id), soa::Decision::Open)).count();
    let levels = crate::model::levels_of(model.criteria.as_ref()).iter().rev().map(|level| {
        let count = model.risks.values().filter(|risk| risk.current.level.as_deref() == Some(level.head.id.as_str())).count();
        context! { title => build.level(Some(&level.head.id)), count => count }
    });
    let context = context! {
        shelves => shelves.into_iter().filter_map(shelf).collect::<Vec<_>>(),
        controls => context! {
            applicable => model.controls.len(),
            excluded => model.exclusions.keys().filter(|id| !model.controls.contains_key(*id)).count(),
            undecided => undecided,
            statuses => ["implemented", "partial", "planned", "not_started"].into_iter().map(|word| context! { title => build.t(words::status(word)), count => status(word) }).collect::<Vec<_>>(),
        },
        risks => context! { total => model.risks.len(), levels => levels.collect::<Vec<_>>() },
        policies => model.policies.len(),
        processes => model.process_set.processes.len(),
        drafts => documents.iter().filter(|document| document.meta.controlled && !document.meta.is_approved()).count(),
    };
    let plan = Plan {
        id: "index",
        title: build.language.title("Documents of the ISMS"),
        stem: "index".into(),
        shelf: Shelf::Index,
        meta: Meta::plain(build),
        registers: Vec::new(),
        borrowed: Vec::new(),
        figures: Vec::new(),
        place: None,
    };
    let site = Site::of(build, documents, shop.is_own(TEMPLATE));
    shop.write(plan, TEMPLATE, context).map(|index| Document { site: Some(Box::new(site)), ..index })
}

fn entry(build: &Build<'_>, document: &Document) -> Value {
    let meta = &document.meta;
    let link = Piece { text: document.title.clone(), to: Some(Target { stem: document.stem.clone(), anchor: None }), strong: false };
    context! {
        link => placed("index", &[link]),
        number => meta.number.clone(),
        version => meta.version.clone(),
        owner => meta.owner.clone(),
        approved => if meta.is_approved() { meta.approved_on.map(|day| build.language.day(day)) } else { None },
        controlled => meta.controlled,
        review => meta.next_review.map(|day| build.language.day(day)),
        classification => meta.classification.clone(),
    }
}
