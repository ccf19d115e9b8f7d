//! A review whose day has passed.

use std::fmt::Arguments;

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::Review;

code!("review-overdue", Warn, Time);

/// Compares all reviews with the day of the check.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    let mut look_at = |kind: &str, review: &Option<Review>, what: Arguments<'_>| {
        let Some(review) = review else { return };
        let Some(next) = review.next.filter(|next| *next < model.as_of) else { return };
        out.push(
            Diagnostic::new(&CODE, format!("the {kind} of {what} was due on {next}"))
                .at(review.place, format!("before {}", model.as_of))
                .cite("ISO/IEC 27001, 7.5.2 and 9.1")
                .help("hold it, and write the day behind `last`")
                .about(what.to_string().replace('`', "")),
        );
    };
    for one in model.policies.values() {
        look_at("review", &one.review, format_args!("policy `{}`", one.head.id));
    }
    for one in model.documents.values() {
        look_at("review", &one.review, format_args!("document `{}`", one.document));
    }
    for one in model.risks.values() {
        look_at("review", &one.review, format_args!("risk `{}`", one.head.id));
    }
    for one in model.controls.values() {
        look_at("review", &one.review, format_args!("control `{}`", one.head.id));
    }
    for one in model.exclusions.values() {
        look_at("review", &one.review, format_args!("the exclusion of `{}`", one.id));
    }
    for one in model.requirements.values() {
        look_at("review", &one.review, format_args!("requirement `{}`", one.head.id));
    }
    for one in model.assets.values() {
        look_at("review", &one.review, format_args!("asset `{}`", one.head.id));
    }
    for one in model.suppliers.values().filter(|one| one.status == "active") {
        look_at("review", &one.review, format_args!("supplier `{}`", one.head.id));
        look_at("audit", &one.audit, format_args!("supplier `{}`", one.head.id));
    }
    if let Some(one) = &model.criteria {
        look_at("review", &one.review, format_args!("the risk criteria"));
    }
}
