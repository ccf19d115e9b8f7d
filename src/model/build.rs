//! Makes the model from the nodes.

use std::sync::Arc;

use crate::base::IndexMap;

use super::entities::*;
use super::interfaces::reference_interfaces;
use super::links::Links;
use super::reuse::Last;
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
    let mut classifications = IndexMap::default();
    let mut rules = IndexMap::default();
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

/// Makes the model. What is missing because it was wrong was reported by the phase before. What is the same as in the
/// last model is taken from there.
pub fn build(standard: &Standard, package: &[&Node], info: PackageInfo, as_of: Day, last: &mut Last) -> Model {
    let mut reference = Arc::clone(&standard.reference);
    let said = super::sentences::said(package, last);
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
        classifications: IndexMap::default(),
        roles: IndexMap::default(),
        parties: IndexMap::default(),
        requirements: IndexMap::default(),
        objectives: IndexMap::default(),
        criteria: None,
        assets: IndexMap::default(),
        risks: IndexMap::default(),
        controls: IndexMap::default(),
        exclusions: IndexMap::default(),
        policies: IndexMap::default(),
        suppliers: IndexMap::default(),
        measures: IndexMap::default(),
        audits: IndexMap::default(),
        trainings: IndexMap::default(),
        communications: IndexMap::default(),
        records: IndexMap::default(),
        budgets: IndexMap::default(),
        documents: IndexMap::default(),
        exceptions: IndexMap::default(),
        nonconformities: IndexMap::default(),
        changes: IndexMap::default(),
        rules: IndexMap::default(),
        rule_sets: Vec::new(),
        allows: Vec::new(),
        adoptions: Vec::new(),
        processes: IndexMap::default(),
        omissions: Vec::new(),
        waivers: Vec::new(),
        declassifications: Vec::new(),
        process_set: super::ProcessSet::default(),
        clauses: Vec::new(),
        capability: Vec::new(),
        flows: Vec::new(),
        conformance: super::Conformance::default(),
        links: Links::default(),
        artifacts: IndexMap::default(),
        templates: IndexMap::default(),
        reference: Arc::default(),
        said,
        extra: Extra::default(),
    };
    wordings(&mut reference, package);
    last.begin(&mut model, &standard.reference, &reference);
    // rules of the library stand before those of the package
    model.rules.clone_from(&standard.rules);
    let mut has_organisation = false;
    // a package may bring its own reference model and catalogue; those are found first
    let mut own_reference: Vec<&Node> = Vec::new();
    let mut file = None;
    let mut allows_known = false;
    for node in package.iter().copied() {
        if file != Some(node.file) {
            file = Some(node.file);
            let known = last.allows(node);
            allows_known = known.is_some();
            model.allows.extend(known.into_iter().flatten());
        }
        if !allows_known {
            model.allows.extend(Allow::read_all(node));
        }
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
            "role" => {
                last.keep(&mut model, node, Role::read);
            }
            "party" => {
                last.keep(&mut model, node, Party::read);
            }
            "requirement" => {
                last.keep(&mut model, node, Requirement::read);
            }
            "objective" => {
                last.keep(&mut model, node, Objective::read);
            }
            "asset" => {
                last.keep(&mut model, node, Asset::read);
            }
            "risk" => {
                last.keep(&mut model, node, Risk::read);
            }
            "control" => {
                let id = node.id().unwrap_or_default();
                let known = reference.controls.get(id);
                if known.is_some() || !id.starts_with("A.") {
                    let title = known.map(|one| one.head.title.as_str());
                    if !last.keep(&mut model, node, |node| Control::read(node, known.is_none(), title)) {
                        model.extra.controls.push((id.to_string(), node.place()));
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
            "policy" => {
                last.keep(&mut model, node, Policy::read);
            }
            "template" => {
                last.keep(&mut model, node, Template::read);
            }
            "supplier" => {
                last.keep(&mut model, node, Supplier::read);
            }
            "measure" => {
                last.keep(&mut model, node, Measure::read);
            }
            "audit" => {
                last.keep(&mut model, node, Audit::read);
            }
            "training" => {
                last.keep(&mut model, node, Training::read);
            }
            "communication" => {
                last.keep(&mut model, node, Communication::read);
            }
            "record" => {
                last.keep(&mut model, node, Record::read);
            }
            "budget" => {
                last.keep(&mut model, node, Budget::read);
            }
            "document" => match DocumentControl::read(node) {
                Some(found) if model.documents.contains_key(found.document) => model.extra.documents.push((found.document.into(), found.place)),
                Some(found) => {
                    model.documents.insert(found.document.into(), found);
                }
                None => {}
            },
            "classification" => {
                last.keep(&mut model, node, Classification::read);
            }
            "exception" => {
                last.keep(&mut model, node, Exception::read);
            }
            "nonconformity" => {
                last.keep(&mut model, node, Nonconformity::read);
            }
            "change" => {
                last.keep(&mut model, node, Change::read);
            }
            "rule" => keep(&mut model.rules, Rule::read(node), |one| &one.head.id),
            "use rules" => model.rule_sets.extend(node.own_names()),
            "allow" if !allows_known => model.allows.extend(Allow::read(node)),
            "adopt" => model.adoptions.extend(Adoption::read_all(node)),
            "process" | "external" => {
                last.keep(&mut model, node, OwnProcess::read);
            }
            "omit" => model.omissions.extend(Omission::read(node)),
            "waive" => model.waivers.push(Waiver::read(node)),
            "declassify" => model.declassifications.push(Declassification::read(node)),
            "artifact" => {
                last.keep(&mut model, node, Artifact::read);
            }
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
    last.end(&mut model);
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
    let criteria = model.criteria.as_ref();
    let rate = |rating: &mut Rating| match criteria {
        Some(criteria) => criteria.rate(rating),
        None => rating.clear(),
    };
    let implemented = |id: &str| model.controls.get(id).is_some_and(|control| control.status == "implemented");
    for risk in model.risks.values_mut() {
        rate(&mut risk.inherent);
        risk.residual.iter_mut().for_each(rate);
        if risk.current_declared {
            rate(&mut risk.current);
        } else {
            // implemented controls count toward today's level, planned ones only toward the target
            let all_in_place = risk.treatments.iter().any(|one| !one.controls.is_empty())
                && risk.treatments.iter().flat_map(|one| one.controls.iter()).all(|one| implemented(&one.id));
            let today = risk.residual.as_ref().filter(|_| all_in_place).unwrap_or(&risk.inherent);
            risk.current.clone_from(today);
        }
    }
}
