//! A policy that puts no control into rules.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("policy-covers-nothing", Warn, Policies);

/// Looks for policies that cover no control, neither themselves nor by their template.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for policy in cx.model.policies.values() {
        let by_template = policy.template.as_ref().and_then(|one| cx.model.template(&one.id)).is_some_and(|template| !template.covers.is_empty());
        let named =
            cx.model.controls.values().any(|control| {
                control.documented_in.iter().any(|one| matches!(one, crate::model::RefOrText::Ref(reference) if reference.id == policy.head.id))
            });
        if policy.covers.is_empty() && !by_template && !named {
            out.push(
                Diagnostic::new(&CODE, format!("the policy `{}` covers no control", policy.head.id))
                    .at(policy.head.place, "which controls does it put into rules?")
                    .cite("ISO/IEC 27002:2022, 5.1")
                    .help("add `covers A.5.15, A.5.18`")
                    .about(format!("policy {}", policy.head.id)),
            );
        }
    }
}
