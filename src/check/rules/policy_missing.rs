//! There is no information security policy, the one document that clause 5.2 asks for.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("policy-missing", Warn, Policies);

/// Looks for a policy that covers A.5.1 or is written from the template for it.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    if !cx.is_whole() {
        return;
    }
    let there = model.policies.values().any(|policy| {
        policy.template.as_ref().is_some_and(|one| one.id == "information_security")
            || policy.covers.iter().any(|one| one.id == "A.5.1")
            || policy.head.title.to_lowercase().contains("information security policy")
    });
    if !there {
        out.push(
            Diagnostic::new(&CODE, "there is no information security policy")
                .at(cx.organisation(), "this organisation has none")
                .cite("ISO/IEC 27001, 5.2")
                .help("declare it: `policy information_security \"Information security policy\" template information_security owner ROLE version \"1.0\" approved by ROLE on DATE`"),
        );
    }
}
