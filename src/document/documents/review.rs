//! The management review pack (ISO/IEC 27001, 9.3): the inputs that Table 1 of ISO/IEC TS 27022:2021 lists, gathered from
//! the sources, and the decisions that are to be taken.

use minijinja::context;

use super::{Plan, Shop};
use crate::document::build::Build;
use crate::document::registers::review::{Input, actions, decisions, inputs, requirements, since};
use crate::document::registers::{improvement, objectives, organisation, programme, requirements as asked, resources, risks, treatment};
use crate::document::{Document, words};
use crate::model::Measure;

pub(super) fn make(shop: &mut Shop<'_>) -> Option<Document> {
    let build = shop.build;
    let model = build.model;
    let (actions, requirements, decisions) = (actions(build), requirements(build), decisions(build));
    let incidents: Vec<&Measure> = model.measures.values().filter(|one| one.of.iter().any(|found| is_incidents(model, found))).collect();
    let since = since(build);
    let done = model.audits.values().filter(|one| one.status == "done");
    let recent = done.filter(|one| since.is_none_or(|since| one.date.as_ref().is_some_and(|at| at.value >= since))).count();
    let input = |artifact, clause, section, entries| Input { artifact, clause, section, entries };
    let list = [
        input("requirements_for_approval", "9.3.2 c)", "Decisions to take", decisions.rows.len()),
        input("former_management_reports", "9.3.2 a)", "Actions since the last review", usize::from(since.is_some())),
        input("management_action_status", "9.3.2 a)", "Actions since the last review", actions.rows.len()),
        input("requirement_changes", "9.3.2 b) c)", "Issues and requirements", requirements.rows.len()),
        input("audit_reports", "9.3.2 d)", "Audits", recent),
        input("interested_party_feedback", "9.3.2 e)", "Interested parties", model.parties.len()),
        input("risk_and_treatment_status", "9.3.2 f)", "Risks and their treatment", model.risks.len()),
        input("improvement_opportunities", "9.3.2 g)", "Nonconformities and improvement", model.nonconformities.len() + model.changes.len()),
        input("incidents", "9.3.2 d)", "Incidents", incidents.len()),
    ];
    let levels = crate::model::levels_of(model.criteria.as_ref()).iter().rev().map(|level| {
        let is = |found: Option<&str>| found == Some(level.head.id.as_str());
        context! {
            title => build.level(Some(&level.head.id)),
            current => model.risks.values().filter(|risk| is(risk.current.level.as_deref())).count(),
            residual => model.risks.values().filter(|risk| is(risk.residual.as_ref().unwrap_or(&risk.inherent).level.as_deref())).count(),
        }
    });
    let context = context! {
        since => since.map(|day| build.language.day(day)),
        levels => levels.collect::<Vec<_>>(),
        incidents => incidents.iter().map(|one| one.head.id.clone()).collect::<Vec<_>>(),
        controls_line => statuses(build),
        open_nonconformities => model.nonconformities.values().filter(|one| one.closed.is_none()).count(),
        unsigned => model.risks.values().filter(|risk| risk.accepted.is_empty() && !treatment::within_appetite(build, risk)).count(),
    };
    let mut plan = Plan::listed(build, "management_review", vec![inputs(build, &list), decisions, actions, requirements]);
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

/// Whether something is the process that deals with incidents, or part of what stands for it.
fn is_incidents(model: &crate::model::Model, found: &crate::model::Ref) -> bool {
    let by = model.process_set.realised_by.get("incident_management");
    found.id == "incident_management" || by.is_some_and(|by| by.contains(&found.id))
}

/// How many controls are how far, as one line.
fn statuses(build: &Build<'_>) -> String {
    let count = |word: &str| build.model.controls.values().filter(|control| control.status == word).count();
    let each = ["implemented", "partial", "planned", "not_started"].into_iter().filter(|word| count(word) > 0);
    each.map(|word| format!("{} {}", count(word), build.t(words::status(word)).to_lowercase())).collect::<Vec<_>>().join(", ")
}
