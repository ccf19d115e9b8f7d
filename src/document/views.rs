//! What templates see of the model: plain objects with the same few fields everywhere.

use minijinja::{Value, context};

use super::build::{Build, covered};
use super::words;
use crate::model::{Control, Exception, Policy, Ref, Requirement, Review, Risk};

/// An object of a few fields, and what a template sees of it.
macro_rules! view {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $ty:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub(crate) struct $name {
            $(pub $field: $ty,)*
        }

        impl From<$name> for Value {
            fn from(view: $name) -> Value {
                context! { $($field => view.$field),* }
            }
        }

        impl From<&$name> for Value {
            fn from(view: &$name) -> Value {
                view.clone().into()
            }
        }
    };
}

view! {
    /// A name and a title.
    Named {
        id: String,
        title: String,
    }
}

view! {
    /// A role and who holds it.
    RoleView {
        id: String,
        title: String,
        holders: Vec<String>,
        top_management: bool,
    }
}

view! {
    /// A risk, in short.
    RiskView {
        id: String,
        title: String,
        level: Option<String>,
        level_title: String,
        owner: Option<RoleView>,
    }
}

view! {
    /// A requirement.
    RequirementView {
        id: String,
        title: String,
        kind: String,
        source: Option<String>,
        responsible: Option<RoleView>,
    }
}

view! {
    /// A control that applies.
    ControlView {
        id: String,
        title: String,
        status: String,
        status_label: String,
        owner: Option<RoleView>,
        implementation: Option<String>,
        performed: String,
        suppliers: Vec<Named>,
        due: Option<String>,
        risks: Vec<RiskView>,
        requirements: Vec<RequirementView>,
    }
}

view! {
    /// A control that does not apply.
    ExclusionView {
        id: String,
        title: String,
        because: Option<String>,
    }
}

view! {
    /// An approval.
    ApprovalView {
        by: Vec<RoleView>,
        on: Option<String>,
    }
}

view! {
    /// A review.
    ReviewView {
        every: Option<String>,
        last: Option<String>,
        next: Option<String>,
    }
}

view! {
    /// An exception.
    ExceptionView {
        id: String,
        title: String,
        because: Option<String>,
        compensation: Option<String>,
        until: Option<String>,
        approved: Option<ApprovalView>,
    }
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
            status_label: self.t(words::status(control.status)).to_string(),
            owner: control.owner.as_ref().map(|owner| self.role_view(owner)),
            implementation: control.implementation.clone(),
            performed: control.performed.to_string(),
            suppliers: control.performed_by.iter().map(|by| self.named(by)).collect(),
            due: super::registers::soa::due(control).map(|day| self.language.long_day(day)),
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
        ApprovalView { by: approval.by.iter().map(|role| self.role_view(role)).collect(), on: approval.on.map(|day| self.language.long_day(day)) }
    }

    /// A review.
    pub fn review_view(&self, review: &Review) -> ReviewView {
        ReviewView {
            every: review.every.map(|every| self.language.length(every)),
            last: review.last.map(|day| self.language.long_day(day)),
            next: review.next.map(|day| self.language.long_day(day)),
        }
    }

    /// The exceptions in force from a policy or from a control that it covers.
    pub fn exceptions_of(&self, policy: &Policy) -> Vec<&Exception> {
        let covers = covered(self.model, policy);
        let concerns =
            |from: &Ref| (from.kind == "policy" && from.id == policy.head.id) || (from.kind == "control" && covers.iter().any(|one| one.id == from.id));
        self.exceptions_in_force().filter(|one| one.from.iter().any(concerns)).collect()
    }

    /// The exceptions in force from a control itself.
    pub fn exceptions_from(&self, control: &str) -> Vec<&Exception> {
        self.exceptions_in_force().filter(|one| one.is_from_control(control)).collect()
    }

    fn exceptions_in_force(&self) -> impl Iterator<Item = &Exception> {
        self.model.exceptions.values().filter(|one| one.is_in_force(self.model.as_of))
    }

    /// An exception.
    pub fn exception_view(&self, one: &Exception) -> ExceptionView {
        ExceptionView {
            id: one.head.id.clone(),
            title: one.head.title.clone(),
            because: one.because.clone(),
            compensation: one.compensation.clone(),
            until: one.until.as_ref().map(|at| self.language.long_day(at.value)),
            approved: one.approved.as_ref().map(|approval| self.approval_view(approval)),
        }
    }
}
