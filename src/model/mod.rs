//! The typed model: what was declared, and what follows from it.
//!
//! * takes: resolved [`Node`](crate::resolve::Node)s of the library and of the package
//! * gives: a [`Model`]: entities, rated risks, links in both directions, the resolved interfaces
//! * never does: judge; that is what checks are for
//! * where to add: an entity in `entities/`, and a line in `build.rs`

mod ages;
mod artifacts;
mod build;
mod capability;
mod clauses;
mod conformance;
mod documented;
mod editions;
mod entities;
mod flows;
pub(crate) mod funding;
mod hands;
mod interfaces;
mod lattice;
mod links;
mod persons;
mod prm_criteria;
mod rating;
mod read;
mod reuse;
mod secrecy;
mod sentences;
mod shape;
mod tailoring;
mod undecided;
mod values;

use crate::base::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

pub use ages::{Age, Chain};
pub use build::{Standard, build, standard};
pub use capability::{Capability, LEVELS as CAPABILITY_LEVELS, Obligation};
pub use clauses::{ClauseCoverage, ModelService, Service, cited_clauses, model_coverage};
pub use conformance::{Conformance, Decision, DecisionOn, InterfaceJudgement, Standing};
pub use documented::{Documented, way_to_document};
pub use editions::mapping;
pub use entities::*;
pub use flows::{End, Flow, Need};
pub use hands::Hands;
pub use interfaces::{ReferenceInterface, reference_interfaces};
pub use lattice::{Lattice, NoJoin};
pub use links::{InclusionReason, Links};
pub use persons::person_key;
pub use prm_criteria::{CRITERIA as PRM_CRITERIA, Judgement, Verdict, statement_of_model, statement_of_set};
pub use rating::levels_of;
pub use reuse::Last;
pub use secrecy::{Clearance, Mark};
pub(crate) use sentences::Sentence;
pub use shape::Source;
pub use tailoring::{ActualProcess, Interface, Origin, ProcessSet, State, fits};
pub use values::{Approval, At, Day, Length, Money, Ref, RefOrText, Review};

/// The version of the model's JSON; it changes when a field changes its meaning or goes.
pub const SCHEMA_VERSION: &str = "1";

/// The compiled model of one organisation.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Model {
    /// The version of this schema.
    pub schema: &'static str,
    /// The package: its name, version and the digest of its sources.
    pub package: PackageInfo,
    /// The day that everything is judged at.
    pub as_of: Day,
    /// The organisation.
    pub organisation: Organisation,
    #[allow(missing_docs, reason = "named as in the vocabulary, from here on")]
    pub classifications: IndexMap<String, Classification>,
    #[allow(missing_docs, reason = "as above")]
    pub roles: IndexMap<String, Role>,
    #[allow(missing_docs, reason = "as above")]
    pub parties: IndexMap<String, Party>,
    #[allow(missing_docs, reason = "as above")]
    pub requirements: IndexMap<String, Requirement>,
    #[allow(missing_docs, reason = "as above")]
    pub objectives: IndexMap<String, Objective>,
    #[allow(missing_docs, reason = "as above")]
    pub criteria: Option<Criteria>,
    #[allow(missing_docs, reason = "as above")]
    pub assets: IndexMap<String, Asset>,
    #[allow(missing_docs, reason = "as above")]
    pub risks: IndexMap<String, Risk>,
    #[allow(missing_docs, reason = "as above")]
    pub controls: IndexMap<String, Control>,
    #[allow(missing_docs, reason = "as above")]
    pub exclusions: IndexMap<String, Exclusion>,
    #[allow(missing_docs, reason = "as above")]
    pub policies: IndexMap<String, Policy>,
    #[allow(missing_docs, reason = "as above")]
    pub suppliers: IndexMap<String, Supplier>,
    #[allow(missing_docs, reason = "as above")]
    pub measures: IndexMap<String, Measure>,
    #[allow(missing_docs, reason = "as above")]
    pub audits: IndexMap<String, Audit>,
    #[allow(missing_docs, reason = "as above")]
    pub trainings: IndexMap<String, Training>,
    #[allow(missing_docs, reason = "as above")]
    pub communications: IndexMap<String, Communication>,
    #[allow(missing_docs, reason = "as above")]
    pub records: IndexMap<String, Record>,
    #[allow(missing_docs, reason = "as above")]
    pub budgets: IndexMap<String, Budget>,
    #[allow(missing_docs, reason = "as above")]
    pub documents: IndexMap<String, DocumentControl>,
    #[allow(missing_docs, reason = "as above")]
    pub exceptions: IndexMap<String, Exception>,
    #[allow(missing_docs, reason = "as above")]
    pub nonconformities: IndexMap<String, Nonconformity>,
    #[allow(missing_docs, reason = "as above")]
    pub changes: IndexMap<String, Change>,
    #[allow(missing_docs, reason = "as above")]
    pub rules: IndexMap<String, Rule>,
    /// Sets of ready rules that are switched on.
    pub rule_sets: Vec<At<String>>,
    /// Findings that are set aside.
    pub allows: Vec<Allow>,
    /// The decisions on the reference model as they were written.
    pub adoptions: Vec<Adoption>,
    /// Processes of one's own and external ones.
    pub processes: IndexMap<String, OwnProcess>,
    /// Processes that are left out.
    pub omissions: Vec<Omission>,
    /// Interfaces that are set aside for the whole package.
    pub waivers: Vec<Waiver>,
    /// Work products that certain receivers may see in a lower class.
    pub declassifications: Vec<Declassification>,
    /// What follows from these decisions: the processes that there are, and every interface between them.
    pub process_set: ProcessSet,
    /// The clauses of ISO/IEC 27001 that hold requirements: who serves them, and where their documented information is.
    pub clauses: Vec<ClauseCoverage>,
    /// For each process with a `maturity`: what its levels rest on, and what is missing (ISO/IEC 33020).
    pub capability: Vec<Capability>,
    /// Who hands what to whom after tailoring, with the age and the confidentiality of each.
    pub flows: Vec<Flow>,
    /// Whether the tailored set conforms to the reference model, interface by interface.
    pub conformance: Conformance,
    /// Which risks and requirements ask for which controls.
    pub links: Links,
    /// Work product types that the package adds.
    pub artifacts: IndexMap<String, Artifact>,
    /// Templates that the package adds.
    pub templates: IndexMap<String, Template>,
    /// What the library declares.
    #[serde(skip)]
    #[schemars(skip)]
    pub reference: std::sync::Arc<Reference>,
    /// The sentences of each file, and the clauses that it names.
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) said: Vec<std::sync::Arc<sentences::Said>>,
    /// Declarations that stand more than once where one is allowed; checks report them.
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) extra: Extra,
}

/// What a task belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Bearer<'m> {
    /// What kind of thing: `control`, `risk`, `nonconformity`, `change`.
    pub kind: &'static str,
    /// Its name.
    pub id: &'m str,
    pub(crate) group: crate::vocabulary::Namespace,
}

impl<'m> Bearer<'m> {
    fn new(group: crate::vocabulary::Namespace, head: &'m Head) -> Self {
        Self { kind: group.label(), id: &head.id, group }
    }
}

/// Name, version and digest of the package.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct PackageInfo {
    /// The name.
    pub name: String,
    /// The version.
    pub version: Option<String>,
    /// SHA-256 over the sources, in hexadecimal.
    pub digest: String,
}

/// What the standard library declares, for the edition that the package follows.
#[derive(Debug, Clone, Default)]
pub struct Reference {
    /// The process reference model.
    pub models: IndexMap<String, ReferenceModel>,
    /// Its processes, those outside it, and the wildcard, in the order of the tables.
    pub processes: IndexMap<String, ReferenceProcess>,
    /// Its work products.
    pub artifacts: IndexMap<String, Artifact>,
    /// Its interfaces, both sides put together.
    pub interfaces: Vec<ReferenceInterface>,
    /// The catalogue's title and edition.
    pub catalogue: String,
    /// The groups of the catalogue.
    pub themes: Vec<Theme>,
    /// The controls of the catalogue.
    pub controls: IndexMap<String, CatalogueControl>,
    /// The clauses of the edition.
    pub clauses: Vec<Clause>,
    /// The templates of the library.
    pub templates: IndexMap<String, Template>,
}

/// Second declarations of what may be declared once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Extra {
    pub organisations: Vec<crate::base::Place>,
    pub criteria: Vec<crate::base::Place>,
    pub controls: Vec<(String, crate::base::Place)>,
    pub documents: Vec<(String, crate::base::Place)>,
}

impl Model {
    /// The sentences in which the organisation explains itself, in the order of its files.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.said.iter().flat_map(|said| &said.sentences)
    }

    /// The clauses that the package names, as they were written.
    pub(crate) fn clauses_named(&self) -> impl Iterator<Item = &At<String>> {
        self.said.iter().flat_map(|said| &said.clauses)
    }

    /// A control of the catalogue or an own one: its title.
    pub fn control_title(&self, id: &str) -> &str {
        self.controls
            .get(id)
            .map(|control| control.head.title.as_str())
            .filter(|title| !title.is_empty())
            .or_else(|| self.reference.controls.get(id).map(|control| control.head.title.as_str()))
            .unwrap_or("")
    }

    /// A work product type of the package or of the library.
    pub fn artifact(&self, id: &str) -> Option<&Artifact> {
        self.artifacts.get(id).or_else(|| self.reference.artifacts.get(id))
    }

    /// A template of the package or of the library.
    pub fn template(&self, id: &str) -> Option<&Template> {
        self.templates.get(id).or_else(|| self.reference.templates.get(id))
    }

    /// The title of a process: an own one, an adopted one, or one of the reference model.
    pub fn process_title(&self, id: &str) -> String {
        if let Some(own) = self.processes.get(id) {
            return own.head.title.clone();
        }
        let adopted = self.adoptions.iter().find(|adoption| adoption.process.id == id).and_then(|adoption| adoption.title.clone());
        adopted.or_else(|| self.reference.processes.get(id).map(|process| process.head.title.clone())).unwrap_or_else(|| id.to_string())
    }

    /// The title of whatever a reference names.
    pub fn title_of(&self, reference: &Ref) -> String {
        use crate::vocabulary::Namespace as N;
        let id = reference.id.as_str();
        let found = match reference.group {
            N::Role => self.roles.get(id).map(|one| &one.head),
            N::Party => self.parties.get(id).map(|one| &one.head),
            N::Requirement => self.requirements.get(id).map(|one| &one.head),
            N::Objective => self.objectives.get(id).map(|one| &one.head),
            N::Asset => self.assets.get(id).map(|one| &one.head),
            N::Risk => self.risks.get(id).map(|one| &one.head),
            N::Policy => self.policies.get(id).map(|one| &one.head),
            N::Supplier => self.suppliers.get(id).map(|one| &one.head),
            N::Measure => self.measures.get(id).map(|one| &one.head),
            N::Audit => self.audits.get(id).map(|one| &one.head),
            N::Training => self.trainings.get(id).map(|one| &one.head),
            N::Record => self.records.get(id).map(|one| &one.head),
            N::Classification => self.classifications.get(id).map(|one| &one.head),
            N::Nonconformity => self.nonconformities.get(id).map(|one| &one.head),
            N::Unit => self.organisation.units.iter().find(|one| one.head.id == id).map(|one| &one.head),
            N::Site => self.organisation.sites.iter().find(|one| one.head.id == id).map(|one| &one.head),
            N::Artifact => self.artifact(id).map(|one| &one.head),
            N::Control => return self.control_title(id).to_string(),
            N::Process | N::ReferenceProcess => return self.process_title(id),
            N::Theme => return self.reference.themes.iter().find(|theme| theme.id == id).map_or_else(|| id.into(), |theme| theme.title.clone()),
            _ => None,
        };
        found.map_or_else(|| id.to_string(), |head| if head.title.is_empty() { id.to_string() } else { head.title.clone() })
    }

    /// All tasks with what they belong to: control plans, risks, nonconformities, changes.
    pub fn tasks(&self) -> impl Iterator<Item = (Bearer<'_>, &Task)> {
        use crate::vocabulary::Namespace as N;
        let controls = self.controls.values().flat_map(move |one| {
            let owner = Bearer::new(N::Control, &one.head);
            one.plan.iter().flat_map(|plan| plan.tasks.iter()).map(move |task| (owner, task))
        });
        let risks = self.risks.values().flat_map(move |one| {
            let owner = Bearer::new(N::Risk, &one.head);
            one.tasks.iter().map(move |task| (owner, task))
        });
        let findings = self.nonconformities.values().flat_map(move |one| {
            let owner = Bearer::new(N::Nonconformity, &one.head);
            one.tasks.iter().map(move |task| (owner, task))
        });
        let changes = self.changes.values().flat_map(move |one| {
            let owner = Bearer::new(N::Change, &one.head);
            one.tasks.iter().map(move |task| (owner, task))
        });
        controls.chain(risks).chain(findings).chain(changes)
    }
}
