//! Something was approved by the one who wrote it, where the organisation asks for four eyes.

use crate::base::Place;
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{Approval, Hands, Ref};

code!("approver-is-only-author", Deny, Roles);

/// Looks at policies and documents, each where `four_eyes` says so.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    let Some(asked) = model.organisation.four_eyes_at else { return };
    let asks = |what: &str| model.organisation.four_eyes.contains(&what);
    if asks("policies") {
        for one in model.policies.values() {
            look(cx, asked, ("policy", &one.head.id), (&one.authors, one.owner.as_ref()), one.approved.as_ref(), out);
        }
    }
    if asks("documents") {
        for one in model.documents.values() {
            look(cx, asked, ("document", one.document), (&one.authors, one.owner.as_ref()), one.approved.as_ref(), out);
        }
    }
}

fn look(
    cx: &Context<'_>,
    asked: Place,
    (kind, id): (&str, &str),
    (authors, owner): (&[Ref], Option<&Ref>),
    approved: Option<&Approval>,
    out: &mut Vec<Diagnostic>,
) {
    let Some(approved) = approved else { return };
    // whoever wrote it; where nothing is said the owner did
    let author = match (authors, owner) {
        ([only], _) => only,
        ([], Some(owner)) => owner,
        _ => return,
    };
    let Some(first) = approved.by.first().filter(|_| approved.by.iter().all(|by| cx.model.nobody_else(&by.id, &author.id))) else { return };
    let person = match cx.model.same_hands(&first.id, &author.id) {
        Some(Hands::Holder(person)) => format!(": {person} holds both roles"),
        _ => String::new(),
    };
    let wrote = if authors.is_empty() { "owns it, and nobody else is named as author" } else { "the only author" };
    out.push(
        Diagnostic::new(&CODE, format!("`{}` wrote and approved the {kind} `{id}`{person}", first.id))
            .at(first.place, "approves alone")
            .and(author.place, wrote)
            .and(asked, "the organisation asks for four eyes here")
            .cite("ISO/IEC 27001, 7.5.2 c and A.5.3")
            .help("let somebody else approve it as well: `approved by ROLE, ROLE on …`")
            .help("or name who wrote it: `author ROLE`")
            .about(format!("{kind} {id}")),
    );
}
