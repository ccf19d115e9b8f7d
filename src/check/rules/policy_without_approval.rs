//! A policy holds because someone who may has approved it, on a day.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("policy-without-approval", Deny, Policies);

/// Looks at approvals of policies.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for policy in cx.model.policies.values() {
        let named = policy.approved.as_ref().is_some_and(|one| !one.by.is_empty() && one.on.is_some());
        if !named {
            out.push(
                Diagnostic::new(&CODE, format!("nobody approved the policy `{}`", policy.head.id))
                    .at(policy.head.place, "who approved it, and when?")
                    .cite("ISO/IEC 27001, 5.2 and 7.5.2 c; ISO/IEC 27002:2022, 5.1")
                    .help("add `approved by ROLE on DATE`")
                    .about(format!("policy {}", policy.head.id)),
            );
        }
    }
}
