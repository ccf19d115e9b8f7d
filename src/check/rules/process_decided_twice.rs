//! Adopted and omitted, adopted and realised by an own process, omitted twice: which one holds?

use crate::base::Place;
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("process-decided-twice", Deny, Tailoring);

/// Compares all decisions on each process of the model.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    for id in model.reference.processes.keys() {
        let mut decisions: Vec<(Place, &str)> = Vec::new();
        for one in model.adoptions.iter().filter(|one| one.process.id == *id) {
            decisions.push((one.process.place, "adopted"));
        }
        for one in model.omissions.iter().filter(|one| one.process.id == *id) {
            decisions.push((one.process.place, "omitted"));
        }
        for own in model.processes.values() {
            if let Some(realised) = own.realises.iter().find(|one| one.id == *id) {
                decisions.push((realised.place, "realised by a process of your own"));
            }
        }
        // several own processes may share one process of the model: that is a split
        let split = decisions.iter().all(|(_, how)| how.starts_with("realised"));
        if decisions.len() < 2 || split {
            continue;
        }
        let times = if decisions.len() == 2 { "twice".to_string() } else { format!("{} times", decisions.len()) };
        let mut finding = Diagnostic::new(&CODE, format!("`{id}` is decided {times}")).cite("ISO/IEC TS 27022:2021, clause 4");
        let last = decisions.len() - 1;
        for (at, (place, how)) in decisions.iter().enumerate() {
            finding = if at == last { finding.at(*place, format!("and {how} here")) } else { finding.and(*place, format!("{how} here")) };
        }
        out.push(finding.help("keep one decision").about(format!("process {id}")));
    }
}
