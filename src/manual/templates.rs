//! The page on writing templates: what they get, and what they may use.

use std::fmt::Write as _;

use super::{GENERATED, cell};
use crate::document::inspect::vocabulary::{FILTERS, FUNCTIONS, TESTS, Word, about};
use crate::document::inspect::{Shape, contexts};
use crate::pipeline;

/// The page.
pub(super) fn page() -> String {
    let mut out = format!("{GENERATED}\n\n{}\n", include_str!("templates.md").trim_end());
    words(&mut out, "Functions", FUNCTIONS);
    words(&mut out, "Filters", FILTERS);
    words(&mut out, "Tests", TESTS);
    let known = contexts(&pipeline::complete());
    out.push_str("\n## Values of all templates\n\n");
    if let Some(Shape::Object(fields)) = known.values().next() {
        table(&mut out, "*", fields.iter().filter(|(name, _)| common(name)));
    }
    for (name, shape) in &known {
        let Shape::Object(fields) = shape else { continue };
        let (title, key) = if name.starts_with("policies/") { ("Templates of policies", "policies/") } else { (name.as_str(), name.as_str()) };
        let own: Vec<_> = fields.iter().filter(|(field, shape)| !common(field) && !matches!(shape, Shape::Function)).collect();
        let _ = write!(out, "\n## {}\n\n", if key == "policies/" { title.to_string() } else { format!("`{title}`") });
        if own.is_empty() {
            out.push_str("Nothing beside the values of all templates.\n");
        } else {
            table(&mut out, key, own.into_iter());
        }
    }
    parameters(&mut out);
    out
}

fn common(name: &str) -> bool {
    matches!(name, "org" | "as_of" | "standard" | "document")
}

fn words(out: &mut String, title: &str, table: &[Word]) {
    let _ = write!(out, "\n## {title}\n\n| Name | Use | What it does |\n| --- | --- | --- |\n");
    for word in table {
        let _ = writeln!(out, "| `{}` | `{}` | {} |", word.name, cell(word.usage), cell(word.about));
    }
}

fn table<'a>(out: &mut String, template: &str, fields: impl Iterator<Item = (&'a String, &'a Shape)>) {
    out.push_str("| Value | What it is | Fields |\n| --- | --- | --- |\n");
    for (name, shape) in fields {
        let _ = writeln!(out, "| `{name}` | {} | {} |", cell(about(template, name).unwrap_or_default()), members(shape, 0));
    }
}

/// The fields of something, and the fields of those: `id`, `title`, `owner` (`id`, `title`).
fn members(shape: &Shape, depth: usize) -> String {
    let (fields, several) = match shape {
        Shape::Object(fields) => (fields, ""),
        Shape::List(of) => match &**of {
            Shape::Object(fields) => (fields, if depth == 0 { "each: " } else { "" }),
            _ => return String::new(),
        },
        _ => return String::new(),
    };
    if depth > 2 {
        return String::new();
    }
    let each: Vec<String> = fields
        .iter()
        .map(|(name, inner)| {
            let inner = members(inner, depth + 1);
            if inner.is_empty() { format!("`{name}`") } else { format!("`{name}` ({inner})") }
        })
        .collect();
    format!("{several}{}", each.join(", "))
}

/// The parameters of the templates of the library.
fn parameters(out: &mut String) {
    out.push_str("\n## Parameters of the policy templates of the library\n\nA policy sets them with `set`; in the template each is a field of `p`.\n");
    for template in pipeline::library("2022").templates.values() {
        let _ = write!(out, "\n### `policies/{}.md.j2`: {}\n\n", template.head.id, template.head.title);
        if template.parameters.is_empty() {
            out.push_str("It has no parameters.\n");
            continue;
        }
        out.push_str("| Parameter | Type | Without `set` | What it says |\n| --- | --- | --- | --- |\n");
        for one in &template.parameters {
            let default = one.default.as_ref().map_or_else(|| "must be set".to_string(), |value| format!("`{}`", cell(&value.shown())));
            let _ = writeln!(out, "| `{}` | {} | {default} | {} |", one.name.value, one.ty, cell(&one.title));
        }
    }
}
