//! What the internal audits cover over the cycle of the programme, what they leave out, and whether auditors are independent
//! (ISO/IEC 27001, 9.2.2; ISO/IEC TS 27022:2021, Table 11). What others audit covers nothing of it.

use std::collections::BTreeSet;

use super::{Cell, Column, Kind, Piece, Register, col, data};
use crate::document::build::Build;
use crate::model::{ActualProcess, Audit, Clause, Day, Origin, Ref, RefOrText};

const PROCESSES: &[Column] = &[
    data("id", "Id", Kind::Text),
    col("title", "Process", Kind::Text),
    col("owner", "Owner", Kind::Text),
    col("last", "Last audited", Kind::Text),
    data("last_on", "Last audited on", Kind::Date),
    col("next", "Next audit", Kind::Text),
    data("next_on", "Next audit on", Kind::Date),
    col("state", "State", Kind::Text),
];

const CLAUSES: &[Column] = &[
    col("number", "Clause", Kind::Text),
    col("title", "Title", Kind::Text),
    col("last", "Last audited", Kind::Text),
    data("last_on", "Last audited on", Kind::Date),
    col("next", "Next audit", Kind::Text),
    data("next_on", "Next audit on", Kind::Date),
    col("state", "State", Kind::Text),
];

const INDEPENDENCE: &[Column] = &[
    col("id", "Id", Kind::Text),
    col("title", "Audit", Kind::Text),
    col("auditor", "Auditor", Kind::Text),
    col("holders", "Persons", Kind::List),
    col("conflicts", "Answers for what is audited", Kind::List),
    col("verdict", "Independent", Kind::Text),
];

/// The last audit that was held and the next one that is planned.
pub(crate) struct Covered<'a> {
    pub last: Option<&'a Audit>,
    pub next: Option<&'a Audit>,
}

impl<'a> Covered<'a> {
    fn of(audits: impl Iterator<Item = &'a Audit>) -> Self {
        let mut covered = Covered { last: None, next: None };
        for audit in audits {
            let on = day(audit);
            match audit.status {
                "done" if covered.last.is_none_or(|last| day(last) < on) => covered.last = Some(audit),
                "planned" if covered.next.is_none_or(|next| day(next) > on) => covered.next = Some(audit),
                _ => {}
            }
        }
        covered
    }

    fn cells(&self, build: &Build<'_>, outside: bool) -> [Cell; 5] {
        let shown = |audit: Option<&Audit>| {
            Cell::maybe(audit.map(|one| {
                day(one).map_or_else(|| one.head.id.clone(), |on| build.say("{audit} on {day}", &[("audit", &one.head.id), ("day", &build.language.day(on))]))
            }))
        };
        [shown(self.last), Cell::day(self.last.and_then(day)), shown(self.next), Cell::day(self.next.and_then(day)), self.state(build, outside)]
    }

    fn state(&self, build: &Build<'_>, outside: bool) -> Cell {
        match (self.last, self.next) {
            (Some(_), Some(_)) => Cell::text(build.t("Audited, planned again")),
            (Some(_), None) => Cell::text(build.t("Audited")),
            (None, Some(_)) => Cell::text(build.t("Planned")),
            (None, None) if outside => Cell::text(build.t("Outside the ISMS")),
            (None, None) => Cell::Text(Piece::strong(build.t("Not in the programme"))),
        }
    }
}

fn day(audit: &Audit) -> Option<Day> {
    audit.date.as_ref().map(|at| at.value)
}

/// The cycle of the programme: the days of its first and its last internal audit.
pub(crate) fn cycle(build: &Build<'_>) -> Option<(Day, Day)> {
    let days = || build.model.audits.values().filter(|one| one.is_internal() && one.status != "cancelled").filter_map(day);
    Some((days().min()?, days().max()?))
}

/// The internal audits of a process: those that name it, or a process of the model that it realises.
pub(crate) fn of_process<'a>(build: &Build<'a>, process: &ActualProcess) -> Covered<'a> {
    let meant = |one: &RefOrText| matches!(one, RefOrText::Ref(found) if found.id == process.id || process.realises.contains(&found.id));
    Covered::of(build.model.audits.values().filter(|audit| audit.is_internal() && audit.scope.iter().any(meant)))
}

/// The audits of a clause that count: those that name it, or a clause that it is part of.
pub(crate) fn of_clause<'a>(build: &Build<'a>, number: &str, counts: impl Fn(&Audit) -> bool) -> Covered<'a> {
    let part = |of: &String| number == of || number.strip_prefix(of.as_str()).is_some_and(|rest| rest.starts_with('.'));
    Covered::of(build.model.audits.values().filter(|audit| counts(audit) && audit.clauses.iter().any(part)))
}

/// The processes that there are, and when each was and will be audited.
pub(crate) fn processes(build: &Build<'_>) -> Register {
    let mut register = Register::new("audit_coverage_processes", "Processes over the cycle", PROCESSES);
    for process in build.model.process_set.processes.values() {
        let mut row = vec![Cell::text(process.id.clone()), Cell::Text(build.process(&process.id)), build.role(process.tailoring.owner.as_ref())];
        row.extend(of_process(build, process).cells(build, process.origin == Origin::External));
        register.rows.push(row);
    }
    register
}

/// The clauses of the standard, and when each was and will be audited.
pub(crate) fn clauses(build: &Build<'_>) -> Register {
    let mut register = Register::new("audit_coverage_clauses", "Clauses over the cycle", CLAUSES);
    for clause in leaves(build) {
        let mut row = vec![Cell::text(clause.number.clone()), Cell::text(build.clause_title(clause))];
        row.extend(of_clause(build, &clause.number, Audit::is_internal).cells(build, false));
        register.rows.push(row);
    }
    register
}

/// The clauses that ask for something, in the order of the standard.
pub(crate) fn leaves<'a>(build: &Build<'a>) -> impl Iterator<Item = &'a Clause> {
    build.model.reference.clauses.iter().filter(|clause| clause.leaf)
}

/// For each audit, whether its auditor answers for what is audited.
pub(crate) fn independence(build: &Build<'_>) -> Register {
    let mut register = Register::new("audit_independence", "Independence of auditors", INDEPENDENCE);
    for audit in build.model.audits.values() {
        let Some(auditor) = &audit.auditor else { continue };
        let role = match auditor {
            RefOrText::Ref(found) => build.model.roles.get(&found.id).filter(|_| found.kind == "role"),
            RefOrText::Text(_) => None,
        };
        let holders: BTreeSet<&str> = role.into_iter().flat_map(|role| role.held_by.iter().map(String::as_str)).collect();
        let same = |owner: &Ref| role.is_some_and(|role| role.head.id == owner.id) || shares(build, &holders, owner);
        let conflicts: Vec<Piece> = audit
            .scope
            .iter()
            .filter_map(|one| match one {
                RefOrText::Ref(found) => owner(build, found).filter(|owner| same(owner)).map(|_| build.reference(found)),
                RefOrText::Text(_) => None,
            })
            .collect();
        let outside = !matches!(auditor, RefOrText::Ref(found) if found.kind == "role");
        let verdict = match (conflicts.is_empty(), outside) {
            (false, _) => Cell::Text(Piece::strong(build.t("no"))),
            (true, true) => Cell::text(build.t("yes, from outside")),
            (true, false) if role.is_some_and(|role| role.independent) => Cell::text(build.t("yes, answers to nobody who is audited")),
            (true, false) => Cell::text(build.t("yes, answers for nothing that is audited")),
        };
        register.rows.push(vec![
            Cell::text(audit.head.id.clone()),
            Cell::text(audit.head.title.clone()),
            Cell::Text(build.either(auditor)),
            Cell::texts(holders),
            Cell::list(conflicts),
            verdict,
        ]);
    }
    register
}

/// Whether one of these persons holds a role too.
fn shares(build: &Build<'_>, persons: &BTreeSet<&str>, role: &Ref) -> bool {
    build.model.roles.get(&role.id).is_some_and(|role| role.held_by.iter().any(|person| persons.contains(person.as_str())))
}

/// Who answers for what an audit looks at.
fn owner<'a>(build: &Build<'a>, found: &Ref) -> Option<&'a Ref> {
    let model = build.model;
    let set = &model.process_set;
    match found.kind {
        "control" => model.controls.get(&found.id)?.owner.as_ref(),
        "policy" => model.policies.get(&found.id)?.owner.as_ref(),
        "supplier" => model.suppliers.get(&found.id)?.owner.as_ref(),
        "unit" => model.organisation.units.iter().find(|unit| unit.head.id == found.id)?.lead.as_ref(),
        _ => {
            let id = if set.processes.contains_key(&found.id) { Some(&found.id) } else { set.realised_by.get(&found.id).and_then(|by| by.first()) };
            set.processes.get(id?)?.tailoring.owner.as_ref()
        }
    }
}
