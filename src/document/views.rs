//! What templates see of the model: plain objects with the same few fields everywhere.

use serde::Serialize;

use super::build::{Build, covered};
use super::words;
use crate::model::{Control, Exception, Policy, Ref, Requirement, Review, Risk};

/// A name and a title.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Named {
    pub id: String,
    pub title: String,
}

/// A role and who holds it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RoleView {
    pub id: String,
    pub title: String,
    pub holders: Vec<String>,
    pub top_management: bool,
}

/// A risk, in short.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RiskView {
    pub id: String,
    pub title: String,
    pub level: Option<String>,
    pub level_title: String,
    pub owner: Option<RoleView>,
}

/// A requirement.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RequirementView {
    pub id: String,
    pub title: String,
    pub kind: String,
    pub source: Option<String>,
    pub responsible: Option<RoleView>,
}

/// A control that applies.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ControlView {
    pub id: String,
    pub title: String,
    pub status: String,
    pub status_label: String,
    pub owner: Option<RoleView>,
    pub implementation: Option<String>,
    pub performed: String,
    pub suppliers: Vec<Named>,
    pub due: Option<String>,
    pub risks: Vec<RiskView>,
    pub requirements: Vec<RequirementView>,
}

/// A control that does not apply.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ExclusionView {
    pub id: String,
    pub title: String,
    pub because: Option<String>,
}

/// An approval.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ApprovalView {
    pub by: Vec<RoleView>,
    pub on: Option<String>,
}

/// A review.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ReviewView {
    pub every: Option<String>,
    pub last: Option<String>,
    pub next: Option<String>,
}

/// An exception.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ExceptionView {
    pub id: String,
    pub title: String,
    pub because: Option<String>,
    pub compensation: Option<String>,
    pub until: Option<String>,
    pub approved: Option<ApprovalView>,
}

impl Build<'_> {
    /// A role; whatever else is named has nobody who holds it.
    pub fn role_view(&self, role: &Ref) -> RoleView {
        let found = self.model.roles.get(&role.id);
        RoleView {
            id: role.id.clone(),
            title: self.model.title_of(role),
            holders: found.map(|one| one.held_by.clone()).unwrap_or_default(),
            top_management: found.is_some_and(|one| one.top_management),
        }
    }

    /// A name and a title.
    pub fn named(&self, reference: &Ref) -> Named {
        Named { id: reference.id.clone(), title: self.model.title_of(reference) }
    }

    /// A risk with its level of today.
    pub fn risk_view(&self, risk: &Risk) -> RiskView {
        RiskView {
            id: risk.head.id.clone(),
            title: risk.head.title.clone(),
            level: risk.current.level.clone(),
            level_title: self.level(risk.current.level.as_deref()),
            owner: risk.owner.as_ref().map(|owner| self.role_view(owner)),
        }
    }

    /// A requirement.
    pub fn requirement_view(&self, requirement: &Requirement) -> RequirementView {
        RequirementView {
            id: requirement.head.id.clone(),
            title: requirement.head.title.clone(),
            kind: requirement.kind.to_string(),
            source: requirement.source.clone(),
            responsible: requirement.responsible.as_ref().map(|role| self.role_view(role)),
        }
    }

    /// A control that applies.
    pub fn control_view(&self, control: &Control) -> ControlView {
        let model = self.model;
        let id = &control.head.id;
        ControlView {
            id: id.clone(),
            title: model.control_title(id).to_string(),
            status: control.status.to_string(),
            status_label: words::status(control.status).to_string(),
            owner: control.owner.as_ref().map(|owner| self.role_view(owner)),
            implementation: control.implementation.clone(),
            performed: control.performed.to_string(),
            suppliers: control.performed_by.iter().map(|by| self.named(by)).collect(),
            due: super::registers::soa::due(control).map(words::long_date),
            risks: model.links.risks(id).iter().filter_map(|id| model.risks.get(id)).map(|risk| self.risk_view(risk)).collect(),
            requirements: model.links.requirements(id).iter().filter_map(|id| model.requirements.get(id)).map(|one| self.requirement_view(one)).collect(),
        }
    }

    /// A control that does not apply.
    pub fn exclusion_view(&self, id: &str) -> Option<ExclusionView> {
        let exclusion = self.model.exclusions.get(id).filter(|_| !self.model.controls.contains_key(id))?;
        Some(ExclusionView { id: id.to_string(), title: self.model.control_title(id).to_string(), because: exclusion.because.clone() })
    }

    /// An approval.
    pub fn approval_view(&self, approval: &crate::model::Approval) -> ApprovalView {
        ApprovalView { by: approval.by.iter().map(|role| self.role_view(role)).collect(), on: approval.on.map(words::long_date) }
    }

    /// A review.
    pub fn review_view(&self, review: &Review) -> ReviewView {
        ReviewView { every: review.every.map(|every| every.to_string()), last: review.last.map(words::long_date), next: review.next.map(words::long_date) }
    }

    /// The exceptions in force from a policy or from a control that it covers.
    pub fn exceptions_of(&self, policy: &Policy) -> Vec<&Exception> {
        let covers = covered(self.model, policy);
        let concerns = |from: &Ref| (from.kind == "policy" && from.id == policy.head.id) || (from.kind == "control" && covers.iter().any(|one| one.id == from.id));
        self.model
            .exceptions
            .values()
            .filter(|one| one.status == "active" && one.until.as_ref().is_none_or(|at| at.value >= self.model.as_of) && one.from.iter().any(concerns))
            .collect()
    }

    /// An exception.
    pub fn exception_view(&self, one: &Exception) -> ExceptionView {
        ExceptionView {
            id: one.head.id.clone(),
            title: one.head.title.clone(),
            because: one.because.clone(),
            compensation: one.compensation.clone(),
            until: one.until.as_ref().map(|at| words::long_date(at.value)),
            approved: one.approved.as_ref().map(|approval| self.approval_view(approval)),
        }
    }
}
