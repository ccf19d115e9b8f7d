//! What no audit of the cycle looks at.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::{ActualProcess, Audit, Day, Length, Model, Origin, RefOrText};
use crate::resolve::Period;
use crate::vocabulary::Namespace;

code!("audit-programme-gap", Warn, Clauses);

/// A certificate runs for three years (ISO/IEC 17021-1, 9.1.3). ISO/IEC 27001 sets no period for internal audits; who has
/// not looked at something in that time has a programme without it.
const CYCLE: Length = Length(Period { count: 3, unit: "year" });

/// Compares the internal audits held in the last cycle, and those planned, with the processes and the themes of controls.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    let counted: Vec<&Audit> =
        model.audits.values().filter(|audit| audit.is_internal() && audit.status != "cancelled" && is_in_cycle(audit, model.as_of)).collect();
    // without any audit it is `documented-information-missing` that speaks; a scope in words may cover anything
    let in_words = |audit: &&Audit| audit.scope.iter().any(|one| matches!(one, RefOrText::Text(_))) || (audit.scope.is_empty() && audit.clauses.is_empty());
    if !cx.is_whole() || counted.is_empty() || counted.iter().any(in_words) {
        return;
    }
    let processes: Vec<&ActualProcess> =
        model.process_set.processes.values().filter(|process| process.origin != Origin::External && !is_covered(model, process, &counted)).collect();
    let themes: Vec<&str> = model
        .reference
        .themes
        .iter()
        .filter(|theme| applies(model, &theme.id) && !counted.iter().any(|audit| looks_at_theme(model, audit, &theme.id)))
        .map(|theme| theme.title.as_str())
        .collect();
    if processes.is_empty() && themes.is_empty() {
        return;
    }
    let mut what: Vec<String> = Vec::new();
    if !processes.is_empty() {
        what.push(if processes.len() == 1 { "1 process".into() } else { format!("{} processes", processes.len()) });
    }
    what.extend(themes.iter().map(|theme| format!("the {}", theme.to_lowercase())));
    let mut finding = Diagnostic::new(&CODE, format!("no audit of the cycle looks at {}", crate::check::belongings::listed(&what)));
    let last = counted.iter().max_by_key(|audit| audit.date.as_ref().map(|at| at.value)).map_or(cx.organisation(), |audit| audit.head.place);
    let count = if counted.len() == 1 { "the only audit".into() } else { format!("the last of {} audits", counted.len()) };
    finding = finding.at(last, format!("{count} within three years of {}", model.as_of));
    for process in &processes {
        finding = finding.and(process.place, format!("nobody audits `{}`", process.id));
    }
    if let Some(process) = processes.first() {
        finding = finding.help(format!("plan an audit that names it: `scope {}`, or a clause that it serves", process.id));
    }
    if let Some(theme) = model.reference.themes.iter().find(|theme| themes.contains(&theme.title.as_str())) {
        finding = finding.help(format!("take controls of the theme into an audit: `scope {}`, or some of them by name", theme.id));
    }
    out.push(finding.cite("ISO/IEC 27001, 9.2.2; three years as in ISO/IEC 17021-1, 9.1.3").about("organisation"));
}

/// Held in the three years before, or planned for the three years after.
fn is_in_cycle(audit: &Audit, as_of: Day) -> bool {
    audit.date.as_ref().is_some_and(|date| date.value.after(CYCLE) >= as_of && date.value <= as_of.after(CYCLE))
}

/// By name, by a process of the model that it realises, or by a clause that it serves.
fn is_covered(model: &Model, process: &ActualProcess, audits: &[&Audit]) -> bool {
    let names = |audit: &Audit| {
        audit.scope.iter().any(|one| match one {
            RefOrText::Ref(reference) if matches!(reference.group, Namespace::Process | Namespace::ReferenceProcess) => {
                reference.id == process.id || process.realises.contains(&reference.id)
            }
            _ => false,
        })
    };
    let clause = |audit: &Audit| {
        let served = model.clauses.iter().filter(|clause| clause.served_by.iter().any(|by| by.process == process.id));
        served.into_iter().any(|clause| audit.clauses.iter().any(|cited| clause.clause == *cited || clause.clause.starts_with(&format!("{cited}."))))
    };
    audits.iter().any(|audit| names(audit) || clause(audit))
}

fn applies(model: &Model, theme: &str) -> bool {
    model.controls.keys().any(|id| model.reference.controls.get(id).is_some_and(|control| control.theme == theme))
}

/// By name, by a control of it, or by a policy that covers one.
fn looks_at_theme(model: &Model, audit: &Audit, theme: &str) -> bool {
    let of_theme = |id: &str| model.reference.controls.get(id).is_some_and(|control| control.theme == theme);
    audit.scope.iter().any(|one| match one {
        RefOrText::Ref(reference) => match reference.group {
            Namespace::Theme => reference.id == theme,
            Namespace::Control => of_theme(&reference.id),
            Namespace::Policy => model.policies.get(&reference.id).is_some_and(|policy| policy.covers.iter().any(|control| of_theme(&control.id))),
            _ => false,
        },
        RefOrText::Text(_) => true,
    })
}
