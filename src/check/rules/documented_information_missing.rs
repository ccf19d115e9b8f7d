//! Documented information that ISO/IEC 27001 asks for, and that nobody produces.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};
use crate::model::way_to_document;

code!("documented-information-missing", Warn, Clauses);

/// Looks at what each clause wants to see in writing.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    // as long as a process is undecided, whoever it will be may still produce it
    let undecided = |id: &str| {
        model.process_set.realised_by.get(id).is_none_or(Vec::is_empty)
            && !model.omissions.iter().any(|omission| omission.process.id == id)
            && !model.adoptions.iter().any(|adoption| adoption.process.id == id)
    };
    if !cx.is_whole() || model.reference.processes.values().any(|process| process.is_of_model() && undecided(&process.head.id)) {
        return;
    }
    for clause in &model.clauses {
        for wanted in clause.documented.iter().filter(|one| one.is_missing()) {
            let mut finding = Diagnostic::new(&CODE, format!("nobody produces the documented information “{}”", wanted.item))
                .at(cx.organisation(), format!("ISO/IEC 27001, {} asks for it: no process delivers it and nothing declared here shows it", wanted.cite));
            for one in &clause.in_model {
                if let Some(omission) = model.omissions.iter().find(|omission| omission.process.id == one.process) {
                    finding = finding.and(omission.place, format!("`{}`, which would, is omitted here", one.process));
                }
            }
            finding = finding.cite(format!("{}, {}", model.reference.catalogue, wanted.cite));
            if let Some(way) = way_to_document(&wanted.item) {
                finding = finding.help(way);
            }
            out.push(finding.about(format!("clause {}", clause.clause)));
        }
    }
}
