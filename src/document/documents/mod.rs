//! The documents of the set, one file each: what a template is given, and which tables belong to it.
//!
//! * takes: the model, ready to be written about
//! * gives: [`Document`]s
//! * never does: lay out a page; the words are those of the template
//! * where to add: a file here, a line in `all`, a title in [`DOCUMENTS`], a template

mod calendar;
mod governance;
mod handbook;
mod implementation;
mod improvement;
mod index;
mod policies;
mod programmes;
mod registers;
mod review;
mod risks;
mod soa;
mod tailoring;
mod treatment;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::{Value, context};

use super::beside;
use super::build::Build;
use super::figure::figure_function;
use super::inspect::Shape;
use super::links::Links;
use super::registers::{Piece, Register};
use super::templates::{Problem, Templates, link_function, say_function, table_function};
use super::{Document, Figure, Language, Meta, Shelf, problems};
use crate::base::Place;
use crate::diagnostic::Diagnostic;
use crate::model::Model;
use crate::source::World;

pub(crate) use tailoring::differences;

/// The documents by their word in `document`, with their titles, in the order of the index.
pub const DOCUMENTS: &[(&str, &str)] = &[
    ("soa", "Statement of Applicability"),
    ("control_implementation_plan", "Control implementation plan"),
    ("risk_treatment_plan", "Risk treatment plan"),
    ("risk_register", "Risk register"),
    ("tailoring_report", "Tailoring report"),
    ("process_handbook", "Process handbook"),
    ("management_review", "Management review"),
    ("soa_customer", "Statement of Applicability for customers"),
    ("scope_statement", "Context and scope"),
    ("policy_index", "Policies and exceptions"),
    ("requirements_register", "Interested parties and requirements"),
    ("objectives", "Information security objectives"),
    ("roles", "Roles, responsibilities and competence"),
    ("asset_register", "Assets and classification"),
    ("supplier_register", "Suppliers and their audits"),
    ("training_plan", "Awareness, training and education"),
    ("communication_plan", "Communication plan"),
    ("audit_programme", "Audit programme"),
    ("measurement_programme", "Measurement programme"),
    ("records_register", "Records and retention"),
    ("resource_plan", "Resource plan"),
    ("improvement", "Improvement plan"),
    ("change_requests", "Change requests"),
    ("clause_sheet", "Clauses 4 to 10"),
    ("documented_information", "Documented information that the standard asks for"),
    ("calendar", "Calendar"),
];

/// All documents of a model, and what was wrong with their templates.
pub(super) fn all(model: &Model, world: &dyn World, language: Language, changed: BTreeSet<(&'static str, String)>) -> (Vec<Document>, Vec<Diagnostic>) {
    let templates = Templates::load(model, world, &language);
    let own_review = templates.is_own("documents/management_review.md.j2");
    let mut build = Build::new(model, language).with_changed(changed);
    build.own_review = own_review;
    let press = Press::Print(&templates);
    let mut shop = Shop::new(&build, &press);
    let documents = shop.set();
    let mut findings = shop.findings;
    collisions(model, &documents, &mut findings);
    (documents, findings)
}

/// What each template gets, by its name: the documents of a model are made, and nothing is rendered.
pub(super) fn contexts(model: &Model) -> BTreeMap<String, Shape> {
    let build = Build::new(model, Language::english());
    let press = Press::Record(Mutex::default());
    Shop::new(&build, &press).set();
    match press {
        Press::Record(shapes) => shapes.into_inner().unwrap_or_else(PoisonError::into_inner),
        Press::Print(_) => BTreeMap::new(),
    }
}

/// What happens to a template and its values.
enum Press<'a> {
    /// It is rendered.
    Print(&'a Templates),
    /// The shape of the values is kept, and nothing is rendered.
    Record(Mutex<BTreeMap<String, Shape>>),
}

/// Two documents that would be one file, on a disk that knows no capitals either.
fn collisions(model: &Model, documents: &[Document], findings: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<String, &Document> = BTreeMap::new();
    let place = |document: &Document| match document.shelf {
        Shelf::Policies => model.policies.get(&document.id).map(|policy| policy.head.place),
        Shelf::Processes => model.process_set.processes.get(&document.id).map(|process| process.place),
        _ => None,
    };
    for document in documents {
        if let Some(first) = seen.insert(document.stem.to_lowercase(), document) {
            findings.push(problems::same_file_name(&document.stem, &first.id, &document.id, [place(first), place(document)]));
        }
    }
}

/// Where documents are made.
pub(super) struct Shop<'a> {
    pub build: &'a Build<'a>,
    press: &'a Press<'a>,
    links: Arc<Links>,
    base: Value,
    findings: Vec<Diagnostic>,
}

/// One document to be made. No document needs another one, but for the index, so they are made beside each other.
type Job<'j> = Box<dyn Fn(&mut Shop<'_>) -> Option<Document> + Send + Sync + 'j>;

/// What a document is, before its text.
pub(super) struct Plan<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub stem: String,
    pub shelf: Shelf,
    pub meta: Meta,
    /// The tables that belong to it and are written as CSV and JSON too.
    pub registers: Vec<Register>,
    /// Tables that its template may place, but that belong to other documents.
    pub borrowed: Vec<Register>,
    /// The pictures that its template may place.
    pub figures: Vec<Figure>,
    /// The declaration behind it, for findings.
    pub place: Option<Place>,
}

impl<'a> Plan<'a> {
    /// A document of the list, at the root of the set.
    pub fn listed(build: &Build<'_>, id: &'static str, registers: Vec<Register>) -> Self {
        let title = build.language.title(super::title_of_listed(id));
        Plan {
            id,
            title,
            stem: id.to_string(),
            shelf: Shelf::Core,
            meta: Meta::of(build, id),
            registers,
            borrowed: Vec::new(),
            figures: Vec::new(),
            place: None,
        }
    }
}

impl<'a> Shop<'a> {
    fn new(build: &'a Build<'a>, press: &'a Press<'a>) -> Self {
        Shop { links: Arc::new(build.links.clone()), base: base(build), build, press, findings: Vec::new() }
    }

    /// All documents, the index first.
    fn set(&mut self) -> Vec<Document> {
        let single = [soa::make, implementation::make, treatment::make, risks::make, tailoring::make, review::make, soa::customer, calendar::make];
        let build = self.build;
        let (graph, common) = rayon::join(|| handbook::graph(build), || policies::common(build));
        let mut jobs: Vec<Job<'_>> = single.into_iter().map(|make| Box::new(make) as Job<'_>).collect();
        jobs.extend(handbook::jobs(build, &graph));
        jobs.extend(policies::jobs(build, &common));
        jobs.extend(registers::jobs(build));
        let made = beside::all(jobs.len(), |at| {
            let mut table = Shop { build, press: self.press, links: Arc::clone(&self.links), base: self.base.clone(), findings: Vec::new() };
            let document = jobs.get(at).and_then(|job| job(&mut table));
            (document, table.findings)
        });
        drop(jobs);
        let mut documents = Vec::with_capacity(made.len() + 1);
        for (document, findings) in made {
            documents.extend(document);
            self.findings.extend(findings);
        }
        documents.sort_by_key(|document| document.shelf);
        if let Some(index) = index::make(self, &documents) {
            documents.insert(0, index);
        }
        documents
    }

    /// Writes a document from a template; a mistake in the template is a finding, and the document is missing.
    pub fn write(&mut self, mut plan: Plan<'_>, template: &str, context: Value) -> Option<Document> {
        let language = &self.build.language;
        plan.registers.iter_mut().chain(&mut plan.borrowed).for_each(|register| register.say(language));
        let tables: Vec<Register> = plan.registers.iter().chain(plan.borrowed.iter()).cloned().collect();
        let rendered = self.render(&plan, template, Arc::new(tables), context);
        let build = self.build;
        match rendered.map(|markdown| format!("{}{markdown}", warning(build, &plan.meta))) {
            Ok(markdown) => Some(Document {
                id: plan.id.to_string(),
                title: plan.title.to_string(),
                stem: plan.stem,
                shelf: plan.shelf,
                markdown,
                meta: plan.meta,
                registers: plan.registers,
                wanted: true,
                figures: plan.figures,
                site: None,
            }),
            Err(problem) => {
                self.findings.push(problems::template(&problem, plan.place, plan.id));
                None
            }
        }
    }

    /// The text of a template, with the tables and links of a document at hand.
    pub fn render(&self, plan: &Plan<'_>, template: &str, tables: Arc<Vec<Register>>, specific: Value) -> Result<String, Problem> {
        let meta = &plan.meta;
        let document = context! {
            id => plan.id,
            title => plan.title,
            number => meta.number.clone(),
            version => meta.version.clone(),
            approved => meta.is_approved(),
            digest => meta.digest.clone(),
        };
        let context = context! {
            document => document,
            table => table_function(&plan.stem, tables),
            figure => figure_function(&plan.stem, &plan.figures),
            link => link_function(&plan.stem, Arc::clone(&self.links)),
            t => say_function(self.build.language.clone()),
            ..minijinja::value::merge_maps([specific, self.base.clone()])
        };
        match self.press {
            Press::Print(templates) => templates.render(template, context),
            Press::Record(shapes) => {
                let mut shapes = shapes.lock().unwrap_or_else(PoisonError::into_inner);
                let known = shapes.remove(template).unwrap_or(Shape::Nothing);
                shapes.insert(template.to_string(), known.or(Shape::of(&context)));
                Ok(String::new())
            }
        }
    }

    /// Whether a template is one of the package.
    pub fn is_own(&self, template: &str) -> bool {
        matches!(self.press, Press::Print(templates) if templates.is_own(template))
    }

    /// Reports a template that could not be rendered.
    pub fn report(&mut self, problem: &Problem, plan: &Plan<'_>) {
        self.findings.push(problems::template(problem, plan.place, plan.id));
    }
}

/// What stands above a text that is not the one that was approved.
fn warning(build: &Build<'_>, meta: &Meta) -> String {
    if !meta.changed {
        return String::new();
    }
    let on = meta.approved_on.map(|on| build.language.day(on)).unwrap_or_default();
    let says = build.say("This text is not the one that was approved on {day}. It is a draft until it is approved again.", &[("day", &on)]);
    format!("> **{}** {says}\n\n", build.t("Changed after approval."))
}

/// What every template sees: the organisation, the standard, the day.
fn base(build: &Build<'_>) -> Value {
    let model = build.model;
    let organisation = &model.organisation;
    let named = |head: &crate::model::Head| context! { id => head.id.clone(), title => head.title.clone() };
    context! {
        as_of => build.language.day(model.as_of),
        standard => model.reference.catalogue.clone(),
        org => context! {
            name => if organisation.head.title.is_empty() { &organisation.head.id } else { &organisation.head.title },
            scope => organisation.scope.clone(),
            excludes => organisation.excludes.clone(),
            interfaces => organisation.interfaces.clone(),
            units => organisation.units.iter().map(|unit| named(&unit.head)).collect::<Vec<_>>(),
            sites => organisation.sites.iter().map(|site| named(&site.head)).collect::<Vec<_>>(),
            facts => organisation.facts.clone(),
            employees => organisation.employees,
            sector => organisation.sector.clone(),
            address => organisation.address.clone(),
        },
    }
}

/// A label and a text that is ready to be placed; nothing where there is nothing to say.
pub(super) fn fact(build: &Build<'_>, stem: &str, label: &str, cell: &super::Cell) -> Option<Value> {
    let text = cell.markdown(stem, &build.language);
    (!text.trim().is_empty()).then(|| context! { label => build.t(label), text => Value::from_safe_string(text) })
}

/// Pieces one after the other, ready to be placed.
pub(super) fn placed(stem: &str, pieces: &[Piece]) -> Value {
    Value::from_safe_string(pieces.iter().map(|piece| piece.markdown(stem)).collect::<Vec<_>>().join(", "))
}
