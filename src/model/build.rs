//! Makes the model from the nodes.

use std::sync::Arc;

use indexmap::IndexMap;

use super::entities::*;
use super::interfaces::reference_interfaces;
use super::links::Links;
use super::tailoring::Decisions;
use super::values::Day;
use super::{Extra, Model, PackageInfo, Reference, SCHEMA_VERSION};
use crate::resolve::Node;

/// What the library declares, read once for all packages that follow the same edition.
#[derive(Debug, Clone, Default)]
pub struct Standard {
    /// The reference model, the catalogue, the templates.
    pub reference: Arc<Reference>,
    /// The levels of confidentiality of a package that declares none.
    classifications: IndexMap<String, Classification>,
    /// The rules of the sets that are switched on.
    rules: IndexMap<String, Rule>,
}

/// Reads what the library declares.
pub fn standard(nodes: &[Node]) -> Standard {
    let mut reference = Reference::default();
    let mut classifications = IndexMap::new();
    let mut rules = IndexMap::new();
    for node in nodes {
        match node.spec.word {
            "reference model" => keep(&mut reference.models, ReferenceModel::read(node), |one| &one.head.id),
            "reference process" => keep(&mut reference.processes, ReferenceProcess::read(node), |one| &one.head.id),
            "artifact" => keep(&mut reference.artifacts, Artifact::read(node), |one| &one.head.id),
            "template" => keep(&mut reference.templates, Template::read(node), |one| &one.head.id),
            "classification" => keep(&mut classifications, Classification::read(node), |one| &one.head.id),
            "clause" => reference.clauses.extend(Clause::read(node)),
            "rule" => keep(&mut rules, Rule::read(node), |one| &one.head.id),
            "catalogue" => {
                reference.catalogue = node.text("edition").unwrap_or_else(|| node.title_text());
                reference.themes =
                    node.all("theme").filter_map(|one| Some(Theme { id: one.id()?.to_string(), title: one.title_text(), title_de: one.text("de") })).collect();
                for one in node.all("control") {
                    keep(&mut reference.controls, CatalogueControl::read(one), |one| &one.head.id);
                }
            }
            _ => {}
        }
    }
    reference.processes.sort_by(|_, a, _, b| order(a).cmp(&order(b)));
    reference.controls.sort_by(|a, _, b, _| crate::base::natural_cmp(a, b));
    reference.interfaces = reference_interfaces(&reference.processes);
    Standard { reference: Arc::new(reference), classifications, rules }
}

/// Processes of the model by their table, then those outside it.
fn order(process: &ReferenceProcess) -> (i64, String) {
    (process.table.unwrap_or(1000), process.head.id.clone())
}

fn keep<T>(map: &mut IndexMap<String, T>, found: Option<T>, id: impl Fn(&T) -> &String) {
    if let Some(found) = found {
        // a second one of the same name was reported; the first stays
        map.entry(id(&found).clone()).or_insert(found);
    }
}

/// Makes the model. What is missing because it was wrong was reported by the phase before.
pub fn build(standard: &Standard, package: &[&Node], info: PackageInfo, as_of: Day) -> Model {
    let mut reference = Arc::clone(&standard.reference);
    let mut model = Model {
        schema: SCHEMA_VERSION,
        package: info,
        as_of,
        organisation: Organisation {
            standard: "iso27001_2022".into(),
            model: "iso27022_2021".into(),
            currency: "EUR".into(),
            language: "en".into(),
            ..Organisation::default()
        },
        classifications: IndexMap::new(),
        roles: IndexMap::new(),
        parties: IndexMap::new(),
        requirements: IndexMap::new(),
        objectives: IndexMap::new(),
        criteria: None,
        assets: IndexMap::new(),
        risks: IndexMap::new(),
        controls: IndexMap::new(),
        exclusions: IndexMap::new(),
        policies: IndexMap::new(),
        suppliers: IndexMap::new(),
        measures: IndexMap::new(),
        audits: IndexMap::new(),
        trainings: IndexMap::new(),
        communications: IndexMap::new(),
        records: IndexMap::new(),
        budgets: IndexMap::new(),
        documents: IndexMap::new(),
        exceptions: IndexMap::new(),
        nonconformities: IndexMap::new(),
        changes: IndexMap::new(),
        rules: IndexMap::new(),
        rule_sets: Vec::new(),
        allows: Vec::new(),
        adoptions: Vec::new(),
        processes: IndexMap::new(),
        omissions: Vec::new(),
        waivers: Vec::new(),
        declassifications: Vec::new(),
        process_set: super::ProcessSet::default(),
        clauses: Vec::new(),
        capability: Vec::new(),
        flows: Vec::new(),
        conformance: super::Conformance::default(),
        links: Links::default(),
        artifacts: IndexMap::new(),
        templates: IndexMap::new(),
        reference: Arc::default(),
        sentences: super::sentences::sentences(package),
        clauses_named: super::sentences::clauses_named(package),
        extra: Extra::default(),
    };
    wordings(&mut reference, package);
    // rules of the library stand before those of the package
    model.rules.clone_from(&standard.rules);
    let mut has_organisation = false;
    // a package may bring its own reference model and catalogue; those are found first
    let mut own_reference: Vec<&Node> = Vec::new();
    for node in package.iter().copied() {
        model.allows.extend(Allow::read_all(node));
        match node.spec.word {
            "organisation" => match Organisation::read(node) {
                Some(found) if !has_organisation => {
                    has_organisation = true;
                    model.organisation = found;
                }
                Some(found) => model.extra.organisations.push(found.head.place),
                None => {}
            },
            "criteria" => match (Criteria::read(node), &model.criteria) {
                (Some(found), None) => model.criteria = Some(found),
                (Some(found), Some(_)) => model.extra.criteria.push(found.head.place),
                (None, _) => {}
            },
            "role" => keep(&mut model.roles, Role::read(node), |one| &one.head.id),
            "party" => keep(&mut model.parties, Party::read(node), |one| &one.head.id),
            "requirement" => keep(&mut model.requirements, Requirement::read(node), |one| &one.head.id),
            "objective" => keep(&mut model.objectives, Objective::read(node), |one| &one.head.id),
            "asset" => keep(&mut model.assets, Asset::read(node), |one| &one.head.id),
            "risk" => keep(&mut model.risks, Risk::read(node), |one| &one.head.id),
            "control" => {
                let id = node.id().unwrap_or_default();
                let known = reference.controls.get(id);
                if known.is_some() || !id.starts_with("A.") {
                    let found = Control::read(node, known.is_none(), known.map(|one| one.head.title.as_str()));
                    match found {
                        Some(found) if model.controls.contains_key(&found.head.id) => model.extra.controls.push((found.head.id, found.head.place)),
                        found => keep(&mut model.controls, found, |one| &one.head.id),
                    }
                }
            }
            "exclude" => {
                for found in Exclusion::read_all(node) {
                    if model.exclusions.contains_key(&found.id) {
                        model.extra.controls.push((found.id, found.place));
                    } else {
                        model.exclusions.insert(found.id.clone(), found);
                    }
                }
            }
            "policy" => keep(&mut model.policies, Policy::read(node), |one| &one.head.id),
            "template" => keep(&mut model.templates, Template::read(node), |one| &one.head.id),
            "supplier" => keep(&mut model.suppliers, Supplier::read(node), |one| &one.head.id),
            "measure" => keep(&mut model.measures, Measure::read(node), |one| &one.head.id),
            "audit" => keep(&mut model.audits, Audit::read(node), |one| &one.head.id),
            "training" => keep(&mut model.trainings, Training::read(node), |one| &one.head.id),
            "communication" => keep(&mut model.communications, Communication::read(node), |one| &one.head.id),
            "record" => keep(&mut model.records, Record::read(node), |one| &one.head.id),
            "budget" => keep(&mut model.budgets, Budget::read(node), |one| &one.head.id),
            "document" => match DocumentControl::read(node) {
                Some(found) if model.documents.contains_key(found.document) => model.extra.documents.push((found.document.into(), found.place)),
                Some(found) => {
                    model.documents.insert(found.document.into(), found);
                }
                None => {}
            },
            "classification" => keep(&mut model.classifications, Classification::read(node), |one| &one.head.id),
            "exception" => keep(&mut model.exceptions, Exception::read(node), |one| &one.head.id),
            "nonconformity" => keep(&mut model.nonconformities, Nonconformity::read(node), |one| &one.head.id),
            "change" => keep(&mut model.changes, Change::read(node), |one| &one.head.id),
            "rule" => keep(&mut model.rules, Rule::read(node), |one| &one.head.id),
            "use rules" => model.rule_sets.extend(node.own_names()),
            "allow" => model.allows.extend(Allow::read(node)),
            "adopt" => model.adoptions.extend(Adoption::read_all(node)),
            "process" | "external" => keep(&mut model.processes, OwnProcess::read(node), |one| &one.head.id),
            "omit" => model.omissions.extend(Omission::read(node)),
            "waive" => model.waivers.push(Waiver::read(node)),
            "declassify" => model.declassifications.push(Declassification::read(node)),
            "artifact" => keep(&mut model.artifacts, Artifact::read(node), |one| &one.head.id),
            "reference model" | "reference process" | "catalogue" | "clause" => own_reference.push(node),
            _ => {}
        }
    }
    if !own_reference.is_empty() {
        let reference = Arc::make_mut(&mut reference);
        for node in own_reference {
            match node.spec.word {
                "reference process" => keep(&mut reference.processes, ReferenceProcess::read(node), |one| &one.head.id),
                "reference model" => keep(&mut reference.models, ReferenceModel::read(node), |one| &one.head.id),
                _ => {}
            }
        }
        reference.interfaces = reference_interfaces(&reference.processes);
    }
    if model.classifications.is_empty() {
        model.classifications = standard.classifications.clone();
    }
    finish(&mut model, reference);
    model
}

/// Own or licensed wordings of controls take the place of the titles of the catalogue.
fn wordings(reference: &mut Arc<Reference>, package: &[&Node]) {
    for node in package.iter().filter(|node| node.spec.word == "wording") {
        for control in node.own_refs() {
            let reference = Arc::make_mut(reference);
            let Some(entry) = reference.controls.get_mut(&control.id) else { continue };
            if let Some(title) = node.text("title") {
                let of_catalogue = std::mem::replace(&mut entry.head.title, title);
                entry.variants.push(of_catalogue);
            }
            if let Some(text) = node.text("text") {
                entry.head.description = Some(text);
            }
        }
    }
}

/// What follows from the declarations: links, levels, the process set.
fn finish(model: &mut Model, reference: Arc<Reference>) {
    model.links = Links::derive(&model.risks, &model.requirements, &model.objectives);
    rate_all(model);
    model.process_set = Decisions {
        reference: &reference,
        own_artifacts: &model.artifacts,
        adoptions: &model.adoptions,
        processes: &model.processes,
        omissions: &model.omissions,
        waivers: &model.waivers,
    }
    .resolve();
    model.reference = reference;
    model.clauses = super::clauses::coverage(model);
    model.capability = super::capability::capability(model);
    model.flows = model.derive_flows();
    let levels: Vec<Vec<String>> = model.marks().into_iter().map(|marks| marks.into_iter().map(|mark| mark.level).collect()).collect();
    for (flow, levels) in model.flows.iter_mut().zip(levels) {
        flow.classification = levels;
    }
    model.conformance = model.conforms();
}

fn rate_all(model: &mut Model) {
    let Some(criteria) = &model.criteria else { return };
    let implemented = |id: &str| model.controls.get(id).is_some_and(|control| control.status == "implemented");
    for risk in model.risks.values_mut() {
        criteria.rate(&mut risk.inherent);
        if let Some(residual) = &mut risk.residual {
            criteria.rate(residual);
        }
        if risk.current_declared {
            criteria.rate(&mut risk.current);
        } else {
            // implemented controls count toward today's level, planned ones only toward the target
            let all_in_place = risk.treatments.iter().any(|one| !one.controls.is_empty())
                && risk.treatments.iter().flat_map(|one| one.controls.iter()).all(|one| implemented(&one.id));
            risk.current = match &risk.residual {
                Some(residual) if all_in_place => residual.clone(),
                _ => risk.inherent.clone(),
            };
        }
    }
}
