//! Templates are programs: before anything is rendered, each template of a package is checked against what it gets.
//!
//! * takes: the templates of the package, and a model in which everything is present
//! * gives: findings at line and column of the template
//! * never does: render
//!
//! The syntax tree is that of the engine itself; the feature that shows it promises no stability, so the version of the
//! engine is fixed and only `walk.rs` looks at the tree.

mod expression;
pub(crate) mod messages;
mod shape;
#[cfg(test)]
mod tests;
pub mod vocabulary;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{FileId, Place, Span, did_you_mean};
use crate::diagnostic::Diagnostic;
use crate::model::{Model, Template};
use crate::source::{library_template, template_names};

pub use shape::Shape;

use super::language::is_code;
use super::problems;
use super::templates::policy_template;

/// A template of the package.
#[derive(Debug, Clone)]
pub struct TemplateFile {
    /// Its name below `templates/`: `documents/soa.md.j2`.
    pub name: String,
    /// Its number among the sources.
    pub file: FileId,
    /// Its text.
    pub text: Arc<str>,
}

/// What each template gets, by the name of the template; made from a model in which everything is present.
pub fn contexts(complete: &Model) -> BTreeMap<String, Shape> {
    let mut known = super::documents::contexts(complete);
    // every document has the same head, whether this one is declared or not
    let head = known.values().filter_map(|shape| shape.field("document")).fold(Shape::Nothing, Shape::or);
    for shape in known.values_mut() {
        if let Shape::Object(fields) = shape {
            fields.insert("document".into(), head.clone());
        }
    }
    known
}

/// Checks the templates of a package; `known` says what each template gets.
pub fn inspect(known: &BTreeMap<String, Shape>, model: &Model, files: &[TemplateFile], findings: &mut Vec<Diagnostic>) {
    messages::check(model, files, findings);
    let templates: Vec<TemplateFile> = files.iter().filter(|file| !messages::is_messages(&file.name)).cloned().collect();
    let files = templates.as_slice();
    let mut walker = walk::Walker::new(files, findings);
    let mut names: BTreeSet<String> = known.keys().cloned().collect();
    names.extend(model.templates.keys().chain(model.reference.templates.keys()).map(|id| policy_template(id)));
    // a template of the library matters only where it asks for a file of the package
    let matters = |name: &str| match text_of(files, name) {
        Some((text, None)) => files.iter().any(|file| text.contains(&file.name)),
        Some((_, Some(_))) => true,
        None => false,
    };
    // a template in another language gets what the English one gets
    let in_languages = files.iter().map(|file| file.name.as_str()).chain(template_names().map(|name: &str| name));
    let twins: Vec<String> = in_languages.filter(|name| plain(name).is_some_and(|plain| names.contains(&plain))).map(str::to_string).collect();
    names.extend(twins);
    for name in names.iter().filter(|name| matters(name)) {
        let plain = plain(name).filter(|plain| names.contains(plain));
        let asked = plain.as_ref().unwrap_or(name);
        let shape = match policy_of(model, asked) {
            Some(template) => with_parameters(known, template),
            None => known.get(asked).cloned().unwrap_or(Shape::Any),
        };
        walker.walk(name, shape);
    }
    let reached = walker.reached();
    for file in files.iter().filter(|file| !names.contains(&file.name) && !reached.contains(&file.name)) {
        let all: Vec<&str> = names.iter().map(String::as_str).chain(template_names().map(|name: &str| name)).collect();
        findings.push(problems::unused_template(Place::new(file.file, Span::new(0, 0)), &file.name, did_you_mean(&file.name, all)));
    }
}

/// The name of a template without its language: `policies/backup.md.j2` of `policies/de/backup.md.j2`.
pub(crate) fn plain(name: &str) -> Option<String> {
    let (folder, file) = name.rsplit_once('/')?;
    let (folder, code) = folder.rsplit_once('/')?;
    is_code(code).then(|| format!("{folder}/{file}"))
}

/// The declaration of the policy template behind a file.
fn policy_of<'a>(model: &'a Model, name: &str) -> Option<&'a Template> {
    model.template(name.strip_prefix("policies/")?.strip_suffix(".md.j2")?)
}

/// What the template of a policy gets: what all of them get, and its own parameters.
fn with_parameters(known: &BTreeMap<String, Shape>, template: &Template) -> Shape {
    let any = known.iter().filter(|(name, _)| name.starts_with("policies/")).map(|(_, shape)| shape.clone()).fold(Shape::Nothing, Shape::or);
    let Shape::Object(mut fields) = any else { return Shape::Any };
    let role = fields.get("roles").map_or(Shape::Any, Shape::element);
    let supplier = Shape::Object([("id".to_string(), Shape::Plain), ("title".to_string(), Shape::Plain)].into());
    let shape = |ty: &str| match ty {
        "role" => role.clone(),
        "supplier" => supplier.clone(),
        _ => Shape::Plain,
    };
    let parameters = template.parameters.iter().map(|one| (one.name.value.clone(), shape(one.ty))).collect();
    fields.insert("p".into(), Shape::Object(parameters));
    Shape::Object(fields)
}

/// The text of a template: of the package, else of the library.
fn text_of<'a>(files: &'a [TemplateFile], name: &str) -> Option<(&'a str, Option<FileId>)> {
    let own = files.iter().find(|file| file.name == name).map(|file| (&*file.text, Some(file.file)));
    own.or_else(|| library_template(name).map(|text| (text, None)))
}
