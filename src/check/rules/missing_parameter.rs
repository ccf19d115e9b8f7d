//! A parameter without a default that a policy does not set.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("missing-parameter", Error, Policies);

/// Looks for parameters that nobody sets.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for policy in cx.model.policies.values() {
        let Some(reference) = &policy.template else { continue };
        let Some(template) = cx.model.template(&reference.id) else { continue };
        for parameter in template.parameters.iter().filter(|one| one.default.is_none()) {
            if policy.settings.iter().any(|one| one.name == parameter.name.value) {
                continue;
            }
            out.push(
                Diagnostic::new(&CODE, format!("policy `{}` does not set `{}`", policy.head.id, parameter.name.value))
                    .at(reference.place, "this template needs it")
                    .and(parameter.name.place, parameter.title.clone())
                    .help(format!("add `set {} {}`", parameter.name.value, sample(parameter.ty)))
                    .about(format!("policy {}", policy.head.id)),
            );
        }
    }
}

/// A value of a parameter's type, as it is written.
pub(super) fn sample(ty: &str) -> &'static str {
    match ty {
        "duration" => "6 months",
        "number" => "30",
        "role" => "ROLE",
        "bool" => "yes",
        "date" => "2026-09-30",
        "supplier" => "SUPPLIER",
        _ => "\"…\"",
    }
}
