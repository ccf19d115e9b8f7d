//! Where a reader finds what a document names, and how to get there from where the document lies.

use std::collections::BTreeMap;

use super::{Language, text};
use crate::model::Model;

/// A place in the set of documents: a document, without extension, and a heading in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The document, from the root of the set: `policies/pol-01`.
    pub stem: String,
    /// The anchor of a heading.
    pub anchor: Option<String>,
}

impl Target {
    fn new(stem: &str, heading: Option<&str>) -> Self {
        Target { stem: stem.to_string(), anchor: heading.map(text::anchor) }
    }

    /// The link from a document to this place, to Markdown files; renderers turn the extension into theirs.
    pub fn from(&self, stem: &str) -> String {
        let anchor = self.anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
        if self.stem == stem && !anchor.is_empty() {
            return anchor;
        }
        let up = "../".repeat(stem.matches('/').count());
        format!("{up}{}.md{anchor}", self.stem)
    }
}

/// All places, by the kind and the name of what is described there.
#[derive(Debug, Clone, Default)]
pub struct Links {
    places: BTreeMap<&'static str, BTreeMap<String, Target>>,
}

/// The heading under which a risk, a control of a plan or a process stands.
pub fn heading(id: &str, title: &str) -> String {
    if title.is_empty() { id.to_string() } else { format!("{id} {title}") }
}

/// Whether a control stands in the implementation plan: it is not in place, or work on it is open.
pub fn in_plan(control: &crate::model::Control) -> bool {
    control.status != "implemented" || control.plan.iter().flat_map(|plan| plan.tasks.iter()).any(crate::model::Task::is_open)
}

impl Links {
    /// The places of a model; what the program calls a section decides its anchor, so the language matters.
    pub fn new(model: &Model, language: &Language) -> Self {
        let mut links = Links::default();
        for id in model.reference.controls.keys().chain(model.controls.keys()) {
            let theme = model.reference.controls.get(id).and_then(|control| model.reference.themes.iter().find(|theme| theme.id == control.theme));
            let section = theme.map_or_else(|| language.t("Controls of our own").to_string(), |theme| theme.title.clone());
            links.add("control", id, Target::new("soa", Some(&section)));
        }
        for control in model.controls.values().filter(|control| in_plan(control)) {
            links.add(
                "plan",
                &control.head.id,
                Target::new("control_implementation_plan", Some(&heading(&control.head.id, model.control_title(&control.head.id)))),
            );
        }
        for risk in model.risks.values() {
            links.add("risk", &risk.head.id, Target::new("risk_register", Some(&heading(&risk.head.id, &risk.head.title))));
        }
        for policy in model.policies.keys() {
            links.add("policy", policy, Target::new(&format!("policies/{}", text::file_name(policy)), None));
        }
        for process in model.process_set.processes.keys() {
            links.add("process", process, Target::new(&process_stem(process), None));
        }
        for (id, _) in super::DOCUMENTS.iter().filter(|(id, _)| is_written(model, id)) {
            links.add("document", id, Target::new(id, None));
        }
        links.add("document", "index", Target::new("index", None));
        for id in model.exceptions.keys() {
            links.add("exception", id, Target::new("policy_index", Some(language.t("Exceptions"))));
        }
        for id in model.requirements.keys() {
            links.add("requirement", id, Target::new("requirements_register", None));
        }
        for id in model.parties.keys() {
            links.add("party", id, Target::new("requirements_register", None));
        }
        for id in model.suppliers.keys() {
            links.add("supplier", id, Target::new("supplier_register", None));
        }
        for id in model.assets.keys() {
            links.add("asset", id, Target::new("asset_register", None));
        }
        for id in model.objectives.keys() {
            links.add("objective", id, Target::new("objectives", None));
        }
        for id in model.records.keys() {
            links.add("record", id, Target::new("records_register", None));
        }
        for id in model.audits.keys() {
            links.add("audit", id, Target::new("audit_programme", None));
        }
        for id in model.trainings.keys() {
            links.add("training", id, Target::new("training_plan", None));
        }
        for id in model.nonconformities.keys() {
            links.add("nonconformity", id, Target::new("improvement", None));
        }
        for id in model.changes.keys() {
            links.add("change", id, Target::new("change_requests", None));
        }
        for id in model.roles.keys() {
            links.add("role", id, Target::new("roles", None));
        }
        for id in model.measures.keys() {
            links.add("measure", id, Target::new("measurement_programme", None));
        }
        links
    }

    fn add(&mut self, kind: &'static str, id: &str, target: Target) {
        self.places.entry(kind).or_default().insert(id.to_string(), target);
    }

    /// Where something is described.
    pub fn find(&self, kind: &str, id: &str) -> Option<&Target> {
        self.places.get(kind).and_then(|places| places.get(id))
    }
}

/// Whether a document of the list is written: it is one that everybody needs, somebody declares it, or there is
/// something to put into it.
pub fn is_written(model: &Model, id: &str) -> bool {
    let filled = match id {
        "policy_index" => !model.policies.is_empty() || !model.exceptions.is_empty(),
        "requirements_register" => !model.requirements.is_empty() || !model.parties.is_empty(),
        "objectives" => !model.objectives.is_empty(),
        "roles" => !model.roles.is_empty(),
        "asset_register" => !model.assets.is_empty(),
        "supplier_register" => !model.suppliers.is_empty(),
        "audit_programme" => !model.audits.is_empty(),
        "measurement_programme" => !model.measures.is_empty(),
        "training_plan" => !model.trainings.is_empty(),
        "communication_plan" => !model.communications.is_empty(),
        "records_register" => !model.records.is_empty(),
        "resource_plan" => !model.budgets.is_empty() || model.tasks().any(|(_, task)| task.cost.is_some() || task.effort.is_some()),
        "improvement" => {
            let gaps = model.capability.iter().any(|one| one.gaps().next().is_some());
            gaps || !model.nonconformities.is_empty() || !model.measures.is_empty() || !model.audits.is_empty()
        }
        "change_requests" => !model.changes.is_empty(),
        _ => true,
    };
    filled || model.documents.contains_key(id)
}

/// Where a process is described.
pub fn process_stem(id: &str) -> String {
    format!("processes/{}", text::file_name(id))
}
