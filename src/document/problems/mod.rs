//! Findings about templates and generated documents.

use crate::base::Place;
use crate::diagnostic::{Diagnostic, codes};

use super::approval::Approvable;
use super::templates::Problem;
use crate::model::Approval;

codes! {
    /// A template that cannot be rendered.
    BROKEN_TEMPLATE = "broken-template", Error, Documents;
    /// A template that nobody wrote.
    MISSING_TEMPLATE = "missing-template", Error, Documents;
    /// A value or field that a template does not get.
    UNKNOWN_FIELD = "unknown-field", Error, Documents;
    /// A filter, test, function or macro that does not exist.
    UNKNOWN_FILTER = "unknown-filter", Error, Documents;
    /// A template of the package that nothing uses.
    UNUSED_TEMPLATE = "unused-template", Warn, Documents;
    /// A translation of something that no document says.
    UNKNOWN_MESSAGE = "unknown-message", Warn, Documents;
    /// A file of messages that cannot be used as it is.
    BROKEN_MESSAGES = "broken-messages", Error, Documents;
    /// A document whose text is not the one that was approved.
    CHANGED_AFTER_APPROVAL = "changed-after-approval", Warn, Documents;
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
        finding.help(problem.way_out.unwrap_or("a value that may be missing is asked for with `{% if value %}` first"))
    } else {
        finding.help(format!("this template is one of the library; a copy as `{file}` in this package replaces it"))
    }
}

/// A document whose text is not the one that was approved.
pub(super) fn changed_after_approval(one: &Approvable<'_>, approved: &Approval, now: &str) -> Diagnostic {
    let on = approved.on.map(|on| format!(" on {on}")).unwrap_or_default();
    let what = if one.kind == "document" { format!("the document `{}`", one.id) } else { format!("the policy `{}`", one.id) };
    let place = approved.digest.as_ref().map_or(approved.place, |digest| digest.place);
    Diagnostic::new(&CHANGED_AFTER_APPROVAL, format!("{what} has changed since it was approved{on}"))
        .at(place, format!("its text has the digest `{now}` now"))
        .cite("ISO/IEC 27001, 7.5.2 and 7.5.3")
        .help(format!("have it approved again, give it a new version, and write what `isms approve {}` prints", one.id))
        .about(format!("{} {}", one.kind, one.id))
}

/// A template that cannot be read.
pub(super) fn broken_syntax(place: Place, name: &str, what: &str) -> Diagnostic {
    Diagnostic::new(&BROKEN_TEMPLATE, format!("`templates/{name}` cannot be read: {what}")).at(place, "here").about(format!("template {name}"))
}

/// A template that may not be used: it is too large, or one tag has no end of operators.
pub(super) fn refused_template(place: Place, name: &str, why: &str) -> Diagnostic {
    Diagnostic::new(&BROKEN_TEMPLATE, format!("`templates/{name}` may not be used: {why}")).at(place, "here").about(format!("template {name}"))
}

fn guessed(finding: Diagnostic, place: Place, guess: Option<&str>) -> Diagnostic {
    match guess {
        Some(guess) => finding.help(format!("did you mean `{guess}`?")).fix(format!("write `{guess}`"), place, guess, false),
        None => finding,
    }
}

/// A name that this template does not get.
pub(super) fn unknown_variable(place: Place, name: &str, guess: Option<&str>) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_FIELD, format!("this template gets no value `{name}`")).at(place, "not known here").about(format!("value {name}"));
    match guess {
        Some(_) => guessed(finding, place, guess),
        None => finding.help("`isms template show NAME --values` lists what a template gets; a value of one's own is made with `{% set %}`"),
    }
}

/// A field that something does not have.
pub(super) fn unknown_field(place: Place, name: &str, words: &str, fields: &[String], guess: Option<&str>) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_FIELD, format!("there is no field `{name}` here"))
        .at(place, format!("{words} without this field"))
        .about(format!("field {name}"));
    match (guess, fields) {
        (Some(_), _) => guessed(finding, place, guess),
        (None, []) if words.starts_with("a list") => finding.help("this is a list: use a loop, `first`, or `map(attribute=\"…\")`"),
        (None, []) => finding.help("this is a text or a number: print it as it is"),
        (None, fields) => finding.help(format!("it has `{}`", fields.join("`, `"))),
    }
}

/// A filter or test that does not exist.
pub(super) fn unknown_filter(place: Place, kind: &str, name: &str, guess: Option<&str>) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_FILTER, format!("there is no {kind} `{name}`")).at(place, "not known").about(format!("{kind} {name}"));
    match (guess, name) {
        (Some(guess), _) => finding.help(format!("did you mean `{guess}`?")),
        (None, "safe" | "escape" | "e") => finding.help("text is put into a document as text; Markdown that is meant as such is kept by the filter `md`"),
        (None, _) => finding.help(format!("docs/templates.md lists every {kind}")),
    }
}

/// A function that does not exist, or not in this template.
pub(super) fn unknown_function(place: Place, name: &str, guess: Option<&str>, elsewhere: bool) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_FILTER, format!("there is no function `{name}` here")).at(place, "not known here").about(format!("function {name}"));
    match (guess, elsewhere) {
        (Some(guess), false) => finding.help(format!("did you mean `{guess}`?")).fix(format!("write `{guess}`"), place, guess, false),
        (_, true) => finding.help(format!("`{name}` is there in templates of policies only")),
        (None, false) => finding.help("a macro is made known with `{% from \"…\" import … %}`"),
    }
}

/// A macro that a template does not have.
pub(super) fn unknown_macro(place: Place, template: &str, name: &str, guess: Option<&str>) -> Diagnostic {
    let finding =
        Diagnostic::new(&UNKNOWN_FILTER, format!("`{template}` has no macro `{name}`")).at(place, "imported from there").about(format!("macro {name}"));
    match guess {
        Some(guess) => finding.help(format!("did you mean `{guess}`?")),
        None => finding.help("other templates import it; a copy must keep every macro of the original"),
    }
}

/// A template that another one includes or imports, and that does not exist.
pub(super) fn unknown_include(place: Place, name: &str, guess: Option<&str>) -> Diagnostic {
    let finding = Diagnostic::new(&MISSING_TEMPLATE, format!("there is no template `{name}`")).at(place, "asked for here").about(format!("template {name}"));
    match guess {
        Some(guess) => finding.help(format!("did you mean `{guess}`?")),
        None => finding.help(format!("write `templates/{name}` in this package, or name one of the library: `isms template list`")),
    }
}

/// A template of the package that replaces nothing and that nobody asks for.
pub(super) fn unused_template(place: Place, name: &str, guess: Option<&str>) -> Diagnostic {
    let finding = Diagnostic::new(&UNUSED_TEMPLATE, format!("nothing uses `templates/{name}`"))
        .at(place, "neither a copy of a template of the library nor asked for")
        .about(format!("template {name}"));
    match guess {
        Some(guess) => finding.help(format!("did you mean to replace `{guess}`? then rename the file")),
        None => finding.help("a template replaces the one of the library with the same name, belongs to a declared `template`, or is included by another"),
    }
}

/// A translation of something that no document says.
pub(super) fn unknown_message(place: Place, key: &str, guess: Option<&str>) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_MESSAGE, "no document says this").at(place, "a translation that is never used").about(format!("message {key}"));
    match guess {
        Some(guess) => finding.help(format!("did you mean `{guess}`?")),
        None => {
            finding.help("`isms template show messages/de` shows every message that the library has; a message of an own template stands there in `t(\"…\")`")
        }
    }
}

/// A translation that loses a place of the message, or has one that the message does not have.
pub(super) fn message_places(place: Place, key: &str, missing: &[String], unknown: &[String]) -> Diagnostic {
    let braces = |names: &[String]| names.iter().map(|name| format!("`{{{name}}}`")).collect::<Vec<_>>().join(", ");
    let message = match (missing, unknown) {
        ([], unknown) => format!("the translation has {}, which the message does not have", braces(unknown)),
        (missing, []) => format!("the translation leaves {} out", braces(missing)),
        (missing, unknown) => format!("the translation has {} instead of {}", braces(unknown), braces(missing)),
    };
    let places = crate::document::language::catalogue::places(key);
    let finding = Diagnostic::new(&BROKEN_MESSAGES, message).at(place, "of this message").about(format!("message {key}"));
    if places.is_empty() {
        finding.help("this message has no places: write the translation without braces")
    } else {
        finding.help(format!("write each place as it stands in the English message: `{{{}}}`", places.into_iter().collect::<Vec<_>>().join("}`, `{")))
    }
}

/// A file of messages that is no catalogue.
pub(super) fn broken_messages(place: Place, name: &str, key: Option<&str>, what: &str) -> Diagnostic {
    let message = key.map_or_else(|| format!("`templates/{name}` cannot be read: {what}"), |key| format!("`{key}`: {what}"));
    Diagnostic::new(&BROKEN_MESSAGES, message)
        .at(place, "here")
        .about(format!("messages {name}"))
        .help("each line is `\"English\" = \"translation\"`; what is counted has forms: `\"{count} risks\" = { one = \"…\", other = \"…\" }`")
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
