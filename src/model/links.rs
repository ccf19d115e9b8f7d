//! Who asks for which control. Stored once, at the risk and the requirement; derived here for the other direction.

use crate::base::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::entities::{Objective, Requirement, Risk};

/// The links between controls and what asks for them.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Links {
    /// For each control, the risks that it treats.
    pub risks_of: IndexMap<String, Vec<String>>,
    /// For each control, the requirements that demand it.
    pub requirements_of: IndexMap<String, Vec<String>>,
    /// For each control, the objectives that rest on it.
    pub objectives_of: IndexMap<String, Vec<String>>,
}

/// Why a control applies, as reason codes that certification bodies know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum InclusionReason {
    /// A risk is treated with it.
    RA,
    /// A law or a regulator demands it.
    LR,
    /// A contract or a customer demands it.
    CO,
    /// A baseline or good practice that the organisation adopted.
    BP,
}

impl InclusionReason {
    /// The code as printed.
    pub const fn code(self) -> &'static str {
        match self {
            InclusionReason::RA => "RA",
            InclusionReason::LR => "LR",
            InclusionReason::CO => "CO",
            InclusionReason::BP => "BP",
        }
    }

    /// The code in words.
    pub const fn words(self) -> &'static str {
        match self {
            InclusionReason::RA => "risk assessment",
            InclusionReason::LR => "legal or regulatory requirement",
            InclusionReason::CO => "contract or customer requirement",
            InclusionReason::BP => "business need or good practice",
        }
    }

    /// All codes, in the order of the legend.
    pub const ALL: [InclusionReason; 4] = [InclusionReason::RA, InclusionReason::LR, InclusionReason::CO, InclusionReason::BP];
}

impl Links {
    pub(super) fn derive(risks: &IndexMap<String, Risk>, requirements: &IndexMap<String, Requirement>, objectives: &IndexMap<String, Objective>) -> Self {
        let mut links = Links::default();
        for risk in risks.values() {
            for control in risk.controls() {
                add(&mut links.risks_of, &control.id, &risk.head.id);
            }
        }
        for requirement in requirements.values() {
            for control in &requirement.demands {
                add(&mut links.requirements_of, &control.id, &requirement.head.id);
            }
        }
        for objective in objectives.values() {
            for control in &objective.controls {
                add(&mut links.objectives_of, &control.id, &objective.head.id);
            }
        }
        links
    }

    /// The risks that a control treats.
    pub fn risks(&self, control: &str) -> &[String] {
        self.risks_of.get(control).map_or(&[], Vec::as_slice)
    }

    /// The requirements that demand a control.
    pub fn requirements(&self, control: &str) -> &[String] {
        self.requirements_of.get(control).map_or(&[], Vec::as_slice)
    }
}

fn add(map: &mut IndexMap<String, Vec<String>>, control: &str, by: &str) {
    let list = map.entry(control.to_string()).or_default();
    if list.last().is_none_or(|last| last != by) && !list.iter().any(|one| one == by) {
        list.push(by.to_string());
    }
}

impl super::Model {
    /// The reasons for which a control applies, in the order of the legend.
    pub fn reasons(&self, control: &str) -> Vec<InclusionReason> {
        let mut found = Vec::new();
        if !self.links.risks(control).is_empty() {
            found.push(InclusionReason::RA);
        }
        let kinds: Vec<&str> = self.links.requirements(control).iter().filter_map(|id| self.requirements.get(id)).map(|one| one.kind).collect();
        if kinds.iter().any(|kind| matches!(*kind, "legal" | "regulatory")) {
            found.push(InclusionReason::LR);
        }
        if kinds.iter().any(|kind| matches!(*kind, "contractual" | "customer")) {
            found.push(InclusionReason::CO);
        }
        let baseline = self.controls.get(control).is_some_and(|one| one.baseline.is_some());
        if baseline || kinds.contains(&"internal") {
            found.push(InclusionReason::BP);
        }
        found
    }
}
