//! The management review pack (ISO/IEC 27001, 9.3): the inputs that Table 1 of ISO/IEC TS 27022:2021 lists, gathered from
//! the sources, and the decisions that are to be taken.

use minijinja::context;

use super::{Plan, Shop};
use crate::document::build::Build;
use crate::document::registers::review::{actions, decisions, requirements, since};
use crate::document::registers::{improvement, objectives, organisation, programme, requirements as asked, resources, review_inputs, risks, treatment};
use crate::document::{Document, words};

pub(super) fn make(shop: &mut Shop<'_>) -> Option<Document> {
    let build = shop.build;
    let model = build.model;
    let (actions, requirements, decisions) = (actions(build), requirements(build), decisions(build));
    let incidents = review_inputs::incidents(build);
    let inputs = review_inputs::register(build, [actions.rows.len(), requirements.rows.len(), decisions.rows.len()]);
    let levels = crate::model::levels_of(model.criteria.as_ref()).iter().rev().map(|level| {
        let is = |found: Option<&str>| found == Some(level.head.id.as_str());
        context! {
            title => build.level(Some(&level.head.id)),
            current => model.risks.values().filter(|risk| is(risk.current.level.as_deref())).count(),
            residual => model.risks.values().filter(|risk| is(risk.residual.as_ref().unwrap_or(&risk.inherent).level.as_deref())).count(),
        }
    });
    let context = context! {
        since => since(build).map(|day| build.language.day(day)),
        levels => levels.collect::<Vec<_>>(),
        incidents => incidents.iter().map(|one| one.head.id.clone()).collect::<Vec<_>>(),
        controls_line => statuses(build),
        open_nonconformities => model.nonconformities.values().filter(|one| one.closed.is_none()).count(),
        unsigned => model.risks.values().filter(|risk| risk.accepted.is_empty() && !treatment::within_appetite(build, risk)).count(),
    };
    let mut plan = Plan::listed(build, "management_review", vec![inputs, decisions, actions, requirements]);
    plan.borrowed = vec![
        organisation::issues(build),
        asked::parties(build),
        objectives::objectives(build),
        objectives::measures(build),
        programme::audits(build),
        risks::register(build),
        improvement::nonconformities(build),
        improvement::changes(build),
        resources::against_budget(build),
    ];
    plan.borrowed.extend(plan.registers.iter().filter(|register| register.rows.is_empty()).cloned().collect::<Vec<_>>());
    plan.registers.retain(|register| !register.rows.is_empty());
    shop.write(plan, "documents/management_review.md.j2", context)
}

/// How many controls are how far, as one line.
fn statuses(build: &Build<'_>) -> String {
    let count = |word: &str| build.model.controls.values().filter(|control| control.status == word).count();
    let each = ["implemented", "partial", "planned", "not_started"].into_iter().filter(|word| count(word) > 0);
    each.map(|word| format!("{} {}", count(word), build.t(words::status(word)).to_lowercase())).collect::<Vec<_>>().join(", ")
}
