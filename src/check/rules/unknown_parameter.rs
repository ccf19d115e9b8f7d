//! A policy sets a parameter that its template does not have.

use crate::base::did_you_mean;
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("unknown-parameter", Error, Policies);

/// Compares settings with the parameters of the template.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for policy in cx.model.policies.values() {
        let Some(template) = policy.template.as_ref().and_then(|one| cx.model.template(&one.id)) else {
            if let (None, Some(first)) = (&policy.template, policy.settings.first()) {
                out.push(
                    Diagnostic::new(&CODE, format!("policy `{}` sets a parameter and has no template", policy.head.id))
                        .at(first.place, "a parameter of what?")
                        .help("add `template NAME`"),
                );
            }
            continue;
        };
        for setting in &policy.settings {
            if template.parameters.iter().any(|one| one.name.value == setting.name) {
                continue;
            }
            let known: Vec<&str> = template.parameters.iter().map(|one| one.name.value.as_str()).collect();
            let finding = Diagnostic::new(&CODE, format!("the template `{}` has no parameter `{}`", template.head.id, setting.name));
            let finding = match did_you_mean(&setting.name, known.iter().copied()) {
                Some(guess) => finding.at(setting.place, format!("did you mean `{guess}`?")),
                None => finding.at(setting.place, "not a parameter of this template"),
            };
            out.push(finding.help(format!("it has `{}`", known.join("`, `"))).about(format!("policy {}", policy.head.id)));
        }
    }
}
