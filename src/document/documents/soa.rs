//! The Statement of Applicability (ISO/IEC 27001, 6.1.3 d).

use minijinja::{Value, context};

use super::{Plan, Shop};
use crate::document::build::Build;
use crate::document::registers::soa::{self, Decision};
use crate::document::{Document, Meta, Shelf};
use crate::model::InclusionReason;

/// How the controls of one theme were decided.
#[derive(Default)]
struct Counts {
    total: usize,
    applicable: usize,
    excluded: usize,
    undecided: usize,
    implemented: usize,
    partial: usize,
    planned: usize,
    not_started: usize,
}

impl Counts {
    fn add(&mut self, decision: &Decision<'_>) {
        self.total += 1;
        match decision {
            Decision::Excluded(_) => self.excluded += 1,
            Decision::Open => self.undecided += 1,
            Decision::Applies(control) => {
                self.applicable += 1;
                match control.status {
                    "implemented" => self.implemented += 1,
                    "partial" => self.partial += 1,
                    "planned" => self.planned += 1,
                    _ => self.not_started += 1,
                }
            }
        }
    }

    fn value(&self, id: &str, title: &str) -> Value {
        context! {
            id => id,
            title => title,
            total => self.total,
            applicable => self.applicable,
            excluded => self.excluded,
            undecided => self.undecided,
            implemented => self.implemented,
            partial => self.partial,
            planned => self.planned,
            not_started => self.not_started,
        }
    }
}

pub(super) fn make(shop: &mut Shop<'_>) -> Option<Document> {
    let context = context(shop.build);
    shop.write(Plan::listed(shop.build, "soa", vec![soa::register(shop.build)]), "documents/soa.md.j2", context)
}

/// The statement as customers may see it: without names of risks, owners and evidence.
pub(super) fn customer(shop: &mut Shop<'_>) -> Option<Document> {
    let build = shop.build;
    let context = context(build);
    let mut plan = Plan { shelf: Shelf::Registers, ..Plan::listed(build, "soa_customer", vec![soa::customer(build)]) };
    if !build.model.documents.contains_key("soa_customer") {
        // it says no more than the statement that it is taken from, and is approved with it
        let meta = Meta::of(build, "soa");
        let number = meta.number.as_ref().map(|number| build.say("{number}, for customers", &[("number", number)]));
        plan.meta = Meta { number, distribution: None, ..meta };
    }
    shop.write(plan, "documents/soa_customer.md.j2", context)
}

fn context(build: &Build<'_>) -> Value {
    let model = build.model;
    let mut themes: Vec<(String, String, Counts)> =
        model.reference.themes.iter().map(|theme| (theme.id.clone(), theme.title.clone(), Counts::default())).collect();
    let (mut own, mut all) = (Counts::default(), Counts::default());
    let mut undecided = Vec::new();
    for id in soa::all_ids(build) {
        let decision = soa::decision(build, id);
        if matches!(decision, Decision::Open) {
            undecided.push(id.to_string());
        }
        all.add(&decision);
        let theme = model.reference.controls.get(id).map(|control| control.theme.as_str());
        match themes.iter_mut().find(|(name, ..)| Some(name.as_str()) == theme) {
            Some((_, _, counts)) => counts.add(&decision),
            None => own.add(&decision),
        }
    }
    context! {
        themes => themes.iter().map(|(id, title, counts)| counts.value(id, title)).collect::<Vec<_>>(),
        own => own.value("own", build.t("Controls of our own")),
        all => all.value("all", build.t("All")),
        undecided => undecided,
        legend => InclusionReason::ALL.iter().map(|reason| context! { code => reason.code(), words => build.t(reason.words()) }).collect::<Vec<_>>(),
    }
}
