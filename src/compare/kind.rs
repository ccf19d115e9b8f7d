//! The kinds of changes: one table, with the field that each belongs to and how it weighs.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// The field of the ISMS that a change belongs to; reports are grouped by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "each is explained by `title`")]
pub enum Topic {
    Organisation,
    Processes,
    Interfaces,
    Coverage,
    Criteria,
    Risks,
    Controls,
    Requirements,
    Policies,
    Suppliers,
    People,
    Plans,
    Programmes,
    Approvals,
    Findings,
}

impl Topic {
    /// All fields, in the order of a report.
    pub const ALL: [Topic; 15] = [
        Topic::Organisation,
        Topic::Processes,
        Topic::Interfaces,
        Topic::Coverage,
        Topic::Criteria,
        Topic::Risks,
        Topic::Controls,
        Topic::Requirements,
        Topic::Policies,
        Topic::Suppliers,
        Topic::People,
        Topic::Plans,
        Topic::Programmes,
        Topic::Approvals,
        Topic::Findings,
    ];

    /// The field as a heading.
    pub const fn title(self) -> &'static str {
        match self {
            Topic::Organisation => "Organisation and scope",
            Topic::Processes => "Processes",
            Topic::Interfaces => "Interfaces between processes",
            Topic::Coverage => "Clauses of ISO/IEC 27001",
            Topic::Criteria => "Risk criteria",
            Topic::Risks => "Risks",
            Topic::Controls => "Controls (Statement of Applicability)",
            Topic::Requirements => "Requirements and objectives",
            Topic::Policies => "Policies and documents",
            Topic::Suppliers => "Suppliers and assets",
            Topic::People => "Roles and owners",
            Topic::Plans => "Plans, dates and money",
            Topic::Programmes => "Audits, measures, training, records",
            Topic::Approvals => "Approvals",
            Topic::Findings => "Findings of the check",
        }
    }
}

/// How much a change weighs for somebody who reads about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// To be looked at first: it takes security away, breaks something, or rests on nobody's signature.
    High,
    /// A decision.
    Medium,
    /// A detail: wording, dates that were kept, evidence.
    Low,
}

/// Which way a change goes, where that can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// Less protection, less control, more time.
    Weaker,
    /// More protection, more control, less time.
    Stronger,
    /// Neither.
    Neutral,
}

macro_rules! kinds {
    ($($name:ident = $slug:literal, $topic:ident, $weight:ident, $effect:ident, $doc:literal;)*) => {
        /// A kind of change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "each is explained by `doc`")]
        pub enum Kind { $($name),* }

        impl Kind {
            /// All kinds, in the order of the manual.
            pub const ALL: &[Kind] = &[$(Kind::$name),*];

            /// The name for machines.
            pub const fn slug(self) -> &'static str {
                match self { $(Kind::$name => $slug),* }
            }

            /// The field that it belongs to.
            pub const fn topic(self) -> Topic {
                match self { $(Kind::$name => Topic::$topic),* }
            }

            /// How it weighs where nothing else is known.
            pub const fn weight(self) -> Weight {
                match self { $(Kind::$name => Weight::$weight),* }
            }

            /// Which way it goes where nothing else is known.
            pub const fn effect(self) -> Effect {
                match self { $(Kind::$name => Effect::$effect),* }
            }

            /// What it means.
            pub const fn doc(self) -> &'static str {
                match self { $(Kind::$name => $doc),* }
            }
        }
    };
}

kinds! {
    OrganisationChanged = "organisation-changed", Organisation, Medium, Neutral, "what the organisation says about itself: sites, units, issues, facts";
    ScopeChanged = "scope-changed", Organisation, High, Neutral, "the scope of the ISMS, or what it leaves out";
    StandardChanged = "standard-changed", Organisation, High, Neutral, "the edition of the standard or the reference model";
    ProcessOmitted = "process-omitted", Processes, High, Weaker, "a process of the reference model is left out";
    ProcessUndecided = "process-undecided", Processes, High, Weaker, "nothing decides any more on a process of the reference model";
    ProcessAdopted = "process-adopted", Processes, Medium, Stronger, "a process of the reference model is taken up";
    ProcessResourced = "process-resourced", Processes, Medium, Neutral, "somebody else performs a process of the reference model";
    ProcessSplit = "process-split", Processes, Medium, Neutral, "several processes share what one did";
    ProcessMerged = "process-merged", Processes, Medium, Neutral, "one process does what several did";
    ProcessAdded = "process-added", Processes, Medium, Stronger, "a process of one's own is new";
    ProcessRemoved = "process-removed", Processes, Medium, Weaker, "a process of one's own is gone";
    ProcessChanged = "process-changed", Processes, Medium, Neutral, "what a process takes, gives, or aims at";
    OmissionChanged = "omission-changed", Processes, Medium, Neutral, "the reason for an omission, or what replaces it";
    InterfaceBroken = "interface-broken", Interfaces, High, Weaker, "a process needs a work product that nobody delivers any more";
    InterfaceRestored = "interface-restored", Interfaces, Medium, Stronger, "a work product that nobody delivered is delivered";
    InterfaceResourced = "interface-resourced", Interfaces, Medium, Neutral, "a work product comes from somebody else";
    InterfaceWaived = "interface-waived", Interfaces, Medium, Weaker, "a process does without a work product";
    InterfaceAppears = "interface-appears", Interfaces, Low, Neutral, "a process takes work products that it did not take";
    InterfaceGone = "interface-gone", Interfaces, Low, Neutral, "a process no longer takes work products";
    CoverageLost = "coverage-lost", Coverage, High, Weaker, "no process covers a clause any more";
    CoverageGained = "coverage-gained", Coverage, Medium, Stronger, "a process covers a clause that none covered";
    CoverageThinner = "coverage-thinner", Coverage, Medium, Weaker, "a clause is covered by fewer processes";
    CriteriaLoosened = "criteria-loosened", Criteria, High, Weaker, "a risk of the same values gets a lower level, or its acceptance asks for less";
    CriteriaTightened = "criteria-tightened", Criteria, Medium, Stronger, "a risk of the same values gets a higher level, or its acceptance asks for more";
    CriteriaChanged = "criteria-changed", Criteria, Medium, Neutral, "the criteria read differently, and no risk is rated differently by that";
    CriteriaAdded = "criteria-added", Criteria, Medium, Stronger, "there are risk criteria";
    CriteriaRemoved = "criteria-removed", Criteria, High, Weaker, "there are no risk criteria any more";
    RiskNew = "risk-new", Risks, Medium, Neutral, "a risk is new";
    RiskGone = "risk-gone", Risks, High, Weaker, "a risk is no longer in the register";
    RiskRerated = "risk-rerated", Risks, Medium, Neutral, "somebody rated a risk anew: its likelihood or consequence";
    RiskReclassified = "risk-reclassified", Risks, High, Neutral, "the criteria alone give a risk another level";
    RiskLevelMoved = "risk-level-moved", Risks, Medium, Neutral, "the level of today moved, because controls came into place or went";
    ResidualMoved = "residual-moved", Risks, Medium, Neutral, "the level that remains after treatment moved";
    RiskAccepted = "risk-accepted", Risks, Medium, Weaker, "somebody accepts a residual risk";
    AcceptanceRevoked = "acceptance-revoked", Risks, Medium, Stronger, "an acceptance is taken back";
    AcceptanceChanged = "acceptance-changed", Risks, Medium, Neutral, "an acceptance has another end or another reason";
    TreatmentChanged = "treatment-changed", Risks, Medium, Neutral, "a risk is treated another way, or with other controls";
    RiskStatusMoved = "risk-status-moved", Risks, Medium, Neutral, "how far the treatment of a risk is";
    RiskChanged = "risk-changed", Risks, Low, Neutral, "how a risk is described, and what it touches";
    ControlExcluded = "control-excluded", Controls, High, Weaker, "a control of Annex A no longer applies";
    ControlIncluded = "control-included", Controls, Medium, Stronger, "a control of Annex A applies";
    ControlUndecided = "control-undecided", Controls, High, Weaker, "nothing decides any more on a control of Annex A";
    ControlAdded = "control-added", Controls, Medium, Stronger, "an own control is new";
    ControlRemoved = "control-removed", Controls, High, Weaker, "an own control is gone";
    ControlStatusUp = "control-status-up", Controls, Medium, Stronger, "a control came further";
    ControlStatusDown = "control-status-down", Controls, High, Weaker, "a control fell back";
    ControlPerformed = "control-performed", Controls, Medium, Neutral, "somebody else performs a control";
    ControlReason = "control-reason", Controls, Medium, Neutral, "what asks for a control";
    ControlEvidence = "control-evidence", Controls, Low, Neutral, "what shows that a control works";
    ControlChanged = "control-changed", Controls, Low, Neutral, "how a control is described";
    ExclusionChanged = "exclusion-changed", Controls, Medium, Neutral, "the reason for which a control does not apply";
    RequirementNew = "requirement-new", Requirements, Medium, Neutral, "a requirement, an interested party or an objective is new";
    RequirementGone = "requirement-gone", Requirements, High, Weaker, "a requirement, an interested party or an objective is gone";
    RequirementChanged = "requirement-changed", Requirements, Medium, Neutral, "what a requirement demands, or what an objective aims at";
    PolicyNew = "policy-new", Policies, Medium, Stronger, "a policy, a document or a level of confidentiality is new";
    PolicyWithdrawn = "policy-withdrawn", Policies, High, Weaker, "a policy, a document or a level of confidentiality is gone";
    PolicyVersion = "policy-version", Policies, Medium, Neutral, "a policy or a document has a new version";
    PolicyChanged = "policy-changed", Policies, Medium, Neutral, "what a policy or a document says";
    PolicySilent = "policy-silent", Policies, High, Neutral, "a policy says something else under the same version";
    ExceptionNew = "exception-new", Policies, High, Weaker, "an exception from a policy or a control is new";
    ExceptionEnded = "exception-ended", Policies, Medium, Stronger, "an exception is over";
    ExceptionChanged = "exception-changed", Policies, Medium, Neutral, "an exception holds longer, shorter, or for something else";
    DeclassificationNew = "declassification-new", Policies, High, Weaker, "a work product goes to somebody at a lower level of confidentiality";
    DeclassificationEnded = "declassification-ended", Policies, Medium, Stronger, "a work product keeps its level of confidentiality again";
    DeclassificationChanged = "declassification-changed", Policies, Medium, Neutral, "a declassification goes to another level, or has another reason";
    SupplierNew = "supplier-new", Suppliers, Medium, Neutral, "a supplier or an asset is new";
    SupplierGone = "supplier-gone", Suppliers, Medium, Neutral, "a supplier or an asset is gone";
    SupplierChanged = "supplier-changed", Suppliers, Medium, Neutral, "what a supplier does, how critical it is, what is agreed; how an asset is classified";
    RoleNew = "role-new", People, Low, Neutral, "a role is new";
    RoleGone = "role-gone", People, Medium, Neutral, "a role is gone";
    HolderChanged = "holder-changed", People, Medium, Neutral, "other people hold a role";
    RoleChanged = "role-changed", People, Medium, Neutral, "what a role may and must";
    OwnerChanged = "owner-changed", People, Medium, Neutral, "another role answers for something";
    TaskNew = "task-new", Plans, Medium, Stronger, "a task is new";
    TaskGone = "task-gone", Plans, Medium, Weaker, "a task is gone without having been done";
    TaskDone = "task-done", Plans, Medium, Stronger, "a task is done";
    TaskChanged = "task-changed", Plans, Low, Neutral, "a task is described, funded or assigned another way";
    DateLater = "date-later", Plans, Medium, Weaker, "a date moved to a later day, or went";
    DateEarlier = "date-earlier", Plans, Low, Stronger, "a date moved to an earlier day, or came";
    BudgetChanged = "budget-changed", Plans, Medium, Neutral, "money or effort of a budget";
    CostChanged = "cost-changed", Plans, Medium, Neutral, "what a plan or a task costs or takes, and who pays";
    PlanChanged = "plan-changed", Plans, Low, Neutral, "how a control is put in place";
    ProgrammeNew = "programme-new", Programmes, Medium, Stronger, "an audit, a measure, a training, a record, a nonconformity or a change is new";
    ProgrammeGone = "programme-gone", Programmes, Medium, Weaker, "an audit, a measure, a training, a record, a nonconformity or a change is gone";
    ProgrammeChanged = "programme-changed", Programmes, Medium, Neutral, "what a programme plans, and what came of it";
    ReviewHeld = "review-held", Programmes, Low, Stronger, "a review was held";
    ReviewChanged = "review-changed", Programmes, Medium, Neutral, "something is reviewed more often, or less often";
    ApprovalGiven = "approval-given", Approvals, Medium, Stronger, "a decision was approved, or approved again";
    ApprovalWithdrawn = "approval-withdrawn", Approvals, High, Weaker, "a decision has no approval any more";
    ApprovalStale = "approval-stale", Approvals, High, Weaker, "what was approved changed, and the approval is still the old one";
    DocumentStale = "document-stale", Approvals, Medium, Weaker, "an approved document shows something else than what was approved";
    AllowNew = "allow-new", Findings, Medium, Weaker, "a finding is set aside";
    AllowGone = "allow-gone", Findings, Low, Stronger, "a finding is no longer set aside";
    LintLoosened = "lint-loosened", Findings, High, Weaker, "isms.toml lets findings count for less: a level, or the preset";
    LintTightened = "lint-tightened", Findings, Medium, Stronger, "isms.toml lets findings count for more";
    BaselineGrown = "baseline-grown", Findings, High, Weaker, "the baseline takes findings out of the check";
    BaselineShrunk = "baseline-shrunk", Findings, Low, Stronger, "the baseline takes fewer findings out of the check";
    FindingNew = "finding-new", Findings, Medium, Weaker, "the check finds something that it did not find";
    FindingGone = "finding-gone", Findings, Low, Stronger, "the check no longer finds something";
    Reworded = "reworded", Organisation, Low, Neutral, "a title, a description or a detail reads differently";
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.slug())
    }
}

impl JsonSchema for Kind {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Kind".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let slugs: Vec<&str> = Kind::ALL.iter().map(|kind| kind.slug()).collect();
        schemars::json_schema!({ "type": "string", "enum": slugs, "description": "the kind of change; docs/diff.md explains each" })
    }
}
