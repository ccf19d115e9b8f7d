//! Where each clause of ISO/IEC 27001 is met, and the documented information that the standard asks for by name.

use super::audits::{leaves, of_clause};
use super::{Cell, Column, Kind, Piece, Register, col, data};
use crate::document::build::Build;
use crate::document::{Meta, links};
use crate::model::{Clause, Documented};

const SHEET: &[Column] = &[
    col("number", "Clause", Kind::Text),
    col("title", "Title", Kind::Text),
    col("documents", "Met by", Kind::List),
    col("processes", "Processes", Kind::List),
    data("asks", "Asks for documented information", Kind::Bool),
    col("audited", "Last audited", Kind::Date),
    col("next", "Next audit", Kind::Date),
    col("open", "Open nonconformities", Kind::List),
];

const INFORMATION: &[Column] = &[
    col("number", "Clause", Kind::Text),
    col("what", "What is asked for", Kind::Text),
    col("mode", "How", Kind::Text),
    col("produced_by", "Produced by", Kind::List),
    col("documents", "Where it is", Kind::List),
    data("shown_by", "Shown by", Kind::List),
    col("records", "Records", Kind::List),
    col("state", "State", Kind::Text),
];

/// The documents that meet a clause, by the number of the 2022 edition. `policy` stands for the policy of top management.
const MET_BY: &[(&str, &[&str])] = &[
    ("4.1", &["scope_statement"]),
    ("4.2", &["requirements_register"]),
    ("4.3", &["scope_statement"]),
    ("4.4", &["process_handbook", "tailoring_report"]),
    ("5.1", &["policy", "management_review"]),
    ("5.2", &["policy"]),
    ("5.3", &["roles"]),
    ("6.1.1", &["risk_register", "risk_treatment_plan"]),
    ("6.1.2", &["risk_register"]),
    ("6.1.3", &["soa", "risk_treatment_plan", "control_implementation_plan"]),
    ("6.2", &["objectives"]),
    ("6.3", &["change_requests"]),
    ("7.1", &["resource_plan"]),
    ("7.2", &["roles", "training_plan"]),
    ("7.3", &["training_plan"]),
    ("7.4", &["communication_plan"]),
    ("7.5.1", &["documented_information"]),
    ("7.5.2", &["policy_index"]),
    ("7.5.3", &["records_register"]),
    ("8.1", &["process_handbook", "control_implementation_plan"]),
    ("8.2", &["risk_register"]),
    ("8.3", &["risk_treatment_plan", "control_implementation_plan"]),
    ("9.1", &["measurement_programme"]),
    ("9.2.1", &["audit_programme"]),
    ("9.2.2", &["audit_programme"]),
    ("9.3.1", &["management_review"]),
    ("9.3.2", &["management_review"]),
    ("9.3.3", &["management_review"]),
    ("10.1", &["improvement"]),
    ("10.2", &["improvement"]),
];

/// The documents of the set that meet a clause.
fn met_by(clause: &Clause) -> &'static [&'static str] {
    let of_2022 = MET_BY.iter().find(|(number, _)| *number == clause.number);
    // the edition of 2013 has the two parts of clause 10 the other way round, both in the same document, and no third level in 9
    let whole = || MET_BY.iter().find(|(number, _)| number.strip_prefix(clause.number.as_str()).is_some_and(|rest| rest.starts_with('.')));
    of_2022.or_else(whole).map_or(&[], |(_, documents)| documents)
}

/// A document by its word, or the policy of top management; with whether it is there, and whether it is approved.
fn document(build: &Build<'_>, word: &str) -> (Piece, bool, bool) {
    if word == "policy" {
        let Some(policy) = build.main_policy() else { return (Piece::text(build.t("Information security policy")), false, false) };
        let approved = policy.approved.as_ref().and_then(|one| one.on).is_some_and(|on| on <= build.model.as_of);
        return (build.linked("policy", &policy.head.id, policy.head.title.clone()), true, approved);
    }
    let approved = crate::document::is_listed_only(word) || Meta::of(build, word).is_approved();
    (build.linked("document", word, build.t(crate::document::title_of(word))), links::is_written(build.model, word), approved)
}

/// Clauses 4 to 10 with where each is met.
pub(crate) fn sheet(build: &Build<'_>) -> Register {
    let model = build.model;
    let mut register = Register::new("clause_sheet", "Clauses 4 to 10", SHEET);
    for clause in leaves(build) {
        let documents: Vec<Piece> = met_by(clause)
            .iter()
            .map(|word| document(build, word))
            .map(|(piece, written, _)| if written { piece } else { Piece::strong(build.say("{document} (not written)", &[("document", &piece.text)])) })
            .collect();
        let served = model.clauses.iter().filter(|one| one.clause == clause.number).flat_map(|one| one.served_by.iter());
        let processes: Vec<Piece> = served.map(|one| build.process(&one.process)).collect();
        let covered = of_clause(build, &clause.number, |_| true);
        let on = |audit: Option<&crate::model::Audit>| Cell::day(audit.and_then(|one| one.date.as_ref()).map(|at| at.value));
        let open = model.nonconformities.values().filter(|one| one.closed.is_none() && one.clauses.contains(&clause.number));
        register.rows.push(vec![
            Cell::text(clause.number.clone()),
            Cell::text(build.clause_title(clause)),
            Cell::list(documents),
            Cell::list(processes),
            Cell::Bool(clause.documented == Some("required")),
            on(covered.last),
            on(covered.next),
            Cell::list(open.map(|one| build.id("nonconformity", &one.head.id)).collect()),
        ]);
    }
    register
}

/// The documented information that the standard names, and where it is.
pub(crate) fn information(build: &Build<'_>) -> Register {
    let model = build.model;
    let mut register = Register::new("documented_information", "Documented information", INFORMATION);
    for clause in build.model.reference.clauses.iter().filter(|clause| clause.documented == Some("required")) {
        let documents: Vec<(Piece, bool, bool)> = met_by(clause).iter().map(|word| document(build, word)).collect();
        let written = documents.iter().any(|(_, written, _)| *written);
        let approved = documents.iter().filter(|(_, written, _)| *written).all(|(.., approved)| *approved);
        let records = model.records.values().filter(|one| one.of.iter().any(|artifact| record_of(&clause.number, &artifact.id)));
        let records: Vec<Piece> = records.map(|one| build.linked("record", &one.head.id, one.head.title.clone())).collect();
        let kept = written && met_by(clause).iter().all(|word| crate::document::is_listed_only(word));
        let state = match (written, approved) {
            // what top management decides is not there before somebody writes it down
            _ if written && !build.own_review && matches!(clause.number.as_str(), "9.3" | "9.3.3") => Cell::Text(Piece::strong(build.t("To be filled in"))),
            _ if kept => Cell::text(build.t("Kept current")),
            (false, _) => Cell::Text(Piece::strong(build.t("Missing"))),
            (true, true) => Cell::text(build.t("Approved")),
            (true, false) => Cell::Text(Piece::strong(build.t("Draft"))),
        };
        let wanted: Vec<&Documented> = model.clauses.iter().filter(|one| one.clause == clause.number).flat_map(|one| one.documented.iter()).collect();
        let unique = |of: fn(&Documented) -> &[String]| wanted.iter().flat_map(|one| of(one)).collect::<indexmap::IndexSet<_>>();
        register.rows.push(vec![
            Cell::text(clause.cite.clone().unwrap_or_else(|| clause.number.clone())),
            Cell::texts(clause.items.iter().map(|item| build.t(item))),
            Cell::maybe(clause.mode.as_deref().map(|mode| build.t(mode))),
            Cell::list(unique(|one| &one.produced_by).into_iter().map(|id| build.process(id)).collect()),
            Cell::list(documents.into_iter().filter(|(_, written, _)| *written).map(|(piece, ..)| piece).collect()),
            Cell::texts(unique(|one| &one.shown_by).into_iter().cloned()),
            Cell::list(records),
            state,
        ]);
    }
    register
}

/// The work products that are records of what a clause asks for.
fn record_of(clause: &str, artifact: &str) -> bool {
    let of: &[&str] = match clause {
        "6.1.2" | "8.2" => &["risk_assessment_results", "prioritized_risks"],
        "6.1.3" | "8.3" => &["risk_treatment_plan", "risk_treatment_results", "residual_risk_acceptance", "control_implementation_results"],
        "5.2" => &["is_policies"],
        "7.2" => &["awareness_records"],
        "8.1" => &["control_implementation_plan", "control_implementation_results"],
        "9.1" => &["performance_reports", "measurement_results"],
        "9.2" | "9.2.2" => &["internal_audit_results", "former_audit_results"],
        "9.3" | "9.3.3" => &["governance_decisions", "management_reports"],
        "10.1" | "10.2" => &["improvement_decisions"],
        _ => &[],
    };
    of.contains(&artifact)
}
