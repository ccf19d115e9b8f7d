//! The documents that are made of tables: which tables each has, and what else its template is given.
//!
//! The template of each is `documents/NAME.md.j2`. Tables without rows are at hand in the template, but are not written
//! as files.

use minijinja::{Value, context};

use super::{Job, Plan, Shop, governance, improvement, programmes};
use crate::document::build::Build;
use crate::document::links::is_written;
use crate::document::registers::{
    Register, assets, audits, capability, clauses, context as scope, funding, implementation, improvement as improvements, objectives, organisation, policies,
    programme, records, requirements, resources, responsibilities, suppliers,
};
use crate::document::{Document, Meta, Shelf};

/// A document of tables.
struct Tables {
    id: &'static str,
    /// The tables that belong to it.
    own: fn(&Build<'_>) -> Vec<Register>,
    /// The tables that it shows, and that belong to another document.
    borrowed: fn(&Build<'_>) -> Vec<Register>,
    /// What else its template sees.
    context: fn(&Build<'_>) -> Value,
}

fn nothing(_: &Build<'_>) -> Vec<Register> {
    Vec::new()
}

fn no_context(_: &Build<'_>) -> Value {
    context! {}
}

const LIST: &[Tables] = &[
    Tables {
        id: "scope_statement",
        own: |build| vec![organisation::units(build), organisation::sites(build), organisation::issues(build), scope::dependencies(build)],
        borrowed: |build| vec![requirements::parties(build)],
        context: governance::scope,
    },
    Tables { id: "policy_index", own: |build| vec![policies::policies(build), policies::exceptions(build)], borrowed: nothing, context: no_context },
    Tables {
        id: "requirements_register",
        own: |build| vec![requirements::parties(build), requirements::requirements(build), requirements::legal_references(build)],
        borrowed: |build| vec![suppliers::contracts(build)],
        context: governance::requirements,
    },
    Tables { id: "objectives", own: |build| vec![objectives::objectives(build)], borrowed: nothing, context: governance::objectives },
    Tables {
        id: "roles",
        own: |build| {
            vec![organisation::roles(build), responsibilities::raci(build), responsibilities::responsibilities(build), responsibilities::competences(build)]
        },
        borrowed: nothing,
        context: no_context,
    },
    Tables { id: "asset_register", own: |build| vec![assets::register(build)], borrowed: nothing, context: programmes::assets },
    Tables {
        id: "supplier_register",
        own: |build| vec![suppliers::register(build), suppliers::contracts(build), suppliers::dependencies(build), suppliers::audits(build)],
        borrowed: nothing,
        context: programmes::suppliers,
    },
    Tables {
        id: "training_plan",
        own: |build| vec![programme::trainings(build), programme::audiences(build)],
        borrowed: |build| vec![responsibilities::competences(build)],
        context: programmes::trainings,
    },
    Tables {
        id: "communication_plan",
        own: |build| vec![programme::communications(build), programme::audience(build)],
        borrowed: nothing,
        context: programmes::communications,
    },
    Tables {
        id: "audit_programme",
        own: |build| vec![programme::audits(build), audits::processes(build), audits::clauses(build), audits::independence(build)],
        borrowed: |build| vec![suppliers::audits(build)],
        context: programmes::audits,
    },
    Tables {
        id: "measurement_programme",
        own: |build| vec![objectives::measures(build), objectives::values(build)],
        borrowed: nothing,
        context: programmes::measures,
    },
    Tables { id: "records_register", own: |build| vec![records::register(build)], borrowed: nothing, context: no_context },
    Tables {
        id: "resource_plan",
        own: |build| vec![resources::budgets(build), resources::against_budget(build)],
        borrowed: |build| vec![funding::sums(build), implementation::plan(build)],
        context: governance::resources,
    },
    Tables {
        id: "improvement",
        own: |build| vec![improvements::nonconformities(build)],
        borrowed: |build| vec![implementation::tasks(build), objectives::measures(build), programme::audits(build), capability::gaps(build)],
        context: improvement::plan,
    },
    Tables {
        id: "change_requests",
        own: |build| vec![improvements::changes(build)],
        borrowed: |build| vec![implementation::tasks(build)],
        context: improvement::changes,
    },
    Tables {
        id: "clause_sheet",
        own: |build| vec![clauses::sheet(build)],
        borrowed: nothing,
        context: |build| context! { missing => clauses::sheet(build).rows.iter().filter(|row| row.get(2).is_some_and(|cell| *cell == crate::document::Cell::Empty)).count() },
    },
    Tables { id: "documented_information", own: |build| vec![clauses::information(build)], borrowed: nothing, context: improvement::information },
];

/// Those of the list that are written.
pub(super) fn jobs<'j>(build: &'j Build<'_>) -> Vec<Job<'j>> {
    let written = LIST.iter().filter(|one| is_written(build.model, one.id));
    written.map(|one| Box::new(move |shop: &mut Shop<'_>| write(shop, one)) as Job<'j>).collect()
}

fn write(shop: &mut Shop<'_>, one: &Tables) -> Option<Document> {
    let build = shop.build;
    let (own, empty): (Vec<Register>, Vec<Register>) = (one.own)(build).into_iter().partition(|register| !register.rows.is_empty());
    let mut borrowed = (one.borrowed)(build);
    borrowed.extend(empty);
    let mut plan = Plan { shelf: Shelf::Registers, borrowed, ..Plan::listed(build, one.id, own) };
    if crate::document::is_listed_only(one.id) && !build.model.documents.contains_key(one.id) {
        plan.meta = Meta::plain(build);
    }
    shop.write(plan, &format!("documents/{}.md.j2", one.id), (one.context)(build))
}
