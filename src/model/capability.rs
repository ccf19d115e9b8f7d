//! What a capability level rests on: the obligations of ISO/IEC 33020:2019, level by level, and what shows each.
//!
//! A level is reached when its own obligations and those of every level below are met. What a process does is
//! read from what the package declares; the wording of the attributes is ours.

use schemars::JsonSchema;
use serde::Serialize;

use super::{ActualProcess, Measure, Model, Origin, Ref, RefOrText, State, fits};
use crate::vocabulary::Namespace as N;

/// The levels: their names.
pub const LEVELS: [&str; 6] = ["incomplete", "performed", "managed", "established", "predictable", "innovating"];

/// What the levels of one process rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Capability {
    /// The process.
    pub process: String,
    /// The level that is claimed for today.
    pub current: i64,
    /// The level that is needed.
    pub target: Option<i64>,
    /// The highest level whose obligations are all met.
    pub shown: i64,
    /// The obligations of all five levels.
    pub obligations: Vec<Obligation>,
}

/// One thing that a level asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Obligation {
    /// The level.
    pub level: i64,
    /// The process attribute of ISO/IEC 33020:2019: `PA 2.1`.
    pub attribute: &'static str,
    /// The name of the attribute.
    pub name: &'static str,
    /// What is asked for.
    pub asks: &'static str,
    /// What shows it, in words; empty where it is not met.
    pub shown_by: Vec<String>,
    /// Whether it is met.
    pub met: bool,
    /// What one writes to meet it, as the end of a sentence.
    #[serde(skip)]
    #[schemars(skip)]
    pub way: &'static str,
}

impl Capability {
    /// What is missing for the level that is claimed for today.
    pub fn unfounded(&self) -> impl Iterator<Item = &Obligation> {
        self.obligations.iter().filter(|one| !one.met && one.level <= self.current)
    }

    /// What is missing from where it stands to the level that is needed.
    pub fn gaps(&self) -> impl Iterator<Item = &Obligation> {
        let goal = self.target.unwrap_or(self.current).max(self.current);
        self.obligations.iter().filter(move |one| !one.met && one.level <= goal)
    }
}

/// What an obligation is: what it asks for, and how one sees that it is met.
struct Asked {
    level: i64,
    attribute: &'static str,
    name: &'static str,
    asks: &'static str,
    way: &'static str,
    look: fn(&Model, &ActualProcess) -> Vec<String>,
}

const ASKED: &[Asked] = &[
    Asked {
        level: 1,
        attribute: "PA 1.1",
        name: "Process performance",
        asks: "somebody who performs it",
        way: "name who does it: `performed_by ROLE`, or `owner ROLE`",
        look: |model, process| {
            let tailoring = &process.tailoring;
            let mut by: Vec<String> = tailoring.performed_by.iter().chain(&tailoring.owner).map(|role| model.title_of(role)).collect();
            let of = model.processes.get(&process.id).and_then(|own| own.of.as_ref()).filter(|_| process.origin == Origin::External);
            by.extend(of.map(|of| match of {
                RefOrText::Ref(of) => model.title_of(of),
                RefOrText::Text(text) => text.clone(),
            }));
            by.dedup();
            by
        },
    },
    Asked {
        level: 1,
        attribute: "PA 1.1",
        name: "Process performance",
        asks: "a source for everything that it needs",
        way: "give each missing input a source: `instead …`, or do without it with a reason: `waive …`",
        look: |model, process| {
            let needs: Vec<_> = model.process_set.interfaces.iter().filter(|one| one.receiver == process.id).collect();
            let missing = needs.iter().any(|one| matches!(one.state, State::Missing { why, .. } if why != "undecided"));
            if missing { Vec::new() } else { vec![format!("{} inputs, none missing", needs.len())] }
        },
    },
    Asked {
        level: 2,
        attribute: "PA 2.1",
        name: "Performance management",
        asks: "one role that answers for it",
        way: "name the role: `owner ROLE`",
        look: |model, process| process.tailoring.owner.iter().map(|role| model.title_of(role)).collect(),
    },
    Asked {
        level: 2,
        attribute: "PA 2.1",
        name: "Performance management",
        asks: "a plan of when it is performed",
        way: "say how often: `cadence every 6 months`",
        look: |_, process| process.tailoring.cadence.map(|every| format!("every {every}")).into_iter().collect(),
    },
    Asked {
        level: 2,
        attribute: "PA 2.2",
        name: "Documented information management",
        asks: "a record or a controlled document that keeps what it brings forth",
        way: "keep a result of it as a record: `record NAME \"…\" of WORK_PRODUCT`",
        look: kept,
    },
    Asked {
        level: 3,
        attribute: "PA 3.1",
        name: "Process definition",
        asks: "an approved document that defines it",
        way: "put the handbook under control: `document process_handbook { … approved by ROLE on DATE }`",
        look: |model, _| {
            let handbook = model.documents.get("process_handbook").filter(|handbook| handbook.approved.is_some());
            handbook.map(|handbook| format!("process handbook, version {}", handbook.version)).into_iter().collect()
        },
    },
    Asked {
        level: 3,
        attribute: "PA 3.2",
        name: "Process deployment",
        asks: "people who hold the roles that perform it",
        way: "say who holds each of its roles: `held_by \"…\"`",
        look: |model, process| {
            let roles: Vec<&Ref> = process.tailoring.performed_by.iter().chain(&process.tailoring.owner).filter(|role| role.group == N::Role).collect();
            let holders: Vec<&[String]> = roles.iter().map(|role| model.roles.get(&role.id).map_or(&[][..], |found| found.held_by.as_slice())).collect();
            if holders.iter().any(|names| names.is_empty()) {
                return Vec::new();
            }
            let mut names: Vec<String> = holders.into_iter().flatten().cloned().collect();
            names.sort();
            names.dedup();
            names
        },
    },
    Asked {
        level: 3,
        attribute: "PA 3.3",
        name: "Process assurance",
        asks: "an audit that looks at whether it runs as defined",
        way: "put it into the scope of an audit: `audit NAME \"…\" { scope … }`",
        look: |model, process| {
            let looks = model.audits.values().filter(|audit| {
                let of_scope = audit.scope.iter().any(|one| matches!(one, RefOrText::Ref(one) if names(one, process)));
                let of_clauses = model
                    .clauses
                    .iter()
                    .any(|clause| clause.served_by.iter().any(|service| service.process == process.id) && audit.clauses.contains(&clause.clause));
                of_scope || of_clauses
            });
            looks.map(|audit| format!("audit {}", audit.head.id)).collect()
        },
    },
    Asked {
        level: 4,
        attribute: "PA 4.1",
        name: "Quantitative analysis",
        asks: "a KPI with a target, to tell beforehand whether it will reach its goal",
        way: "add one: `measure NAME \"…\" { kind kpi of PROCESS target at least 95 % }`",
        look: |model, process| measures(model, process, "kpi", |measure| measure.target.is_some()),
    },
    Asked {
        level: 4,
        attribute: "PA 4.1",
        name: "Quantitative analysis",
        asks: "a KGI with a target, to tell afterwards whether it did",
        way: "add one: `measure NAME \"…\" { kind kgi of PROCESS target at least 95 % }`",
        look: |model, process| measures(model, process, "kgi", |measure| measure.target.is_some()),
    },
    Asked {
        level: 4,
        attribute: "PA 4.2",
        name: "Quantitative control",
        asks: "values for its KPI and its KGI",
        way: "enter what was measured: `observed 97 % on DATE`",
        look: |model, process| {
            let [kpi, kgi] = ["kpi", "kgi"].map(|kind| measures(model, process, kind, |measure| !measure.observed.is_empty()));
            if kpi.is_empty() || kgi.is_empty() { Vec::new() } else { kpi.into_iter().chain(kgi).collect() }
        },
    },
    Asked {
        level: 5,
        attribute: "PA 5.1",
        name: "Process innovation",
        asks: "an objective that says in what it is to get better",
        way: "set one: `objective NAME \"…\" { supports PROCESS }`",
        look: |model, process| {
            let found = model.objectives.values().filter(|objective| objective.supports.iter().any(|one| names(one, process)));
            found.map(|objective| format!("objective {}", objective.head.id)).collect()
        },
    },
    Asked {
        level: 5,
        attribute: "PA 5.2",
        name: "Process innovation implementation",
        asks: "a change that was made to it, with its effect looked at",
        way: "record the change: `change NAME \"…\" { of PROCESS effect \"…\" status done }`",
        look: |model, process| {
            let found = model.changes.values().filter(|change| {
                let of = change.of.iter().any(|one| matches!(one, RefOrText::Ref(one) if names(one, process)));
                of && change.effect.is_some() && change.status == Some("done")
            });
            found.map(|change| format!("change {}", change.head.id)).collect()
        },
    },
];

/// Whether a reference means a process: by its own name, or by one of the model that it stands for.
fn names(reference: &Ref, process: &ActualProcess) -> bool {
    match reference.group {
        N::Process => reference.id == process.id,
        N::ReferenceProcess => reference.id == process.id || process.realises.contains(&reference.id),
        _ => false,
    }
}

fn measures(model: &Model, process: &ActualProcess, kind: &str, also: impl Fn(&Measure) -> bool) -> Vec<String> {
    let found = model.measures.values().filter(|measure| measure.kind == kind && measure.of.iter().any(|one| names(one, process)) && also(measure));
    found.map(|measure| format!("measure {}", measure.head.id)).collect()
}

/// The documents that the compiler generates, and the work product that each of them is.
const DOCUMENTS: &[(&str, &str)] = &[
    ("soa", "statement_of_applicability"),
    ("control_implementation_plan", "control_implementation_plan"),
    ("risk_treatment_plan", "risk_treatment_plan"),
    ("risk_register", "prioritized_risks"),
    ("requirements_register", "information_security_requirements"),
    ("policy_index", "is_policies"),
    ("asset_register", "information_assets"),
    ("supplier_register", "list_of_suppliers"),
    ("measurement_programme", "measurement_results"),
    ("training_plan", "awareness_plans"),
    ("communication_plan", "communication_plan"),
    ("resource_plan", "isms_resource_estimation"),
    ("management_review", "governance_decisions"),
];

/// The records and controlled documents that keep a result of a process.
fn kept(model: &Model, process: &ActualProcess) -> Vec<String> {
    let fit = |one: &str, wanted: &str| fits(&model.reference, &model.artifacts, one, wanted);
    let mut results: Vec<&str> = process.tailoring.deliver.iter().flat_map(|one| one.artifacts.iter()).map(|one| one.id.as_str()).collect();
    for id in &process.realises {
        // of a process that is split, each part keeps what it hands over
        let alone = model.process_set.realised_by.get(id).is_none_or(|by| by.len() < 2);
        let profile = model.reference.processes.get(id).filter(|_| alone);
        results.extend(profile.into_iter().flat_map(|one| one.results.iter()).flat_map(|one| one.artifacts.iter()).map(|one| one.id.as_str()));
    }
    // every work product for the record is a process result: the general name alone says nothing of whose
    let is_result = |id: &str| results.iter().any(|result| fit(result, id) || (*result != "process_results" && fit(id, result)));
    let records = model.records.values().filter(|record| record.owner.is_some() && record.of.iter().any(|one| is_result(&one.id)));
    let documents = DOCUMENTS.iter().filter(|(id, artifact)| model.documents.contains_key(*id) && results.contains(artifact));
    records.map(|record| format!("record {}", record.head.id)).chain(documents.map(|(id, _)| format!("document {id}"))).collect()
}

/// The capability of every process that claims a level. Needs the clauses.
pub(super) fn capability(model: &Model) -> Vec<Capability> {
    let claimed = model.process_set.processes.values().filter_map(|process| Some((process, process.tailoring.maturity.as_ref()?.value)));
    claimed
        .map(|(process, current)| {
            let obligations: Vec<Obligation> = ASKED
                .iter()
                .map(|asked| {
                    let shown_by = (asked.look)(model, process);
                    let met = !shown_by.is_empty();
                    Obligation { level: asked.level, attribute: asked.attribute, name: asked.name, asks: asked.asks, shown_by, met, way: asked.way }
                })
                .collect();
            let lowest = obligations.iter().find(|one| !one.met).map_or(5, |one| one.level - 1);
            Capability { process: process.id.clone(), current, target: process.tailoring.maturity_target, shown: lowest, obligations }
        })
        .collect()
}
