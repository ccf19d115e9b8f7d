//! The documented information that ISO/IEC 27001 asks for: which process produces it, and where it is shown.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Clause, Model, fits};

/// A piece of documented information that a clause asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Documented {
    /// What, in few words.
    pub item: String,
    /// The exact place in the standard.
    pub cite: String,
    /// The processes that produce it.
    pub produced_by: Vec<String>,
    /// The declarations and policies that show it today, in words.
    pub shown_by: Vec<String>,
}

impl Documented {
    /// Whether nobody produces it and nothing shows it.
    pub fn is_missing(&self) -> bool {
        self.produced_by.is_empty() && self.shown_by.is_empty()
    }
}

/// Where a piece of documented information comes from.
struct Source {
    /// As the clauses of the library name it.
    item: &'static str,
    /// The processes of the model that it describes; whoever realises them has it.
    processes: &'static [&'static str],
    /// The work products that carry it.
    artifacts: &'static [&'static str],
    /// What a package declares that shows it.
    shown: fn(&Model) -> Vec<String>,
    /// How one declares it, as the end of a sentence.
    way: &'static str,
}

const SOURCES: &[Source] = &[
    Source {
        item: "ISMS scope",
        processes: &[],
        artifacts: &[],
        shown: |model| said(!model.organisation.scope.trim().is_empty(), "the scope of the organisation"),
        way: "say it in the organisation: `scope \"…\"`",
    },
    Source {
        item: "information security policy",
        processes: &[],
        artifacts: &["is_policies"],
        shown: |model| {
            let on_security = model.policies.values().filter(|policy| {
                policy.template.as_ref().is_some_and(|template| template.id == "information_security") || policy.covers.iter().any(|one| one.id == "A.5.1")
            });
            on_security.map(|policy| format!("policy {}", policy.head.id)).collect()
        },
        way: "write it: `policy NAME \"…\" from information_security`",
    },
    Source {
        item: "risk assessment process",
        processes: &["risk_assessment"],
        artifacts: &[],
        shown: |model| {
            let mut shown = said(model.criteria.is_some(), "the risk criteria");
            shown.extend(handbook(model));
            shown
        },
        way: "adopt `risk_assessment`, or say which process realises it",
    },
    Source {
        item: "Statement of Applicability (6.1.3 d)",
        processes: &[],
        artifacts: &["statement_of_applicability"],
        shown: |model| {
            counted(
                model.reference.controls.keys().filter(|id| model.controls.contains_key(*id) || model.exclusions.contains_key(*id)).count(),
                "decision on a control",
                "decisions on controls",
            )
        },
        way: "decide on the controls of Annex A: `control A.5.1 …`, `exclude A.7.1 …`",
    },
    Source {
        item: "risk treatment process (6.1.3)",
        processes: &["risk_treatment"],
        artifacts: &[],
        shown: handbook,
        way: "adopt `risk_treatment`, or say which process realises it",
    },
    Source {
        item: "risk treatment plan formulated under 6.1.3 e)",
        processes: &[],
        artifacts: &["risk_treatment_plan"],
        shown: |model| counted(model.risks.values().filter(|risk| !risk.treatments.is_empty()).count(), "treated risk", "treated risks"),
        way: "say how each risk is treated: `treat modify with A.8.13`",
    },
    Source {
        item: "information security objectives",
        processes: &[],
        artifacts: &[],
        shown: |model| counted(model.objectives.len(), "objective", "objectives"),
        way: "declare them: `objective NAME \"…\"`",
    },
    Source {
        item: "evidence of competence",
        processes: &[],
        artifacts: &["awareness_records"],
        shown: |model| {
            let of_roles = model.roles.values().flat_map(|role| &role.competences).filter(|one| one.evidence.is_some()).count();
            let of_trainings = model.trainings.values().flat_map(|training| &training.held).filter(|held| held.evidence.is_some()).count();
            let mut shown = counted(of_roles, "competence with evidence", "competences with evidence");
            shown.extend(counted(of_trainings, "training with evidence", "trainings with evidence"));
            shown
        },
        way: "show it at the role: `competence \"…\" evidence \"…\"`",
    },
    Source {
        item: "operational planning and control records, to the extent needed for confidence in execution",
        processes: &[],
        artifacts: &["control_implementation_plan", "control_implementation_results"],
        shown: |model| {
            counted(model.controls.values().filter(|control| !control.evidence.is_empty()).count(), "control with evidence", "controls with evidence")
        },
        way: "show evidence at the controls: `evidence \"…\"`",
    },
    Source {
        item: "risk assessment results",
        processes: &[],
        artifacts: &["risk_assessment_results"],
        shown: |model| counted(model.risks.values().filter(|risk| risk.inherent.level.is_some()).count(), "rated risk", "rated risks"),
        way: "declare the risks and rate them: `risk NAME \"…\"`",
    },
    Source {
        item: "risk treatment results",
        processes: &[],
        artifacts: &["risk_treatment_results"],
        shown: |model| {
            counted(model.risks.values().filter(|risk| risk.residual.is_some()).count(), "risk rated after treatment", "risks rated after treatment")
        },
        way: "rate the risks after treatment: `residual …`",
    },
    Source {
        item: "monitoring and measurement results",
        processes: &[],
        artifacts: &["measurement_results"],
        shown: |model| counted(model.measures.values().filter(|measure| !measure.observed.is_empty()).count(), "measure with values", "measures with values"),
        way: "enter values at the measures: `observed 97 % on 2026-03-31`",
    },
    Source { item: "audit programme(s) and audit results", processes: &[], artifacts: &["internal_audit_results"], shown: audits, way: AUDITS },
    Source { item: "audit programme implementation and audit results", processes: &[], artifacts: &["internal_audit_results"], shown: audits, way: AUDITS },
    Source {
        item: "management review results",
        processes: &[],
        artifacts: &["governance_decisions"],
        shown: |model| said(model.documents.contains_key("management_review"), "the management review pack, as a controlled document"),
        way: "keep them as a record: `record NAME \"…\" of governance_decisions`",
    },
    Source {
        item: "nature of nonconformities and actions taken",
        processes: &[],
        artifacts: &["improvement_decisions"],
        shown: |model| counted(model.nonconformities.len(), "nonconformity", "nonconformities"),
        way: "declare them: `nonconformity NAME \"…\"`",
    },
    Source {
        item: "corrective action results",
        processes: &[],
        artifacts: &["improvement_decisions"],
        shown: |model| counted(model.nonconformities.values().filter(|one| one.closed.is_some()).count(), "closed nonconformity", "closed nonconformities"),
        way: "say when they were closed: `closed on 2026-06-12 evidence \"…\"`",
    },
];

const AUDITS: &str = "plan them and note their results: `audit NAME \"…\"`";

/// The handbook describes each process; it shows something once it is a controlled document.
fn handbook(model: &Model) -> Vec<String> {
    said(model.documents.contains_key("process_handbook"), "the process handbook, as a controlled document")
}

fn audits(model: &Model) -> Vec<String> {
    let mut shown = counted(model.audits.len(), "audit in the programme", "audits in the programme");
    shown.extend(counted(model.audits.values().filter(|audit| audit.result.is_some()).count(), "audit with a result", "audits with a result"));
    shown
}

fn said(yes: bool, what: &str) -> Vec<String> {
    if yes { vec![what.to_string()] } else { Vec::new() }
}

fn counted(number: usize, one: &str, several: &str) -> Vec<String> {
    match number {
        0 => Vec::new(),
        1 => vec![format!("1 {one}")],
        number => vec![format!("{number} {several}")],
    }
}

/// How a piece of documented information is declared, as the end of a sentence.
pub fn way_to_document(item: &str) -> Option<&'static str> {
    SOURCES.iter().find(|source| source.item == item).map(|source| source.way)
}

/// Whether one work product holds another, itself or as a part. A report that quotes a part of a part is not its source.
fn holds(model: &Model, artifact: &str, wanted: &str) -> bool {
    let fit = |one: &str| fits(&model.reference, &model.artifacts, one, wanted);
    fit(artifact) || model.artifact(artifact).is_some_and(|one| one.parts.iter().any(|part| fit(&part.artifact.id)))
}

/// The processes that hand over a work product, or one that holds it.
pub(super) fn producers(model: &Model, artifact: &str) -> Vec<String> {
    let set = &model.process_set;
    let holds = |one: &str| holds(model, one, artifact);
    let produces = |process: &&super::ActualProcess| {
        if process.tailoring.deliver.iter().any(|deliver| deliver.artifacts.iter().any(|one| holds(&one.id))) {
            return true;
        }
        let dropped =
            |id: &str| process.tailoring.drop.iter().any(|drop| drop.from.is_empty() && drop.to.is_empty() && drop.artifacts.iter().any(|one| one.id == id));
        process.realises.iter().any(|id| {
            // of a process that is split, each part hands over what it names
            let alone = set.realised_by.get(id).is_none_or(|by| by.len() < 2);
            let results = model.reference.processes.get(id).map_or(&[][..], |one| one.results.as_slice());
            alone && results.iter().flat_map(|result| result.artifacts.iter()).any(|one| holds(&one.id) && !dropped(&one.id))
        })
    };
    set.processes.values().filter(produces).map(|process| process.id.clone()).collect()
}

/// The documented information that a clause asks for.
pub(super) fn documented(model: &Model, clause: &Clause) -> Vec<Documented> {
    if clause.documented != Some("required") {
        return Vec::new();
    }
    clause
        .items
        .iter()
        .map(|item| {
            let mut found = Documented {
                item: item.clone(),
                cite: clause.cite.clone().unwrap_or_else(|| clause.number.clone()),
                produced_by: Vec::new(),
                shown_by: Vec::new(),
            };
            let Some(source) = SOURCES.iter().find(|source| source.item == item) else { return found };
            for process in source.processes {
                found.produced_by.extend(model.process_set.realised_by.get(*process).into_iter().flatten().cloned());
            }
            for artifact in source.artifacts {
                for producer in producers(model, artifact) {
                    if !found.produced_by.contains(&producer) {
                        found.produced_by.push(producer);
                    }
                }
            }
            found.shown_by = (source.shown)(model);
            let kept = model.records.values().filter(|record| record.of.iter().any(|one| source.artifacts.iter().any(|wanted| holds(model, &one.id, wanted))));
            found.shown_by.extend(kept.map(|record| format!("record {}", record.head.id)));
            found
        })
        .collect()
}
