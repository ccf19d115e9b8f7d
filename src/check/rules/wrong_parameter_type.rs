//! A parameter that is set to a value of another type.

use super::missing_parameter::sample;
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::SettingValue;

code!("wrong-parameter-type", Error, Policies);

/// Compares the values that policies set with the types of their parameters.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for policy in cx.model.policies.values() {
        let Some(template) = policy.template.as_ref().and_then(|one| cx.model.template(&one.id)) else { continue };
        for setting in &policy.settings {
            let Some(parameter) = template.parameters.iter().find(|one| one.name.value == setting.name) else { continue };
            let problem = match (parameter.ty, &setting.value) {
                ("role", SettingValue::Name(name)) if cx.model.roles.contains_key(name) => continue,
                ("role", SettingValue::Name(name)) => format!("there is no role `{name}`"),
                ("supplier", SettingValue::Name(name)) if cx.model.suppliers.contains_key(name) => continue,
                ("supplier", SettingValue::Name(name)) => format!("there is no supplier `{name}`"),
                (wanted, value) if wanted == value.type_word() => continue,
                (wanted, SettingValue::Name(_)) => format!("{} is wanted, and this is a name", words(wanted)),
                (wanted, value) => format!("{} is wanted, and this is {}", words(wanted), words(value.type_word())),
            };
            out.push(
                Diagnostic::new(&CODE, format!("`{}` cannot be set to this", setting.name))
                    .at(setting.place, problem)
                    .and(parameter.name.place, format!("{}: {}", words(parameter.ty), parameter.title))
                    .help(format!("for example: `set {} {}`", setting.name, sample(parameter.ty)))
                    .about(format!("policy {}", policy.head.id)),
            );
        }
    }
}

/// The type of a parameter in plain words.
fn words(ty: &str) -> &'static str {
    match ty {
        "duration" => "a length of time",
        "number" => "a number",
        "role" => "a role",
        "bool" => "`yes` or `no`",
        "date" => "a date",
        "supplier" => "a supplier",
        _ => "a text in quotes",
    }
}
