//! Policies and exceptions as tables.

use super::{Cell, Column, Kind, Piece, Register, col, data};
use crate::document::build::{Build, covered};
use crate::model::{Policy, RefOrText};

const POLICIES: &[Column] = &[
    col("id", "Id", Kind::Text),
    data("number", "Number", Kind::Text),
    col("title", "Policy", Kind::Text),
    data("topic", "Topic", Kind::Text),
    col("version", "Version", Kind::Text),
    col("owner", "Owner", Kind::Text),
    col("approved", "Approved", Kind::Text),
    data("approved_on", "Approved on", Kind::Date),
    col("effective", "Valid from", Kind::Date),
    col("review", "Next review", Kind::Date),
    data("audience", "Audience", Kind::List),
    col("classification", "Classification", Kind::Text),
    col("controls", "Controls", Kind::List),
    data("template", "Template", Kind::Text),
];

const EXCEPTIONS: &[Column] = &[
    col("id", "Id", Kind::Text),
    col("title", "Exception", Kind::Text),
    col("from", "From", Kind::List),
    col("applies_to", "For", Kind::List),
    col("because", "Reason", Kind::Text),
    col("compensation", "What makes up for it", Kind::Text),
    data("requested_by", "Requested by", Kind::Text),
    col("approved", "Approved", Kind::Text),
    col("until", "Until", Kind::Date),
    col("status", "Status", Kind::Text),
];

/// The number that a reader knows a policy by.
pub(crate) fn number(policy: &Policy) -> &str {
    policy.number.as_deref().unwrap_or(&policy.head.id)
}

/// The register of policies.
pub(crate) fn policies(build: &Build<'_>) -> Register {
    let mut register = Register::new("policies", "Policies", POLICIES);
    let mut all: Vec<&Policy> = build.model.policies.values().collect();
    all.sort_by(|a, b| crate::base::natural_cmp(number(a), number(b)));
    for policy in all {
        let template = policy.template.as_ref().and_then(|template| build.model.template(&template.id));
        register.rows.push(vec![
            Cell::Text(build.linked("policy", &policy.head.id, number(policy))),
            Cell::maybe(policy.number.clone()),
            Cell::Text(build.linked("policy", &policy.head.id, policy.head.title.clone())),
            Cell::maybe(template.and_then(|one| one.topic.as_deref()).map(|topic| build.t(topic))),
            Cell::text(policy.version.clone()),
            build.role(policy.owner.as_ref()),
            if policy.approved.is_some() { build.approval(policy.approved.as_ref()) } else { Cell::Text(Piece::strong(build.t("not approved"))) },
            Cell::day(policy.approved.as_ref().and_then(|one| one.on)),
            Cell::day(policy.effective),
            build.review(policy.review.as_ref()),
            build.eithers(&policy.audience),
            Cell::maybe(policy.classification.as_ref().map(|one| build.model.title_of(one))),
            build.refs(covered(build.model, policy)),
            Cell::maybe(policy.template.as_ref().map(|one| one.id.clone())),
        ]);
    }
    register
}

/// The register of exceptions.
pub(crate) fn exceptions(build: &Build<'_>) -> Register {
    let mut register = Register::new("exceptions", "Exceptions", EXCEPTIONS);
    for one in build.model.exceptions.values() {
        let until = one.until.as_ref().map(|at| at.value);
        let over = one.status != "active" || until.is_some_and(|until| until < build.model.as_of);
        register.rows.push(vec![
            Cell::text(one.head.id.clone()),
            Cell::text(one.head.title.clone()),
            build.refs(&one.from),
            Cell::list(one.applies_to.iter().map(|value: &RefOrText| build.either(value)).collect()),
            Cell::maybe(one.because.clone()),
            Cell::maybe(one.compensation.clone()),
            build.role(one.requested_by.as_ref()),
            build.approval(one.approved.as_ref()),
            Cell::day(until),
            Cell::text(build.t(if over { "Ended" } else { "In force" })),
        ]);
    }
    register
}
