//! The documents that are tables with a sentence before them: one template serves them all.

use minijinja::context;

use super::{Plan, Shop};
use crate::document::build::Build;
use crate::document::registers::{
    Register, assets, implementation, improvement, objectives, organisation, policies, programme, records, requirements, resources, suppliers,
};
use crate::document::{Document, Meta, Shelf};

/// A document of tables.
struct Simple {
    id: &'static str,
    intro: &'static str,
    registers: fn(&Build<'_>) -> Vec<Register>,
}

const SIMPLE: &[Simple] = &[
    Simple {
        id: "policy_index",
        intro: "The policies of the organisation, who owns them, who approved them and when they are reviewed (ISO/IEC 27001, 5.2; ISO/IEC 27002, 5.1), and the exceptions from them.",
        registers: |build| vec![policies::policies(build), policies::exceptions(build)],
    },
    Simple {
        id: "requirements_register",
        intro: "Who has an interest in how information is protected here, what follows from it, and which controls meet it (ISO/IEC 27001, 4.2; ISO/IEC 27002, 5.31).",
        registers: |build| vec![requirements::parties(build), requirements::requirements(build)],
    },
    Simple {
        id: "objectives",
        intro: "What the organisation wants to reach, by when, and how it is known (ISO/IEC 27001, 6.2).",
        registers: |build| vec![objectives::objectives(build)],
    },
    Simple { id: "roles", intro: "Who answers for what in the ISMS (ISO/IEC 27001, 5.3 and 7.2).", registers: |build| vec![organisation::roles(build)] },
    Simple {
        id: "asset_register",
        intro: "What is worth protecting, who owns it, and which risks touch it (ISO/IEC 27002, 5.9).",
        registers: |build| vec![assets::register(build)],
    },
    Simple {
        id: "supplier_register",
        intro: "Who works for the organisation from outside, under which contract, and when it is audited (ISO/IEC 27002, 5.19 to 5.23).",
        registers: |build| vec![suppliers::register(build)],
    },
    Simple {
        id: "audit_programme",
        intro: "Which audits take place, of what, when, and by whom (ISO/IEC 27001, 9.2).",
        registers: |build| vec![programme::audits(build)],
    },
    Simple {
        id: "measurement_programme",
        intro: "What is measured, against which target, and what was found last (ISO/IEC 27001, 9.1).",
        registers: |build| vec![objectives::measures(build)],
    },
    Simple {
        id: "training_plan",
        intro: "Who learns what, how often, and when it was held (ISO/IEC 27001, 7.2 and 7.3).",
        registers: |build| vec![programme::trainings(build)],
    },
    Simple {
        id: "communication_plan",
        intro: "Who is told what, when, by whom and how, normally and in an emergency (ISO/IEC 27001, 7.4).",
        registers: |build| vec![programme::communications(build)],
    },
    Simple {
        id: "records_register",
        intro: "Which records are kept, where, how long and why (ISO/IEC 27001, 7.5.3).",
        registers: |build| vec![records::register(build)],
    },
    Simple {
        id: "resource_plan",
        intro: "The budgets of the ISMS and who gives them (ISO/IEC 27001, 7.1).",
        registers: |build| vec![resources::budgets(build)],
    },
    Simple {
        id: "improvement",
        intro: "What did not conform and what is done about its cause (ISO/IEC 27001, 10.2), and how the ISMS itself changes (6.3).",
        registers: |build| vec![improvement::nonconformities(build), improvement::changes(build)],
    },
];

pub(super) fn make(shop: &mut Shop<'_>) -> Vec<Document> {
    let build = shop.build;
    let mut documents: Vec<Document> = scope(shop).into_iter().collect();
    for simple in SIMPLE {
        let registers: Vec<Register> = (simple.registers)(build).into_iter().filter(|register| !register.rows.is_empty()).collect();
        if registers.is_empty() && !build.model.documents.contains_key(simple.id) {
            continue;
        }
        let borrowed = match simple.id {
            "improvement" => vec![implementation::tasks(build)],
            "resource_plan" => vec![resources::sums(build)],
            _ => Vec::new(),
        };
        let context = context! {
            intro => simple.intro,
            tables => registers.iter().map(|register| context! { id => register.id, title => register.title }).collect::<Vec<_>>(),
        };
        let mut plan = Plan { shelf: Shelf::Registers, borrowed, ..Plan::listed(build, simple.id, registers) };
        if simple.id == "improvement" {
            // no `document` declares it: it is a list that changes from day to day
            plan.meta = Meta::plain(build);
        }
        documents.extend(shop.write(plan, "documents/register.md.j2", context));
    }
    documents
}

/// The scope statement (ISO/IEC 27001, 4.3).
fn scope(shop: &mut Shop<'_>) -> Option<Document> {
    let build = shop.build;
    let registers: Vec<Register> = [organisation::units(build), organisation::sites(build), organisation::issues(build)]
        .into_iter()
        .filter(|register| !register.rows.is_empty())
        .collect();
    let context = context! { tables => registers.iter().map(|register| context! { id => register.id, title => register.title }).collect::<Vec<_>>() };
    let plan = Plan { shelf: Shelf::Registers, ..Plan::listed(build, "scope_statement", registers) };
    shop.write(plan, "documents/scope_statement.md.j2", context)
}
