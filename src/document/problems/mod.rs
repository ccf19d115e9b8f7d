//! Findings about templates and generated documents.

use crate::base::Place;
use crate::diagnostic::{Diagnostic, codes};

use super::templates::Problem;

codes! {
    /// A template that cannot be rendered.
    BROKEN_TEMPLATE = "broken-template", Error, Documents;
    /// A template that nobody wrote.
    MISSING_TEMPLATE = "missing-template", Error, Documents;
    /// Two documents with the same file name.
    SAME_FILE_NAME = "same-file-name", Error, Documents;
}

/// A template that is missing or cannot be rendered; `place` is the declaration that asks for it, where there is one.
pub(super) fn template(problem: &Problem, place: Option<Place>, document: &str) -> Diagnostic {
    let name = &problem.template;
    let file = format!("templates/{name}");
    if problem.missing {
        let message = if problem.message.is_empty() {
            format!("there is no template `{name}`")
        } else {
            format!("`{file}` asks for a template that does not exist: {}", problem.message)
        };
        let finding = Diagnostic::new(&MISSING_TEMPLATE, message).about(format!("document {document}"));
        let finding = match place {
            Some(place) => finding.at(place, "this document is written from it"),
            None => finding,
        };
        return finding.help(format!("write `{file}` in this package, or name one of the templates of the library: `isms reference` lists them"));
    }
    let at = problem.line.map(|line| format!(", line {line}")).unwrap_or_default();
    let excerpt = problem.excerpt.as_ref().map(|line| format!(", in `{line}`")).unwrap_or_default();
    let finding = Diagnostic::new(&BROKEN_TEMPLATE, format!("`{file}`{at}: {}{excerpt}", problem.message)).about(format!("document {document}"));
    let finding = match place {
        Some(place) => finding.at(place, "this document is written from it"),
        None => finding,
    };
    if problem.own {
        finding.help("a value that may be missing is asked for with `{% if value %}` first")
    } else {
        finding.help(format!("this template is one of the library; a copy as `{file}` in this package replaces it"))
    }
}

/// Two documents with the same file name.
pub(super) fn same_file_name(stem: &str, first: &str, second: &str, places: [Option<Place>; 2]) -> Diagnostic {
    let finding = Diagnostic::new(&SAME_FILE_NAME, format!("`{first}` and `{second}` would be written to the same file, `{stem}`"))
        .help("file names know no capitals; give one of them another name");
    let [one, two] = places;
    let finding = match two {
        Some(place) => finding.at(place, "this one"),
        None => finding,
    };
    match one {
        Some(place) => finding.and(place, "and this one"),
        None => finding,
    }
}
